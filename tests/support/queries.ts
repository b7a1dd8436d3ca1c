import fc from "fast-check";
import { metafieldEntries, type MetafieldType } from "#app/purchases/metafield-entries.ts";
import { pointOf } from "#app/purchases/point.ts";
import { attributes, type AttributeName } from "#app/segments/query/attributes.ts";
import {
  ACCOUNT_STATUSES,
  EMAIL_STATUSES,
  RFM_GROUPS,
  SMS_STATUSES,
  SPEND_TIERS,
  SUBSCRIPTION_STATUSES,
} from "#app/segments/query/closed-lists.ts";
import { isList } from "#app/segments/query/compare.ts";
import type { CustomerValues } from "#app/segments/query/customer-values.ts";
import { eventSources } from "#app/segments/query/event-sources.ts";
import type { Known } from "#app/segments/query/filters/metafields.ts";
import type { ParameterSpec, Source } from "#app/segments/query/filters/filter.ts";
import type { Typed, ValueType } from "#app/segments/query/filters/value-type.ts";
import { dayOf } from "#app/platform/calendar.ts";
import { NO_MODELS } from "#app/segments/query/regulars/model-values.ts";
import { NO_VALUES } from "./customer-values.ts";
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

const share = number(
  fc.oneof(
    fc.integer({ min: 0, max: 12 }).map((twelfth) => (twelfth / 12).toFixed(6)),
    fc.constantFrom("0", "1", "0.5", "0.25", "2", "9.5", "-1", "10", "90", "0.0000001"),
  ),
);
const window = number(fc.constantFrom("0", "1", "7", "30", "90", "365", "9223372036854775807"));

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
const regions = ["DE-BE", "AT-9", "CA-ON"];
const cities = ["DE-BE-Berlin", "AT-9-Wien", "CA-ON-Ottawa"];
const languages = ["en", "de", "fr-CA", ""];
const domains = ["web.example", "Web.example", "firma.example"];
const text = (values: readonly string[]): fc.Arbitrary<Value> =>
  fc.constantFrom(...values).map((one) => ({ kind: "text", text: one, at }));

/** Products 1 to 4; what else is bought is gone. */
export const PRODUCTS = [
  { productId: 1, tags: ["Coffee", "vip"], categoryId: "sg-4" },
  { productId: 2, tags: ["Cups"], categoryId: "sg-4-17" },
  { productId: 3, tags: [], categoryId: "sg-41" },
  { productId: 4, tags: ["COFFEE", "Straße"], categoryId: null },
] as const;
const categories = ["sg", "sg-4", "sg-4-17", "sg-41"];

const ids = ["1", "2", "3", "4", "18446744073709551615"];
const id = number(fc.constantFrom(...ids));

const places = [
  ["45.42", "-75.69"],
  ["52.52", "13.40"],
  ["52.39", "13.06"],
  ["-90", "0"],
  ["0", "180"],
] as const;

/** Texts that a filter's customers can have. */
const POOLS: Record<string, readonly string[]> = {
  customer_regions: regions,
  customer_cities: cities,
  customer_language: languages,
  customer_email_domain: domains,
  currency: ["EUR", "USD", "JPY"],
  ...{ type: ["Coffee", "Gift boxes", "Tea", "coffee"], vendor: ["Kiln", "Yard", "Nobody"] },
  ...{ name: ["nps", "email.opened"], answer: ["yes", "no"] },
  "regulars.tier": ["Gold", "Silver", "gold"],
  segment: ["VIP", "New", "Nobody"],
};

/** A literal of a type. */
function literal(name: string, { type, decimals, values = [] }: Typed): fc.Arbitrary<Value> {
  if (name === "days") return window;
  switch (type) {
    case "integer":
      return whole;
    case "number":
      return decimals === undefined ? amount : fc.oneof(share, amount);
    case "money":
    case "numbers":
      return amount;
    case "date":
    case "day":
    case "month-day":
      return date;
    case "id":
    case "ids":
      return id;
    case "boolean":
      return fc.boolean().map((isTrue) => ({ kind: "boolean", isTrue, at }));
    case "enum":
      return text(values);
    case "countries":
      return text(countries);
    case "category":
      return text(categories);
    case "tags":
      return text([...tags, "coffee", "CUPS"]);
    case "coordinates":
      return fc
        .constantFrom(...places)
        .map(([latitude, longitude]) => ({ kind: "coordinates", latitude, longitude, at }));
    case "text":
    case "entries":
    case "segment":
    case "any":
      return text(POOLS[name] ?? ["", "dry", "oily", "Dry"]);
  }
}

