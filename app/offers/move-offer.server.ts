import type { Database } from "#app/db/database.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { moved, type OfferMove, type OfferState } from "./moves.ts";
import { offerOfRow } from "./offer-row.ts";

export type OfferMoved =
  | { kind: "moved" }
  | { kind: "missing" }
  | { kind: "illegal-move"; move: OfferMove; from: OfferState };

interface Key {
  shopId: number;
  offerId: number;
  now: number;
}

/** The storefront stops promising it, then its discount rests: until it is resumed, with the same dates and codes. */
export const pauseOffer = (db: Database, key: Key) => moveOffer(db, key, "pause");

export const resumeOffer = (db: Database, key: Key) => moveOffer(db, key, "resume");

/** Ends an offer now, whatever its dates: the storefront stops promising it, then its discount goes. */
export const endOffer = (db: Database, key: Key) => moveOffer(db, key, "end");

/** Of a draft nothing is left; nobody has heard of it. */
export const deleteDraft = (db: Database, key: Key) => moveOffer(db, key, "delete");

async function moveOffer(
  db: Database,
  { shopId, offerId, now }: Key,
  move: Exclude<OfferMove, "activate">,
): Promise<OfferMoved> {
  return db.transaction().execute(async (tx): Promise<OfferMoved> => {
    const row = await tx
      .selectFrom("offers")
      .selectAll()
      .where("shopId", "=", shopId)
      .where("offerId", "=", offerId)
      .executeTakeFirst();
    if (!row) return { kind: "missing" };
    const outcome = moved(offerOfRow(row).state, move);
    if (outcome.kind === "illegal-move") return outcome;
    const { to } = outcome;
    if (to === "deleted") {
      await tx
        .deleteFrom("offers")
        .where("shopId", "=", shopId)
        .where("offerId", "=", offerId)
        .execute();
      return { kind: "moved" };
    }
    await tx
      .updateTable("offers")
      .set({ state: to, fault: null, updatedAt: now })
      .where("shopId", "=", shopId)
      .where("offerId", "=", offerId)
      .execute();
    await enqueue(tx, "publish.run", { shopId }, { key: `publish.run:${shopId}` });
    return { kind: "moved" };
  });
}
