import type { Store } from "../store/open-store.ts";
import { RECOMPUTE_AGGREGATES_OF_ONE } from "./aggregates.ts";
import { orderPayload, tellOfCustomer, tellOfProducts, withNews, type News } from "./order-news.ts";
import { OrderRefused, readLines, readOrder } from "./order-rows.ts";
import { giveBack, moneyLeft } from "./refunds.ts";
import { moveStock } from "./stock.ts";

export { RECOMPUTE_AGGREGATES } from "./aggregates.ts";
export { refundOrder } from "./refunds.ts";

export interface LineOrdered {
  /** A variant of the catalogue: product, title, sku, vendor and price come from it unless given. */
  readonly variantId?: number;
  readonly productId?: number;
  readonly title?: string;
  readonly sku?: string;
  readonly vendor?: string;
  readonly quantity: number;
  readonly unitPriceMinor?: number;
  /** All discounts on the line together, order-level ones too. */
  readonly discountMinor?: number;
  readonly isGiftCard?: boolean;
}

/** A discount that the order used, for usage limits and for telling what it cost. */
export interface DiscountUsed {
  readonly discountId: number;
  readonly code: string | null;
  readonly title: string;
  readonly amountMinor: number;
}

export interface OrderPlaced {
  /** Null or left out: a guest. */
  readonly customerId?: number | null;
  readonly email?: string | null;
  readonly lines: readonly LineOrdered[];
  readonly shippingMinor?: number;
  /** Tax; part of the lines' prices when the shop's prices include tax, on top of them otherwise. */
  readonly taxMinor?: number;
  readonly discountCodes?: readonly string[];
  readonly discounts?: readonly DiscountUsed[];
  readonly countryCode?: string | null;
  readonly test?: boolean;
  readonly sourceName?: string;
  /** When it was ordered; now when left out. `updated_at` is always now. */
  readonly processedAt?: number;
}

/**
 * Places a paid order, takes its units out of stock (whatever the stock is: checkout refuses what is sold out before), and
 * keeps the customer's aggregates. Sends `orders/create`, `products/update` and the customer's webhooks.
 *
 * @throws OrderRefused without lines, for an unknown customer or variant, or a line that would cost less than nothing.
 */
