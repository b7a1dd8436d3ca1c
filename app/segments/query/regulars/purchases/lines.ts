import { COUNT, type Event, type EventSource, type ParameterSpec } from "../../filters/filter.ts";
import type { CountedOrder, KeptLine } from "./purchase-values.ts";

/** What tells one product from another, as it is now. */
export const PRODUCT_PARAMETERS = {
  id: { type: "id", label: "Product" },
  type: { type: "text", label: "Product type" },
  vendor: { type: "text", label: "Vendor" },
  collection: { type: "ids", label: "Collection" },
  category: { type: "category", label: "Product category" },
  tag: { type: "tags", label: "Product tag" },
} as const satisfies Record<string, ParameterSpec>;

export const productEvent = (line: KeptLine) => ({
  ...{ id: line.productId, type: line.type, vendor: line.vendor, tag: line.tags },
  collection: line.collectionIds,
  category: line.categoryId === null ? [] : [line.categoryId],
});

export const LINE_PARAMETERS = {
  ...PRODUCT_PARAMETERS,
  date: { type: "date", label: "Date" },
  full_price: { type: "boolean", label: "At full price" },
  quantity: { type: "integer", label: "Quantity in one order" },
  amount: { type: "money", label: "Amount of one line" },
} as const satisfies Record<string, ParameterSpec>;

export const lineEvent = (order: CountedOrder, line: KeptLine): Event => ({
  ...productEvent(line),
  ...{ date: order.at, full_price: order.hasDiscount ? 0 : 1, n: order.number },
  ...{ quantity: line.quantity, amount: line.amountMinor },
});

const linesIn = (orders: readonly CountedOrder[]): Event[] =>
  orders.flatMap((order) => order.lines.map((line) => lineEvent(order, line)));

const parameters = {
  ...LINE_PARAMETERS,
  count: COUNT,
  sum_quantity: { type: "integer", label: "Quantity in all", aggregate: { sum: "quantity" } },
  sum_amount: { type: "money", label: "Amount in all", aggregate: { sum: "amount" } },
} as const satisfies Record<string, ParameterSpec>;

/** A purchase is a line of an order that counts, with the units that were kept and what was paid for them. */
export const lineSources: Readonly<Record<string, EventSource>> = {
  "regulars.products_purchased": {
    ...{ label: "Products bought and kept", parameters },
    events: ({ purchases: { orders } }) => linesIn(orders),
  },
  "regulars.first_product": {
    ...{ label: "Products of the first order", parameters },
    events: ({ purchases: { orders } }) => linesIn(orders.slice(0, 1)),
  },
  "regulars.nth_product": {
    label: "Products of the nth order",
    parameters: {
      n: { type: "integer", label: "Which order, from 1", isRequired: true },
      ...parameters,
    },
    events: ({ purchases: { orders } }) => linesIn(orders),
  },
};
