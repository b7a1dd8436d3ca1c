import type { Filter, Source } from "./filter.ts";

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
      app_id: {
        type: "id",
        sql: "CASE o.source_name WHEN 'pos' THEN 129785 ELSE 580111 END",
        aggregate: false,
      },
      location_id: {
        type: "id",
        sql: "CASE o.source_name WHEN 'pos' THEN (SELECT MIN(id) FROM locations) END",
        aggregate: false,
      },
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
  {
    name: "companies",
    label: "Companies",
    type: "list",
    source: {
      kind: "entries",
      table: "company_contacts AS e WHERE 1",
      entry: "CAST(e.company_id AS TEXT)",
      folded: false,
      bound: [],
    },
  },
  {
    name: "abandoned_checkout_date",
    label: "Abandoned checkout date",
    type: "date",
    source: column(
      "(SELECT MAX(a.created_at) FROM abandoned_checkouts AS a WHERE a.customer_id = c.id AND a.completed_at IS NULL)",
    ),
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
    source: column("(SELECT p.sms_state FROM customer_phones AS p WHERE p.customer_id = c.id)"),
  },
  {
    name: "product_subscription_status",
    label: "Product subscription status",
    type: "enum",
    values: closed("SUBSCRIBED", "CANCELED", "EXPIRED", "FAILED", "NEVER_SUBSCRIBED", "PAUSED"),
    source: { kind: "absent" },
  },
];
