import { sql, type Expression } from "kysely";
import { z } from "zod";
import { idsIn } from "#app/db/json-rows.server.ts";
import type { Database } from "#app/db/database.server.ts";
import { dayOf } from "#app/platform/calendar.ts";
import { RFM_CELLS, type Cutoffs, type RfmCutoffs } from "./rfm.ts";

interface Scoring {
  shopId: number;
  which: "all" | readonly number[];
  asOf: number;
}

/**
 * Scores a shop's customers and puts them in RFM groups, in one statement. All of them: against each other, and the
 * cut-offs are kept. A few: against the cut-offs that were kept last, so that they score as they would have then.
 * Reads facts, which must be fresh. Running it twice changes nothing.
 */
export async function scoreCustomers(db: Database, { shopId, which, asOf }: Scoring) {
  const kept = which === "all" ? null : await findCutoffs(db, { shopId });
  const cutoffs = kept ?? (await measureCutoffs(db, { shopId, asOf }));
  await saveScores(db, { shopId, which, cutoffs });
}

/**
 * What buyers are measured by. Shopify's lifetime aggregates take the place of our sums where we do not see all
 * orders; then a last order out of our reach counts by its UTC day.
 */
const MEASURED = sql`
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

type Measure = keyof RfmCutoffs;

async function measureCutoffs(db: Database, { shopId, asOf }: { shopId: number; asOf: number }) {
  const shop = await db
    .selectFrom("shops")
    .select("timeZone")
    .where("shopId", "=", shopId)
    .executeTakeFirstOrThrow();
  const recency = await cutoffsIn(db, shopId, "recency");
  const frequency = await cutoffsIn(db, shopId, "frequency");
  const monetary = await cutoffsIn(db, shopId, "monetary");
  const cutoffs = { recency: recency.of, frequency: frequency.of, monetary: monetary.of };
  const asOfDay = dayOf(asOf, shop.timeZone);
  const row = { asOf, customers: recency.buyers, cutoffs: JSON.stringify(cutoffs) };
  await db
    .insertInto("rfmCutoffs")
    .values({ shopId, asOfDay, ...row })
    .onConflict((conflict) => conflict.columns(["shopId", "asOfDay"]).doUpdateSet(row))
    .execute();
  return cutoffs;
}

/** For each value of a measure how many buyers have less, and so the least value of each score. */
async function cutoffsIn(db: Database, shopId: number, measure: Measure) {
  const value = sql.ref(measure);
  const { rows } = await sql<{ two: number; three: number; four: number; five: number; n: number }>`
    select
      min(case when below * 5 >= n then value end) as two,
      min(case when below * 5 >= n * 2 then value end) as three,
      min(case when below * 5 >= n * 3 then value end) as four,
      min(case when below * 5 >= n * 4 then value end) as five,
      max(n) as n
    from (
      select value, sum(buyers) over (order by value) - buyers as below, sum(buyers) over () as n
      from (
        select ${value} as value, count(*) as buyers from (${MEASURED}) as measured
        where shop_id = ${shopId} and frequency > 0 group by ${value}
      ) as counted
    ) as ranked`.execute(db);
  const [row] = rows;
  const of: Cutoffs = [row?.two ?? null, row?.three ?? null, row?.four ?? null, row?.five ?? null];
  return { of, buyers: row?.n ?? 0 };
}

interface Saving {
  shopId: number;
  which: "all" | readonly number[];
  cutoffs: RfmCutoffs;
}

/** Writes only the scores that changed. */
async function saveScores(db: Database, { shopId, which, cutoffs }: Saving) {
  const chosen = which === "all" ? sql`true` : sql`customer_id in ${idsIn(db, which)}`;
  await sql`
    insert into rfm_scores (shop_id, customer_id, recency, frequency, monetary, rfm_group)
    select shop_id, customer_id, r, f, m, case when r is null then 'PROSPECTS' ${GROUPS} end
    from (
      select shop_id, customer_id,
        case when frequency > 0 then ${scoreIn("recency", cutoffs)} end as r,
        case when frequency > 0 then ${scoreIn("frequency", cutoffs)} end as f,
        case when frequency > 0 then ${scoreIn("monetary", cutoffs)} end as m
      from (${MEASURED}) as measured
      where shop_id = ${shopId} and ${chosen}
    ) as scored
    where true
    on conflict (shop_id, customer_id) do update set
      recency = excluded.recency, frequency = excluded.frequency, monetary = excluded.monetary,
      rfm_group = excluded.rfm_group
    where rfm_scores.recency is distinct from excluded.recency
      or rfm_scores.frequency is distinct from excluded.frequency
      or rfm_scores.monetary is distinct from excluded.monetary
      or rfm_scores.rfm_group <> excluded.rfm_group`.execute(db);
  await sql`
    delete from rfm_scores where shop_id = ${shopId} and ${chosen} and not exists (
      select 1 from customers
      where customers.shop_id = rfm_scores.shop_id and customers.customer_id = rfm_scores.customer_id
    )`.execute(db);
}

/** `scoreBy` in SQL. */
function scoreIn(measure: Measure, cutoffs: RfmCutoffs): Expression<number> {
  const score = (cutoff: number | null, reached: number) =>
    cutoff === null
      ? sql``
      : sql`when ${sql.ref(measure)} >= cast(${cutoff} as bigint) then ${sql.lit(reached)}`;
  const [two, three, four, five] = cutoffs[measure];
  return sql`case when false then 0 ${score(five, 5)} ${score(four, 4)} ${score(three, 3)} ${score(two, 2)} else 1 end`;
}

/** `groupOf` in SQL, from the same cells. */
const GROUPS = sql.join(
  RFM_CELLS.map(
    ({ group, recency, value }) =>
      sql`when r between ${sql.lit(recency[0])} and ${sql.lit(recency[1])}
        and (f + m + 1) / 2 between ${sql.lit(value[0])} and ${sql.lit(value[1])} then ${sql.lit(group)}`,
  ),
  sql` `,
);

const cutoff = z.number().nullable();
const fourCutoffs = z.tuple([cutoff, cutoff, cutoff, cutoff]);
const KeptCutoffs = z.object({
  recency: fourCutoffs,
  frequency: fourCutoffs,
  monetary: fourCutoffs,
});

/** The cut-offs that were kept last, or null before the first scoring. */
export async function findCutoffs(
  db: Database,
  { shopId }: { shopId: number },
): Promise<RfmCutoffs | null> {
  const kept = await db
    .selectFrom("rfmCutoffs")
    .select("cutoffs")
    .where("shopId", "=", shopId)
    .orderBy("asOfDay", "desc")
    .limit(1)
    .executeTakeFirst();
  return kept ? KeptCutoffs.parse(JSON.parse(kept.cutoffs)) : null;
}
