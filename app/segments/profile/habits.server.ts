import { median } from "d3-array";
import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { RECENT_DAYS, type Habits } from "./habits.ts";
import type { Having } from "./lift.ts";

interface Asked {
  shopId: number;
  customerIds: readonly number[];
  today: number;
}

/** A few statements, whoever and however many they are. */
export async function habitsOf(db: Database, asked: Asked): Promise<Habits> {
  const { shopId, customerIds, today } = asked;
  const those = idsIn(db, customerIds);
  const ever = await db
    .selectFrom("customerFacts")
    .leftJoin("purchaseFacts", (join) =>
      join
        .onRef("purchaseFacts.shopId", "=", "customerFacts.shopId")
        .onRef("purchaseFacts.customerId", "=", "customerFacts.customerId"),
    )
    .select(({ fn }) => [
      fn.sum<number | null>("customerFacts.orders").as("orders"),
      fn.sum<number | null>("customerFacts.netMinor").as("netMinor"),
      fn.sum<number | null>("purchaseFacts.discountedOrders").as("discountedOrders"),
    ])
    .where("customerFacts.shopId", "=", shopId)
    .where("customerFacts.customerId", "in", those)
    .executeTakeFirstOrThrow();
  const gaps = await db
    .selectFrom("customerCadence")
    .select("usualGapDays")
    .where("shopId", "=", shopId)
    .where("customerId", "in", those)
    .where("basis", "=", "own")
    .execute();
  const recent = await db
    .selectFrom("orders")
    .innerJoin("shops", "shops.shopId", "orders.shopId")
    .select(({ fn }) => [
      fn.countAll<number>().as("orders"),
      fn.count<number>("customerId").distinct().as("customers"),
      sql<
        number | null
      >`sum(subtotal_minor - adjustment_minor + shipping_minor * counts_shipping + tax_minor * counts_tax)`.as(
        "netMinor",
      ),
      sql<number | null>`sum(case when discount_minor = 0 then 1 else 0 end)`.as("fullPrice"),
    ])
    .where("orders.shopId", "=", shopId)
    .where("customerId", "in", those)
    .where("processedDay", ">", today - RECENT_DAYS)
    .where("isTest", "=", 0)
    .where("cancelledAt", "is", null)
    .executeTakeFirstOrThrow();
  const { reachable } = await db
    .selectFrom("customers")
    .select(({ fn }) => fn.countAll<number>().as("reachable"))
    .where("shopId", "=", shopId)
    .where("customerId", "in", those)
    .where(({ or, eb }) =>
      or([eb("emailStatus", "=", "SUBSCRIBED"), eb("accountStatus", "=", "ENABLED")]),
    )
    .executeTakeFirstOrThrow();
  const all = Math.max(1, customerIds.length);
  const orders = ever.orders ?? 0;
  return {
    netPerOrder: orders === 0 ? null : Math.round((ever.netMinor ?? 0) / orders),
    discountShare: orders === 0 ? null : (ever.discountedOrders ?? 0) / orders,
    usualGapDays: median(gaps, ({ usualGapDays }) => usualGapDays) ?? null,
    recent: {
      orderingShare: recent.customers / all,
      netPerCustomer: Math.round((recent.netMinor ?? 0) / all),
      fullPriceShare: recent.orders === 0 ? null : (recent.fullPrice ?? 0) / recent.orders,
    },
    reachableShare: reachable / all,
  };
}

/**
 * What some customers bought, each thing counted once a customer; and where they live. Their lines are read once, from
 * the customer on: `cross join` keeps SQLite from beginning with all lines of the shop.
 */
export async function havingsOf(
  db: Database,
  { shopId, customerIds }: Pick<Asked, "shopId" | "customerIds">,
): Promise<Record<"products" | "types" | "vendors" | "countries", Having[]>> {
  const those = idsIn(db, customerIds);
  const { rows } = await sql<Having & { kind: "product" | "type" | "vendor" }>`
    with bought as materialized (
      select distinct orders.customer_id, line_items.product_id
      from orders cross join line_items
      where orders.shop_id = ${shopId} and orders.customer_id in ${those}
        and orders.is_test = 0 and orders.cancelled_at is null
        and line_items.shop_id = orders.shop_id and line_items.order_id = orders.order_id
        and line_items.product_id is not null
    ), known as materialized (
      select bought.customer_id, products.product_id, products.title, products.product_type, products.vendor
      from bought
      join products on products.shop_id = ${shopId} and products.product_id = bought.product_id
    )
    select 'product' as kind, cast(product_id as text) as key, title as label, count(*) as customers
    from known group by product_id, title
    union all
    select 'type', product_type, product_type, count(distinct customer_id)
    from known where product_type != '' group by product_type
    union all
    select 'vendor', vendor, vendor, count(distinct customer_id)
    from known where vendor != '' group by vendor`.execute(db);
  const countries = await db
    .selectFrom("customerCountries")
    .select(({ fn }) => [
      "country as key",
      "country as label",
      fn.countAll<number>().as("customers"),
    ])
    .where("shopId", "=", shopId)
    .where("customerId", "in", those)
    .groupBy("country")
    .execute();
  const of = (wanted: (typeof rows)[number]["kind"]) =>
    rows
      .filter(({ kind }) => kind === wanted)
      .map(({ key, label, customers }) => ({ key, label, customers }));
  return { products: of("product"), types: of("type"), vendors: of("vendor"), countries };
}
