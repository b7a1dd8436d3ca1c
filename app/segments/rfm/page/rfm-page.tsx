import { BlockStack, Banner, Card, EmptyState, Page } from "@shopify/polaris";
import { useFormat } from "#app/ui/use-format.tsx";
import type { CutoffsErrors } from "../cutoffs-form.ts";
import type { RfmCutoffs } from "../rfm.ts";
import type { RfmReport } from "../rfm-report.ts";
import type { GroupCount, ScoreCount } from "../score-counts.ts";
import type { RfmSettings } from "../settings.ts";
import { AgreementCard } from "./agreement-card.tsx";
import { CutoffsCard, type CutoffPreview } from "./cutoffs-card.tsx";
import { FitnessCard } from "./fitness-card.tsx";
import { GroupsCard } from "./groups-card.tsx";

export interface RfmView {
  settings: RfmSettings;
  asOf: number;
  asOfDay: number;
  cutoffs: RfmCutoffs;
  counts: ScoreCount[];
  klaviyo: GroupCount[];
  neverBought: number;
  report: RfmReport | null;
}

interface Props {
  /** Null before the first refresh. */
  view: RfmView | null;
  errors: CutoffsErrors | null;
  preview: CutoffPreview | null;
  isSaved: boolean;
}

const OTHER = { content: "Rhythm and lifetime", url: "/app/rfm/lifetime" };

export function RfmPage({ view, errors, preview, isSaved }: Props) {
  const format = useFormat();
  if (!view) {
    return (
      <Page title="RFM" secondaryActions={[OTHER]}>
        <Card>
          <EmptyState heading="Scores appear when the import is done" image="/empty-shelf.svg">
            <p>Customers are scored by recency, frequency and monetary once a day.</p>
          </EmptyState>
        </Card>
      </Page>
    );
  }
  const { settings, cutoffs, asOfDay, counts, klaviyo, neverBought, report } = view;
  return (
    <Page
      title="RFM"
      subtitle={`Recency, frequency and monetary among your buyers. As of ${format.moment(view.asOf)}.`}
      secondaryActions={[OTHER]}
    >
      <BlockStack gap="400">
        {report ? (
          <FitnessCard figures={report.fitness} />
        ) : (
          <Banner tone="info" title="Whether RFM fits your shop is measured at the next refresh." />
        )}
        <GroupsCard {...{ scheme: settings.scheme, counts, klaviyo, neverBought }} />
        <CutoffsCard
          key={JSON.stringify(settings)}
          {...{ settings, cutoffs, asOfDay, errors, preview, isSaved }}
          ownDays={report?.ownDays ?? null}
        />
        <AgreementCard rows={report?.agreement ?? []} />
      </BlockStack>
    </Page>
  );
}
