/** What kind of values a filter compares; the list kinds take CONTAINS. */
export type FilterType =
  "integer" | "float" | "date" | "day" | "text" | "flag" | "enum" | "list" | "event";

/** One thing that segments may ask about. `sql` reads it from a customer row `c`; null means missing. */
export interface Filter {
  readonly name: string;
  readonly label: string;
  readonly type: FilterType;
  readonly source: Source;
  /** The closed list of an enum's values. */
  readonly values?: ReadonlySet<string>;
  readonly valuePattern?: RegExp;
  readonly parameters?: Readonly<Record<string, Parameter>>;
}

export type Source =
  /** A scalar expression over the customer's row `c`. */
  | { readonly kind: "column"; readonly sql: string }
  /** Amounts: as a column, but literals are in the shop's currency and the column in minor units. */
  | { readonly kind: "money"; readonly sql: string }
  /** A list: the table (with conditions) that holds one row for each entry of a customer. */
  | {
      readonly kind: "entries";
      readonly table: string;
      readonly entry: string;
      readonly folded: boolean;
      readonly bound: readonly string[];
    }
  /** Events: rows joined to a customer. */
  | { readonly kind: "events"; readonly table: string }
  /** Nothing of it is kept in this store: missing for every customer. */
  | { readonly kind: "absent" };

export interface Parameter {
  readonly type: "id" | "integer" | "money" | "date" | "text";
  /** An expression over the event's row; aggregates are compared after grouping by customer. */
  readonly sql: string;
  readonly aggregate: boolean;
}

const closed = (...values: string[]): ReadonlySet<string> => new Set(values);

const consent = closed(
  "SUBSCRIBED",
  "NOT_SUBSCRIBED",
  "PENDING",
  "INVALID",
  "UNSUBSCRIBED",
  "REDACTED",
);

const rfmGroups = closed(
  ...[
    "CHAMPIONS",
    "LOYAL",
    "ACTIVE",
    "NEW",
    "PROMISING",
    "NEEDS_ATTENTION",
    "ALMOST_LOST",
    "AT_RISK",
  ],
  ...["PREVIOUSLY_LOYAL", "DORMANT", "PROSPECTS"],
);

const column = (sql: string): Source => ({ kind: "column", sql });
const addresses = (entry: string): Source => ({
  kind: "entries",
  table: "addresses AS e WHERE 1",
  entry,
  folded: false,
  bound: [],
});

// Orders that count for a customer's dates and events: all but test ones, as for the lifetime aggregates.
const counted = "o.test = 0";

const eventParameters = {
  date: { type: "date", sql: "o.processed_at", aggregate: false },
} as const;

// This store sends no e-mail: the filters are there, and nobody ever matches them.
const emailEvents = [
  ["opened", "Email opened"],
  ["clicked", "Email clicked"],
  ["bounced", "Email bounced"],
  ["delivered", "Email delivered"],
  ["marked_as_spam", "Email marked as spam"],
  ["unsubscribed", "Email unsubscribed"],
].map(([event, label]): Filter => ({
  name: `shopify_email.${event ?? ""}`,
  label: label ?? "",
  type: "event",
  source: { kind: "absent" },
  parameters: {
    activity_id: { type: "id", sql: "NULL", aggregate: false },
    date: { type: "date", sql: "NULL", aggregate: false },
    count: { type: "integer", sql: "NULL", aggregate: true },
  },
}));

