import fc from "fast-check";
import {
  ACCOUNT_STATUSES,
  EMAIL_STATUSES,
  RFM_GROUPS,
  type AttributeName,
} from "#app/segments/query/attributes.ts";
import type { CustomerValues } from "#app/segments/query/matches.ts";
import {
  joined,
  type Clause,
  type Parameter,
  type Query,
  type Value,
} from "#app/segments/query/query.ts";

/** Every kind of query, and customers near enough to the edges of its values to tell readings apart. */

const at = { from: 0, to: 0 };
const operator = fc.constantFrom("=", "!=", "<", "<=", ">", ">=" as const);
const equality = fc.constantFrom("=", "!=" as const);
const isNegated = fc.boolean();

const number = (digits: fc.Arbitrary<string>): fc.Arbitrary<Value> =>
  digits.map((text) => ({ kind: "number", digits: text, at }));

const whole = number(
  fc.oneof(
    fc.integer({ min: -2, max: 8 }).map(String),
    fc.constantFrom("9223372036854775807", "-9223372036854775808", "2147483648"),
  ),
);

const amount = number(
  fc.oneof(
    fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 1999 })).map(
      // Up to three decimals: one more than the currency has.
      ([units, rest]) =>
        rest < 1000 ? `${units}.${String(rest).padStart(3, "0")}` : String(units),
    ),
    fc.constantFrom("-5", "-0.005", "10.99", "10.999", "99999999999999999999.5"),
  ),
);

const days = fc.constantFrom(
  ...["2026-03-08", "2026-03-09", "2026-03-10", "2026-03-11", "2026-03-28", "2026-03-29"],
  ...["2026-03-30", "2025-10-26", "2025-10-27", "2024-02-29", "2025-12-31", "2026-01-01"],
);
const time = fc.constantFrom("00:00:00", "02:30:00", "12:00:00", "23:59:59");
const date: fc.Arbitrary<Value> = fc.oneof(
  days.map((day): Value => ({ kind: "day", day, at })),
  fc
    .tuple(days, time)
    .map(([day, clock]): Value => ({ kind: "moment", local: `${day}T${clock}`, at })),
  fc
    .tuple(fc.integer({ min: -40, max: 3 }), fc.constantFrom("d", "w", "m", "y" as const))
    .map(([size, unit]): Value => ({ kind: "offset", amount: size, unit, at })),
  fc
    .constantFrom("today", "yesterday" as const)
    .map((name): Value => ({ kind: "named-day", name, at })),
);

const tags = [
  "vip",
  "VIP",
  "Straße",
  "STRASSE",
  "newsletter",
  "it's",
  "back\\slash",
  "é",
  "e\u0301",
  " vip",
];
const countries = ["DE", "AT", "CH", "CA"];
const text = (values: readonly string[]): fc.Arbitrary<Value> =>
  fc.constantFrom(...values).map((one) => ({ kind: "text", text: one, at }));

const compare = (attribute: AttributeName, value: fc.Arbitrary<Value>) =>
  fc.oneof(
    fc.record({
      ...{ kind: fc.constant("compare" as const), attribute: fc.constant(attribute) },
      ...{ operator, value, at: fc.constant(at) },
    }),
    fc.record({
      ...{ kind: fc.constant("between" as const), attribute: fc.constant(attribute) },
      ...{ low: value, high: value, at: fc.constant(at) },
    }),
  );

const contains = (attribute: AttributeName, value: fc.Arbitrary<Value>) =>
  fc.record({
    ...{ kind: fc.constant("contains" as const), attribute: fc.constant(attribute) },
    ...{ isNegated, value, at: fc.constant(at) },
  });

const languages = ["en", "de", "fr-CA", ""];
const equals = (attribute: AttributeName, values: readonly string[]) =>
  fc.record({
    ...{ kind: fc.constant("compare" as const), attribute: fc.constant(attribute) },
    ...{ operator: equality, value: text(values), at: fc.constant(at) },
  });

const ids = ["1", "2", "3", "4", "18446744073709551615"];
const id = number(fc.constantFrom(...ids));

const parameter = (name: Parameter["name"], value: fc.Arbitrary<Value>): fc.Arbitrary<Parameter> =>
  fc.oneof(
    fc.record({
      ...{ kind: fc.constant("compare" as const), name: fc.constant(name) },
      ...{ operator, value, at: fc.constant(at) },
    }),
    fc.record({
      ...{ kind: fc.constant("between" as const), name: fc.constant(name) },
      ...{ low: value, high: value, at: fc.constant(at) },
    }),
  );
const idParameter: fc.Arbitrary<Parameter> = fc.oneof(
  fc.record({
    ...{ kind: fc.constant("compare" as const), name: fc.constant("id" as const) },
    ...{ operator: equality, value: id, at: fc.constant(at) },
  }),
  fc.record({
    ...{ kind: fc.constant("in" as const), name: fc.constant("id" as const), isNegated },
    ...{ values: fc.array(id, { minLength: 1, maxLength: 3 }), at: fc.constant(at) },
  }),
);

/** Few of them, each at most once, in any order. */
const parameters = (all: readonly fc.Arbitrary<Parameter>[]) =>
  fc.shuffledSubarray([...all], { maxLength: 3 }).chain((some) => fc.tuple(...some));

