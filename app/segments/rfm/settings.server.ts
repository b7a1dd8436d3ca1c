import type { Database } from "#app/db/database.server.ts";
import { AUTOMATIC, RfmSettings } from "./settings.ts";

/** How a shop's customers are scored; automatic until its merchant says otherwise. */
export async function readRfmSettings(
  db: Database,
  { shopId }: { shopId: number },
): Promise<RfmSettings> {
  const row = await db
    .selectFrom("rfmSettings")
    .selectAll()
    .where("shopId", "=", shopId)
    .executeTakeFirst();
  if (!row) return AUTOMATIC;
  const json = (text: string | null): unknown => text && JSON.parse(text);
  return RfmSettings.parse({
    method: row.method,
    scheme: row.scheme,
    recencyDays: json(row.recencyDays) ?? AUTOMATIC.recencyDays,
    edited: json(row.edited) ?? AUTOMATIC.edited,
  });
}

/** Scores stay as they are until the next refresh of all. */
export async function saveRfmSettings(
  db: Database,
  { shopId, settings, at }: { shopId: number; settings: RfmSettings; at: number },
): Promise<void> {
  const { method, scheme, recencyDays, edited } = settings;
  const row = {
    ...{ method, scheme, changedAt: at },
    ...{ recencyDays: JSON.stringify(recencyDays), edited: JSON.stringify(edited) },
  };
  await db
    .insertInto("rfmSettings")
    .values({ shopId, ...row })
    .onConflict((conflict) => conflict.column("shopId").doUpdateSet(row))
    .execute();
}
