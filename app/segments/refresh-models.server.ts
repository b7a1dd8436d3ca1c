import type { Database } from "#app/db/database.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { dayOf } from "#app/platform/calendar.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { measureHitRate } from "./cadence/measure-hit-rate.server.ts";
import { refreshCadence } from "./cadence/refresh-cadence.server.ts";
import { findLifetimeReport, fitLifetime } from "./lifetime/shop/fit-lifetime.server.ts";
import { refreshLifetime } from "./lifetime/shop/refresh-lifetime.server.ts";
import { refreshTiers } from "./tiers/refresh-tiers.server.ts";

const WEEK_MS = 7 * 86_400_000;

interface Refreshing {
  shopId: number;
  which: "all" | readonly number[];
  asOf: number;
}

/**
 * What models say of customers: cadence and tiers of all or of a few; of all, also how well lateness told, and what is
 * expected of each by the models that were fitted last. Reads facts, which must be fresh. May run twice.
 */
export async function refreshModels(db: Database, refreshing: Refreshing): Promise<void> {
  const { shopId, which, asOf } = refreshing;
  if (which !== "all") {
    await refreshCadence(db, refreshing);
    await refreshTiers(db, refreshing);
    return;
  }
  const { timeZone } = await readShop(db, shopId);
  await db.transaction().execute((tx) => refreshCadence(tx, refreshing));
  await measureHitRate(db, { shopId, asOf, asOfDay: dayOf(asOf, timeZone) });
  await db.transaction().execute((tx) => refreshTiers(tx, refreshing));
  await db.transaction().execute((tx) => refreshLifetime(tx, { shopId, asOf }));
  const fitted = await findLifetimeReport(db, { shopId });
  if (!fitted || asOf - fitted.asOf >= WEEK_MS) {
    await enqueue(
      db,
      "segments.fit-lifetime",
      { shopId },
      { key: `segments.fit-lifetime:${shopId}` },
    );
  }
}

/** What a segment that asks for what is expected of a customer says. */
const EXPECTED = ["%regulars.expected_%", "%regulars.predicted_%", "%regulars.chance_alive%"];

/**
 * Fits the lifetime models anew and lets them expect something of each customer. Segments that ask for it are due for
 * a refresh of all.
 */
export async function refitLifetime(
  db: Database,
  { shopId, asOf }: { shopId: number; asOf: number },
) {
  const report = await fitLifetime(db, { shopId, asOf });
  await db.transaction().execute((tx) => refreshLifetime(tx, { shopId, asOf }));
  const asking = await db
    .selectFrom("segments")
    .select("segmentId")
    .where("shopId", "=", shopId)
    .where((row) => row.or(EXPECTED.map((words) => row("query", "like", words))))
    .limit(1)
    .executeTakeFirst();
  if (asking) {
    await enqueue(
      db,
      "segments.refresh-all",
      { shopId },
      { key: `segments.refresh-all:${shopId}` },
    );
  }
  return report;
}
