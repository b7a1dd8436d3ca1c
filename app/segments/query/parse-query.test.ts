import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KNOWN, queries, withoutPositions } from "#tests/support/queries.ts";
import type { Known } from "./filters/metafields.ts";
import { MAX_CHARACTERS, parseQuery } from "./parse-query.ts";
import { printQuery } from "./print-query.ts";

const parsed = (text: string, known: Known = {}) => {
  const result = parseQuery(text, known);
  if (result.kind === "refused") throw new Error(JSON.stringify(result.errors));
  return result.query;
};
const firstError = (text: string, known: Known = {}) => {
  const result = parseQuery(text, known);
  if (result.kind === "parsed") throw new Error(`${text} is not refused`);
  return result.errors[0];
};

describe("what is read", () => {
  test("reading what was printed gives the same query", () => {
    fc.assert(
      fc.property(queries, (query) => {
        const text = printQuery(query);
        expect(withoutPositions(parsed(text, KNOWN))).toEqual(withoutPositions(query));
        expect(printQuery(parsed(text, KNOWN))).toBe(text);
        expect(printQuery(parsed(text))).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ["number_of_orders>=5", "number_of_orders >= 5"],
    ["number_of_orders = 007", "number_of_orders = 7"],
    ["last_order_date >= 30_days_ago", "last_order_date >= -30d"],
    ["last_order_date < 12_months_ago", "last_order_date < -12m"],
    ["first_order_date\n  is not null", "first_order_date IS NOT NULL"],
    ["customer_tags not contains 'a\\'b'", "customer_tags NOT CONTAINS 'a\\'b'"],
    [
      "((number_of_orders = 1)) AND (rfm_group = 'NEW' OR amount_spent > 5)",
      "number_of_orders = 1 AND (rfm_group = 'NEW' OR amount_spent > 5)",
    ],
    [
      "number_of_orders = 1 OR amount_spent > 5 AND amount_spent < 9",
      "number_of_orders = 1 OR amount_spent > 5 AND amount_spent < 9",
    ],
    ["NOT (NOT rfm_group IS NULL)", "NOT (NOT rfm_group IS NULL)"],
    ["amount_spent BETWEEN -0 AND 10.50", "amount_spent BETWEEN 0 AND 10.50"],
    ["products_purchased() = true", "products_purchased MATCHES ()"],
    ["products_purchased() != true", "products_purchased NOT MATCHES ()"],
    ["products_purchased not_matches ( )", "products_purchased NOT MATCHES ()"],
    ["orders_placed IS NULL", "orders_placed NOT MATCHES ()"],
    ["orders_placed() is not null", "orders_placed MATCHES ()"],
    [
      "products_purchased(id: (1, 002), count_at_least: 2, quantity: 5) = false",
      "products_purchased NOT MATCHES (id IN (1, 2), count >= 2, quantity = 5)",
    ],
    ["orders_placed(until: -90d) = true", "orders_placed MATCHES (date <= -90d)"],
    [
      "regulars.in_segment(segment: 'A', since: -7d) = true", // a parameter of its own
      "regulars.in_segment MATCHES (segment = 'A', since = -7d)",
    ],
    [
      "orders_placed(since: -90d, until: today) = true",
      "orders_placed MATCHES (date BETWEEN -90d AND today)",
    ],
    [
      "products_purchased MATCHES (id not in (1), sum_quantity<7, date>=30_days_ago)",
      "products_purchased MATCHES (id NOT IN (1), sum_quantity < 7, date >= -30d)",
    ],
    ["companies CONTAINS 0009001 OR companies != 1", "companies CONTAINS 9001 OR companies != 1"],
    [
      "anniversary('metafields.facts.birth_date') = today",
      "anniversary MATCHES ('metafields.facts.birth_date') = today",
    ],
    [
      "anniversary(date: 'customer.metafields.facts.birth_date') between today and +4w",
      "anniversary MATCHES ('metafields.facts.birth_date') BETWEEN today AND +4w",
    ],
    [
      "anniversary matches ('metafields.facts.birth_date') is not null",
      "anniversary MATCHES ('metafields.facts.birth_date') IS NOT NULL",
    ],
    ["customer.metafields.custom.points >= 5", "metafields.custom.points >= 5"],
    ["customer.points_balance >= 100", "metafields.points.balance >= 100"],
    [
      "metafields.app--123--loyalty.points-2 IS NULL",
      "metafields.app--123--loyalty.points-2 IS NULL",
    ],
    ["metafields.custom.vip = true", "metafields.custom.vip = true"],
    ["metafields.custom.likes not contains 'x'", "metafields.custom.likes NOT CONTAINS 'x'"],
    ["metafields.custom.sizes contains 4.50", "metafields.custom.sizes CONTAINS 4.50"],
    [
      "storefront_event.product_viewed(id: 5, date: -30d) = true",
      "storefront.product_viewed MATCHES (id = 5, date = -30d)",
    ],
    ["shopify_email.opened NOT_MATCHES ()", "shopify_email.opened NOT MATCHES ()"],
    ["shopify_email.clicked is null", "shopify_email.clicked NOT MATCHES ()"],
    [
      "customer_within_distance(coordinates: (45.42, -75.69), distance_mi: 6.2) = true",
      "customer_within_distance MATCHES (coordinates = (45.42, -75.69), distance_mi = 6.2)",
    ],
    [
      "customer_within_distance MATCHES (distance_km <= 10, coordinates = ' 45.42 ,-75.69')",
      "customer_within_distance MATCHES (distance_km <= 10, coordinates = (45.42, -75.69))",
    ],
    [
      "products_purchased MATCHES (category = 'gid://shopify/TaxonomyCategory/sg-4-17')",
      "products_purchased MATCHES (category = 'sg-4-17')",
    ],
  ])("%s is printed as %s", (written, printed) => {
    expect(printQuery(parsed(written))).toBe(printed);
  });

  test("a metafield's short name is the one that it can only be", () => {
    const known: Known = {
      metafields: new Map([
        ["custom.skin_type", "text"],
        ["custom_skin.tone", "text"],
        ["a_b.c", "integer"],
        ["a.b_c", "integer"],
      ]),
    };
    const printed = (text: string) => printQuery(parsed(text, known));
    expect(printed("customer.custom_skin_type = 'dry'")).toBe(
      "metafields.custom.skin_type = 'dry'",
    );
    expect(printed("customer.custom_skin_tone = 'x'")).toBe("metafields.custom_skin.tone = 'x'");
    expect(firstError("customer.a_b_c = 1", known)).toMatchObject({ code: "unknown-name" });
  });

  test("AND binds tighter than OR", () => {
    const query = parsed("number_of_orders = 1 OR number_of_orders = 2 AND amount_spent = 3");
    expect(query.kind).toBe("or");
  });

  test("a value knows where it stands", () => {
    const query = parsed("number_of_orders = 1\nAND amount_spent > 5");
    if (query.kind !== "and") throw new Error(query.kind);
    expect(query.parts[1]).toMatchObject({ at: { from: 25, to: 41 }, value: { at: { from: 40 } } });
  });
});

describe("what is refused, and where", () => {
  test.each([
    ["total_spent > 500", 1, 0, "total_spent", "amount_spent"],
    ["number_of_order > 5", 1, 0, "number_of_order", "number_of_orders"],
    ["not a valid segment query ???", 1, 6, "valid", null],
    ["amount_spent > 1\n  AND number_of_orders > 10.5", 2, 25, "10.5", "10"],
    ["rfm_group = 'CHAMPION'", 1, 12, "'CHAMPION'", "'CHAMPIONS'"],
    ["rfm_group = CHAMPIONS", 1, 12, "CHAMPIONS", "'CHAMPIONS'"],
    ['customer_tags CONTAINS "vip"', 1, 23, '"vip"', "'vip'"],
    ["customer_countries CONTAINS 'ca'", 1, 28, "'ca'", "'CA'"],
    ["customer_countries CONTAINS 'XQ'", 1, 28, "'XQ'", null],
    ["last_order_date > 2026-02-30", 1, 18, "2026-02-30", null],
    ["last_order_date > 2026-02-03T25:00:00", 1, 18, "2026-02-03T25:00:00", null],
    ["last_order_date > '2026-02-03'", 1, 18, "'2026-02-03'", "2026-02-03"],
    ["last_order_date BETWEEN 1pm AND 3pm", 1, 24, "1pm", null],
    ["last_order_date >= 7d", 1, 19, "7d", "-7d"],
    ["last_order_date > 2020-5-3", 1, 18, "2020-5-3", "2020-05-03"],
    ["last_order_date > 2020-05-30T16:00", 1, 18, "2020-05-30T16:00", "2020-05-30T16:00:00"],
    ["last_order_date > 2020-02-30T16:00Z", 1, 18, "2020-02-30T16:00Z", null],
    ["last_order_date = TODAY", 1, 18, "TODAY", "today"],
    ["last_order_date <= tomorrow", 1, 19, "tomorrow", "+1d"],
    ["amount_spent > .5", 1, 15, ".5", "0.5"],
    ["products_purchased MATCHES (id IN ())", 1, 35, ")", null],
    ["last_order_date > -99999999999y", 1, 18, "-99999999999y", null],
    ["number_of_orders = 9223372036854775808", 1, 19, "9223372036854775808", null],
    ["amount_spent > 1,000", 1, 16, ",", null],
    ["customer_tags = 'vip'", 1, 0, "customer_tags = 'vip'", "customer_tags CONTAINS"],
    ["amount_spent CONTAINS 5", 1, 0, "amount_spent CONTAINS 5", null],
    ["number_of_orders >= 1 AND", 1, 25, "", null],
    ["(number_of_orders > 1", 1, 21, "", ")"],
    ["number_of_orders > 0'", 1, 20, "'", null],
    ["customer_tags CONTAINS 'open", 1, 23, "'open", "'"],
    ["email_subscription_status = 'ACTIVE'", 1, 28, "'ACTIVE'", null],
    ["sms_subscription_status = 'INVALID'", 1, 26, "'INVALID'", null],
    ["customer_language > 'de'", 1, 0, "customer_language > 'de'", null],
    ["customer_email_domain CONTAINS 'a.de'", 1, 0, "customer_email_domain CONTAINS 'a.de'", null],
    ["companies CONTAINS '9001'", 1, 19, "'9001'", null],
    ["orders_placed MATCHES (date > -9d, date < -1d)", 1, 35, "date < -1d", null],
    ["orders_placed MATCHES (amuont > 5)", 1, 23, "amuont", "amount"],
    ["orders_placed MATCHES (quantity > 5)", 1, 23, "quantity", null],
    ["orders_placed MATCHES (count > 1.5)", 1, 31, "1.5", "1"],
    ["orders_placed MATCHES (count: 1)", 1, 23, "count: 1", null],
    ["orders_placed(count = 1) = true", 1, 14, "count = 1", null],
    ["products_purchased MATCHES (5)", 1, 28, "5", null],
    ["products_purchased MATCHES (id = (1, 2))", 1, 28, "id = (1, 2)", null],
    ["products_purchased MATCHES (id > 5)", 1, 28, "id > 5", null],
    ["products_purchased MATCHES (id = '5')", 1, 33, "'5'", null],
    ["products_purchased MATCHES (id = 18446744073709551616)", 1, 33, "18446744073709551616", null],
    ["products_purchased MATCHES (quantity IN (1, 2))", 1, 28, "quantity IN (1, 2)", null],
    ["orders_placed() = 1", 1, 0, "orders_placed() = 1", "orders_placed MATCHES ()"],
    ["orders_placed MATCHES (date = 2026-02-30)", 1, 30, "2026-02-30", null],
    ["anniversary('metafields.facts.birth_date') = 5", 1, 45, "5", null],
    ["number_of_orders MATCHES ()", 1, 0, "number_of_orders MATCHES ()", null],
    ["number_of_orders == 1", 1, 18, "=", null],
    ["regulars.what_is_there_to_ask = 1", 1, 0, "regulars.what_is_there_to_ask", null],
    ["customer_region CONTAINS 'DE-BE'", 1, 0, "customer_region", "customer_regions"],
    ["predicted_spend_tier = 'high'", 1, 23, "'high'", "'HIGH'"],
    ["metafields.custom.text > 'a'", 1, 0, "metafields.custom.text > 'a'", null],
    [
      "anniversary('facts.birth_date') = today",
      1,
      0,
      "anniversary('facts.birth_date') = today",
      null,
    ],
    ["anniversary(day: 'metafields.facts.birth_date') = today", 1, 12, "day", "date"],
    [
      "customer_within_distance MATCHES (coordinates = (91, 0), distance_km = 1)",
      ...([1, 34, "coordinates = (91, 0)", null] as const),
    ],
    [
      "customer_within_distance MATCHES (coordinates = (1, 0))",
      ...([1, 0, "customer_within_distance MATCHES (coordinates = (1, 0))", null] as const),
    ],
    [
      "customer_within_distance MATCHES (coordinates = (1, 0), distance_km > 5)",
      ...([1, 56, "distance_km > 5", null] as const),
    ],
    ["store_credit_accounts MATCHES (balance = '5')", 1, 41, "'5'", null],
    ["storefront.product_viewed MATCHES (tag IN ('a'))", 1, 35, "tag IN ('a')", null],
    ["shopify_email.opend MATCHES ()", 1, 0, "shopify_email.opend", "shopify_email.opened"],
    ["", 1, 0, "", null],
    ["   ", 1, 0, "", null],
  ])("%s", (text, line, column, offending, suggestion) => {
    expect(firstError(text)).toMatchObject({ line, column, offending, suggestion });
  });

  test("an unknown name says what was probably meant", () => {
    expect(firstError("total_spent > 500")?.message).toBe(
      "`total_spent` is not a filter; did you mean `amount_spent`?",
    );
  });

  test.each([
    ["metafields.custom.face = 'dry'", 0, "metafields.custom.face", null],
    [
      "metafields.custom.skin_typ = 'dry'",
      0,
      "metafields.custom.skin_typ",
      "metafields.custom.skin_type",
    ],
    ["metafields.custom.points > 1.5", 27, "1.5", "1"],
    ["metafields.custom.points = 'x'", 27, "'x'", null],
    ["metafields.custom.skin_type < 'x'", 0, "metafields.custom.skin_type < 'x'", null],
    [
      "metafields.custom.skin_type CONTAINS 'x'",
      0,
      "metafields.custom.skin_type CONTAINS 'x'",
      null,
    ],
    ["metafields.facts.birth_date = 5", 30, "5", null],
    ["anniversary('metafields.custom.points') = today", 12, "'metafields.custom.points'", null],
    [
      "anniversary('metafields.facts.birthdate') = today",
      ...([12, "'metafields.facts.birthdate'", "'metafields.facts.birth_date'"] as const),
    ],
  ])("where the shop's metafields are known, %s", (text, column, offending, suggestion) => {
    const known: Known = {
      metafields: new Map([
        ["facts.birth_date", "date"],
        ["custom.skin_type", "text"],
        ["custom.points", "integer"],
      ]),
    };
    expect(firstError(text, known)).toMatchObject({ column, offending, suggestion });
  });

  test("a list has 500 ids at most", () => {
    const listOf = (size: number) =>
      `products_purchased MATCHES (id IN (${Array.from({ length: size }, (_, id) => id).join(", ")}))`;
    expect(parseQuery(listOf(500)).kind).toBe("parsed");
    expect(firstError(listOf(501))).toMatchObject({ code: "value", offending: "500" });
  });

  test("several errors come together", () => {
    const result = parseQuery("total_spent > 1 OR rfm_group = 'X' OR number_of_orders = 1.5");
    expect(result.kind === "refused" && result.errors.map(({ code }) => code)).toEqual([
      "unknown-name",
      "value",
      "type",
    ]);
  });
});

/** Thousands more: tests/integration/hostile-queries.test.ts. */
describe("hostile input", () => {
  test.each([
    ["a parenthesis for every character", "(".repeat(MAX_CHARACTERS)],
    ["nested as deep as it goes", `${"(".repeat(9000)}number_of_orders = 1${")".repeat(9000)}`],
    ["NOT after NOT", `${"NOT (".repeat(3000)}number_of_orders = 1${")".repeat(3000)}`],
    ["a thousand conditions", Array(1000).fill("amount_spent>1").join(" OR ")],
    ["too many characters", "x".repeat(MAX_CHARACTERS + 1)],
    ["an endless number", `amount_spent = ${"9".repeat(19_000)}`],
    ["an endless name", `${"a".repeat(19_000)} = 1`],
  ])("%s is answered soon", (_, text) => {
    const began = performance.now();
    parseQuery(text);
    expect(performance.now() - began).toBeLessThan(500);
  });

  test("what is too deep or too long says so", () => {
    const deep = `${"(".repeat(100)}number_of_orders = 1${")".repeat(100)}`;
    expect(firstError(deep)).toMatchObject({ code: "too-large" });
    expect(firstError("x".repeat(MAX_CHARACTERS + 1))).toMatchObject({ code: "too-large" });
  });
});
