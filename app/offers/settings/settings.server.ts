import type { Database } from "#app/db/database.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { offerSettings, USUAL_SETTINGS, type OfferSettings } from "./settings.ts";

export async function readOfferSettings(
  db: Database,
  { shopId }: { shopId: number },
): Promise<OfferSettings> {
  const row = await db
    .selectFrom("offerSettings")
    .select(["marginFloorBasisPoints", "noOffersTag", "quietDays", "disclose"])
    .where("shopId", "=", shopId)
    .executeTakeFirst();
  if (!row) return USUAL_SETTINGS;
  return offerSettings.parse({ ...row, disclose: JSON.parse(row.disclose) as unknown });
}

/** Keeps them, and has everyone's offers made true by them. */
export const saveOfferSettings = (
  db: Database,
  { shopId, settings, at }: { shopId: number; settings: OfferSettings; at: number },
): Promise<void> =>
  db.transaction().execute(async (tx) => {
    const row = { ...settings, disclose: JSON.stringify(settings.disclose), changedAt: at };
    await tx
      .insertInto("offerSettings")
      .values({ shopId, ...row })
      .onConflict((conflict) => conflict.column("shopId").doUpdateSet(row))
      .execute();
    await enqueue(tx, "publish.run", { shopId }, { key: `publish.run:${shopId}` });
  });
