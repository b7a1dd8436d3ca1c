import type { RowShape } from "#app/db/bulk-upsert.server.ts";
import {
  joinedBy,
  numberRows,
  numbersIn,
  rowsWhere,
  type NumberRows,
} from "#app/db/number-rows.ts";
import type { Order } from "./order.ts";
import { newestOfEach } from "./versions.ts";

export const ORDERS: RowShape<"orders"> = {
  table: "orders",
  key: ["shopId", "orderId"],
  version: "updatedAt",
  columns: {
    shopId: "number",
    orderId: "number",
    customerId: "number",
    processedAt: "number",
    processedDay: "number",
    updatedAt: "number",
    cancelledAt: "number",
    isTest: "number",
    appId: "number",
    locationId: "number",
    subtotalMinor: "number",
    taxMinor: "number",
    shippingMinor: "number",
    adjustmentMinor: "number",
    discountMinor: "number",
    refundedMinor: "number",
    totalMinor: "number",
  },
};

export const LINE_ITEMS: RowShape<"lineItems"> = {
  table: "lineItems",
  key: ["shopId", "orderId", "lineItemId"],
  columns: {
    shopId: "number",
    orderId: "number",
    lineItemId: "number",
    productId: "number",
    variantId: "number",
    quantity: "number",
    currentQuantity: "number",
    totalMinor: "number",
  },
};

export const REFUNDS: RowShape<"refunds"> = {
  table: "refunds",
  key: ["shopId", "orderId", "refundId"],
  columns: {
    shopId: "number",
    orderId: "number",
    refundId: "number",
    createdAt: "number",
    totalMinor: "number",
  },
};

/** Orders with their lines and refunds as rows of their tables: of each order one, in the order of their ids. */
export interface OrderRows {
  orders: NumberRows<"orders">;
  lineItems: NumberRows<"lineItems">;
  refunds: NumberRows<"refunds">;
}

/** Orders as rows: of several readings of the same order the newest. */
export function orderRows(shopId: number, given: readonly Order[]): OrderRows {
  const orders = newestOfEach(given, ({ orderId }) => orderId);
  return {
    orders: numberRows(
      ORDERS,
      orders.map((order) => ({ ...order, shopId, isTest: order.isTest ? 1 : 0 })),
    ),
    lineItems: numberRows(
      LINE_ITEMS,
      orders.flatMap(({ orderId, lineItems }) =>
        lineItems.map((line) => ({ ...line, shopId, orderId })),
      ),
    ),
    refunds: numberRows(
      REFUNDS,
      orders.flatMap(({ orderId, refunds }) =>
        refunds.map((refund) => ({ ...refund, shopId, orderId })),
      ),
    ),
  };
}

/**
 * All orders together, their lines by product: the index by product is written in its own order then, a seventh of an
 * import's time less. As they are if an order is among them twice, since its readings must be saved one after the other.
 */
export function joinedOrderRows(parts: readonly OrderRows[]): OrderRows[] {
  const seen = new Set<number>();
  for (const { orders } of parts) {
    for (const orderId of numbersIn(ORDERS, orders, "orderId")) {
      if (seen.has(orderId)) return [...parts];
      seen.add(orderId);
    }
  }
  const all = <Kind extends keyof OrderRows>(kind: Kind) => parts.map((part) => part[kind]);
  return [
    {
      orders: joinedBy(ORDERS, all("orders"), "orderId"),
      lineItems: joinedBy(LINE_ITEMS, all("lineItems"), "productId"),
      refunds: joinedBy(REFUNDS, all("refunds"), "orderId"),
    },
  ];
}

/** The lines and refunds of some of the orders. */
export const partsOf = (
  { lineItems, refunds }: OrderRows,
  orderIds: ReadonlySet<number>,
): Pick<OrderRows, "lineItems" | "refunds"> => ({
  lineItems: rowsWhere(LINE_ITEMS, lineItems, "orderId", orderIds),
  refunds: rowsWhere(REFUNDS, refunds, "orderId", orderIds),
});
