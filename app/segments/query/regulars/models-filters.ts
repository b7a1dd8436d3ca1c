import { dayOf } from "#app/platform/calendar.ts";
import { groupLookup, SCHEMES } from "../../rfm/group-schemes.ts";
import type { Attribute, Source } from "../filters/filter.ts";

const GRID = SCHEMES["grid-5x5"];
const gridGroup = groupLookup(GRID);
const groupsOf = (scheme: (typeof SCHEMES)[keyof typeof SCHEMES]) =>
  scheme.groups.map(({ group }) => group);

/** Chances and orders are kept, and asked, to so many decimals. */
export const EXPECTED_DECIMALS = 4;
const expected = (value: number | null) =>
  value === null ? null : Math.floor(value * 10 ** EXPECTED_DECIMALS + 0.5);

/** Hundredths of usual gaps since the last order, a half up, in whole numbers alone. */
function lateness(daysSince: number | null, usualGapDays: number | null): number | null {
  if (daysSince === null || usualGapDays === null) return null;
  const halves = usualGapDays * 2;
  return Math.floor((400 * daysSince + halves) / (2 * halves));
}

const score = (measure: "recency" | "frequency" | "monetary", label: string): Attribute => ({
  ...{ type: "integer", label },
  valueOf: ({ models: { scores } }) => scores?.[measure] ?? null,
});

const daysSince = (lastOrderDay: number | null, clock: { now: number; timeZone: string }) =>
  lastOrderDay === null ? null : Math.max(0, dayOf(clock.now, clock.timeZone) - lastOrderDay);

/** Attributes behind `regulars.` that ask for what the models say. */
export const modelsAttributes: Readonly<Record<string, Attribute>> = {
  "regulars.usual_gap_days": {
    ...{ type: "number", decimals: 1, label: "Usual gap in days" },
    valueOf: ({ models: { usualGapDays } }) => usualGapDays && usualGapDays * 10,
  },
  "regulars.days_since_last_order": {
    ...{ type: "integer", label: "Days since the last order" },
    valueOf: ({ models: { lastOrderDay } }, clock) => daysSince(lastOrderDay, clock),
  },
  "regulars.lateness": {
    ...{ type: "number", decimals: 2, label: "Days since the last order, in usual gaps" },
    valueOf: ({ models: { lastOrderDay, usualGapDays } }, clock) =>
      lateness(daysSince(lastOrderDay, clock), usualGapDays),
  },
  "regulars.tier": {
    ...{ type: "text", named: "tiers", label: "Tier" },
    valueOf: ({ models: { tier } }) => tier,
  },
  "regulars.tier_since": {
    ...{ type: "date", label: "In this tier since" },
    valueOf: ({ models: { tierSince } }) => tierSince,
  },
  "regulars.recency_score": score("recency", "Recency score"),
  "regulars.frequency_score": score("frequency", "Frequency score"),
  "regulars.monetary_score": score("monetary", "Monetary score"),
  "regulars.rfm_group_klaviyo": {
    ...{ type: "enum", values: groupsOf(SCHEMES.klaviyo), label: "Klaviyo's RFM group" },
    valueOf: ({ models: { klaviyoGroup } }) => klaviyoGroup,
  },
  "regulars.rfm_cell": {
    ...{ type: "enum", values: groupsOf(GRID), label: "Group in the 5 by 5 grid" },
    valueOf: ({ models: { scores } }) => scores && gridGroup(scores),
  },
  "regulars.predicted_value": {
    ...{ type: "money", label: "Expected value of the next 52 weeks" },
    valueOf: ({ models: { expectedValueMinor } }) => expectedValueMinor,
  },
  "regulars.expected_orders": {
    ...{ type: "number", decimals: EXPECTED_DECIMALS },
    label: "Expected orders in the next 52 weeks",
    valueOf: ({ models: { expectedOrders } }) => expected(expectedOrders),
  },
  "regulars.chance_alive": {
    ...{ type: "number", decimals: EXPECTED_DECIMALS, label: "Chance to buy again, from 0 to 1" },
    valueOf: ({ models: { chanceAlive } }) => expected(chanceAlive),
  },
};

/** Functions behind `regulars.` that ask for what the models say. */
export const modelsSources: Readonly<Record<string, Source>> = {};
