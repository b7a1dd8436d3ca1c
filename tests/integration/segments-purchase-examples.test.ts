import { expect, test } from "vitest";
import { withShop } from "#app/commands/open-shop-file.server.ts";
import { shopFile } from "#app/commands/shop-file.ts";
import { findCustomerValues } from "#app/segments/customer-values.server.ts";
import { askableCustomers, conditionOf } from "#app/segments/query/condition-of.server.ts";
import { exportable } from "#app/segments/query/exportable.ts";
import { matches } from "#app/segments/query/matches.ts";
import { parseQuery } from "#app/segments/query/parse-query.ts";
import { printQuery } from "#app/segments/query/print-query.ts";
import { whyOf } from "#app/segments/query/why.ts";

const beans = { product_id: 1, product_type: "Coffee", vendor: "Kiln", collections: [10] };
const cups = { product_id: 2, product_type: "Cups", vendor: "Yard", collections: [10, 11] };
const box = { product_id: 3, product_type: "Gift boxes", vendor: "Yard", product_tags: ["gift"] };

/** 10 March 2026 in Berlin. */
const file = shopFile.parse({
  ...{ now: "2026-03-10T09:30:00", timezone: "Europe/Berlin", currency: "EUR" },
  customers: [
    {
      // every three months coffee, at full price
      ...{ id: 1, created_at: "2025-01-01T00:00:00Z" },
      orders: [
        { placed_at: "2025-03-20T12:00:00Z", total: "30.00", lines: [{ ...beans, quantity: 3 }] },
        { placed_at: "2025-11-20T12:00:00Z", total: "30.00", lines: [{ ...beans, quantity: 3 }] },
        { placed_at: "2026-02-20T12:00:00Z", total: "30.00", lines: [{ ...beans, quantity: 3 }] },
      ],
      events: [
        { name: "nps", at: "2026-03-01T12:00:00Z", value: "9" },
        { name: "nps", at: "2025-03-01T12:00:00Z", value: "3", answer: "no" },
      ],
    },
    {
      // at Christmas only, for others, with a discount; half of the last one came back
      ...{ id: 2, created_at: "2025-01-01T00:00:00Z" },
      orders: [
        {
          ...{ placed_at: "2024-12-05T12:00:00Z", total: "50.00", discount: "5.00" },
          lines: [
            { ...box, quantity: 1, total: "40.00" },
            { ...cups, quantity: 1, total: "10.00" },
          ],
        },
        {
          ...{ placed_at: "2025-12-05T12:00:00Z", total: "100.00", discount: "10.00" },
          refunded: "50.00",
          lines: [{ ...box, quantity: 2, kept: 1, total: "100.00" }],
        },
      ],
    },
    {
      // three cheap cups once, all sent back
      ...{ id: 3, created_at: "2025-01-01T00:00:00Z" },
      orders: [
        {
          ...{ placed_at: "2026-03-09T12:00:00Z", total: "30.00", refunded: "30.00" },
          lines: [{ ...cups, quantity: 3, kept: 0 }],
        },
      ],
    },
    {
      // ordered and cancelled
      ...{ id: 4, created_at: "2025-01-01T00:00:00Z" },
      orders: [
        {
          ...{ placed_at: "2026-03-09T12:00:00Z", cancelled_at: "2026-03-09T13:00:00Z" },
          ...{ total: "500.00", lines: [{ ...box, quantity: 1 }] },
        },
      ],
    },
    { id: 5, created_at: "2025-01-01T00:00:00Z" },
  ],
});

