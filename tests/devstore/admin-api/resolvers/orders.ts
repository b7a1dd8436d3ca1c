import type { Store } from "../../store/open-store.ts";
import { connection, pageOf, walk, walkable, type Listing, type PageArgs } from "../connection.ts";
import { countOf } from "../count.ts";
import { gid, numericId } from "../ids.ts";
import { momentText, momentTextOrNull } from "../moment.ts";
import { moneyBag } from "../money.ts";
import { isOrderVisible, visibleOrders } from "../order-window.ts";
import { FieldRefusal, type Context, type Resolvers } from "../resolver.ts";
import { rowById, rowsUnder } from "../row-memory.ts";
import { choice, conditionOf, moment, number, words, type SearchFields } from "../search.ts";
import { locationOf } from "./beside.ts";
import type { LineItemRow, OrderRow } from "../order-rows.ts";
import { lineItemFields } from "./line-items.ts";
import { metafieldFields } from "./metafields.ts";
import { orderDiscountFields } from "./order-discounts.ts";
import { refundFields, type RefundRow } from "./refunds.ts";

export interface OrderListArgs extends PageArgs {
  readonly query?: string | null;
  readonly sortKey?: string | null;
}

const searchFields: SearchFields = {
  id: number("orders.id"),
  updated_at: moment("orders.updated_at"),
  created_at: moment("orders.created_at"),
  processed_at: moment("orders.processed_at"),
  customer_id: number("orders.customer_id"),
  email: words("orders.email"),
  name: ({ value }) => ({
    sql: "orders.number = ?",
    values: [Number(value.replace(/^#/, "")) || 0],
  }),
  default: ({ value }) => ({
    sql: "(orders.number = ? OR orders.email = ?)",
    values: [Number(value.replace(/^#/, "")) || 0, value],
  }),
  financial_status: choice("orders.financial_status"),
  test: ({ value }) => ({ sql: "orders.test = ?", values: [value === "true" ? 1 : 0] }),
  source_name: words("orders.source_name"),
  discount_code: ({ value }) => ({
    sql: "EXISTS (SELECT 1 FROM json_each(orders.discount_codes) c WHERE c.value = ? COLLATE NOCASE)",
    values: [value],
  }),
  status: ({ value }) => {
    switch (value.toLowerCase()) {
      case "cancelled":
        return { sql: "orders.cancelled_at IS NOT NULL", values: [] };
      case "not_closed":
      case "open":
        return { sql: "orders.cancelled_at IS NULL", values: [] };
      case "any":
        return { sql: "1", values: [] };
      default:
        return null;
    }
  },
};

export function orderListing(args: OrderListArgs, context: Context): Listing {
  return {
    select: "SELECT orders.* FROM orders",
    where: [...visibleOrders(context), ...conditionOf(args.query, searchFields).where],
    sort: sortColumn(args.sortKey),
    id: "orders.id",
  };
}

export const orders: Resolvers = {
  QueryRoot: {
    order: (_root, args: { id: string }, context) =>
      findOrder(context, numericId(args.id, "Order")),
    orders: walkable(
      (_root: object, args: OrderListArgs, context) =>
        pageOf(context.store, orderListing(args, context), args),
      (_root: object, args: OrderListArgs, context) =>
        walk<OrderRow>(context.store, orderListing(args, context), args.reverse === true),
    ),
    ordersCount: (_root, args: { query?: string | null; limit?: number | null }, context) =>
      countOf(context.store, "orders", orderListing(args, context).where, args.limit),
  },
  Order: {
    id: (order: OrderRow) => gid("Order", order.id),
    legacyResourceId: (order: OrderRow) => String(order.id),
    name: (order: OrderRow) => `#${String(order.number)}`,
    number: (order: OrderRow) => order.number,
    email: (order: OrderRow) => order.email,
    customer: (order: OrderRow, _args, context) => rowById(context, "customers", order.customer_id),
    processedAt: (order: OrderRow) => momentText(order.processed_at),
    createdAt: (order: OrderRow) => momentText(order.created_at),
    updatedAt: (order: OrderRow) => momentText(order.updated_at),
    cancelledAt: (order: OrderRow) => momentTextOrNull(order.cancelled_at),
    cancelReason: (order: OrderRow) =>
      order.cancelled_at === null ? null : (order.cancel_reason ?? "OTHER"),
    closed: () => false,
    confirmed: () => true,
    test: (order: OrderRow) => order.test === 1,
    edited: () => false,
    tags: () => [],
    taxesIncluded: (order: OrderRow) => order.taxes_included === 1,
    taxExempt: () => false,
    // Shopify's online store, and its point of sale
    app: (order: OrderRow) => ({
      id: gid("App", order.source_name === "pos" ? 129_785 : 580_111),
      name: order.source_name === "pos" ? "Point of Sale" : "Online Store",
    }),
    retailLocation: (order: OrderRow, _args, { store }) => locationOf(store, order.source_name),
    sourceName: (order: OrderRow) => order.source_name,
    currencyCode: (_order, _args, { store }) => store.currency,
    presentmentCurrencyCode: (_order, _args, { store }) => store.currency,
    displayFinancialStatus: (order: OrderRow) => order.financial_status,
    displayFulfillmentStatus: () => "UNFULFILLED",
    fullyPaid: (order: OrderRow) =>
      ["PAID", "PARTIALLY_REFUNDED", "REFUNDED"].includes(order.financial_status),
    unpaid: (order: OrderRow) => order.financial_status === "PENDING",
    discountCode: (order: OrderRow) => discountCodes(order)[0] ?? null,
    discountCodes,
    shippingAddress: (order: OrderRow) => addressOf(order),
    billingAddress: (order: OrderRow) => addressOf(order),
    displayAddress: (order: OrderRow) => addressOf(order),
    subtotalPriceSet: (order: OrderRow, _args, { store }) => moneyBag(order.subtotal_minor, store),
    totalDiscountsSet: (order: OrderRow, _args, { store }) => moneyBag(order.discount_minor, store),
    totalTaxSet: (order: OrderRow, _args, { store }) => moneyBag(order.tax_minor, store),
    totalShippingPriceSet: (order: OrderRow, _args, { store }) =>
      moneyBag(order.shipping_minor, store),
    totalPriceSet: (order: OrderRow, _args, { store }) => moneyBag(order.total_minor, store),
    originalTotalPriceSet: (order: OrderRow, _args, { store }) =>
      moneyBag(order.total_minor, store),
    currentSubtotalPriceSet: (order: OrderRow, _args, { store }) =>
      moneyBag(order.current_subtotal_minor, store),
    currentTotalDiscountsSet: (order: OrderRow, _args, { store }) =>
      moneyBag(currentDiscount(order, store), store),
    currentTotalTaxSet: (order: OrderRow, _args, { store }) =>
      moneyBag(order.current_tax_minor, store),
    currentShippingPriceSet: (order: OrderRow, _args, { store }) =>
      moneyBag(order.current_shipping_minor, store),
    currentTotalPriceSet: (order: OrderRow, _args, { store }) =>
      moneyBag(order.current_total_minor, store),
    totalReceivedSet: (order: OrderRow, _args, { store }) => moneyBag(received(order), store),
    netPaymentSet: (order: OrderRow, _args, { store }) =>
      moneyBag(received(order) - order.refunded_minor, store),
    totalOutstandingSet: (order: OrderRow, _args, { store }) =>
      moneyBag(order.current_total_minor - received(order) + order.refunded_minor, store),
    totalRefundedSet: (order: OrderRow, _args, { store }) => moneyBag(order.refunded_minor, store),
    totalRefundedShippingSet: (order: OrderRow, _args, { store }) =>
      moneyBag(order.refunded_shipping_minor, store),
    // What the lines taken back were worth, less what was given back: positive when the merchant kept something.
    refundDiscrepancySet: (order: OrderRow, _args, { store }) =>
      moneyBag(
        order.refunded_minor === 0
          ? 0
          : order.total_minor - order.current_total_minor - order.refunded_minor,
        store,
      ),
    refunds: (order: OrderRow, args: { first?: number | null }, context) =>
      rowsUnder<RefundRow>(context, "refunds", order.id).slice(0, args.first ?? undefined),
    currentSubtotalLineItemsQuantity: (order: OrderRow, _args, context) =>
      linesOf(context, order).reduce((sum, line) => sum + line.current_quantity, 0),
    subtotalLineItemsQuantity: (order: OrderRow, _args, context) =>
      linesOf(context, order).reduce((sum, line) => sum + line.quantity, 0),
    lineItems: walkable(
      (order: OrderRow, args: PageArgs, context) =>
        connection(linesOf(context, order), args, (line) => line.id),
      (order: OrderRow, _args: PageArgs, context) => [linesOf(context, order)],
    ),
    ...orderDiscountFields,
    ...metafieldFields("ORDER", (order: OrderRow) => order.id),
  },
  LineItem: lineItemFields,
  ...refundFields,
};

export function findOrder(context: Context, id: number): OrderRow | null {
  const order = context.store.get<OrderRow>("SELECT * FROM orders WHERE id = ?", id);
  return order && isOrderVisible(order, context) ? order : null;
}

function linesOf(context: Context, order: OrderRow): LineItemRow[] {
  return rowsUnder<LineItemRow>(context, "line_items", order.id);
}

function discountCodes(order: OrderRow): string[] {
  return order.discount_codes === "[]" ? [] : (JSON.parse(order.discount_codes) as string[]);
}

/** What was paid. An order that was never paid has received nothing. */
function received(order: OrderRow): number {
  return ["PENDING", "VOIDED", "EXPIRED", "AUTHORIZED"].includes(order.financial_status)
    ? 0
    : order.total_minor;
}

function addressOf(order: OrderRow): object | null {
  return order.country_code === null
    ? null
    : { id: order.id, country_code: order.country_code, province_code: null, city: "" };
}

function sortColumn(sortKey: string | null | undefined): string {
  switch (sortKey ?? "PROCESSED_AT") {
    case "PROCESSED_AT":
      return "orders.processed_at";
    case "UPDATED_AT":
      return "orders.updated_at";
    case "CREATED_AT":
      return "orders.created_at";
    case "ID":
    case "RELEVANCE":
      return "orders.id";
    case "ORDER_NUMBER":
      return "orders.number";
    case "TOTAL_PRICE":
      return "orders.total_minor";
    case "CURRENT_TOTAL_PRICE":
      return "orders.current_total_minor";
    case "FINANCIAL_STATUS":
      return "orders.financial_status";
    default:
      throw new FieldRefusal(
        "BAD_REQUEST",
        `The development store does not sort orders by ${String(sortKey)}`,
      );
  }
}

/** What was taken off the quantities that are left. */
function currentDiscount(order: OrderRow, store: Store): number {
  if (order.discount_minor === 0) return 0;
  const sum = store.get<{ minor: number }>(
    "SELECT COALESCE(SUM(ROUND(1.0 * discount_minor * current_quantity / MAX(quantity, 1))), 0) AS minor FROM line_items WHERE order_id = ?",
    order.id,
  );
  return sum?.minor ?? 0;
}
