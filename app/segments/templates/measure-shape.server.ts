import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { currencyExponent } from "#app/platform/money.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { havingsOf } from "#app/segments/profile/habits.server.ts";
import { sampleBuyers } from "#app/segments/profile/sample.server.ts";
import type { Having } from "#app/segments/profile/lift.ts";
import { anniversaryOfBirthday } from "./birthday.ts";
import { nearestRank, quantilesOf, type ShopShape } from "./shop-shape.ts";

/** Fewer have bought it again: then nobody knows after how long. */
const LEAST_GAPS = 5;

/**
 * Where a shop's own distributions put the lines: read of two thousand buyers at most, a dozen statements over sets,
 * whatever the size of the shop.
 */
export async function measureShape(
  db: Database,
  { shopId }: { shopId: number },
): Promise<ShopShape> {
  const { currency } = await readShop(db, shopId);
  const { customerIds } = await sampleBuyers(db, { shopId });
  const those = { db, shopId, ids: idsIn(db, customerIds) };
  const units = (minor: number) => minor / 10 ** currencyExponent(currency);
  const buyers = await buyersOf(those);
  const has = await havingsOf(db, { shopId, customerIds });
  return {
    ...quantilesOf({
      buyers: buyers.map(({ orders, spentMinor, netMinor }) => ({
        ...{ orders, spent: units(spentMinor), netPerOrder: units(netMinor / orders) },
      })),
      ownGaps: buyers.flatMap(({ orders, firstOrderDay, lastOrderDay }) =>
        orders > 1 &&
        firstOrderDay !== null &&
        lastOrderDay !== null &&
        lastOrderDay > firstOrderDay
          ? [(lastOrderDay - firstOrderDay) / (orders - 1)]
          : [],
      ),
      secondOrderGaps: await secondOrderGaps(those),
    }),
    favourites: {
      firstProduct: await firstProduct(those),
      rebought: await reboughtProduct(those, has.products),
      types: mostHad(has.types).slice(0, 2),
      city: await mostCommonCity(those),
    },
    holds: { ...(await holdingsOf(db, shopId)), vendors: has.vendors.length > 1 },
  };
}

interface Those {
  db: Database;
  shopId: number;
  ids: ReturnType<typeof idsIn>;
}

const mostHad = (havings: readonly Having[]) =>
  havings
    .toSorted((a, b) => b.customers - a.customers || (a.key < b.key ? -1 : 1))
    .map(({ label }) => label);

const buyersOf = ({ db, shopId, ids }: Those) =>
  db
    .selectFrom("customerFacts")
    .innerJoin("customers", (join) =>
      join
        .onRef("customers.shopId", "=", "customerFacts.shopId")
        .onRef("customers.customerId", "=", "customerFacts.customerId"),
    )
    .select(["customerFacts.orders", "customerFacts.netMinor", "firstOrderDay", "lastOrderDay"])
    .select("customers.amountSpentMinor as spentMinor")
    .where("customerFacts.shopId", "=", shopId)
    .where("customerFacts.customerId", "in", ids)
    .where("customerFacts.orders", ">", 0)
    .execute();

/** Days from a customer's first day with an order to the second. */
async function secondOrderGaps({ db, shopId, ids }: Those): Promise<number[]> {
  const { rows } = await sql<{ days: number }>`
    select max(case when place = 2 then day end) - max(case when place = 1 then day end) as days
    from (
      select customer_id, day, row_number() over (partition by customer_id order by day) as place
      from (
        select distinct customer_id, processed_day as day from orders
        where shop_id = ${shopId} and customer_id in ${ids} and is_test = 0 and cancelled_at is null
      ) as bought
    ) as placed
    where place <= 2 group by customer_id having count(*) = 2`.execute(db);
  return rows.map(({ days }) => days);
}

/** By the customers, never by the product: SQLite keeps to the order of a cross join. */
async function firstProduct({ db, shopId, ids }: Those) {
  const { rows } = await sql<{ productId: number; title: string }>`
    select products.product_id, products.title
    from customer_facts cross join orders cross join line_items cross join products
    where customer_facts.shop_id = ${shopId} and customer_facts.customer_id in ${ids}
      and orders.shop_id = customer_facts.shop_id and orders.customer_id = customer_facts.customer_id
      and orders.processed_at = customer_facts.first_order_at
      and orders.is_test = 0 and orders.cancelled_at is null
      and line_items.shop_id = orders.shop_id and line_items.order_id = orders.order_id
      and products.shop_id = line_items.shop_id and products.product_id = line_items.product_id
    group by products.product_id, products.title
    order by count(distinct orders.customer_id) desc, products.product_id limit 1`.execute(db);
  return rows[0] ?? null;
}

/** Among the products that most have, the one that was bought again most often, with the usual days in between. */
async function reboughtProduct({ db, shopId, ids }: Those, products: readonly Having[]) {
  const common = products
    .toSorted((a, b) => b.customers - a.customers)
    .slice(0, 100)
    .map(({ key }) => Number(key));
  const { rows } = await sql<{ productId: number; days: number }>`
    select product_id, day - before as days from (
      select product_id, day, lag(day) over (partition by customer_id, product_id order by day) as before
      from (
        select distinct orders.customer_id, line_items.product_id, orders.processed_day as day
        from orders cross join line_items
        where line_items.shop_id = orders.shop_id and line_items.order_id = orders.order_id
          and orders.shop_id = ${shopId} and orders.customer_id in ${ids}
          and orders.is_test = 0 and orders.cancelled_at is null
          and (+line_items.product_id) in ${idsIn(db, common)}
      ) as bought
    ) as gaps where before is not null`.execute(db);
  const gaps = Map.groupBy(rows, ({ productId }) => productId);
  const [most] = [...gaps].sort((a, b) => b[1].length - a[1].length || a[0] - b[0]);
  if (!most || most[1].length < LEAST_GAPS) return null;
  const [productId, again] = most;
  const days = nearestRank(
    again.map((one) => one.days),
    0.5,
  );
  const title = products.find(({ key }) => key === String(productId))?.label ?? "";
  return days === null ? null : { productId, title, days };
}

async function mostCommonCity({ db, shopId, ids }: Those) {
  const city = await db
    .selectFrom("customerCities")
    .select("city")
    .where("shopId", "=", shopId)
    .where("customerId", "in", ids)
    .groupBy("city")
    .orderBy(sql`count(*)`, "desc")
    .orderBy("city")
    .limit(1)
    .executeTakeFirst();
  return city?.city ?? null;
}

/** Whether there is any of what only some shops have. */
async function holdingsOf(db: Database, shopId: number) {
  const { rows } = await sql<Record<"abandoned" | "subscriptions" | "companies", number>>`
    select
      case when exists (
        select 1 from customer_traces where shop_id = ${shopId} and abandoned_checkout_at is not null
      ) then 1 else 0 end as abandoned,
      case when exists (
        select 1 from customers where shop_id = ${shopId} and subscription_status is not null
          and subscription_status != 'NEVER_SUBSCRIBED'
      ) then 1 else 0 end as subscriptions,
      case when exists (select 1 from customer_companies where shop_id = ${shopId})
        then 1 else 0 end as companies`.execute(db);
  const definitions = await db
    .selectFrom("metafieldDefinitions")
    .select(["name", "valueType"])
    .where("shopId", "=", shopId)
    .execute();
  const [held] = rows;
  return {
    abandonedCheckouts: held?.abandoned === 1,
    subscriptions: held?.subscriptions === 1,
    companies: held?.companies === 1,
    birthday: anniversaryOfBirthday(definitions),
  };
}
