import { plainDate } from "#app/platform/calendar.ts";
import { COUNT, type Event, type EventSource, type ParameterSpec } from "../../filters/filter.ts";
import type { CountedOrder } from "./purchase-values.ts";

export const ORDER_PARAMETERS = {
  date: { type: "date", label: "Date" },
  month: { type: "integer", label: "Month of the year, 1 to 12" },
  n: { type: "integer", label: "Which order, from 1" },
  amount: { type: "money", label: "Net amount of one order" },
  discounted: { type: "boolean", label: "With a discount" },
} as const satisfies Record<string, ParameterSpec>;

export const orderEvent = (order: CountedOrder): Event => ({
  ...{ date: order.at, month: plainDate(order.day).month, n: order.number },
  ...{ amount: order.netMinor, discounted: order.hasDiscount ? 1 : 0 },
});

/** An order that counts, with its net amount. */
export const orderSources: Readonly<Record<string, EventSource>> = {
  "regulars.orders_placed": {
    label: "Orders that count",
    parameters: {
      ...ORDER_PARAMETERS,
      count: COUNT,
      sum_amount: { type: "money", label: "Net amount in all", aggregate: { sum: "amount" } },
    },
    events: ({ purchases: { orders } }) => orders.map(orderEvent),
  },
};