const ORDERED: ReadonlySet<ValueType> = new Set([
  ...(["integer", "money", "number", "date", "day", "month-day"] as const),
]);

interface Ask {
  attribute: AttributeName;
  type?: ValueType;
}

/** Every clause that an attribute's type allows. */
export function clauseOf(ask: Ask, name: string, typed: Typed): fc.Arbitrary<Clause> {
  const value = literal(name, typed);
  const asked = fc.constant(ask);
  const isNull = fc
    .tuple(asked, isNegated)
    .map(([one, not]): Clause => ({ ...one, kind: "null", isNegated: not, at }));
  const compared = fc
    .tuple(asked, ORDERED.has(typed.type) ? operator : equality, value)
    .map(([one, sign, low]): Clause => ({
      ...one,
      kind: "compare",
      operator: sign,
      value: low,
      at,
    }));
  if (ORDERED.has(typed.type)) {
    const between = fc
      .tuple(asked, value, value)
      .map(([one, low, high]): Clause => ({ ...one, kind: "between", low, high, at }));
    return fc.oneof({ arbitrary: compared, weight: 3 }, { arbitrary: between, weight: 2 }, isNull);
  }
  if (!isList(typed.type)) return fc.oneof({ arbitrary: compared, weight: 4 }, isNull);
  const contains = fc.tuple(asked, isNegated, value).map(([one, not, entry]): Clause => ({
    ...one,
    ...{ kind: "contains", isNegated: not, value: entry, at },
  }));
  const equals = typed.type === "ids" ? [compared] : [];
  return fc.oneof({ arbitrary: contains, weight: 4 }, isNull, ...equals);
}

/** Definitions of metafields, with values of them as Shopify writes them. */
const METAFIELDS: Record<string, { type: MetafieldType; asked: ValueType; values: string[] }> = {
  "facts.birth_date": {
    ...{ type: "date", asked: "day" },
    values: ["1988-02-29", "1990-12-31", "1991-03-10", "2026-03-10", "1970-01-01"],
  },
  "facts.seen": {
    ...{ type: "moment", asked: "date" },
    values: ["2026-03-09T23:00:00Z", "2026-03-10T12:00:00+01:00"],
  },
  "custom.points": { type: "integer", asked: "integer", values: ["-2", "0", "3", "2147483648"] },
  "custom.ratio": { type: "decimal", asked: "number", values: ["10.99", "0.1", "-0.005", "60"] },
  "custom.skin": { type: "text", asked: "text", values: ["", "dry", "Dry"] },
  "custom.opted-in": { type: "boolean", asked: "boolean", values: ["true", "false"] },
  "custom.sizes": { type: "integers", asked: "numbers", values: ["[1,2]", "[]", "[10.99]"] },
  "custom.likes": { type: "texts", asked: "tags", values: ['["VIP","é"]', "[]", '["Straße"]'] },
};

/** A shop that has defined them. */
export const KNOWN: Known = {
  metafields: new Map(Object.entries(METAFIELDS).map(([name, { type }]) => [name, type])),
};

const metafields = fc
  .record(
    Object.fromEntries(
      Object.entries(METAFIELDS).map(([name, { values }]) => [
        name,
        fc.option(fc.constantFrom(...values)),
      ]),
    ),
  )
  .map((given) =>
    Object.entries(given).flatMap(([name, value]) => {
      const type = METAFIELDS[name]?.type;
      return value === null || !type ? [] : metafieldEntries(name, type, value);
    }),
  );