const EXAMPLES: [query: string, members: number[]][] = [
  ["regulars.net_spent >= 90", [1, 2]],
  ["regulars.net_spent = 0", [3, 4, 5]],
  ["regulars.average_order_value >= 50", [2]],
  ["regulars.average_order_value IS NULL", [4, 5]],
  ["regulars.refund_share > 0", [2, 3]],
  ["regulars.refund_share BETWEEN 0.333333 AND 0.34", [2]],
  ["regulars.refund_share = 1", [3]],
  ["regulars.discount_share = 0", [1, 3]],
  ["regulars.discount_share >= 0.6", [2]],
  ["regulars.full_price_share = 1", [1]],
  ["regulars.full_price_share IS NULL", [3, 4, 5]],
  ["regulars.gift_share >= 0.5", [2]],
  ["regulars.distinct_products >= 2", [2]],
  ["regulars.distinct_types = 1", [1]],
  ["regulars.distinct_vendors = 1", [1, 2]],
  ["regulars.products_purchased MATCHES (type = 'Coffee', sum_quantity >= 9)", [1]],
  ["regulars.products_purchased MATCHES (collection = 10)", [1, 2]],
  ["regulars.products_purchased MATCHES (collection IN (11, 12), full_price = false)", [2]],
  ["regulars.products_purchased MATCHES (vendor = 'Yard', date >= -1y)", [2]],
  ["regulars.products_purchased MATCHES (tag = 'GIFT', amount >= 50)", [2]],
  ["regulars.products_purchased NOT MATCHES (type = 'Cups')", [1, 3, 4, 5]],
  ["regulars.first_product MATCHES (type = 'Cups')", [2]],
  ["regulars.nth_product MATCHES (n = 2, id = 3)", [2]],
  ["regulars.nth_product MATCHES (n = 2, id = 2)", []],
  ["regulars.orders_placed MATCHES (count >= 2, sum_amount < 95)", [1]],
  ["regulars.orders_placed MATCHES (month = 12, discounted = true, count = 2)", [2]],
  ["regulars.orders_placed MATCHES (n = 1, amount >= 50)", [2]],
  ["regulars.types_purchased MATCHES (count >= 2)", [2]],
  ["regulars.types_purchased MATCHES (share >= 0.6)", [1, 2]],
  ["regulars.types_purchased MATCHES (type = 'Gift boxes', share >= 0.9)", [2]],
  ["regulars.types_purchased MATCHES (type = 'Gift boxes', share > 0.9)", []],
  ["regulars.vendors_purchased MATCHES (quantity >= 3, share >= 0.5, date >= -365d)", [1]],
  ["regulars.vendors_purchased MATCHES (share = 1, amount >= 100)", [2]],
  ["regulars.share_of_spend MATCHES (vendor = 'Kiln', share >= 0.5)", [1]],
  ["regulars.share_of_spend MATCHES (full_price = true, share < 0.1)", [2]],
  ["regulars.share_of_orders MATCHES (month = 12, share >= 0.8)", [2]],
  ["regulars.share_of_orders MATCHES (type = 'Cups', share = 0.5)", [2]],
  ["regulars.spend_change MATCHES (days = 100, ratio < 1.5)", [1]],
  ["regulars.spend_change MATCHES (days = 100, ratio = 1)", [1]],
  ["regulars.spend_change MATCHES (days = 30, spent > 0, before = 0)", [1]],
  ["regulars.orders_change MATCHES (days = 95, ratio = 0.5)", []],
  ["regulars.orders_change MATCHES (days = 95, orders = 1, before = 0)", [3]],
  ["regulars.same_season MATCHES (days = 14)", [1]],
  ["regulars.same_season MATCHES (days = 120, years = 1)", [1, 2]],
  ["regulars.percentile MATCHES (of = 'regulars.net_spent', top = 33.3)", [2]],
  ["regulars.percentile MATCHES (of = 'number_of_orders', bottom = 50)", [2, 3]],
  ["regulars.event MATCHES (name = 'nps', value >= 9, date >= -30d)", [1]],
  ["regulars.event MATCHES (name = 'nps', value < 9, date >= -30d)", []],
  ["regulars.event MATCHES (answer = 'no', count = 1)", [1]],
  ["regulars.event NOT MATCHES ()", [2, 3, 4, 5]],
];

test("what each filter of purchases means, by example, in both readings", async () => {
  await withShop(file, async ({ db, shopId, clock, customerIds }) => {
    const values = [];
    for (const customerId of customerIds) {
      const customer = await findCustomerValues(db, { shopId, customerId });
      if (customer) values.push({ customerId, customer });
    }
    const found: [string, number[]][] = [];
    for (const [text] of EXAMPLES) {
      const parsed = parseQuery(text);
      if (parsed.kind === "refused") throw new Error(`${text}: ${parsed.errors[0]?.message ?? ""}`);
      const { query } = parsed;
      expect(printQuery(query)).toBe(text);
      expect(exportable(text)).toMatchObject({ isExportable: false });
      const rows = await askableCustomers(db, { shopId })
        .select("customers.customerId")
        .where(conditionOf(query, clock))
        .orderBy("customers.customerId")
        .execute();
      const members = rows.map(({ customerId }) => customerId);
      const matching = values.filter(({ customer }) => matches(query, customer, clock));
      expect([text, matching.map(({ customerId }) => customerId)]).toEqual([text, members]);
      found.push([text, members]);
    }
    expect(found).toEqual(EXAMPLES);
  });
});

const EXPLAINED: [query: string, value: string][] = [
  ["regulars.refund_share > 0", "Refund share: 0.333333"],
  ["regulars.average_order_value >= 50", "Average order value: €50.00"],
  ["regulars.products_purchased MATCHES (type = 'Cups')", "Products bought and kept: 1 of 3"],
  ["regulars.share_of_spend MATCHES (vendor = 'Yard', share >= 0.5)", "Share of spend: 100%"],
  ["regulars.share_of_orders MATCHES (type = 'Cups', share = 1)", "Share of orders: 50%"],
  [
    "regulars.types_purchased MATCHES (count >= 3)",
    "Product types bought: Gift boxes 90%, Cups 10%",
  ],
  [
    "regulars.spend_change MATCHES (days = 100, ratio < 1)",
    "Change of spend: €50.00 now, €0.00 before",
  ],
  ["regulars.same_season MATCHES (days = 120)", "Orders at this time of past years: 1 in 1 year"],
  [
    "regulars.percentile MATCHES (of = 'regulars.net_spent', top = 5)",
    "Percentile: in the top 0.1%",
  ],
];

test("an explanation says what a customer has, in the words of the shop", async () => {
  await withShop(file, async ({ db, shopId, clock }) => {
    const customer = await findCustomerValues(db, { shopId, customerId: 2 });
    const said = EXPLAINED.map(([text]) => {
      const parsed = parseQuery(text);
      if (parsed.kind === "refused" || !customer) throw new Error(text);
      const why = whyOf(parsed.query, customer, clock, "en");
      return [text, why.kind === "clause" ? why.value : why.kind];
    });
    expect(said).toEqual(EXPLAINED);
  });
});
