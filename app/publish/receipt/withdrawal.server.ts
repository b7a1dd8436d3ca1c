import type { Database } from "#app/db/database.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";

interface Asked {
  shopId: number;
  now: number;
}

/**
 * From now on Shopify is to hold nothing of ours: the next publishing takes back all there is, in the order that keeps
 * promises, and then counts what is left. Offers are paused, so that none comes back by itself. Asked twice, it is one.
 */
export const withdrawEverything = (db: Database, { shopId, now }: Asked): Promise<void> =>
  db.transaction().execute(async (tx) => {
    await tx
      .updateTable("shops")
      .set({ withdrawnAt: now })
      .where("shopId", "=", shopId)
      .where("withdrawnAt", "is", null)
      .execute();
    await tx
      .updateTable("offers")
      .set({ state: "paused", updatedAt: now })
      .where("shopId", "=", shopId)
      .where("state", "=", "active")
      .execute();
    await publishSoon(tx, shopId);
  });

/** Publishes again. Offers stay paused until the merchant resumes them. */
export const publishAgain = (db: Database, { shopId }: Pick<Asked, "shopId">): Promise<void> =>
  db.transaction().execute(async (tx) => {
    await tx.updateTable("shops").set({ withdrawnAt: null }).where("shopId", "=", shopId).execute();
    await tx.deleteFrom("publishScans").where("shopId", "=", shopId).execute();
    await publishSoon(tx, shopId);
  });

/** Whether customers are shown something of their own until they say no, or only once they say yes. */
export const saveConsent = (
  db: Database,
  { shopId, consent }: { shopId: number; consent: "opt-out" | "opt-in" },
): Promise<void> =>
  db.transaction().execute(async (tx) => {
    await tx.updateTable("shops").set({ consent }).where("shopId", "=", shopId).execute();
    await publishSoon(tx, shopId);
  });

const publishSoon = (tx: Database, shopId: number) =>
  enqueue(tx, "publish.run", { shopId }, { key: `publish.run:${shopId}` });