/** Every parameter that a function's type of it allows. */
function parameterOf(name: string, spec: ParameterSpec): fc.Arbitrary<Parameter> {
  const value = literal(name, spec);
  const { operators } = spec;
  const signs = (ORDERED.has(spec.type) ? OPERATORS : EQUALITIES).filter(
    (one) => operators?.includes(one) ?? true,
  );
  const compared = fc
    .tuple(fc.constantFrom(...signs), value)
    .map(([sign, low]): Parameter => ({ kind: "compare", operator: sign, value: low, name, at }));
  if (ORDERED.has(spec.type) && !operators) {
    const between = fc
      .tuple(value, value)
      .map(([low, high]): Parameter => ({ kind: "between", low, high, name, at }));
    return fc.oneof(compared, between);
  }
  if (spec.type !== "id" && spec.type !== "category") return compared;
  const list = fc
    .tuple(isNegated, fc.array(value, { minLength: 1, maxLength: 3 }))
    .map(([not, values]): Parameter => ({ kind: "in", isNegated: not, values, name, at }));
  return fc.oneof(compared, list);
}

const OPERATORS = ["=", "!=", "<", "<=", ">", ">="] as const;
const EQUALITIES = ["=", "!="] as const;

/** Few parameters, each at most once, in any order; all that it needs. */
export function eventsOf(source: string, { parameters, faultOf }: Source): fc.Arbitrary<Clause> {
  const names = Object.keys(parameters);
  const needed = names.filter((name) => parameters[name]?.isRequired);
  return fc
    .shuffledSubarray(names, { maxLength: Math.min(3, names.length) })
    .map((some) => [...new Set([...needed, ...some])])
    .filter((chosen) => !faultOf?.(new Set(chosen)))
    .chain((chosen) =>
      fc.tuple(
        ...chosen.flatMap((name) => {
          const spec = parameters[name];
          return spec ? parameterOf(name, spec) : [];
        }),
      ),
    )
    .chain((given) =>
      isNegated.map((not): Clause => ({
        kind: "events",
        source,
        isNegated: not,
        parameters: given,
        at,
      })),
    );
}

