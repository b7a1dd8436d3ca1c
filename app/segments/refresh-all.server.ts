import type { Database } from "#app/db/database.server.ts";
import { refreshStatistics } from "#app/db/statistics.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { recordRefresh } from "#app/purchases/record-refresh.server.ts";
import { refreshFacts } from "#app/purchases/refresh-facts.server.ts";
import { refreshPurchaseFacts } from "#app/purchases/refresh-purchase-facts.server.ts";
import { installTemplates } from "./templates/install-templates.server.ts";
import { refreshNumberCutoffs } from "./number-cutoffs.server.ts";
import { refreshMemberships } from "./refresh-memberships.server.ts";
import { refreshModels } from "./refresh-models.server.ts";
import { measureRfm } from "./rfm/measure-rfm.server.ts";
import { scoreCustomers } from "./rfm/score-customers.server.ts";

interface RefreshingAll {
  shopId: number;
  asOf: number;
  /** Looks at the clock, for the moment of being done. */
  now: () => number;
}

/**
 * Everything of the stage for all customers of a shop: facts, scores with new cut-offs, the ready-made segments the
 * first time, memberships. Recommendations follow by a job. Between two local midnights only touched customers
 * change, so this is due once a day.
 */
export async function refreshAll(db: Database, { shopId, asOf, now }: RefreshingAll) {
  const all = { shopId, which: "all", asOf } as const;
  await refreshStatistics(db); // an import may have filled the tables since
  await refreshFacts(db, all);
  await refreshPurchaseFacts(db, all);
  await refreshNumberCutoffs(db, all);
  await recordRefresh(db, { shopId, stage: "facts", asOf, at: now() });
  await refreshModels(db, all);
  await db.transaction().execute((tx) => scoreCustomers(tx, all));
  await measureRfm(db, { shopId, asOf });
  await installTemplates(db, { shopId, at: asOf });
  const moved = await refreshMemberships(db, all);
  await refreshStatistics(db);
  await db.transaction().execute(async (tx) => {
    await recordRefresh(tx, { shopId, stage: "segments", asOf, at: now() });
    await enqueue(
      tx,
      "recommendations.refresh",
      { shopId },
      { key: `recommendations.refresh:${shopId}` },
    );
    await enqueue(
      tx,
      "segments.refresh-touched",
      { shopId },
      { key: `segments.refresh-touched:${shopId}` },
    );
  });
  return moved;
}
