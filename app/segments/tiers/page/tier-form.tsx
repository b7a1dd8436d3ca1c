import { Form } from "@remix-run/react";
import {
  Banner,
  BlockStack,
  Button,
  Card,
  InlineGrid,
  InlineStack,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import { useFormIntent } from "#app/ui/use-form-intent.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import { MOST_TIERS, type TierFormErrors } from "../tier-form.ts";
import type { TierMeasure, TierPeriod, TierRules } from "../tier.ts";

const MEASURE_OPTIONS: { value: TierMeasure; label: string }[] = [
  { value: "spend", label: "Net spend" },
  { value: "orders", label: "Orders" },
];
const PERIOD_OPTIONS: { value: TierPeriod; label: string }[] = [
  { value: "rolling-year", label: "In the last 365 days" },
  { value: "calendar-year", label: "In the calendar year" },
  { value: "for-ever", label: "For ever" },
];
/** What usually suits: a calendar year's tier is kept through the next. */
const GRACE: Readonly<Record<TierPeriod, number>> = {
  "rolling-year": 30,
  "calendar-year": 365,
  "for-ever": 30,
};

/** How many customers would have earned each tier today. */
export interface EarnedCounts {
  none: number;
  /** By the row of the form. */
  each: { name: string; customers: number }[];
}

/** A tier as it stands in the form. */
export interface TypedTier {
  tierId: number | null;
  name: string;
  threshold: string;
}

interface Props {
  rules: TierRules;
  tiers: TypedTier[];
  hasAllOrders: boolean;
  errors: TierFormErrors | null;
  earned: EarnedCounts | null;
  isSaved: boolean;
}

/** How tiers are earned and kept, and which there are. */
export function TierForm({ rules, tiers, hasAllOrders, errors, earned, isSaved }: Props) {
  const format = useFormat();
  const { form, busy, send } = useFormIntent();
  const [typed, setTyped] = useState({
    ...{ measure: rules.measure, period: rules.period, tiers },
    ...{ keepPercent: String(rules.keepPercent), graceDays: String(rules.graceDays) },
  });
  const setTier = (row: number, change: Partial<TypedTier>) => {
    setTyped((before) => ({
      ...before,
      tiers: before.tiers.map((tier, i) => (i === row ? { ...tier, ...change } : tier)),
    }));
  };
  const preview = () => {
    send("preview");
  };
  return (
    <Card>
      <Form method="post" noValidate ref={form}>
        <input type="hidden" name="intent" value="save" />
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">
            How tiers are earned and kept
          </Text>
          {isSaved ? <Banner tone="success" title="Saved. Tiers are being made anew." /> : null}
          {errors ? (
            <Banner tone="critical" title={errors.form ?? "Please look at the marked fields"} />
          ) : null}
          {hasAllOrders ? null : (
            <Banner tone="warning">
              Shopify shows us the orders of sixty days only. Within a year we count those; for ever
              we count by Shopify&apos;s lifetime figures.
            </Banner>
          )}
          <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
            <Select
              label="Earned by"
              name="measure"
              options={MEASURE_OPTIONS}
              value={typed.measure}
              onChange={(value) => {
                const measure = MEASURE_OPTIONS.find((one) => one.value === value)?.value;
                if (measure) setTyped({ ...typed, measure });
              }}
            />
            <Select
              label="Counted"
              name="period"
              options={PERIOD_OPTIONS}
              value={typed.period}
              onChange={(value) => {
                const period = PERIOD_OPTIONS.find((one) => one.value === value)?.value;
                if (period) setTyped({ ...typed, period, graceDays: String(GRACE[period]) });
              }}
            />
            <TextField
              label="Kept down to"
              name="keepPercent"
              type="number"
              suffix="% of what it takes"
              helpText="80% keeps a tier of 10 orders with 8."
              min={1}
              max={100}
              value={typed.keepPercent}
              onChange={(keepPercent) => {
                setTyped({ ...typed, keepPercent });
              }}
              autoComplete="off"
            />
            <TextField
              label="Grace below that"
              name="graceDays"
              type="number"
              suffix="days"
              helpText="Until then nobody falls; an order that is enough ends the grace."
              min={0}
              max={400}
              value={typed.graceDays}
              onChange={(graceDays) => {
                setTyped({ ...typed, graceDays });
              }}
              autoComplete="off"
            />
          </InlineGrid>
          {typed.tiers.map(({ tierId, name, threshold }, row) => (
            <InlineGrid key={row} columns="1fr 1fr auto" gap="200" alignItems="end">
              <input type="hidden" name="tierId" value={tierId ?? ""} />
              <TextField
                label={`Tier ${row + 1}`}
                name="name"
                value={name}
                onChange={(value) => {
                  setTier(row, { name: value });
                }}
                error={errors?.names[row]}
                maxLength={40}
                autoComplete="off"
              />
              <TextField
                label={typed.measure === "spend" ? `From (${format.currency})` : "From (orders)"}
                name="threshold"
                value={threshold}
                onChange={(value) => {
                  setTier(row, { threshold: value });
                }}
                error={errors?.thresholds[row]}
                inputMode={typed.measure === "spend" ? "decimal" : "numeric"}
                autoComplete="off"
              />
              <Button
                variant="tertiary"
                accessibilityLabel={`Archive ${name === "" ? `tier ${row + 1}` : name}`}
                onClick={() => {
                  setTyped({ ...typed, tiers: typed.tiers.filter((_, i) => i !== row) });
                }}
              >
                Archive
              </Button>
            </InlineGrid>
          ))}
          <InlineStack>
            <Button
              disabled={typed.tiers.length >= MOST_TIERS}
              onClick={() => {
                const added = { tierId: null, name: "", threshold: "" };
                setTyped({ ...typed, tiers: [...typed.tiers, added] });
              }}
            >
              Add a tier
            </Button>
          </InlineStack>
          {earned ? <Earned earned={earned} /> : null}
          <Text as="p" tone="subdued">
            An archived tier is nobody&apos;s from the next refresh; its holders fall to the one
            below. A customer moves up at once, and down only when the grace is over.
          </Text>
          <InlineStack align="end" gap="200">
            <Button onClick={preview} loading={busy === "preview"}>
              Show who would be in them
            </Button>
            <Button submit variant="primary" loading={busy === "save"}>
              Save
            </Button>
          </InlineStack>
        </BlockStack>
      </Form>
    </Card>
  );
}

function Earned({ earned: { none, each } }: { earned: EarnedCounts }) {
  const format = useFormat();
  const total = each.reduce((sum, { customers }) => sum + customers, none);
  const rows = [...each.toReversed(), { name: "No tier", customers: none }];
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        Earned today
      </Text>
      <ul className="regulars-rows">
        {rows.map(({ name, customers }) => (
          <li key={name}>
            <Text as="span">{name}</Text>
            <Text as="span" numeric>
              {format.count(customers)}
            </Text>
            <Text as="span" numeric tone="subdued">
              {total === 0 ? "–" : format.percent(customers / total)}
            </Text>
          </li>
        ))}
      </ul>
    </BlockStack>
  );
}