const clause: fc.Arbitrary<Clause> = fc.oneof(
  ...Object.entries(attributes).map(([name, attribute]) => ({
    arbitrary: clauseOf({ attribute: name }, name, attribute),
    weight: 2,
  })),
  ...Object.entries(METAFIELDS).map(([name, { asked: type }]) =>
    clauseOf({ attribute: `metafields.${name}`, type }, name, { type }),
  ),
  {
    arbitrary: clauseOf({ attribute: "anniversary(metafields.facts.birth_date)" }, "", {
      type: "month-day",
    }),
    weight: 4,
  },
  ...Object.entries(eventSources).map(([name, source]) => ({
    arbitrary: eventsOf(name, source),
    weight: name.startsWith("shopify_email.") ? 1 : 6,
  })),
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

const smallId = fc.option(fc.integer({ min: 1, max: 4 }));

/** What is known of a product: nothing of one that is gone. */
const productOf = (productId: number | null) => {
  const product = PRODUCTS.find((one) => one.productId === productId);
  return { tags: product?.tags ?? [], categoryId: product?.categoryId ?? null };
};

const placedOrder = fc.record({
  at: moment,
  amountMinor: fc.oneof(fc.integer({ min: 0, max: 6000 }), fc.constantFrom(1099, 1100, 500)),
  appId: smallId,
  locationId: smallId,
  lines: fc.array(
    fc
      .record({
        productId: fc.option(fc.integer({ min: 1, max: 5 })),
        quantity: fc.integer({ min: 1, max: 4 }),
      })
      .map((line) => ({ ...line, ...productOf(line.productId) })),
    { maxLength: 3 },
  ),
});

const EVENT_KINDS = Object.keys(eventSources).filter((name) => /^(shopify_email|storefront)\./.test(name)); // prettier-ignore

const customerEvent = fc
  .record({ kind: fc.constantFrom(...EVENT_KINDS), objectId: smallId, at: moment })
  .map((event) => ({
    ...event,
    tags: event.kind === "storefront.product_viewed" ? productOf(event.objectId).tags : [],
  }));

const creditAccount = fc.record({
  currency: fc.constantFrom("EUR", "USD", "JPY"),
  balanceThousandths: fc.constantFrom(0, 10_990, 10_999, 60_000, 5),
  nextExpiryAt: fc.option(moment),
  lastCreditAt: fc.option(moment),
});

const score = fc.integer({ min: 1, max: 5 });

/** What models say of a customer near the edges of what is asked. */
const modelValues: fc.Arbitrary<CustomerValues["models"]> = fc
  .record({
    cadence: fc.option(
      fc.record({
        lastOrderDay: fc
          .tuple(nows, fc.integer({ min: -1, max: 12 }))
          .map(([now, ago]) => dayOf(now, "UTC") - ago),
        usualGapDays: fc.option(fc.integer({ min: 2, max: 12 }).map((halves) => halves / 2)),
      }),
    ),
    scores: fc.option(fc.record({ recency: score, frequency: score, monetary: score })),
    klaviyoGroup: fc.option(fc.constantFrom("CHAMPIONS", "LOYAL", "INACTIVE")),
    lifetime: fc.option(
      fc.record({
        chanceAlive: fc.constantFrom(0, 0.005, 0.5, 0.9999, 1),
        expectedOrders: fc.constantFrom(0, 0.1234, 1.2, 10.99, 7.99995),
        expectedValueMinor: fc.constantFrom(0, 500, 1099, 1100, 4242),
      }),
    ),
    held: fc.option(fc.record({ tier: fc.constantFrom("Gold", "Silver"), tierSince: moment })),
  })
  .map(({ cadence, scores, klaviyoGroup, lifetime, held }) => ({
    ...{ ...NO_MODELS, ...cadence, ...lifetime, ...held },
    ...{ scores, klaviyoGroup },
  }));

/** Stays in a segment: at most one that lasts, and some that ended at once or later. */
const staysIn = (segment: string) =>
  fc
    .tuple(
      fc.option(moment),
      fc.uniqueArray(fc.tuple(moment, fc.constantFrom(0, 1, 86_400_000)), {
        ...{ maxLength: 2, selector: ([since]) => since },
      }),
    )
    .map(([lasting, ended]) => [
      ...(lasting === null ? [] : [{ segment, since: lasting, until: null }]),
      ...ended.map(([since, length]) => ({ segment, since, until: since + length })),
    ]);

const history = fc.tuple(staysIn("VIP"), staysIn("New")).map((stays) => ({ stays: stays.flat() }));

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
    abandonedCheckoutAt: fc.option(moment),
    createdByAppId: smallId,
    tags: fc.uniqueArray(fc.constantFrom(...tags), { maxLength: 3 }),
    countries: fc.uniqueArray(fc.constantFrom(...countries), { maxLength: 2 }),
    regions: fc.uniqueArray(fc.constantFrom(...regions), { maxLength: 2 }),
    cities: fc.uniqueArray(fc.constantFrom(...cities), { maxLength: 2 }),
    points: fc.uniqueArray(
      fc.constantFrom(...places).map(([north, east]) => pointOf(Number(north), Number(east))),
      { maxLength: 2, selector: ({ x, y, z }) => `${x} ${y} ${z}` },
    ),
    companyIds: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
    rfmGroup: fc.option(fc.constantFrom(...RFM_GROUPS)),
    addedAt: moment,
    accountStatus: fc.constantFrom(...ACCOUNT_STATUSES),
    emailStatus: fc.option(fc.constantFrom(...EMAIL_STATUSES)),
    emailDomain: fc.option(fc.constantFrom(...domains)),
    smsStatus: fc.option(fc.constantFrom(...SMS_STATUSES)),
    language: fc.option(fc.constantFrom(...languages)),
    predictedTier: fc.option(fc.constantFrom(...SPEND_TIERS)),
    subscriptionStatus: fc.option(fc.constantFrom(...SUBSCRIPTION_STATUSES)),
    metafields,
    events: fc.array(customerEvent, { maxLength: 4 }),
    creditAccounts: fc.array(creditAccount, { maxLength: 2 }),
    orders: fc.array(placedOrder, { maxLength: 4 }),
    purchases: fc.constant(NO_VALUES.purchases),
    models: modelValues,
    history,
  })
  .map((customer) => ({
    ...customer,
    firstOrderAt: customer.lastOrderAt === null ? null : customer.firstOrderAt,
    // Who has no group has no scores.
    ...(customer.rfmGroup === null
      ? { models: { ...customer.models, scores: null, klaviyoGroup: null } }
      : {}),
  }));

/** A query as it means, wherever it was written. */
export const withoutPositions = (query: Query): unknown =>
  JSON.parse(JSON.stringify(query, (key, value: unknown) => (key === "at" ? undefined : value)));
