import { sql, type Expression, type RawBuilder } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { dayOf } from "#app/platform/calendar.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { SCHEMES } from "./group-schemes.ts";
import { KeptCutoffs, measureCutoffs } from "./measure-cutoffs.server.ts";
import { MEASURED, type Measure } from "./measures.server.ts";
import { RFM_CELLS } from "./rfm.ts";
import type { LeastValues } from "./scoring-methods.ts";
import { cutoffsInUse } from "./settings.ts";
import { readRfmSettings } from "./settings.server.ts";

interface Scoring {
  shopId: number;
  which: "all" | readonly number[];
  asOf: number;
}

/**
 * Scores a shop's customers and puts them in RFM groups, in one statement. All of them: against each other, or by the
 * shop's own settings, and the cut-offs are kept. A few: against the cut-offs that were kept last, so that they score
 * as they would have then. Reads facts, which must be fresh. Running it twice changes nothing.
 */
export async function scoreCustomers(db: Database, { shopId, which, asOf }: Scoring) {
  const kept = which === "all" ? null : await findCutoffs(db, { shopId });
  const cutoffs = kept ?? (await keepCutoffs(db, { shopId, asOf }));
  await saveScores(db, { shopId, which, cutoffs });
}

async function keepCutoffs(
  db: Database,
  { shopId, asOf }: { shopId: number; asOf: number },
): Promise<KeptCutoffs> {
  const { timeZone, currency } = await readShop(db, shopId);
  const settings = await readRfmSettings(db, { shopId });
  const asOfDay = dayOf(asOf, timeZone);
  const found = await measureCutoffs(db, { shopId, asOfDay, currency, settings });
  const cutoffs = KeptCutoffs.parse({
    ...cutoffsInUse(settings, found.automatic, asOfDay),
    klaviyo: found.klaviyo,
  });
  const row = { asOf, customers: found.buyers, cutoffs: JSON.stringify(cutoffs) };
  await db
    .insertInto("rfmCutoffs")
    .values({ shopId, asOfDay, ...row })
    .onConflict((conflict) => conflict.columns(["shopId", "asOfDay"]).doUpdateSet(row))
    .execute();
  return cutoffs;
}

interface Saving {
  shopId: number;
  which: "all" | readonly number[];
  cutoffs: KeptCutoffs;
}

/** Writes only the scores that changed. */
async function saveScores(db: Database, { shopId, which, cutoffs }: Saving) {
  const chosen = which === "all" ? sql`true` : sql`customer_id in ${idsIn(db, which)}`;
  await sql`
    insert into rfm_scores (shop_id, customer_id, recency, frequency, monetary, rfm_group, klaviyo_group)
    ${scoresOf({ shopId, chosen, cutoffs })}
    where true
    on conflict (shop_id, customer_id) do update set
      recency = excluded.recency, frequency = excluded.frequency, monetary = excluded.monetary,
      rfm_group = excluded.rfm_group, klaviyo_group = excluded.klaviyo_group
    where rfm_scores.recency is distinct from excluded.recency
      or rfm_scores.frequency is distinct from excluded.frequency
      or rfm_scores.monetary is distinct from excluded.monetary
      or rfm_scores.rfm_group <> excluded.rfm_group
      or rfm_scores.klaviyo_group is distinct from excluded.klaviyo_group`.execute(db);
  await sql`
    delete from rfm_scores where shop_id = ${shopId} and ${chosen} and not exists (
      select 1 from customers
      where customers.shop_id = rfm_scores.shop_id and customers.customer_id = rfm_scores.customer_id
    )`.execute(db);
}

interface Scores {
  shopId: number;
  chosen: RawBuilder<unknown>;
  cutoffs: KeptCutoffs;
}

/** Scores and groups by these cut-offs, from whatever `customers` and `customer_facts` mean where it stands. */
export const scoresOf = ({ shopId, chosen, cutoffs }: Scores): RawBuilder<unknown> => sql`
  select shop_id, customer_id, r as recency, f as frequency, m as monetary,
    case when r is null then 'PROSPECTS' ${GROUPS} end as rfm_group,
    case when r is null then null ${KLAVIYO_GROUPS} end as klaviyo_group
  from (
    select shop_id, customer_id,
      case when frequency > 0 then ${scoreIn("recency", cutoffs.recency)} end as r,
      case when frequency > 0 then ${scoreIn("frequency", cutoffs.frequency)} end as f,
      case when frequency > 0 then ${scoreIn("monetary", cutoffs.monetary)} end as m,
      ${scoreIn("recency", cutoffs.klaviyo.recency)} as kr,
      ${scoreIn("frequency", cutoffs.klaviyo.frequency)} as kf,
      ${scoreIn("monetary", cutoffs.klaviyo.monetary)} as km
    from (${MEASURED}) as measured
    where shop_id = ${shopId} and ${chosen}
  ) as scored`;

/** `scoreByLeast` in SQL: the least values of scores 2 and up. */
export function scoreIn(measure: Measure, least: LeastValues): Expression<number> {
  const scores = least.map((cutoff, i) =>
    cutoff === null
      ? sql``
      : sql`when ${sql.ref(measure)} >= cast(${cutoff} as bigint) then ${sql.lit(i + 2)}`,
  );
  return sql`case when false then 0 ${sql.join(scores.reverse(), sql` `)} else 1 end`;
}

/** `groupOf` in SQL, from the same cells. */
export const GROUPS = sql.join(
  RFM_CELLS.map(
    ({ group, recency, value }) =>
      sql`when r between ${sql.lit(recency[0])} and ${sql.lit(recency[1])}
        and (f + m + 1) / 2 between ${sql.lit(value[0])} and ${sql.lit(value[1])} then ${sql.lit(group)}`,
  ),
  sql` `,
);

const KLAVIYO_GROUPS = sql.join(
  SCHEMES.klaviyo.groups.map(
    ({ group, patterns }) =>
      sql`when kr * 100 + kf * 10 + km in (${sql.join(patterns.map((code) => sql.lit(Number(code))))})
        then ${sql.lit(group)}`,
  ),
  sql` `,
);

/** The cut-offs that were kept last, up to a day if one is given; null if none were. */
export async function findCutoffs(
  db: Database,
  { shopId, untilDay }: { shopId: number; untilDay?: number },
): Promise<KeptCutoffs | null> {
  const kept = await db
    .selectFrom("rfmCutoffs")
    .select("cutoffs")
    .where("shopId", "=", shopId)
    .$if(untilDay !== undefined, (select) => select.where("asOfDay", "<=", untilDay ?? 0))
    .orderBy("asOfDay", "desc")
    .limit(1)
    .executeTakeFirst();
  return kept ? (KeptCutoffs.safeParse(JSON.parse(kept.cutoffs)).data ?? null) : null;
}
