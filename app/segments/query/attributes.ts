import type { Attribute } from "./filters/filter.ts";
import type { Typed, ValueType } from "./filters/value-type.ts";
import { anniversaryOf, isAnniversary, metafieldOf, METAFIELD } from "./filters/metafields.ts";
import { shopifyAttributes } from "./filters/shopify-attributes.ts";
import { nearest } from "./nearest.ts";
import { historyAttributes } from "./regulars/history-filters.ts";
import { modelsAttributes } from "./regulars/models-filters.ts";
import { purchasesAttributes } from "./regulars/purchase-filters.ts";

export type { ValueType } from "./filters/value-type.ts";
export { RFM_GROUPS, type RfmGroup } from "./closed-lists.ts";

/** What a clause or a parameter is about, as far as reading its literals goes. */
export interface Subject extends Typed {
  name: string;
}

/** Every attribute by name, but metafields. Where they come from: filters/filter.ts. */
export const attributes: Readonly<Record<string, Attribute>> = {
  ...shopifyAttributes,
  ...purchasesAttributes,
  ...modelsAttributes,
  ...historyAttributes,
};

/** A key of `attributes`, a metafield or an anniversary. */
export type AttributeName = string;

export const attributeNames: readonly string[] = Object.keys(attributes);

/** What a clause asks for, a metafield or an anniversary by its definition's type. */
export function attributeOf({
  attribute,
  type,
}: {
  attribute: string;
  type?: ValueType;
}): Attribute {
  const found = Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
  if (found) return found;
  if (isAnniversary(attribute)) return anniversaryOf(attribute);
  if (METAFIELD.test(attribute)) return metafieldOf(attribute, type ?? "any");
  throw new TypeError(`${attribute} is not a filter`);
}

/** Names from Shopify's other search syntaxes, and from third-party guides. */
const MISTAKEN: Record<string, string> = {
  total_spent: "amount_spent",
  spent: "amount_spent",
  orders_count: "number_of_orders",
  order_count: "number_of_orders",
  orders: "number_of_orders",
  tag: "customer_tags",
  tags: "customer_tags",
  country: "customer_countries",
  countries: "customer_countries",
  region: "customer_regions",
  city: "customer_cities",
  email_domain: "customer_email_domain",
  company: "companies",
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
export function nearestName(name: string, others: readonly string[] = []): string | null {
  const lower = name.toLowerCase().slice(0, 60);
  const mistaken = Object.hasOwn(MISTAKEN, lower) ? MISTAKEN[lower] : undefined;
  return mistaken ?? nearest(lower, [...attributeNames, ...others]);
}
