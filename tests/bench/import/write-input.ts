import { createWriteStream, type WriteStream } from "node:fs";
import { once } from "node:events";
import { dayCounter } from "#app/platform/calendar.ts";
import {
  orderFromShopify,
  type LineItemNode,
  type OrderNode,
} from "#app/sync/order-from-shopify.ts";

export const BENCH_ZONE = "Europe/Berlin";
export const LINES_AN_ORDER = 3;

export interface Input {
  orders: number;
  jsonl: string;
  ordersCsv: string;
  lineItemsCsv: string;
  bytes: number;
  /** Where the thousands begin in the JSONL: order 0, order 1000, … and the end. */
  offsets: number[];
}

/** A thousand orders are written at once. */
export const STEP = 1000;

const money = (minor: number) => ({
  shopMoney: { amount: (minor / 100).toFixed(2) },
});

/** Order number `n` of a made-up shop: a customer's every few, as Shopify writes it. */
function orderAt(n: number): { order: OrderNode; lines: LineItemNode[] } {
  const at = new Date(1_600_000_000_000 + n * 61_000).toISOString().replace(/\.\d+/, "");
  const lines = Array.from({ length: LINES_AN_ORDER }, (_, index): LineItemNode => {
    const product = 7_000_000_000_000 + ((n * 7 + index * 13) % 5000);
    return {
      id: `gid://shopify/LineItem/${14_000_000_000_000 + n * LINES_AN_ORDER + index}`,
      quantity: 1 + ((n + index) % 3),
      currentQuantity: 1 + ((n + index) % 3),
      originalTotalSet: money(1009 + ((n * 31 + index * 17) % 9000)),
      discountAllocations: n % 5 === 0 ? [{ allocatedAmountSet: money(10) }] : [],
      product: { id: `gid://shopify/Product/${product}` },
      variant: { id: `gid://shopify/ProductVariant/${product * 3}` },
    };
  });
  const subtotal = 3000 + (n % 20_000);
  const order: OrderNode = {
    id: `gid://shopify/Order/${5_000_000_000_000 + n}`,
    customer:
      n % 9 === 0
        ? null
        : { id: `gid://shopify/Customer/${6_000_000_000_000 + ((n * 7919) % 200_000)}` },
    processedAt: at,
    updatedAt: at,
    cancelledAt: null,
    test: false,
    app: { id: "gid://shopify/App/580111" },
    retailLocation: null,
    taxesIncluded: true,
    currencyCode: "EUR",
    originalTotalPriceSet: money(subtotal + 490),
    currentSubtotalPriceSet: money(subtotal),
    currentTotalTaxSet: money(Math.round(subtotal * 0.16)),
    currentShippingPriceSet: money(490),
    currentTotalDiscountsSet: money(0),
    totalRefundedSet: money(0),
    refundDiscrepancySet: money(0),
    refunds: [],
  };
  return { order, lines };
}

/** The same orders twice: as a bulk operation's JSONL, and as CSV of the rows that they become. */
export async function writeInput(folder: string, orders: number): Promise<Input> {
  const input = {
    jsonl: `${folder}/orders.jsonl`,
    ordersCsv: `${folder}/orders.csv`,
    lineItemsCsv: `${folder}/line_items.csv`,
  };
  const files = {
    jsonl: createWriteStream(input.jsonl),
    orders: createWriteStream(input.ordersCsv),
    lineItems: createWriteStream(input.lineItemsCsv),
  };
  const dayOf = dayCounter(BENCH_ZONE);
  let bytes = 0;
  const offsets = [0];
  for (let from = 0; from < orders; from += STEP) {
    let jsonl = "";
    let orderRows = "";
    let lineRows = "";
    for (let n = from; n < Math.min(from + STEP, orders); n++) {
      const { order, lines } = orderAt(n);
      jsonl += `${JSON.stringify(order)}\n`;
      for (const line of lines) jsonl += `${JSON.stringify({ ...line, __parentId: order.id })}\n`;
      const row = orderFromShopify(order, lines, dayOf);
      orderRows += `1,${row.orderId},${row.customerId ?? ""},${row.processedAt},${row.processedDay},${row.updatedAt},,0,${row.subtotalMinor},${row.taxMinor},${row.shippingMinor},${row.adjustmentMinor},${row.discountMinor},${row.refundedMinor},${row.totalMinor},${row.appId ?? ""},${row.locationId ?? ""}\n`;
      for (const line of row.lineItems) {
        lineRows += `1,${row.orderId},${line.lineItemId},${line.productId ?? ""},${line.variantId ?? ""},${line.quantity},${line.currentQuantity},${line.totalMinor}\n`;
      }
    }
    bytes += Buffer.byteLength(jsonl);
    offsets.push(bytes);
    await write(files.jsonl, jsonl);
    await write(files.orders, orderRows);
    await write(files.lineItems, lineRows);
  }
  for (const file of Object.values(files)) {
    file.end();
    await once(file, "finish");
  }
  return { ...input, orders, bytes, offsets };
}

async function write(file: WriteStream, text: string): Promise<void> {
  if (!file.write(text)) await once(file, "drain");
}
