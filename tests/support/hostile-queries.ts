import fc from "fast-check";
import { printQuery } from "#app/segments/query/print-query.ts";
import { queries } from "./queries.ts";

const WORDS = [
  ...["AND", "OR", "NOT", "(", ")", "((", "))", "'", "''", "\\", "=", "!=", "<", ">=", ",", ":"],
  ...["BETWEEN", "IS", "NULL", "CONTAINS", "MATCHES", "NOT_MATCHES", "IN", "true", "false"],
  ...["number_of_orders", "amount_spent", "customer_tags", "products_purchased", "anniversary"],
  ...[
    "metafields.facts.birth_date",
    "customer.metafields.a.b",
    "regulars.in_segment",
    "customer.x_y",
  ],
  ...[
    "customer_within_distance",
    "coordinates",
    "store_credit_accounts",
    "storefront.product_viewed",
  ],
  ...["5", "-0", "1e9", "99999999999999999999", "0.1", "-7d", "+999999y", "2026-02-30", "today"],
  ...[
    "2026-01-01T25:00:00",
    "30_days_ago",
    "'x'",
    "--",
    "/*",
    "*/",
    ";",
    "\u0000",
    "😀",
    "$1",
    "?",
  ],
  ...["%", "{{x}}", "`", '"', "\ud800", "\udfff", "\u202e", "\ufeff", "\r\n", "\t", "constructor"],
  ...[
    "__proto__",
    "toString",
    "hasOwnProperty",
    "drop table segments",
    "' or 1=1 --",
    "$$",
    "0x1f",
  ],
];

const soup = fc
  .array(fc.constantFrom(...WORDS), { maxLength: 60 })
  .chain((words) => fc.constantFrom("", " ", "\n").map((between) => words.join(between)));

const noise = fc.string({ maxLength: 400, unit: "binary" });

const right = queries.map((query) => printQuery(query));

/** What is right but for a slip or two of the hand. */
const slips = fc
  .tuple(
    right,
    fc.array(
      fc.tuple(fc.nat(), fc.constantFrom("cut", "double", "put"), fc.constantFrom(...WORDS)),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
  )
  .map(([text, changes]) => {
    let changed = text;
    for (const [where, what, word] of changes) {
      const at = where % (changed.length + 1);
      const [before, after] = [changed.slice(0, at), changed.slice(at)];
      if (what === "cut") changed = before + after.slice(1 + (where % 7));
      else changed = before + (what === "put" ? word : after.slice(0, 9)) + after;
    }
    return changed;
  });

/** Deep, long, endless: each by itself at the edge of what is taken in, and far beyond it. */
const EXTREMES: readonly string[] = [
  ...["", " ", "\u0000", "(", ")", "'", "\\", "NOT", "=", "''", "()", "\ud800"],
  "(".repeat(100_000),
  ")".repeat(100_000),
  "'".repeat(100_000),
  "x".repeat(100_000),
  "9".repeat(19_999),
  `${"(".repeat(60)}number_of_orders = 1${")".repeat(60)}`,
  `${"(".repeat(9_000)}number_of_orders = 1${")".repeat(9_000)}`,
  `${"NOT (".repeat(3_000)}number_of_orders = 1${")".repeat(3_000)}`,
  `${"NOT ".repeat(4_000)}number_of_orders = 1`,
  Array(250).fill("amount_spent > 1").join(" OR "),
  Array(251).fill("amount_spent > 1").join(" OR "),
  Array(900).fill("amount_spnet > 1").join(" AND "),
  Array(240).fill("customer_tags CONTAINS 'x'").join(" AND "),
  Array(250).fill("orders_placed MATCHES (count = 0)").join(" OR "),
  Array(150).fill("products_purchased MATCHES (tag = 'x', quantity > 1, count > 0)").join(" AND "),
  `customer_tags CONTAINS '${"é".repeat(19_900)}'`,
  `amount_spent = 0.${"0".repeat(19_000)}1`,
  `amount_spent = ${"9".repeat(19_000)}.9`,
  `products_purchased MATCHES (id IN (${Array(501).fill("18446744073709551615").join()}))`,
  `products_purchased MATCHES (${Array(900).fill("id = 1").join()})`,
  `orders_placed MATCHES (date BETWEEN -3000000d AND +3000000d)`,
  "last_order_date >= -8000y AND last_order_date <= +8000y",
  "anniversary('metafields.facts.birth_date') BETWEEN -8000y AND +8000y",
  `metafields.${"a".repeat(9_000)}.${"b".repeat(9_000)} = 1`,
  `metafields.a.b = ${"1".repeat(400)}`,
  "customer_within_distance MATCHES (coordinates = (90, 180), distance_km = 99999999999)",
  "customer_within_distance MATCHES (coordinates = '1e9,NaN', distance_mi = 0)",
];

/** Query strings that nobody means well: the same ones for the same number. */
export const hostileQueries = (count: number): string[] => [
  ...EXTREMES,
  ...fc.sample(fc.oneof(soup, noise, right, { arbitrary: slips, weight: 2 }), {
    numRuns: Math.max(0, count - EXTREMES.length),
    seed: 20_261_122,
  }),
];
