import { createHash } from "node:crypto";

import type { Shops, Store } from "../store/open-store.ts";

/** What a store holds, from its own tables: the yardstick for whatever read it through the API. */
export interface Summary {
  shop: string;
  currency: string;
  timezone: string;
  products: number;
  variants: number;
  customers: number;
  orders: { all: number; test: number; cancelled: number; guest: number };
  lineItems: number;
  refunds: number;
  /** Orders that count, of customers: not a test, not cancelled. */
  counted: {
    orders: number;
    customersWhoBought: number;
    /** Goods after discounts, less all money given back for them; without tax and shipping. */
    netMinor: number;
    /** SHA-256 of `id:orders:net:first:last\n` for each customer who bought, by id; moments in epoch ms, whole seconds as the API says them. */
    checksum: string;
  };
  /** What the last load of a file or the generator reported; null if the store was never filled. */
  loadReport: unknown;
}

/**
 * An order's net: what is left of its lines, without tax if prices hold it, less what was given back beyond lines, shipping
 * and tax (goodwill, a price agreed later). What a merchant kept of returned goods' money is no sale of goods.
 */
const NET_OF_ORDER = `
  o.current_subtotal_minor
  - CASE WHEN o.taxes_included THEN o.current_tax_minor ELSE 0 END
  - MAX(0, o.refunded_minor - (o.total_minor - o.current_total_minor))`;

const OF_CUSTOMERS = `
SELECT o.customer_id AS id, COUNT(*) AS orders, SUM(${NET_OF_ORDER}) AS net,
  MIN(o.processed_at) / 1000 * 1000 AS first, MAX(o.processed_at) / 1000 * 1000 AS last
FROM orders AS o
WHERE o.customer_id IS NOT NULL AND o.test = 0 AND o.cancelled_at IS NULL
GROUP BY o.customer_id ORDER BY o.customer_id`;

interface CustomerNet {
  id: number;
  orders: number;
  net: number;
  first: number;
  last: number;
}

export function summaryOf(store: Store): Summary {
  const count = (from: string): number =>
    store.get<{ n: number }>(`SELECT COUNT(*) AS n FROM ${from}`)?.n ?? 0;
  const checksum = createHash("sha256");
  const counted = { orders: 0, customersWhoBought: 0, netMinor: 0 };
  let text = "";
  for (const row of store.db.prepare<[], CustomerNet>(OF_CUSTOMERS).iterate()) {
    counted.orders += row.orders;
    counted.customersWhoBought += 1;
    counted.netMinor += row.net;
    text += `${row.id}:${row.orders}:${row.net}:${row.first}:${row.last}\n`;
    if (text.length > 65_536) {
      checksum.update(text);
      text = "";
    }
  }
  checksum.update(text);
  return {
    shop: store.domain,
    currency: store.currency,
    timezone: store.timezone,
    products: count("products"),
    variants: count("variants"),
    customers: count("customers"),
    orders: {
      all: count("orders"),
      test: count("orders WHERE test = 1"),
      cancelled: count("orders WHERE cancelled_at IS NOT NULL"),
      guest: count("orders WHERE customer_id IS NULL"),
    },
    lineItems: count("line_items"),
    refunds: count("refunds"),
    counted: { ...counted, checksum: checksum.digest("hex") },
    loadReport: store.meta("loadReport") ?? null,
  };
}

/** `GET /__devstore/summary?shop=demo.myshopify.com` */
export async function room(request: Request, shops: Shops): Promise<Response | null> {
  const url = new URL(request.url);
  if (url.pathname !== "/__devstore/summary" || request.method !== "GET") return null;
  const domain = url.searchParams.get("shop") ?? "";
  const store = shops.byDomain(domain);
  if (!store) return Response.json({ error: `no shop ${domain}` }, { status: 404 });
  return await Promise.resolve(Response.json(summaryOf(store)));
}
