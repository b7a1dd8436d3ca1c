import { BlockStack, Page } from "@shopify/polaris";
import type { HitRate } from "../../cadence/hit-rate.ts";
import type { LifetimeReport } from "../shop/lifetime-report.ts";
import { LifetimeCard, type LifetimeTotals } from "./lifetime-card.tsx";
import { RhythmCard, type UsualGapRow } from "./rhythm-card.tsx";

interface Props {
  rhythm: { asOf: number; report: HitRate } | null;
  gaps: UsualGapRow[];
  lifetime: { asOf: number; report: LifetimeReport } | null;
  totals: LifetimeTotals;
}

/** What models other than RFM say, and how well they do on the shop's own past. */
export function LifetimePage({ rhythm, gaps, lifetime, totals }: Props) {
  return (
    <Page
      title="Rhythm and lifetime"
      subtitle="How often each customer buys, how late they are, and what is to be expected of them. Each with how well it did on your own past."
      backAction={{ content: "RFM", url: "/app/rfm" }}
    >
      <BlockStack gap="400">
        <RhythmCard rhythm={rhythm} gaps={gaps} />
        <LifetimeCard lifetime={lifetime} totals={totals} />
      </BlockStack>
    </Page>
  );
}
