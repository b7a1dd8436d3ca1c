import { Card, Text } from "@shopify/polaris";
import { groupLabel } from "#app/segments/rfm/group-label.ts";
import type { TierStanding } from "#app/segments/tiers/customer-tiers.server.ts";
import type { TierRules } from "#app/segments/tiers/tier.ts";
import { valueText } from "#app/segments/tiers/page/value-text.ts";
import { Figure, Figures } from "#app/ui/figure.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

const text = { title: "What we know" };

export interface CustomerFacts {
  orders: number;
  netMinor: number;
  refundedMinor: number;
  firstOrderDay: number | null;
  lastOrderDay: number | null;
  rfmGroup: string | null;
  asOf: number;
}

/** Where the customer stands, in a shop that has tiers. */
export interface Tier {
  standing: TierStanding;
  rules: Pick<TierRules, "measure">;
}

export function Facts({ facts, tier }: { facts: CustomerFacts; tier: Tier | null }) {
  const format = useFormat();
  const { orders, netMinor, refundedMinor, firstOrderDay, lastOrderDay, rfmGroup, asOf } = facts;
  return (
    <Card padding="0">
      <div className="regulars-card-head">
        <Text as="h2" variant="headingMd">
          {text.title}
        </Text>
        <Text as="p" variant="bodySm" tone="subdued">
          {`as of ${format.moment(asOf)}`}
        </Text>
      </div>
      <Figures>
        <Figure label="Orders that count" value={format.count(orders)} />
        <Figure
          label="Net spent"
          value={format.money(netMinor)}
          note={refundedMinor === 0 ? undefined : `${format.money(refundedMinor)} given back`}
        />
        <Figure
          label="Last order"
          value={lastOrderDay === null ? "never" : format.day(lastOrderDay)}
          note={firstOrderDay === null ? undefined : `first on ${format.day(firstOrderDay)}`}
        />
        <Figure label="RFM group" value={rfmGroup === null ? "–" : groupLabel(rfmGroup)} />
        {tier ? <TierFigure tier={tier} /> : null}
      </Figures>
    </Card>
  );
}

function TierFigure({ tier: { standing, rules } }: { tier: Tier }) {
  const format = useFormat();
  const { tier, next } = standing;
  return (
    <Figure
      label="Tier"
      value={tier?.name ?? "none"}
      note={
        next === null
          ? "the highest"
          : `${valueText(next.missing, rules, format)} more to ${next.tier.name}`
      }
    />
  );
}
