import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, describe, expect, test } from "vitest";

import { generateShop } from "#tests/devstore/data/generate.ts";
import { loadOnlineRetail } from "#tests/devstore/data/online-retail.ts";
import { room, summaryOf } from "#tests/devstore/data/summary.ts";
import { readAppConfig } from "#tests/devstore/store/app-config.ts";
import { Shops, type Store } from "#tests/devstore/store/open-store.ts";
import {
  hasOnlineRetail,
  onlineRetailFile,
  onlineRetailSample,
} from "#tests/support/online-retail.ts";

const app = readAppConfig(fileURLToPath(new URL("../../shopify.app.toml", import.meta.url)), {
  clientId: "key",
  secret: "secret",
  url: "http://localhost:1",
});
const opened: { shops: Shops; directory: string }[] = [];

function newShops(): Shops {
  const directory = mkdtempSync(join(tmpdir(), "regulars-data-"));
  const shops = new Shops(directory, app);
  opened.push({ shops, directory });
  return shops;
}
const newStore = (name = "demo"): Store => newShops().open(`${name}.myshopify.com`);

afterAll(() => {
  for (const { shops, directory } of opened) {
    shops.close();
    rmSync(directory, { recursive: true, force: true });
  }
});

/** The content of every table that a loader writes. */
function contentOf(store: Store): string {
  const hash = createHash("sha256");
  for (const table of [
    "products",
    "variants",
    "collections",
    "collection_products",
    "customers",
    "customer_tags",
    "addresses",
    "orders",
    "line_items",
    "refunds",
    "refund_line_items",
  ]) {
    for (const row of store.db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).raw().iterate())
      hash.update(JSON.stringify(row));
  }
  return hash.digest("hex");
}

const count = (store: Store, from: string): number =>
  store.get<{ n: number }>(`SELECT COUNT(*) AS n FROM ${from}`)?.n ?? -1;
const small = { seed: 7, customers: 600, today: "2026-11-21" };

