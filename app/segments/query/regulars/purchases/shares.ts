import type { ParameterSpec, TestSource } from "../../filters/filter.ts";
import type { Parameter } from "../../query.ts";
import type { Clock } from "../../spans.ts";
import { satisfiesAll, specOf } from "./asked.ts";
import { LINE_PARAMETERS, lineEvent, PRODUCT_PARAMETERS, productEvent } from "./lines.ts";
import { ORDER_PARAMETERS, orderEvent } from "./orders.ts";
import type { CountedOrder } from "./purchase-values.ts";
import { RATIO_DECIMALS, ratioOf, ratioText } from "./ratio.ts";

const SHARE: ParameterSpec = {
  ...{ type: "number", decimals: RATIO_DECIMALS, label: "Share, 0 to 1", isRequired: true },
};

/** The whole that the part is of. */
export const WHOLE = { date: LINE_PARAMETERS.date } as const;
export const SHARES = { share: SHARE } as const;

/** What makes the part of what was spent. */
export const SPEND_PARTS = {
  ...PRODUCT_PARAMETERS,
  full_price: LINE_PARAMETERS.full_price,
} as const satisfies Record<string, ParameterSpec>;

/** What makes the part of the orders; one of their products must be all that is asked of a product. */
export const ORDER_PARTS = {
  ...{ month: ORDER_PARAMETERS.month, amount: ORDER_PARAMETERS.amount },
  discounted: ORDER_PARAMETERS.discounted,
} as const satisfies Record<string, ParameterSpec>;

const ofNothing =
  (parts: Readonly<Record<string, ParameterSpec>>) => (names: ReadonlySet<string>) =>
    [...names].some((name) => specOf(parts, name))
      ? null
      : `a share is of something: add ${Object.keys(parts).slice(0, 3).join(", ")} or the like`;

/** Parts of what somebody spent, or of their orders, within the same dates. Without either, the share is missing. */
export const shareSources: Readonly<Record<string, TestSource>> = {
  "regulars.share_of_spend": shareSource("Share of spend", SPEND_PARTS, shareOfSpend),
  "regulars.share_of_orders": shareSource(
    "Share of orders",
    { ...PRODUCT_PARAMETERS, ...ORDER_PARTS },
    shareOfOrders,
  ),
};

type Measure = (
  orders: readonly CountedOrder[],
  parameters: readonly Parameter[],
  clock: Clock,
) => number | null;

function shareSource(
  label: string,
  parts: Readonly<Record<string, ParameterSpec>>,
  shareOf: Measure,
): TestSource {
  return {
    label,
    parameters: { ...parts, ...WHOLE, ...SHARES },
    faultOf: ofNothing(parts),
    holds: ({ purchases: { orders } }, parameters, clock) =>
      satisfiesAll({ share: shareOf(orders, parameters, clock) }, SHARES, parameters, clock),
    describe: ({ purchases: { orders } }, { parameters, clock, locale }) =>
      ratioText(shareOf(orders, parameters, clock), locale),
  };
}

function shareOfSpend(
  orders: readonly CountedOrder[],
  parameters: readonly Parameter[],
  clock: Clock,
): number | null {
  const whole = orders.flatMap((order) =>
    order.lines
      .map((line) => ({ event: lineEvent(order, line), amountMinor: line.amountMinor }))
      .filter(({ event }) => satisfiesAll(event, WHOLE, parameters, clock)),
  );
  const part = whole.filter(({ event }) => satisfiesAll(event, SPEND_PARTS, parameters, clock));
  return ratioOf(sumOf(part), sumOf(whole));
}

const sumOf = (events: readonly { amountMinor: number }[]) =>
  events.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

function shareOfOrders(
  orders: readonly CountedOrder[],
  parameters: readonly Parameter[],
  clock: Clock,
): number | null {
  const asksProducts = parameters.some(({ name }) => specOf(PRODUCT_PARAMETERS, name));
  const hasProduct = ({ lines }: CountedOrder) =>
    lines.some((line) => satisfiesAll(productEvent(line), PRODUCT_PARAMETERS, parameters, clock));
  const whole = orders.filter((order) => satisfiesAll(orderEvent(order), WHOLE, parameters, clock));
  const part = whole.filter(
    (order) =>
      satisfiesAll(orderEvent(order), ORDER_PARTS, parameters, clock) &&
      (!asksProducts || hasProduct(order)),
  );
  return ratioOf(part.length, whole.length);
}
