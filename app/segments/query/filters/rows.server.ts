import { sql, type RawBuilder } from "kysely";
import { historyRows } from "../regulars/history-filters.server.ts";
import { modelsRows } from "../regulars/models-filters.server.ts";
import { purchasesRows } from "../regulars/purchase-filters.server.ts";
import { circleOf } from "./shopify-sources.ts";
import { rowsOfCustomer, type ListSql, type SourceSql } from "./sql.server.ts";

const ORDERS = sql`${rowsOfCustomer("orders")} and orders.is_test = 0`;

/** By the customer's orders, never by the product: SQLite keeps to the order of a cross join. */
const LINES = sql`orders cross join line_items where line_items.shop_id = orders.shop_id and line_items.order_id = orders.order_id and orders.shop_id = customers.shop_id and orders.customer_id = customers.customer_id and orders.is_test = 0`;

const tagsOf = (shop: RawBuilder<unknown>, product: RawBuilder<unknown>): { list: ListSql } => ({
  list: {
    rows: sql`product_tags where product_tags.shop_id = ${shop} and product_tags.product_id = ${product}`,
    entry: sql`product_tags.tag_key`,
  },
});

const eventsOf = (kind: string) =>
  sql`${rowsOfCustomer("customer_events")} and customer_events.kind = ${kind}`;

const emailRows = (event: string): SourceSql => ({
  rows: eventsOf(`shopify_email.${event}`),
  columns: { activity_id: sql`customer_events.object_id`, date: sql`customer_events.at` },
});

const storefrontRows = (event: string): SourceSql => ({
  rows: eventsOf(`storefront.${event}`),
  columns: {
    id: sql`customer_events.object_id`,
    date: sql`customer_events.at`,
    tag:
      event === "product_viewed"
        ? tagsOf(sql`customers.shop_id`, sql`customer_events.object_id`)
        : NO_TAGS,
  },
});

const NO_TAGS = {
  list: { rows: sql`product_tags where 1 = 0`, entry: sql<string>`product_tags.tag_key` },
};

const shopifyRows: Readonly<Record<string, SourceSql>> = {
  products_purchased: {
    rows: LINES,
    columns: {
      id: sql`(+line_items.product_id)`, // by the order: the index on products is no way to a customer
      tag: tagsOf(sql`line_items.shop_id`, sql`line_items.product_id`),
      category: {
        list: {
          rows: sql`products p where p.shop_id = line_items.shop_id and p.product_id = line_items.product_id and p.category_id is not null`,
          entry: sql`p.category_id`,
        },
      },
      date: sql`orders.processed_at`,
      quantity: sql`line_items.quantity`,
    },
  },
  orders_placed: {
    rows: ORDERS,
    columns: {
      date: sql`orders.processed_at`,
      amount: sql`(orders.total_minor - orders.refunded_minor)`,
      app_id: sql`orders.app_id`,
      location_id: sql`orders.location_id`,
    },
  },
  "shopify_email.bounced": emailRows("bounced"),
  "shopify_email.clicked": emailRows("clicked"),
  "shopify_email.delivered": emailRows("delivered"),
  "shopify_email.marked_as_spam": emailRows("marked_as_spam"),
  "shopify_email.opened": emailRows("opened"),
  "shopify_email.unsubscribed": emailRows("unsubscribed"),
  "storefront.product_viewed": storefrontRows("product_viewed"),
  "storefront.collection_viewed": storefrontRows("collection_viewed"),
  store_credit_accounts: {
    rows: rowsOfCustomer("store_credit_accounts"),
    columns: {
      currency: sql`store_credit_accounts.currency`,
      balance: sql`store_credit_accounts.balance_thousandths`,
      next_expiry_date: sql`store_credit_accounts.next_expiry_at`,
      last_credit_date: sql`store_credit_accounts.last_credit_at`,
    },
  },
  customer_within_distance: {
    condition: (parameters) => {
      const { centre, square } = circleOf(parameters);
      const apart = (axis: "x" | "y" | "z") => {
        const column = sql.ref(`customer_points.${axis}`);
        const from = sql`cast(${centre[axis]} as bigint)`;
        return sql`(${column} - ${from}) * (${column} - ${from})`;
      };
      return sql`exists (select 1 from ${rowsOfCustomer("customer_points")} and ${apart("x")} + ${apart("y")} + ${apart("z")} <= cast(${square} as bigint))`;
    },
  },
};

const rows: Readonly<Record<string, SourceSql>> = {
  ...shopifyRows,
  ...purchasesRows,
  ...modelsRows,
  ...historyRows,
};

/** The events of a function, or its condition. */
export function rowsOf(source: string): SourceSql {
  const found = Object.hasOwn(rows, source) ? rows[source] : undefined;
  if (!found) throw new TypeError(`${source} has no rows`);
  return found;
}