export function placeOrder(store: Store, placed: OrderPlaced): { orderId: number; number: number } {
  if (placed.lines.length === 0) throw new OrderRefused("Line items can't be blank");
  return withNews(store, (tell) => {
    const now = store.now();
    const at = placed.processedAt ?? now;
    const customerId = placed.customerId ?? null;
    const email = placed.email ?? (customerId === null ? null : emailOf(store, customerId));
    const lines = placed.lines.map((line) => completeLine(store, line));

    const subtotal = sum(lines.map((line) => line.totalMinor));
    const discount = sum(lines.map((line) => line.discountMinor));
    const tax = placed.taxMinor ?? 0;
    const shipping = placed.shippingMinor ?? 0;
    const taxesIncluded = store.taxesIncluded;
    const total = subtotal + shipping + (taxesIncluded ? 0 : tax);

    const orderId = store.nextId();
    const number = nextNumber(store);
    store.run(
      `INSERT INTO orders (id, number, customer_id, email, country_code, processed_at, created_at, updated_at, test,
           taxes_included, source_name, discount_codes, subtotal_minor, discount_minor, tax_minor, shipping_minor, total_minor,
           current_subtotal_minor, current_tax_minor, current_shipping_minor, current_total_minor)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[
        orderId,
        number,
        customerId,
        email,
        placed.countryCode ?? null,
        at,
        at,
        now,
        placed.test === true ? 1 : 0,
      ],
      ...[
        taxesIncluded ? 1 : 0,
        placed.sourceName ?? "web",
        JSON.stringify(placed.discountCodes ?? []),
      ],
      ...[subtotal, discount, tax, shipping, total, subtotal, tax, shipping, total],
    );
    for (const line of lines) insertLine(store, orderId, line);
    for (const used of placed.discounts ?? []) {
      store.run(
        "INSERT INTO order_discounts (order_id, discount_id, code, title, amount_minor) VALUES (?, ?, ?, ?, ?)",
        orderId,
        used.discountId,
        used.code,
        used.title,
        used.amountMinor,
      );
    }
    const moved = lines.flatMap((line) => moveStock(store, line.variantId, -line.quantity) ?? []);

    touchCustomer(store, customerId);
    tell({ topic: "orders/create", payload: orderPayload(store, orderId) });
    tellOfProducts(store, moved, tell);
    tellOfCustomer(store, { customer_id: customerId }, tell);
    return { orderId, number };
  });
}

export interface OrderCancelled {
  readonly orderId: number;
  /** CUSTOMER DECLINED FRAUD INVENTORY STAFF OTHER */
  readonly reason?: string;
  /** Whether the money left is given back; true unless said otherwise. */
  readonly refund?: boolean;
  readonly restock?: boolean;
}

/**
 * Cancels an order: nothing of it is left (`current_*` is zero), the money is given back unless `refund` is false. Sends
 * `refunds/create` when money went back, `orders/cancelled`, `orders/updated` and the customer's webhooks.
 *
 * @throws OrderRefused for an unknown or already cancelled order.
 */
export function cancelOrder(store: Store, cancelled: OrderCancelled): void {
  withNews(store, (tell) => {
    const order = readOrder(store, cancelled.orderId);
    if (order.cancelled_at !== null) throw new OrderRefused("Order has already been cancelled");
    const lines = readLines(store, order.id).filter((line) => line.current_quantity > 0);
    giveBack(
      store,
      {
        orderId: order.id,
        lines: lines.map((line) => ({ lineItemId: line.id, quantity: line.current_quantity })),
        shippingMinor: order.current_shipping_minor,
        moneyMinor: cancelled.refund === false ? 0 : moneyLeft(order),
        restock: cancelled.restock ?? true,
      },
      tell,
    );
    const now = store.now();
    store.run(
      "UPDATE orders SET cancelled_at = ?, cancel_reason = ?, updated_at = ? WHERE id = ?",
      now,
      cancelled.reason ?? "CUSTOMER",
      now,
      order.id,
    );
    tellOfOrder(store, order.id, ["orders/cancelled", "orders/updated"], tell);
    touchCustomer(store, order.customer_id);
    tellOfCustomer(store, order, tell);
  });
}

export interface OrderEdited {
  readonly orderId: number;
  /** Units to take out of the order, by line. */
  readonly lines: readonly { readonly lineItemId: number; readonly quantity: number }[];
  /** Whether the difference is paid back at once, as the admin offers to; true unless said otherwise. */
  readonly refund?: boolean;
}

/**
 * Takes units out of an order, as an order edit does. Shopify keeps such an edit as a refund of those lines, with money or
 * without. Sends `refunds/create` (when money went back), `orders/edited`, `orders/updated` and the customer's webhooks.
 *
 * @throws OrderRefused for an unknown or cancelled order, or more units than are left.
 */
export function editOrder(store: Store, edited: OrderEdited): void {
  withNews(store, (tell) => {
    const order = readOrder(store, edited.orderId);
    if (order.cancelled_at !== null)
      throw new OrderRefused("The order has been cancelled and can't be edited");
    giveBack(
      store,
      {
        orderId: order.id,
        lines: edited.lines,
        shippingMinor: 0,
        moneyMinor: edited.refund === false ? 0 : null,
        restock: true,
      },
      tell,
    );
    tellOfOrder(store, order.id, ["orders/edited", "orders/updated"], tell);
    touchCustomer(store, order.customer_id);
    tellOfCustomer(store, order, tell);
  });
}

/**
 * Deletes an order for good, its lines and refunds with it; stock stays as it is. Sends `orders/delete` and the customer's
 * webhooks.
 *
 * @throws OrderRefused for an unknown order.
 */
export function deleteOrder(store: Store, orderId: number): void {
  withNews(store, (tell) => {
    const order = readOrder(store, orderId);
    for (const statement of [
      "DELETE FROM refund_line_items WHERE refund_id IN (SELECT id FROM refunds WHERE order_id = ?)",
      "DELETE FROM refunds WHERE order_id = ?",
      "DELETE FROM order_discounts WHERE order_id = ?",
      "DELETE FROM line_items WHERE order_id = ?",
      "DELETE FROM orders WHERE id = ?",
    ]) {
      store.run(statement, orderId);
    }
    tell({ topic: "orders/delete", payload: { id: orderId } });
    touchCustomer(store, order.customer_id);
    tellOfCustomer(store, order, tell);
  });
}

/** Recomputes the customer's aggregates and touches `updated_at`, as Shopify does whenever one of their orders changes. */
export function touchCustomer(store: Store, customerId: number | null): void {
  if (customerId === null) return;
  store.run(RECOMPUTE_AGGREGATES_OF_ONE, customerId);
  store.run("UPDATE customers SET updated_at = ? WHERE id = ?", store.now(), customerId);
}

/** Tells of an order as it now stands, once for each topic. */
export function tellOfOrder(
  store: Store,
  orderId: number,
  topics: readonly string[],
  tell: (news: News) => void,
): void {
  const payload = orderPayload(store, orderId);
  for (const topic of topics) tell({ topic, payload });
}

interface Line {
  readonly variantId: number | null;
  readonly productId: number | null;
  readonly title: string;
  readonly sku: string | null;
  readonly vendor: string | null;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly discountMinor: number;
  readonly totalMinor: number;
  readonly isGiftCard: boolean;
}

interface CatalogueLine {
  product_id: number;
  title: string;
  sku: string | null;
  vendor: string;
  price_minor: number;
}

function completeLine(store: Store, line: LineOrdered): Line {
  const known = line.variantId === undefined ? undefined : catalogueLine(store, line.variantId);
  const unitPriceMinor = line.unitPriceMinor ?? known?.price_minor ?? 0;
  const discountMinor = line.discountMinor ?? 0;
  const totalMinor = line.quantity * unitPriceMinor - discountMinor;
  if (!Number.isInteger(line.quantity) || line.quantity < 1)
    throw new OrderRefused("Quantity must be greater than 0");
  if (totalMinor < 0 || discountMinor < 0)
    throw new OrderRefused("A line item can't cost less than nothing");
  return {
    variantId: line.variantId ?? null,
    productId: line.productId ?? known?.product_id ?? null,
    title: line.title ?? known?.title ?? "Item",
    sku: line.sku ?? known?.sku ?? null,
    vendor: line.vendor ?? known?.vendor ?? null,
    quantity: line.quantity,
    unitPriceMinor,
    discountMinor,
    totalMinor,
    isGiftCard: line.isGiftCard ?? false,
  };
}

function catalogueLine(store: Store, variantId: number): CatalogueLine {
  const row = store.get<CatalogueLine>(
    `SELECT v.product_id, p.title, v.sku, p.vendor, v.price_minor
       FROM variants AS v JOIN products AS p ON p.id = v.product_id WHERE v.id = ?`,
    variantId,
  );
  if (row === undefined)
    throw new OrderRefused(`Product variant with ID ${variantId} does not exist`);
  return row;
}

function insertLine(store: Store, orderId: number, line: Line): void {
  store.run(
    `INSERT INTO line_items (id, order_id, product_id, variant_id, title, sku, vendor, quantity, current_quantity,
         unit_price_minor, discount_minor, total_minor, is_gift_card)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[
      store.nextId(),
      orderId,
      line.productId,
      line.variantId,
      line.title,
      line.sku,
      line.vendor,
      line.quantity,
    ],
    ...[
      line.quantity,
      line.unitPriceMinor,
      line.discountMinor,
      line.totalMinor,
      line.isGiftCard ? 1 : 0,
    ],
  );
}

function emailOf(store: Store, customerId: number): string | null {
  const row = store.get<{ email: string | null }>(
    "SELECT email FROM customers WHERE id = ?",
    customerId,
  );
  if (row === undefined) throw new OrderRefused(`Customer ${customerId} does not exist`);
  return row.email;
}

/** The next order number, 1001 in a store without orders. */
function nextNumber(store: Store): number {
  const row = store.get<{
    value: number;
  }>(`INSERT INTO meta (key, value) VALUES ('orderNumber', '1001')
       ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)
       RETURNING CAST(value AS INTEGER) AS value`);
  if (row === undefined) throw new Error("SQLite answered no order number");
  return row.value;
}

const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0);