describe("the generator", () => {
  test("makes the same shop from the same seed, and another from another", async () => {
    const [one, same, other] = [newStore(), newStore(), newStore()];
    await generateShop(one, small);
    await generateShop(same, small);
    await generateShop(other, { ...small, seed: 8 });
    expect(contentOf(same)).toBe(contentOf(one));
    expect(contentOf(other)).not.toBe(contentOf(one));
  });

  test("fills a directory once; other parameters fill it anew", async () => {
    const store = newStore();
    expect((await generateShop(store, small)).filled).toBe(true);
    const content = contentOf(store);
    expect((await generateShop(store, small)).filled).toBe(false);
    await generateShop(store, { ...small, customers: 300 });
    expect(count(store, "customers")).toBe(300);
    await generateShop(store, small);
    expect(contentOf(store)).toBe(content);
  });

  test("holds everything that a real shop would hold", async () => {
    const store = newStore();
    await generateShop(store, { ...small, customers: 4000 });
    const orders = count(store, "orders") / 4000;
    expect(orders).toBeGreaterThan(4);
    expect(orders).toBeLessThan(6);
    for (const some of [
      "orders WHERE test = 1",
      "orders WHERE customer_id IS NULL",
      "orders WHERE cancelled_at IS NOT NULL",
      "orders WHERE cancelled_at IS NOT NULL AND refunded_minor = 0",
      "orders WHERE refunded_minor > 0 AND current_total_minor > 0",
      "orders WHERE refunded_minor > total_minor - current_total_minor",
      "orders WHERE discount_codes <> '[]'",
      "products WHERE status = 'DRAFT'",
      "products WHERE status = 'ARCHIVED'",
      "products WHERE published_at IS NULL",
      "variants WHERE inventory_quantity = 0",
      "customers WHERE number_of_orders = 0",
      "customers WHERE number_of_orders = 1",
      "customers WHERE number_of_orders > 20",
      "customers WHERE state = 'ENABLED'",
      "customer_tags WHERE tag_key = 'wholesale'",
    ]) {
      expect(count(store, some), some).toBeGreaterThan(0);
    }
    expect(store.all("SELECT DISTINCT rfm_group FROM customers")).toHaveLength(11);
    expect(store.all("SELECT DISTINCT country_code FROM addresses").length).toBeGreaterThan(8);
    // Bought together far more often than their shares alone would bring them together.
    const pair = store.get<{ together: number; a: number; b: number }>(
      `SELECT COUNT(DISTINCT x.order_id) AS together,
         (SELECT COUNT(*) FROM line_items WHERE product_id = x.product_id) AS a,
         (SELECT COUNT(*) FROM line_items WHERE product_id = y.product_id) AS b
       FROM line_items AS x JOIN line_items AS y ON y.order_id = x.order_id AND y.product_id > x.product_id
       GROUP BY x.product_id, y.product_id ORDER BY together DESC LIMIT 1`,
    );
    const lift =
      ((pair?.together ?? 0) * count(store, "orders")) / ((pair?.a ?? 1) * (pair?.b ?? 1));
    expect(lift).toBeGreaterThan(2);
  });

  test("keeps its books: orders, lines, refunds and customers' lifetime figures agree; nothing lies after the day began", async () => {
    for (const options of [
      small,
      { ...small, currency: "USD", timezone: "America/New_York" },
      { ...small, currency: "JPY", timezone: "Asia/Tokyo" },
    ]) {
      const store = newStore();
      await generateShop(store, options);
      for (const wrong of [
        "orders AS o WHERE subtotal_minor <> (SELECT SUM(total_minor) FROM line_items WHERE order_id = o.id)",
        "orders WHERE total_minor <> subtotal_minor + shipping_minor + CASE WHEN taxes_included THEN 0 ELSE tax_minor END",
        "orders AS o WHERE refunded_minor <> COALESCE((SELECT SUM(total_minor) FROM refunds WHERE order_id = o.id), 0)",
        "orders WHERE refunded_minor > total_minor OR current_total_minor < 0",
        `orders AS o WHERE subtotal_minor - current_subtotal_minor <> COALESCE((SELECT SUM(l.subtotal_minor)
           FROM refunds AS r JOIN refund_line_items AS l ON l.refund_id = r.id WHERE r.order_id = o.id), 0)`,
        `line_items AS i WHERE quantity - current_quantity <> COALESCE((SELECT SUM(l.quantity) FROM refund_line_items AS l WHERE l.line_item_id = i.id), 0)`,
        "customers AS c WHERE number_of_orders <> (SELECT COUNT(*) FROM orders WHERE customer_id = c.id AND test = 0)",
        "orders AS o JOIN customers AS c ON c.id = o.customer_id WHERE o.processed_at < c.created_at",
        "line_items AS i JOIN orders AS o ON o.id = i.order_id JOIN products AS p ON p.id = i.product_id WHERE o.processed_at < p.created_at OR p.status = 'DRAFT'",
        "orders AS a JOIN orders AS b ON b.id = a.id + 1 WHERE b.processed_at < a.processed_at",
      ]) {
        expect(count(store, wrong), wrong).toBe(0);
      }
      const last = store.get<{ at: number }>("SELECT MAX(updated_at) AS at FROM orders")?.at ?? 0;
      const day = new Intl.DateTimeFormat("sv-SE", { timeZone: store.timezone }).format(last);
      expect(day <= "2026-11-20").toBe(true);
    }
  });

  test("leaves room: what the store makes later gets ids and numbers of its own", async () => {
    const store = newStore();
    await generateShop(store, small);
    const highest = store.get<{ id: number }>("SELECT MAX(id) AS id FROM line_items")?.id ?? 0;
    expect(store.nextId()).toBeGreaterThan(highest);
    expect(store.meta("orderNumber")).toBe(
      store.get<{ n: number }>("SELECT MAX(number) AS n FROM orders")?.n,
    );
  });
});

describe("the summary", () => {
  test("says what the store holds, over HTTP too", async () => {
    const shops = newShops();
    const store = shops.open("demo.myshopify.com");
    await generateShop(store, small);
    const answer = await room(
      new Request("http://localhost/__devstore/summary?shop=demo.myshopify.com"),
      shops,
    );
    expect(await answer?.json()).toEqual(JSON.parse(JSON.stringify(summaryOf(store))));
    expect(
      (
        await room(
          new Request("http://localhost/__devstore/summary?shop=other.myshopify.com"),
          shops,
        )
      )?.status,
    ).toBe(404);
  });

  test("its checksum changes with one penny of one customer", async () => {
    const store = newStore();
    await generateShop(store, small);
    const before = summaryOf(store).counted;
    store.run(
      "UPDATE orders SET refunded_minor = refunded_minor + 1 WHERE id = (SELECT MAX(id) FROM orders WHERE customer_id IS NOT NULL AND test = 0 AND cancelled_at IS NULL)",
    );
    const after = summaryOf(store).counted;
    expect(after.netMinor).toBe(before.netMinor - 1);
    expect(after.checksum).not.toBe(before.checksum);
  });
});

