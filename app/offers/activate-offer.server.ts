import type { Database } from "#app/db/database.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { moved, type OfferMove, type OfferState } from "./moves.ts";
import { offerOfRow } from "./offer-row.ts";
import { stoppedInShop, whatStops, type Stopped } from "./what-stops.server.ts";

export type OfferActivated =
  | { kind: "activated" }
  | { kind: "missing" }
  | { kind: "illegal-move"; move: OfferMove; from: OfferState }
  | Stopped;

interface Activating {
  shopId: number;
  offerId: number;
  /** Codes of findings that the merchant has confirmed just now; they are kept with those of before. */
  confirmed?: readonly string[];
  now: number;
}

/**
 * Has a draft published, if nothing is against it.
 * @throws ShopifyUnavailable, ShopifyRefused, ShopifyUnauthorized
 */
export async function activateOffer(
  { db, admin }: { db: Database; admin: Admin },
  { shopId, offerId, confirmed = [], now }: Activating,
): Promise<OfferActivated> {
  const found = await findOffer(db, { shopId, offerId });
  if (!found) return { kind: "missing" };
  const move = moved(found.state, "activate");
  if (move.kind === "illegal-move") return move;
  const known = [...new Set([...found.confirmed, ...confirmed])];
  const asked = { shopId, offerId, content: found, confirmed: known, now };
  const stopped = await whatStops({ db, admin }, asked);
  if (stopped) return stopped;
  return db.transaction().execute(async (tx): Promise<OfferActivated> => {
    const offer = await findOffer(tx, { shopId, offerId });
    if (!offer) return { kind: "missing" };
    const again = moved(offer.state, "activate");
    if (again.kind === "illegal-move") return again;
    const since = await stoppedInShop(tx, { ...asked, content: offer });
    if (since) return since;
    await tx
      .updateTable("offers")
      .set({
        ...{ state: "active", activatedAt: now, confirmedAt: null, fault: null, updatedAt: now },
        confirmed: JSON.stringify(known),
      })
      .where("shopId", "=", shopId)
      .where("offerId", "=", offerId)
      .execute();
    await enqueue(tx, "publish.run", { shopId }, { key: `publish.run:${shopId}` });
    return { kind: "activated" };
  });
}

const findOffer = async (
  db: Database,
  { shopId, offerId }: Pick<Activating, "shopId" | "offerId">,
) => {
  const row = await db
    .selectFrom("offers")
    .selectAll()
    .where("shopId", "=", shopId)
    .where("offerId", "=", offerId)
    .executeTakeFirst();
  return row && offerOfRow(row);
};
