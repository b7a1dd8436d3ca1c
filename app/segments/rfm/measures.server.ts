import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import type { RfmCutoffs } from "./rfm.ts";

/**
 * What buyers are measured by. Shopify's lifetime aggregates take the place of our sums where we do not see all
 * orders; then a last order out of our reach counts by its UTC day.
 */
export const MEASURED = sql`
  select customers.shop_id, customers.customer_id,
    case when shops.has_all_orders = 0 and customers.number_of_orders > coalesce(customer_facts.orders, 0)
      then customers.number_of_orders else coalesce(customer_facts.orders, 0) end as frequency,
    case when shops.has_all_orders = 0 and customers.number_of_orders > coalesce(customer_facts.orders, 0)
      then customers.amount_spent_minor else coalesce(customer_facts.net_minor, 0) end as monetary,
    case when shops.has_all_orders = 0
      then coalesce(customer_facts.last_order_day, customers.last_order_at / 86400000, 0)
      else coalesce(customer_facts.last_order_day, 0) end as recency
  from customers
  join shops on shops.shop_id = customers.shop_id
  left join customer_facts
    on customer_facts.shop_id = customers.shop_id and customer_facts.customer_id = customers.customer_id`;

export type Measure = keyof RfmCutoffs;

/** How many buyers have each value of a measure, with how many have less and how many there are. */
const ranked = (shopId: number, measure: Measure) => sql`
  select value, buyers, sum(buyers) over (order by value) - buyers as below, sum(buyers) over () as n
  from (
    select ${sql.ref(measure)} as value, count(*) as buyers from (${MEASURED}) as measured
    where shop_id = ${shopId} and frequency > 0 group by ${sql.ref(measure)}
  ) as counted`;

/** The least value of each score of so many, `leastValues` in SQL, for fifths and thirds in one pass. */
export async function fifthsAndThirds(db: Database, shopId: number, measure: Measure) {
  const least = (part: number, of: number) =>
    sql<
      number | null
    >`min(case when below * ${sql.lit(of)} >= n * ${sql.lit(part)} then value end)`;
  const { rows } = await sql<
    Record<"b" | "c" | "d" | "e" | "second" | "third" | "n", number | null>
  >`
    select ${least(1, 5)} as b, ${least(2, 5)} as c, ${least(3, 5)} as d, ${least(4, 5)} as e,
      ${least(1, 3)} as second, ${least(2, 3)} as third, max(n) as n
    from (${ranked(shopId, measure)}) as ranked`.execute(db);
  const [row] = rows;
  return {
    fifths: [row?.b ?? null, row?.c ?? null, row?.d ?? null, row?.e ?? null] as const,
    thirds: [row?.second ?? null, row?.third ?? null] as const,
    buyers: row?.n ?? 0,
  };
}

/** The values that stand at these places, from 0, when buyers are put in order. */
export async function valuesAt(
  db: Database,
  { shopId, measure, places }: { shopId: number; measure: Measure; places: readonly number[] },
): Promise<number[]> {
  if (places.length === 0) return [];
  const at = (place: number) =>
    sql`max(case when below <= ${sql.lit(place)} and below + buyers > ${sql.lit(place)} then value end)`;
  const columns = places.map((place, i) => sql`${at(place)} as ${sql.ref(`v${i}`)}`);
  const { rows } = await sql<Record<string, number>>`
    select ${sql.join(columns)} from (${ranked(shopId, measure)}) as ranked`.execute(db);
  return places.map((_, i) => rows[0]?.[`v${i}`] ?? 0);
}
