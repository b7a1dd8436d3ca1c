import { nearest } from "./nearest.ts";

/**
 * What can be asked of an attribute or a parameter, and which literals it takes (Shopify's types; money is its float,
 * exact). `tags`, `countries`, `entries` and `ids` are lists; of `any` only its definition knows the type.
 */
export type ValueType =
  | "integer"
  | "money"
  | "date"
  | "enum"
  | "text"
  | "id"
  | "tags"
  | "countries"
  | "entries"
  | "ids"
  | "any";

/** What a clause or a parameter is about, as far as reading its literals goes. */
export interface Subject {
  name: string;
  type: ValueType;
  /** The closed list of an enum. */
  values?: readonly string[];
}

/** Shopify's CustomerRfmGroup, best first. */
export const RFM_GROUPS = [
  "CHAMPIONS",
  "LOYAL",
  "ACTIVE",
  "NEW",
  "PROMISING",
  "NEEDS_ATTENTION",
  "ALMOST_LOST",
  "AT_RISK",
  "PREVIOUSLY_LOYAL",
  "DORMANT",
  "PROSPECTS",
] as const;
export type RfmGroup = (typeof RFM_GROUPS)[number];

/** Shopify's CustomerState. */
export const ACCOUNT_STATUSES = ["DECLINED", "DISABLED", "ENABLED", "INVITED"] as const;

/** Shopify's CustomerEmailMarketingState. */
export const EMAIL_STATUSES = [
  "SUBSCRIBED",
  "NOT_SUBSCRIBED",
  "PENDING",
  "INVALID",
  "UNSUBSCRIBED",
  "REDACTED",
] as const;

/**
 * The attributes that a query can use. Number of orders and amount spent are Shopify's own lifetime aggregates, dates
 * come from the orders that we see, the group is ours (docs/decisions/006-segment-values.md).
 */
export const attributes = {
  number_of_orders: { type: "integer", label: "Number of orders" },
  amount_spent: { type: "money", label: "Amount spent" },
  first_order_date: { type: "date", label: "First order date" },
  last_order_date: { type: "date", label: "Last order date" },
  customer_tags: { type: "tags", label: "Customer tags" },
  customer_countries: { type: "countries", label: "Countries" },
  rfm_group: { type: "enum", label: "RFM group", values: RFM_GROUPS },
  customer_added_date: { type: "date", label: "Added" },
  customer_account_status: { type: "enum", label: "Account", values: ACCOUNT_STATUSES },
  email_subscription_status: { type: "enum", label: "E-mail", values: EMAIL_STATUSES },
  customer_language: { type: "text", label: "Language" },
} as const satisfies Record<string, { type: ValueType; label: string; values?: readonly string[] }>;

export type AttributeName = keyof typeof attributes;

export const attributeNames = Object.keys(attributes) as AttributeName[];

export const isAttribute = (name: string): name is AttributeName => Object.hasOwn(attributes, name);

/** Attributes of Shopify's whose data we do not hold: read and checked like all others, and not evaluated yet. */
const UNHELD: Record<string, Omit<Subject, "name">> = {
  abandoned_checkout_date: { type: "date" },
  companies: { type: "ids" },
  created_by_app_id: { type: "id" },
  customer_cities: { type: "entries" },
  customer_regions: { type: "entries" },
  customer_email_domain: { type: "text" },
  predicted_spend_tier: { type: "enum", values: ["HIGH", "MEDIUM", "LOW"] },
  product_subscription_status: {
    type: "enum",
    values: ["SUBSCRIBED", "CANCELED", "EXPIRED", "FAILED", "NEVER_SUBSCRIBED", "PAUSED"],
  },
  sms_subscription_status: {
    type: "enum",
    values: EMAIL_STATUSES.filter((status) => status !== "INVALID"),
  },
};

/** A customer's metafield by namespace and key. */
export const METAFIELD = /^(customer\.)?metafields\.[^.]+\.[^.]+$/;

/** What Shopify calls by this name, whether we evaluate it or not; null if it has no such attribute. */
export function findSubject(name: string): Subject | null {
  if (isAttribute(name)) return { name, ...attributes[name] };
  if (METAFIELD.test(name)) return { name, type: "any" };
  const unheld = Object.hasOwn(UNHELD, name) ? UNHELD[name] : undefined;
  return unheld ? { name, ...unheld } : null;
}

/** Names from Shopify's other search syntaxes, and from third-party guides. */
const MISTAKEN: Record<string, AttributeName> = {
  total_spent: "amount_spent",
  spent: "amount_spent",
  orders_count: "number_of_orders",
  order_count: "number_of_orders",
  orders: "number_of_orders",
  tag: "customer_tags",
  tags: "customer_tags",
  country: "customer_countries",
  countries: "customer_countries",
  last_order: "last_order_date",
  order_date: "last_order_date",
  first_order: "first_order_date",
  rfm: "rfm_group",
  language: "customer_language",
  locale: "customer_language",
  accepts_marketing: "email_subscription_status",
  created_at: "customer_added_date",
};

/** The filter that somebody probably meant, or null. */
export function nearestName(name: string): string | null {
  const lower = name.toLowerCase().slice(0, 60);
  const mistaken = Object.hasOwn(MISTAKEN, lower) ? MISTAKEN[lower] : undefined;
  return mistaken ?? nearest(lower, [...attributeNames, ...Object.keys(UNHELD)]);
}
