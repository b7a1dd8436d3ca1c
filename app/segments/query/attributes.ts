/** What can be asked of an attribute, and which literals it takes (Shopify's types; money is its float, exact). */
export type AttributeType = "integer" | "money" | "date" | "enum" | "tags" | "countries";

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
} as const satisfies Record<
  string,
  { type: AttributeType; label: string; values?: readonly string[] }
>;

export type AttributeName = keyof typeof attributes;

export const attributeNames = Object.keys(attributes) as AttributeName[];

export const isAttribute = (name: string): name is AttributeName => Object.hasOwn(attributes, name);

/** The closed list of an enum attribute. */
export const valuesOf = (name: AttributeName): readonly string[] =>
  name === "rfm_group" ? attributes.rfm_group.values : [];

/** Filters of Shopify's that we know of and do not read yet. */
const LATER = new Set([
  "abandoned_checkout_date",
  "companies",
  "created_by_app_id",
  "customer_account_status",
  "customer_added_date",
  "customer_cities",
  "customer_regions",
  "customer_email_domain",
  "customer_language",
  "email_subscription_status",
  "predicted_spend_tier",
  "product_subscription_status",
  "sms_subscription_status",
  "products_purchased",
  "orders_placed",
  "store_credit_accounts",
  "customer_within_distance",
  "anniversary",
]);

/** Whether Shopify has a filter of this name that we do not read yet. */
export const isKnownToShopify = (name: string): boolean =>
  LATER.has(name) ||
  /^(customer\.)?metafields\.[^.]+\.[^.]+$/.test(name) ||
  /^shopify_email\.(bounced|clicked|delivered|marked_as_spam|opened|unsubscribed)$/.test(name) ||
  /^storefront(_event)?\.(product|collection)_viewed$/.test(name);

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
};

/** The attribute that somebody probably meant, or null. */
export function nearestAttribute(name: string): AttributeName | null {
  const lower = name.toLowerCase().slice(0, 60);
  const mistaken = Object.hasOwn(MISTAKEN, lower) ? MISTAKEN[lower] : undefined;
  return mistaken ?? nearest(lower, attributeNames);
}

/** The closest of `candidates` if it is a slip away: at most a third of its letters. */
export function nearest<Name extends string>(
  text: string,
  candidates: readonly Name[],
): Name | null {
  let best: Name | null = null;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    const distance = editDistance(text, candidate);
    if (distance < bestDistance && distance * 3 <= candidate.length) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Levenshtein's distance (1966), one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