/** The filters every shop has, in the order in which `segmentFilters` lists them. Metafields come from definitions. */
export const builtInFilters: readonly Filter[] = [
  {
    name: "customer_tags",
    label: "Customer tags",
    type: "list",
    source: {
      kind: "entries",
      table: "customer_tags AS e WHERE 1",
      entry: "e.tag_key",
      folded: true,
      bound: [],
    },
  },
  {
    name: "orders_placed",
    label: "Orders placed",
    type: "event",
    source: { kind: "events", table: `orders AS o WHERE ${counted}` },
    parameters: {
      ...eventParameters,
      amount: { type: "money", sql: "o.total_minor", aggregate: false },
      count: { type: "integer", sql: "COUNT(*)", aggregate: true },
      sum_amount: { type: "money", sql: "SUM(o.total_minor)", aggregate: true },
      app_id: { type: "id", sql: "NULL", aggregate: false },
      location_id: { type: "id", sql: "NULL", aggregate: false },
    },
  },
  {
    name: "products_purchased",
    label: "Products purchased",
    type: "event",
    source: {
      kind: "events",
      table: `orders AS o JOIN line_items AS l ON l.order_id = o.id LEFT JOIN products AS p ON p.id = l.product_id WHERE ${counted}`,
    },
    parameters: {
      ...eventParameters,
      id: { type: "id", sql: "l.product_id", aggregate: false },
      tag: { type: "text", sql: "p.tags", aggregate: false },
      quantity: { type: "integer", sql: "l.quantity", aggregate: false },
      count: { type: "integer", sql: "COUNT(*)", aggregate: true },
      sum_quantity: { type: "integer", sql: "SUM(l.quantity)", aggregate: true },
    },
  },
  ...emailEvents,
  {
    name: "number_of_orders",
    label: "Number of orders",
    type: "integer",
    source: column("c.number_of_orders"),
  },
  {
    name: "amount_spent",
    label: "Amount spent",
    type: "float",
    source: { kind: "money", sql: "c.amount_spent_minor" },
  },
  {
    name: "first_order_date",
    label: "First order date",
    type: "date",
    source: column(
      `(SELECT o.processed_at FROM orders AS o WHERE o.customer_id = c.id AND ${counted} ORDER BY o.processed_at LIMIT 1)`,
    ),
  },
  {
    name: "last_order_date",
    label: "Last order date",
    type: "date",
    source: column(
      `(SELECT o.processed_at FROM orders AS o WHERE o.customer_id = c.id AND ${counted} ORDER BY o.processed_at DESC LIMIT 1)`,
    ),
  },
  {
    name: "customer_added_date",
    label: "Date added as customer",
    type: "date",
    source: column("c.created_at"),
  },
  {
    name: "rfm_group",
    label: "RFM group",
    type: "enum",
    values: rfmGroups,
    source: column("c.rfm_group"),
  },
  {
    name: "email_subscription_status",
    label: "Email subscription status",
    type: "enum",
    values: consent,
    source: column("c.email_marketing_state"),
  },
  {
    name: "customer_account_status",
    label: "Customer account status",
    type: "enum",
    values: closed("DECLINED", "DISABLED", "ENABLED", "INVITED"),
    source: column("c.state"),
  },
  {
    name: "customer_countries",
    label: "Customer countries",
    type: "list",
    valuePattern: /^[A-Z]{2}$/,
    source: addresses("e.country_code"),
  },
  {
    name: "customer_regions",
    label: "Customer regions",
    type: "list",
    valuePattern: /^[A-Z]{2}-[A-Z0-9]{1,3}$/,
    source: addresses("e.country_code || '-' || e.province_code"),
  },
  {
    name: "customer_cities",
    label: "Customer cities",
    type: "list",
    source: addresses(
      "e.country_code || '-' || e.province_code || '-' || REPLACE(e.city, ' ', '')",
    ),
  },
  {
    name: "customer_email_domain",
    label: "Customer email domain",
    type: "text",
    source: column("SUBSTR(c.email, INSTR(c.email, '@') + 1)"),
  },
  {
    name: "customer_language",
    label: "Customer language",
    type: "text",
    source: column("c.locale"),
  },
  { name: "companies", label: "Companies", type: "list", source: { kind: "absent" } },
  {
    name: "abandoned_checkout_date",
    label: "Abandoned checkout date",
    type: "date",
    source: { kind: "absent" },
  },
  {
    name: "predicted_spend_tier",
    label: "Predicted spend tier",
    type: "enum",
    values: closed("HIGH", "MEDIUM", "LOW"),
    source: { kind: "absent" },
  },
  {
    name: "sms_subscription_status",
    label: "SMS subscription status",
    type: "enum",
    values: closed("SUBSCRIBED", "NOT_SUBSCRIBED", "PENDING", "UNSUBSCRIBED", "REDACTED"),
    source: { kind: "absent" },
  },
  {
    name: "product_subscription_status",
    label: "Product subscription status",
    type: "enum",
    values: closed("SUBSCRIBED", "CANCELED", "EXPIRED", "FAILED", "NEVER_SUBSCRIBED", "PAUSED"),
    source: { kind: "absent" },
  },
];
const builtIn = new Map(builtInFilters.map((filter) => [filter.name, filter]));

/** A customer metafield that has a definition. */
export interface MetafieldDefinition {
  readonly namespace: string;
  readonly key: string;
  readonly name: string;
  readonly type: string;
}

const scalarTypes: Readonly<Record<string, FilterType>> = {
  single_line_text_field: "text",
  number_integer: "integer",
  number_decimal: "float",
  boolean: "flag",
  date: "day",
  date_time: "date",
};
const scalarSql: Readonly<Record<string, string>> = {
  number_integer: "CAST(m.value AS INTEGER)",
  number_decimal: "CAST(m.value AS REAL)",
  boolean: "(m.value = 'true')",
  date_time: "CAST(unixepoch(m.value) AS INTEGER) * 1000",
};

/** The filter of a metafield definition; null for a type that segments cannot ask about, json among them. */
export function metafieldFilter(definition: MetafieldDefinition): Filter | null {
  const name = `metafields.${definition.namespace}.${definition.key}`;
  const bound = [definition.namespace, definition.key];
  const where = "m.owner_type = 'CUSTOMER' AND m.namespace = ? AND m.key = ?";
  if (definition.type === "list.single_line_text_field") {
    const table = "customer_list_entries AS e WHERE e.namespace = ? AND e.key = ?";
    const source: Source = { kind: "entries", table, entry: "e.entry_key", folded: true, bound };
    return { name, label: definition.name, type: "list", source };
  }
  const type = scalarTypes[definition.type];
  if (type === undefined) return null;
  const value = scalarSql[definition.type] ?? "m.value";
  const text = `(SELECT ${value} FROM metafields AS m WHERE ${where} AND m.owner_id = c.id)`;
  const inlined = bound.reduce(
    (sql, part) => sql.replace("?", `'${part.replaceAll("'", "''")}'`),
    text,
  );
  return { name, label: definition.name, type, source: column(inlined) };
}

/** Finds a filter by the name a query uses. */
export type FindFilter = (name: string) => Filter | undefined;

/** The filters of a shop: the built-in ones and those of its customer metafield definitions. */
export function filtersOf(definitions: readonly MetafieldDefinition[]): {
  all: readonly Filter[];
  find: FindFilter;
} {
  const own = definitions.flatMap((definition) => metafieldFilter(definition) ?? []);
  const byName = new Map(own.map((filter) => [filter.name, filter]));
  return {
    all: [...builtInFilters, ...own],
    find: (name) => builtIn.get(name) ?? byName.get(name),
  };
}
