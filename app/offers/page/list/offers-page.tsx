import { useSearchParams } from "@remix-run/react";
import { Card, EmptyState, Page, Tabs } from "@shopify/polaris";
import type { ReactNode } from "react";
import { Pager } from "#app/ui/pager.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { OFFER_PHASES, type OfferPhase } from "../../offer.ts";
import type { Titles } from "../offer-words.ts";
import { OfferTable, type OfferRow } from "./offer-table.tsx";

const text = {
  title: "Offers",
  explain: "A reduction for one segment. Shopify itself applies it, at checkout and at the till.",
  create: "Create offer",
  emptyTitle: "Give your regulars a reason to come back",
  empty:
    "Choose a segment and what it gets. Before anything is published you see what it would have cost in the last 90 days.",
  seeHome: "See how far it is",
  noSegments: "Offers need a segment. They are there when the import is done.",
  all: "All",
};

const PHASES: Record<OfferPhase, { tab: string; none: string; next: string }> = {
  live: {
    tab: "Live",
    none: "No offer is live",
    next: "A draft goes live when you activate it and its time has come.",
  },
  scheduled: {
    tab: "Scheduled",
    none: "No offer is scheduled",
    next: "An active offer whose start lies ahead stands here.",
  },
  draft: {
    tab: "Drafts",
    none: "No drafts",
    next: "Create an offer: it stays a draft until you activate it.",
  },
  paused: {
    tab: "Paused",
    none: "No offer is paused",
    next: "A paused offer is shown and applied to nobody, and can go on.",
  },
  ended: { tab: "Ended", none: "No offer has ended", next: "What has ended can be duplicated." },
};

const CREATE = { content: text.create, url: "/app/offers/new" };
const SEE_HOME = { content: text.seeHome, url: "/app" };

export interface OffersPageProps {
  offers: OfferRow[];
  titles: Titles;
  /** What is asked for; null is all. */
  phase: OfferPhase | null;
  counts: Record<OfferPhase, number>;
  hasSegments: boolean;
  page: number;
  pageSize: number;
  total: number;
}

export function OffersPage(props: OffersPageProps) {
  const { offers, titles, phase, counts, hasSegments, page, pageSize, total } = props;
  const isEmpty = OFFER_PHASES.every((one) => counts[one] === 0);
  return (
    <Page
      title={text.title}
      subtitle={text.explain}
      {...(isEmpty ? {} : { primaryAction: CREATE })}
    >
      <Card padding="0">
        {isEmpty ? (
          <EmptyState
            heading={text.emptyTitle}
            image="/empty-shelf.svg"
            action={hasSegments ? CREATE : SEE_HOME}
          >
            <p>{hasSegments ? text.empty : text.noSegments}</p>
          </EmptyState>
        ) : (
          <PhaseTabs phase={phase} counts={counts}>
            {offers.length === 0 ? (
              <EmptyState heading={PHASES[phase ?? "draft"].none} image="/empty-shelf.svg">
                <p>{PHASES[phase ?? "draft"].next}</p>
              </EmptyState>
            ) : (
              <OfferTable offers={offers} titles={titles} />
            )}
            <Pager page={page} pageSize={pageSize} total={total} />
          </PhaseTabs>
        )}
      </Card>
    </Page>
  );
}

interface PhaseTabsProps {
  phase: OfferPhase | null;
  counts: Record<OfferPhase, number>;
  children: ReactNode;
}

/** By the address, so that a phase can be linked to and gone back to. */
function PhaseTabs({ phase, counts, children }: PhaseTabsProps) {
  const format = useFormat();
  const [, setSearch] = useSearchParams();
  const all = OFFER_PHASES.reduce((sum, one) => sum + counts[one], 0);
  const choices = [null, ...OFFER_PHASES];
  return (
    <Tabs
      tabs={choices.map((one) => ({
        id: one ?? "all",
        content: one ? PHASES[one].tab : text.all,
        badge: format.count(one ? counts[one] : all),
      }))}
      selected={choices.indexOf(phase)}
      onSelect={(index) => {
        const chosen = choices[index] ?? null;
        setSearch(chosen === null ? {} : { phase: chosen }, { preventScrollReset: true });
      }}
    >
      {children}
    </Tabs>
  );
}
