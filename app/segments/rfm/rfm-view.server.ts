import type { Database } from "#app/db/database.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { countKlaviyoGroups, countScores, previewScores } from "./count-scores.server.ts";
import { KeptCutoffs } from "./measure-cutoffs.server.ts";
import { findRfmReport } from "./measure-rfm.server.ts";
import type { CutoffPreview } from "./page/cutoffs-card.tsx";
import type { RfmView } from "./page/rfm-page.tsx";
import { groupCounts } from "./score-counts.ts";
import type { RfmSettings } from "./settings.ts";
import { readRfmSettings, saveRfmSettings } from "./settings.server.ts";

/** All that the page shows, or null before the first refresh. */
export async function findRfmView(
  db: Database,
  { shopId }: { shopId: number },
): Promise<RfmView | null> {
  const kept = await db
    .selectFrom("rfmCutoffs")
    .select(["asOfDay", "asOf", "cutoffs"])
    .where("shopId", "=", shopId)
    .orderBy("asOfDay", "desc")
    .limit(1)
    .executeTakeFirst();
  const cutoffs = kept && KeptCutoffs.safeParse(JSON.parse(kept.cutoffs)).data;
  if (!cutoffs) return null;
  const { neverBought } = await db
    .selectFrom("rfmScores")
    .select(({ fn }) => fn.countAll<number>().as("neverBought"))
    .where("shopId", "=", shopId)
    .where("rfmGroup", "=", "PROSPECTS")
    .executeTakeFirstOrThrow();
  return {
    ...{ asOf: kept.asOf, asOfDay: kept.asOfDay, cutoffs, neverBought },
    settings: await readRfmSettings(db, { shopId }),
    counts: await countScores(db, { shopId }),
    klaviyo: await countKlaviyoGroups(db, { shopId }),
    report: (await findRfmReport(db, { shopId }))?.report ?? null,
  };
}

interface Changing {
  shopId: number;
  settings: RfmSettings;
  at: number;
}

/** How many customers would be in each of Shopify's groups, beside how many are. */
export async function previewCutoffs(
  db: Database,
  { shopId, settings, at }: Changing,
): Promise<CutoffPreview> {
  const now = groupCounts("shopify", await countScores(db, { shopId }));
  const { counts } = await previewScores(db, { shopId, asOf: at, settings });
  const before = new Map(now.map(({ group, customers }) => [group, customers]));
  return {
    groups: groupCounts("shopify", counts).map((count) => ({
      ...count,
      before: before.get(count.group) ?? 0,
    })),
  };
}

/** Saves how customers are scored, and asks for all to be scored anew. */
export async function changeRfmSettings(
  db: Database,
  { shopId, settings, at }: Changing,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await saveRfmSettings(tx, { shopId, settings, at });
    const key = `segments.refresh-all:${shopId}`;
    await enqueue(tx, "segments.refresh-all", { shopId }, { key });
  });
}
