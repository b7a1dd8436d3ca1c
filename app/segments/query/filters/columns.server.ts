import { sql } from "kysely";
import { metafieldName, dateOf, isAnniversary, METAFIELD } from "./metafields.ts";
import { historyColumns } from "../regulars/history-filters.server.ts";
import { modelsColumns } from "../regulars/models-filters.server.ts";
import { purchasesColumns } from "../regulars/purchase-filters.server.ts";
import {
  listOf,
  ofCustomer,
  type AttributeSql,
  type AttributeSqlAt,
  type Column,
} from "./sql.server.ts";
import type { ValueType } from "./value-type.ts";

const own = (column: string): { column: Column } => ({
  column: sql<number | string | null>`${sql.ref(`customers.${column}`)}`,
});

/**
 * Shopify's attributes over `askableCustomers`. The first order is known only of customers all of whose orders we
 * see; the last one, from Shopify, of all (docs/decisions/006-segment-values.md).
 */
const shopifyColumns: Readonly<Record<string, AttributeSql>> = {
  number_of_orders: own("numberOfOrders"),
  amount_spent: own("amountSpentMinor"),
  first_order_date: {
    column: sql`case when shops.has_all_orders = 1 or customers.number_of_orders <= customer_facts.orders then customer_facts.first_order_at end`,
  },
  last_order_date: { column: sql`coalesce(customer_facts.last_order_at, customers.last_order_at)` },
  abandoned_checkout_date: { column: ofCustomer("customer_traces", "abandoned_checkout_at") },
  customer_tags: listOf("customer_tags", "tag_key"),
  customer_countries: listOf("customer_countries", "country"),
  customer_regions: listOf("customer_regions", "region"),
  customer_cities: listOf("customer_cities", "city"),
  companies: listOf("customer_companies", "company_id"),
  rfm_group: { column: sql.ref("rfmScores.rfmGroup") },
  predicted_spend_tier: own("predictedTier"),
  customer_added_date: own("createdAt"),
  created_by_app_id: { column: ofCustomer("customer_traces", "created_by_app_id") },
  customer_account_status: { column: sql`nullif(customers.account_status, '')` },
  email_subscription_status: own("emailStatus"),
  sms_subscription_status: own("smsStatus"),
  product_subscription_status: own("subscriptionStatus"),
  customer_email_domain: own("emailDomain"),
  customer_language: own("language"),
};

const columns: Readonly<Record<string, AttributeSql | AttributeSqlAt>> = {
  ...shopifyColumns,
  ...purchasesColumns,
  ...modelsColumns,
  ...historyColumns,
};

/** Where an attribute's value stands, a metafield's by its definition's type. */
export function columnOf(attribute: string, type: ValueType): AttributeSql | AttributeSqlAt {
  const found = Object.hasOwn(columns, attribute) ? columns[attribute] : undefined;
  if (found) return found;
  if (isAnniversary(attribute)) {
    return { column: metafieldColumn(dateOf(attribute), "month_day") };
  }
  if (!METAFIELD.test(attribute)) throw new TypeError(`${attribute} has no column`);
  if (type === "tags" || type === "numbers" || type === "any") {
    const entry = type === "numbers" ? sql.ref("m.number") : sql.ref("m.text");
    return { list: { rows: metafieldRows(attribute), entry: sql`${entry}` } };
  }
  return { column: metafieldColumn(attribute, type === "text" ? "text" : "number") };
}

const metafieldRows = (attribute: string) =>
  sql`customer_metafields m where m.shop_id = customers.shop_id and m.customer_id = customers.customer_id and m.name = ${metafieldName(attribute)}`;

const metafieldColumn = (attribute: string, column: string): Column =>
  sql`(select ${sql.ref(`m.${column}`)} from ${metafieldRows(attribute)} and m.position = 0)`;