const events: fc.Arbitrary<Clause> = fc.oneof(
  fc.record({
    ...{ kind: fc.constant("events" as const), source: fc.constant("products_purchased" as const) },
    parameters: parameters([
      ...[idParameter, parameter("date", date), parameter("quantity", whole)],
      ...[parameter("count", whole), parameter("sum_quantity", whole)],
    ]),
    ...{ isNegated, at: fc.constant(at) },
  }),
  fc.record({
    ...{ kind: fc.constant("events" as const), source: fc.constant("orders_placed" as const) },
    parameters: parameters([
      ...[parameter("date", date), parameter("amount", amount)],
      ...[parameter("count", whole), parameter("sum_amount", amount)],
    ]),
    ...{ isNegated, at: fc.constant(at) },
  }),
);

const clause: fc.Arbitrary<Clause> = fc.oneof(
  compare("number_of_orders", whole),
  compare("amount_spent", amount),
  compare("first_order_date", date),
  compare("last_order_date", date),
  compare("customer_added_date", date),
  contains("customer_tags", text(tags)),
  contains("customer_countries", text(countries)),
  equals("rfm_group", RFM_GROUPS),
  equals("customer_account_status", ACCOUNT_STATUSES),
  equals("email_subscription_status", EMAIL_STATUSES),
  equals("customer_language", languages),
  { arbitrary: events, weight: 6 },
  fc.record({
    kind: fc.constant("null" as const),
    attribute: fc.constantFrom(
      ...(["number_of_orders", "amount_spent", "first_order_date", "last_order_date"] as const),
      ...(["customer_tags", "customer_countries", "rfm_group", "customer_added_date"] as const),
      ...(["customer_account_status", "email_subscription_status", "customer_language"] as const),
    ),
    ...{ isNegated, at: fc.constant(at) },
  }),
);

export const queries: fc.Arbitrary<Query> = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    clause,
    fc
      .tuple(
        fc.constantFrom("and", "or" as const),
        fc.array(tie("query"), { minLength: 2, maxLength: 3 }),
      )
      .map(([kind, parts]) => joined(kind, parts)),
    tie("query").map((part): Query => ({ kind: "not", part })),
  ),
})).query;

/** Moments around the edges of the days above, in any zone, and of summer time. */
const moment = fc
  .tuple(
    fc.constantFrom(
      ...["2026-03-09T23:00:00Z", "2026-03-10T00:00:00Z", "2026-03-28T23:00:00Z"],
      ...["2026-03-29T01:00:00Z", "2026-03-29T22:00:00Z", "2025-10-26T00:30:00Z"],
      ...["2025-10-26T23:00:00Z", "2024-02-29T12:00:00Z", "2025-12-31T23:00:00Z"],
    ),
    fc.constantFrom(-7_200_000, -3_600_000, -1_000, -1, 0, 1, 999, 1_000, 3_600_000, 43_200_000),
  )
  .map(([edge, shift]) => Date.parse(edge) + shift);

export const zones = fc.constantFrom(
  ...["Europe/Berlin", "UTC", "America/New_York", "Asia/Kolkata", "America/Santiago"],
  ...["Pacific/Apia", "Pacific/Kiritimati"],
);

export const nows = moment;

const placedOrder = fc.record({
  at: moment,
  amountMinor: fc.oneof(fc.integer({ min: 0, max: 6000 }), fc.constantFrom(1099, 1100, 500)),
  lines: fc.array(
    fc.record({
      productId: fc.option(fc.integer({ min: 1, max: 4 })),
      quantity: fc.integer({ min: 1, max: 4 }),
    }),
    { maxLength: 3 },
  ),
});

/** A first order without a last one there is not; a last one without a first, where we do not see all orders. */
export const customers: fc.Arbitrary<CustomerValues> = fc
  .record({
    numberOfOrders: fc.integer({ min: 0, max: 7 }),
    amountSpentMinor: fc.oneof(
      fc.integer({ min: 0, max: 7000 }),
      fc.constantFrom(1099, 1100, 0, 500),
    ),
    firstOrderAt: fc.option(moment),
    lastOrderAt: fc.option(moment),
    tags: fc.uniqueArray(fc.constantFrom(...tags), { maxLength: 3 }),
    countries: fc.uniqueArray(fc.constantFrom(...countries), { maxLength: 2 }),
    rfmGroup: fc.option(fc.constantFrom(...RFM_GROUPS)),
    addedAt: moment,
    accountStatus: fc.constantFrom(...ACCOUNT_STATUSES),
    emailStatus: fc.option(fc.constantFrom(...EMAIL_STATUSES)),
    language: fc.option(fc.constantFrom(...languages)),
    orders: fc.array(placedOrder, { maxLength: 4 }),
  })
  .map((customer) => ({
    ...customer,
    firstOrderAt: customer.lastOrderAt === null ? null : customer.firstOrderAt,
  }));

/** A query as it means, wherever it was written. */
export const withoutPositions = (query: Query): unknown =>
  JSON.parse(JSON.stringify(query, (key, value: unknown) => (key === "at" ? undefined : value)));
