import { COUNT, type ParameterSpec, type TestSource } from "../../filters/filter.ts";
import { satisfies } from "../../compare.ts";
import { satisfiesAll } from "./asked.ts";
import { LINE_PARAMETERS, lineEvent } from "./lines.ts";
import type { Parameter } from "../../query.ts";
import type { Clock } from "../../spans.ts";
import type { CountedOrder, KeptLine } from "./purchase-values.ts";
import { RATIO_DECIMALS, ratioOf, ratioText } from "./ratio.ts";

/** What a vendor or a type must be among all that somebody bought. */
const GROUP = {
  quantity: { type: "integer", label: "Quantity in all" },
  amount: { type: "money", label: "Amount in all" },
  share: { type: "number", decimals: RATIO_DECIMALS, label: "Share of spend, 0 to 1" },
} as const satisfies Record<string, ParameterSpec>;

export const GROUPED = { date: LINE_PARAMETERS.date } as const;
export const COUNTS = { count: COUNT } as const;
export const TYPE_GROUP = { type: LINE_PARAMETERS.type, ...GROUP } as const;
export const VENDOR_GROUP = { vendor: LINE_PARAMETERS.vendor, ...GROUP } as const;

/**
 * Types, or vendors, of what was bought and kept within some dates, each with how much of it: whether there is one that
 * is all that is asked, or as many as `count` says. What has no type or vendor counts for the whole that a share is of.
 */
export const groupSources: Readonly<Record<string, TestSource>> = {
  "regulars.types_purchased": groupSource("Product types bought", "type", TYPE_GROUP),
  "regulars.vendors_purchased": groupSource("Vendors bought from", "vendor", VENDOR_GROUP),
};

function groupSource(
  label: string,
  by: "type" | "vendor",
  specs: Readonly<Record<string, ParameterSpec>>,
): TestSource {
  return {
    label,
    parameters: { ...specs, ...GROUPED, ...COUNTS },
    holds: ({ purchases: { orders } }, parameters, clock) => {
      const groups = groupsOf(linesWithin(orders, parameters, clock), by).filter((group) =>
        satisfiesAll({ ...group, [by]: group.name }, specs, parameters, clock),
      );
      const counts = parameters.filter(({ name }) => name === "count");
      if (counts.length === 0) return groups.length > 0;
      return counts.every((parameter) => satisfies(groups.length, COUNT, parameter, clock));
    },
    describe: ({ purchases: { orders } }, { parameters, clock, locale }) => {
      const groups = groupsOf(linesWithin(orders, parameters, clock), by);
      const largest = groups.toSorted((one, other) => other.amount - one.amount);
      const shown = largest
        .slice(0, MOST_SHOWN)
        .map(({ name, share }) => `${name} ${ratioText(share, locale)}`);
      if (groups.length > MOST_SHOWN) shown.push("…");
      return shown.length === 0 ? "none" : shown.join(", ");
    },
  };
}

const MOST_SHOWN = 5;

const linesWithin = (
  orders: readonly CountedOrder[],
  parameters: readonly Parameter[],
  clock: Clock,
): KeptLine[] =>
  orders.flatMap((order) =>
    order.lines.filter((line) => satisfiesAll(lineEvent(order, line), GROUPED, parameters, clock)),
  );

/** What has no type, or vendor, is in no group and in the whole. */
function groupsOf(lines: readonly KeptLine[], by: "type" | "vendor") {
  const whole = amountOf(lines);
  return [...Map.groupBy(lines, (line) => line[by])].flatMap(([name, some]) => {
    if (name === null) return [];
    const amount = amountOf(some);
    const quantity = some.reduce((sum, line) => sum + line.quantity, 0);
    return { name, quantity, amount, share: ratioOf(amount, whole) };
  });
}

const amountOf = (lines: readonly KeptLine[]) =>
  lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
