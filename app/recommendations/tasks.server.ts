import { enqueue } from "#app/jobs/enqueue.server.ts";
import type { TaskTable } from "#app/jobs/task.ts";
import { faultText } from "#app/platform/errors.ts";
import { recordFault, recordRefresh } from "#app/purchases/record-refresh.server.ts";
import { refreshCustomers, refreshRecommendations } from "./refresh-recommendations.server.ts";

export const recommendationsTasks: TaskTable<
  "recommendations.refresh" | "recommendations.refresh-customers"
> = {
  async "recommendations.refresh"({ shopId }, { db, log, now, signal }) {
    const asOf = now();
    try {
      const refreshed = await refreshRecommendations(db, { shopId, asOf, now, signal });
      await db.transaction().execute(async (tx) => {
        await recordRefresh(tx, { shopId, stage: "recommendations", asOf, at: now() });
        await enqueue(tx, "publish.run", { shopId }, { key: `publish.run:${shopId}` });
      });
      log.info({ ...refreshed }, "recommendations are refreshed");
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      const fault = faultText(thrown);
      await recordFault(db, { shopId, stage: "recommendations", fault, at: now() });
      throw thrown;
    }
  },

  async "recommendations.refresh-customers"({ shopId, customerIds }, { db, now, signal }) {
    const changed = await refreshCustomers(db, { shopId, customerIds, asOf: now(), signal });
    if (changed === null) {
      await enqueue(
        db,
        "recommendations.refresh",
        { shopId },
        { key: `recommendations.refresh:${shopId}` },
      );
      return;
    }
    await enqueue(db, "publish.customers", { shopId, customerIds });
  },
};
