import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { dayOf } from "#app/platform/calendar.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { measureCutoffs } from "./measure-cutoffs.server.ts";
import { MEASURED } from "./measures.server.ts";
import type { RfmCutoffs } from "./rfm.ts";
import { scoreIn } from "./score-customers.server.ts";
import type { GroupCount, ScoreCount } from "./score-counts.ts";
import { cutoffsInUse, type RfmSettings } from "./settings.ts";

/** Buyers by their scores, as they were scored last. */
export async function countScores(
  db: Database,
  { shopId }: { shopId: number },
): Promise<ScoreCount[]> {
  const { rows } = await sql<ScoreCount>`
    select recency, frequency, monetary, count(*) as customers
    from rfm_scores where shop_id = ${shopId} and recency is not null
    group by recency, frequency, monetary`.execute(db);
  return rows;
}

/** Buyers by Klaviyo's groups, as they were scored last. */
export async function countKlaviyoGroups(
  db: Database,
  { shopId }: { shopId: number },
): Promise<GroupCount[]> {
  const rows = await db
    .selectFrom("rfmScores")
    .select(({ fn }) => ["klaviyoGroup as group", fn.countAll<number>().as("customers")])
    .where("shopId", "=", shopId)
    .where("klaviyoGroup", "is not", null)
    .groupBy("klaviyoGroup")
    .execute();
  return rows.map(({ group, customers }) => ({ group: group ?? "", customers }));
}

/** Buyers by the scores that other settings would give them, with the cut-offs these come to. */
export async function previewScores(
  db: Database,
  { shopId, asOf, settings }: { shopId: number; asOf: number; settings: RfmSettings },
): Promise<{ cutoffs: RfmCutoffs; counts: ScoreCount[] }> {
  const { timeZone, currency } = await readShop(db, shopId);
  const asOfDay = dayOf(asOf, timeZone);
  const { automatic } = await measureCutoffs(db, { shopId, asOfDay, currency, settings });
  const cutoffs = cutoffsInUse(settings, automatic, asOfDay);
  const { rows } = await sql<ScoreCount>`
    select r as recency, f as frequency, m as monetary, count(*) as customers
    from (
      select ${scoreIn("recency", cutoffs.recency)} as r, ${scoreIn("frequency", cutoffs.frequency)} as f,
        ${scoreIn("monetary", cutoffs.monetary)} as m
      from (${MEASURED}) as measured
      where shop_id = ${shopId} and frequency > 0
    ) as scored
    group by r, f, m`.execute(db);
  return { cutoffs, counts: rows };
}
