import { enqueue } from "#app/jobs/enqueue.server.ts";
import type { TaskTable } from "#app/jobs/task.ts";
import { faultText } from "#app/platform/errors.ts";
import { recordFault, recordRefresh } from "#app/purchases/record-refresh.server.ts";
import { refreshPairs } from "./refresh-pairs.server.ts";
import { refreshPicks } from "./refresh-picks.server.ts";
import { refreshShelves } from "./refresh-shelves.server.ts";

export const recommendationsTasks: TaskTable<
  "recommendations.refresh" | "recommendations.refresh-customers"
> = {
  async "recommendations.refresh"({ shopId }, { db, log, now, signal }) {
    const asOf = now();
    try {
      const pairs = await refreshPairs(db, { shopId, asOf });
      signal.throwIfAborted();
      const shelfItems = await refreshShelves(db, { shopId, asOf });
      signal.throwIfAborted();
      const customers = await refreshPicks(db, { shopId, which: "all", asOf });
      await db.transaction().execute(async (tx) => {
        await recordRefresh(tx, { shopId, stage: "recommendations", asOf, at: now() });
        await enqueue(tx, "publish.run", { shopId }, { key: `publish.run:${shopId}` });
      });
      log.info({ pairs, shelfItems, customers }, "recommendations are refreshed");
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      const fault = faultText(thrown);
      await recordFault(db, { shopId, stage: "recommendations", fault, at: now() });
      throw thrown;
    }
  },

  async "recommendations.refresh-customers"({ shopId, customerIds }, { db, now }) {
    await refreshPicks(db, { shopId, which: customerIds, asOf: now() });
    await enqueue(db, "publish.customers", { shopId, customerIds });
  },
};
