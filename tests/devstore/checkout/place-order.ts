import type { Store } from "../store/open-store.ts";
import { touchCustomer } from "./aggregates.ts";
import { keepApplications, type Allocation, type Application } from "./discount-applications.ts";
import { orderPayload, tellOfCustomer, tellOfProducts, withNews } from "./order-news.ts";
import { OrderRefused } from "./order-rows.ts";
import { moveStock } from "./stock.ts";

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
  /** Which of the order's discounts that was. */
  readonly allocations?: readonly Allocation[];
  readonly isGiftCard?: boolean;
}

export interface OrderPlaced {
  /** Null or left out: a guest. */
  readonly customerId?: number | null;
  readonly email?: string | null;
  readonly lines: readonly LineOrdered[];
  /** What is paid for shipping, after discounts on it. */
  readonly shippingMinor?: number;
  /** What discounts took off the rate. */
  readonly shippingAllocations?: readonly Allocation[];
  /** Tax; part of the lines' prices when the shop's prices include tax, on top of them otherwise. */
  readonly taxMinor?: number;
  readonly discountCodes?: readonly string[];
  readonly discounts?: readonly Application[];
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
    const allocations = lines.flatMap((line) => {
      const lineItemId = insertLine(store, orderId, line);
      return line.allocations.map((each) => ({ ...each, lineItemId }));
    });
    const ofShipping = (placed.shippingAllocations ?? []).map((each) => ({
      ...each,
      lineItemId: null,
    }));
    keepApplications(store, orderId, placed.discounts ?? [], [...allocations, ...ofShipping]);
    const moved = lines.flatMap((line) => moveStock(store, line.variantId, -line.quantity) ?? []);

    touchCustomer(store, customerId);
    tell({ topic: "orders/create", payload: orderPayload(store, orderId) });
    tellOfProducts(store, moved, tell);
    tellOfCustomer(store, { customer_id: customerId }, tell);
    return { orderId, number };
  });
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
  readonly allocations: readonly Allocation[];
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
    allocations: line.allocations ?? [],
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

function insertLine(store: Store, orderId: number, line: Line): number {
  const id = store.nextId();
  store.run(
    `INSERT INTO line_items (id, order_id, product_id, variant_id, title, sku, vendor, quantity, current_quantity,
         unit_price_minor, discount_minor, total_minor, is_gift_card)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[
      id,
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
  return id;
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