describe("the Online Retail file", () => {
  const header =
    "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";
  const cut = [
    "536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom",
    "536365,POST,POSTAGE,1,2010-12-01 08:26:00,18.0,17850.0,United Kingdom",
    "536366,22423,REGENCY CAKESTAND 3 TIER,2,2010-12-01 08:28:00,12.75,,EIRE",
    '536367,22423,"REGENCY CAKESTAND, 3 TIER",-4,2010-12-01 08:30:00,0.0,,United Kingdom',
    "C536368,85123A,WHITE HANGING HEART T-LIGHT HOLDER,-2,2010-12-02 09:00:00,2.5,17850.0,United Kingdom",
    "C536369,D,Discount,-1,2010-12-02 09:05:00,27.5,17851.0,Unspecified",
    "A536370,B,Adjust bad debt,1,2010-12-02 09:06:00,11062.06,,United Kingdom",
    "536371,PADS,PADS TO MATCH ALL CUSHIONS,1,2010-12-02 10:00:00,0.001,17850.0,United Kingdom",
  ];

  function fileOf(lines: readonly string[]): string {
    const directory = mkdtempSync(join(tmpdir(), "regulars-csv-"));
    const path = join(directory, "online_retail.csv");
    writeFileSync(path, [header, ...lines].join("\n"));
    return path;
  }

  test("becomes a shop, every row and every penny accounted for", async () => {
    const store = newStore("online-retail");
    const path = fileOf(cut);
    await loadOnlineRetail(store, { path });
    expect(store.meta("loadReport")).toMatchObject({
      rows: 8,
      thousandths: 15300 + 18000 + 25500 - 5000 - 27500 + 11062060 + 1,
      roundedOffThousandths: 1,
      customers: 2,
      orders: 3,
      refunds: 1,
      products: 3,
      unmatched: [{ invoice: "C536369", reason: "never bought before", amountMinor: 2750 }],
    });
    const summary = summaryOf(store);
    expect(summary).toMatchObject({
      currency: "GBP",
      timezone: "Europe/London",
      orders: { all: 3, guest: 1 },
    });
    // Given back at another price than it was bought for: the money of the credit note counts.
    expect(summary.counted).toMatchObject({
      orders: 2,
      customersWhoBought: 1,
      netMinor: 1530 + 1800 - 500,
    });
    expect(store.get("SELECT product_id FROM line_items WHERE sku = 'POST'")).toEqual({
      product_id: null,
    });
    expect(store.get("SELECT processed_at FROM orders WHERE number = 536365")).toEqual({
      processed_at: Date.UTC(2010, 11, 1, 8, 26),
    });
    rmSync(path);
  });

  test("it can be moved by whole weeks to end lately; wall time and weekday stay", async () => {
    const store = newStore("online-retail");
    await loadOnlineRetail(store, { path: fileOf(cut), endsOn: "2026-11-20" });
    const at =
      store.get<{ at: number }>("SELECT processed_at AS at FROM orders WHERE number = 536365")
        ?.at ?? 0;
    const text = new Intl.DateTimeFormat("sv-SE", {
      dateStyle: "short",
      timeStyle: "short",
      timeZone: "Europe/London",
    });
    expect(text.format(at)).toBe("2026-11-18 08:26"); // a Wednesday, as 2010-12-01 was
  });

  test("a cut takes the first invoices; another file is refused in words", async () => {
    const store = newStore("online-retail");
    await loadOnlineRetail(store, { path: fileOf(cut), cut: 2 });
    expect(count(store, "orders")).toBe(2);
    const other = fileOf([]);
    writeFileSync(other, "a,b\n1,2\n");
    await expect(loadOnlineRetail(newStore("online-retail"), { path: other })).rejects.toThrow(
      /is not the Online Retail CSV/,
    );
  });

  test.skipIf(!hasOnlineRetail)("a sample of it has the counts that are known of it", async () => {
    const store = newStore("online-retail");
    await loadOnlineRetail(store, { path: onlineRetailSample() });
    expect(store.meta("loadReport")).toMatchObject({
      rows: 11_541,
      thousandths: 141_358_640,
      customers: 104,
    });
    expect(
      store.get(
        "SELECT COUNT(*) AS orders, SUM(total_minor) AS money FROM orders WHERE customer_id IS NOT NULL",
      ),
    ).toEqual({ orders: 402, money: 14_766_937 });
    expect(count(store, "customers WHERE number_of_orders > 0")).toBe(102);
  });

  test.skipIf(!hasOnlineRetail)("whole, it has the counts that are known of it", async () => {
    const store = newStore("online-retail");
    await loadOnlineRetail(store, { path: onlineRetailFile });
    expect(store.meta("loadReport")).toMatchObject({
      rows: 541_909,
      thousandths: 9_747_747_934,
      roundedOffThousandths: 4,
      customers: 4372,
    });
    expect(
      store.get(
        "SELECT COUNT(*) AS orders, SUM(total_minor) AS money FROM orders WHERE customer_id IS NOT NULL",
      ),
    ).toEqual({ orders: 18_532, money: 891_140_790 });
    expect(
      count(
        store,
        "line_items AS l JOIN orders AS o ON o.id = l.order_id WHERE o.customer_id IS NOT NULL",
      ),
    ).toBe(397_884 + 33);
    expect(count(store, "customers WHERE number_of_orders > 0")).toBe(4338);
    expect(summaryOf(store).counted.netMinor).toBe(891_140_790 - 46_347_983);
  });
});
