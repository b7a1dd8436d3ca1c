import type { ParameterSpec, TestSource } from "../../filters/filter.ts";
import { satisfiesAll, specOf } from "./asked.ts";
import { LINE_PARAMETERS, lineEvent, PRODUCT_PARAMETERS, productEvent } from "./lines.ts";
import { ORDER_PARAMETERS, orderEvent } from "./orders.ts";
import type { CountedOrder } from "./purchase-values.ts";
import { RATIO_DECIMALS, ratioOf } from "./ratio.ts";

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

const sumOf = (events: readonly { amountMinor: number }[]) =>
  events.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

const describeOrders = (orders: readonly CountedOrder[]) =>
  orders.length === 1 ? "1 order that counts" : `${orders.length} orders that count`;

/** Parts of what somebody spent, or of their orders, within the same dates. Without either, the share is missing. */
export const shareSources: Readonly<Record<string, TestSource>> = {
  "regulars.share_of_spend": {
    label: "Share of spend",
    parameters: { ...SPEND_PARTS, ...WHOLE, ...SHARES },
    faultOf: ofNothing(SPEND_PARTS),
    holds: ({ purchases: { orders } }, parameters, clock) => {
      const whole = orders.flatMap((order) =>
        order.lines
          .map((line) => ({ event: lineEvent(order, line), amountMinor: line.amountMinor }))
          .filter(({ event }) => satisfiesAll(event, WHOLE, parameters, clock)),
      );
      const part = whole.filter(({ event }) => satisfiesAll(event, SPEND_PARTS, parameters, clock));
      const share = ratioOf(sumOf(part), sumOf(whole));
      return satisfiesAll({ share }, SHARES, parameters, clock);
    },
    describe: ({ purchases: { orders } }) => describeOrders(orders),
  },
  "regulars.share_of_orders": {
    label: "Share of orders",
    parameters: { ...PRODUCT_PARAMETERS, ...ORDER_PARTS, ...WHOLE, ...SHARES },
    faultOf: ofNothing({ ...PRODUCT_PARAMETERS, ...ORDER_PARTS }),
    holds: ({ purchases: { orders } }, parameters, clock) => {
      const asksProducts = parameters.some(({ name }) => specOf(PRODUCT_PARAMETERS, name));
      const whole = orders.filter((order) =>
        satisfiesAll(orderEvent(order), WHOLE, parameters, clock),
      );
      const part = whole.filter(
        (order) =>
          satisfiesAll(orderEvent(order), ORDER_PARTS, parameters, clock) &&
          (!asksProducts ||
            order.lines.some((line) =>
              satisfiesAll(productEvent(line), PRODUCT_PARAMETERS, parameters, clock),
            )),
      );
      const share = ratioOf(part.length, whole.length);
      return satisfiesAll({ share }, SHARES, parameters, clock);
    },
    describe: ({ purchases: { orders } }) => describeOrders(orders),
  },
};
