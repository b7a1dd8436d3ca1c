/**
 * The filters of segment queries, each one record in a pure table and, by the same name, one in a server table.
 *
 * An **attribute** has one value, or one list, of a customer:
 *
 *     // pure: attributes of regulars/purchase-filters.ts, spread into ../attributes.ts
 *     "regulars.net_spent": {
 *       type: "money", label: "Net spent", valueOf: ({ purchases }) => purchases.netMinor,
 *     },
 *     // server: columns of regulars/purchase-filters.server.ts, spread into columns.server.ts
 *     "regulars.net_spent": { column: ofCustomer("purchase_facts", "net_minor") },
 *
 * An **event source** is asked `… MATCHES (parameter = …)`. Its events are records with a field for every parameter that
 * is no aggregate; its SQL is the rows of one customer, with a column for every such parameter:
 *
 *     "regulars.survey_answered": {
 *       label: "Survey answers",
 *       parameters: { name: { type: "text" }, score: { type: "integer" }, date: { type: "date" }, count: COUNT },
 *       events: ({ purchases }) => purchases.answers,
 *     },
 *     "regulars.survey_answered": {
 *       rows: sql`answers where answers.shop_id = customers.shop_id and answers.customer_id = customers.customer_id`,
 *       columns: { name: sql`answers.name`, score: sql`answers.score`, date: sql`answers.at` },
 *     },
 *
 * What cannot be said by events (two parameters that only mean something together) is a **test**: `holds` here and
 * `condition` there decide by themselves; `textOf`, `rangesOf` and `inRanges` help.
 *
 * A **function of a segment** is either of them with a parameter of type `segment`: the name of another segment, of
 * which parsing knows whether it exists.
 *
 * Names outside `regulars.` are Shopify's; a query with the prefix cannot be held there. What `valueOf` and `events`
 * read is `CustomerValues`, of parts, each with its own loader (customer-values.server.ts). Both readings are held
 * together by tests/integration/segments-two-readings.test.ts, whose queries and customers (tests/support/queries.ts)
 * take in every record by its type; only values need a generator.
 */
import type { CustomerValues } from "../customer-values.ts";
import type { Parameter } from "../query.ts";
import type { Clock } from "../clock.ts";
import type { AttributeValue, Typed } from "./value-type.ts";

export interface Attribute extends Typed {
  label: string;
  /** Where its data comes from, if not from Shopify by itself: said wherever somebody asks for it. */
  origin?: string;
  /** Its texts are names of what a shop has: with the shop known, others are refused. */
  named?: "tiers";
  /** What counts days until now asks the clock for today. */
  valueOf: (customer: CustomerValues, clock: Clock) => AttributeValue;
}

export interface ParameterSpec extends Typed {
  label?: string;
  /** Taken over all events that the other parameters leave. */
  aggregate?: "count" | { sum: string };
  /** Those it takes, if not all of its type. */
  operators?: readonly string[];
  isRequired?: boolean;
}

export const COUNT: ParameterSpec = { type: "integer", label: "How often", aggregate: "count" };

/** What happened once. */
export type Event = Readonly<Record<string, AttributeValue>>;

interface Asked {
  label: string;
  origin?: string;
  parameters: Readonly<Record<string, ParameterSpec>>;
  /** What is wrong with parameters that are right one by one. */
  faultOf?: (names: ReadonlySet<string>) => string | null;
}

export interface EventSource extends Asked {
  events: (customer: CustomerValues) => readonly Event[];
}

/** What is explained, and in which form numbers are written. */
export interface Described {
  parameters: readonly Parameter[];
  clock: Clock;
  locale: string;
}

export interface TestSource extends Asked {
  holds: (customer: CustomerValues, parameters: readonly Parameter[], clock: Clock) => boolean;
  /** What the customer has of it, for an explanation. */
  describe: (customer: CustomerValues, asked: Described) => string;
}

export type Source = EventSource | TestSource;

export const isRegulars = (name: string): boolean => name.startsWith("regulars.");
