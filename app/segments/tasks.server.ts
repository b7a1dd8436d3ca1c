import type { TaskTable } from "#app/jobs/task.ts";
import { faultText } from "#app/platform/errors.ts";
import { recordFault } from "#app/purchases/record-refresh.server.ts";
import { refreshAll } from "./refresh-all.server.ts";
import { refitLifetime } from "./refresh-models.server.ts";
import { refreshTouched } from "./refresh-touched.server.ts";

export const segmentsTasks: TaskTable<
  "segments.refresh-all" | "segments.refresh-touched" | "segments.fit-lifetime"
> = {
  async "segments.refresh-all"({ shopId }, { db, log, now }) {
    try {
      const moved = await refreshAll(db, { shopId, asOf: now(), now });
      log.info(moved, "memberships are refreshed");
    } catch (thrown) {
      const fault = faultText(thrown);
      await recordFault(db, { shopId, stage: "segments", fault, at: now() });
      throw thrown;
    }
  },

  async "segments.refresh-touched"({ shopId }, { db, log, now, signal }) {
    let customers = 0;
    for (;;) {
      const taken = await refreshTouched(db, { shopId, asOf: now() });
      customers += taken;
      if (taken === 0) break;
      signal.throwIfAborted();
    }
    log.info({ customers }, "touched customers are refreshed");
  },

  async "segments.fit-lifetime"({ shopId }, { db, log, now }) {
    const { kind } = await refitLifetime(db, { shopId, asOf: now() });
    log.info({ outcome: kind }, "lifetime models were fitted");
  },
};
