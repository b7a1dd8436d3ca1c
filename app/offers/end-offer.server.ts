import type { Database } from "#app/db/database.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";

export type OfferEnded = { kind: "ended" } | { kind: "already-ended" } | { kind: "missing" };

/** Ends an offer now, whatever its dates: the storefront stops promising it, then its discount goes. */
export async function endOffer(
  db: Database,
  { shopId, offerId, now }: { shopId: number; offerId: number; now: number },
): Promise<OfferEnded> {
  return db.transaction().execute(async (tx): Promise<OfferEnded> => {
    const offer = await tx
      .selectFrom("offers")
      .select("state")
      .where("shopId", "=", shopId)
      .where("offerId", "=", offerId)
      .executeTakeFirst();
    if (!offer) return { kind: "missing" };
    if (offer.state === "ended") return { kind: "already-ended" };
    await tx
      .updateTable("offers")
      .set({ state: "ended", fault: null, updatedAt: now })
      .where("shopId", "=", shopId)
      .where("offerId", "=", offerId)
      .execute();
    await enqueue(tx, "publish.run", { shopId }, { key: `publish.run:${shopId}` });
    return { kind: "ended" };
  });
}
