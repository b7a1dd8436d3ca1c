import type { Database } from "#app/db/database.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { maySetPrices } from "#app/segments/purpose.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { DISCOUNTS_IN_THE_WAY } from "./documents.ts";
import type { OfferFaults } from "./draft.ts";
import { moved, type OfferMove, type OfferState } from "./moves.ts";
import { offerOfRow } from "./offer-row.ts";
import { codeKey, type Offer } from "./offer.ts";

export type OfferActivated =
  | { kind: "activated" }
  | { kind: "missing" }
  | { kind: "illegal-move"; move: OfferMove; from: OfferState }
  | { kind: "invalid"; faults: OfferFaults }
  | { kind: "segment-missing" }
  /** A price may not depend on what its query asks before the merchant has said that they know. */
  | { kind: "ground-not-acknowledged" }
  /** The shop has that code already: `ours` says whether another offer of ours is it. */
  | { kind: "code-taken"; ours: boolean }
  /** Shopify runs no more automatic discounts than this at once in a shop. */
  | { kind: "too-many-automatic"; limit: number };

interface Key {
  shopId: number;
  offerId: number;
  now: number;
}

/** Of all apps and the merchant together; Shopify's cap. */
export const AUTOMATIC_DISCOUNTS_AT_ONCE = 25;

/**
 * Has a draft published. Shopify's own limits are looked up before, so that a merchant hears of them here and not in
 * an hour.
 * @throws ShopifyUnavailable, ShopifyRefused, ShopifyUnauthorized
 */
export async function activateOffer(
  { db, admin }: { db: Database; admin: Admin },
  { shopId, offerId, now }: Key,
): Promise<OfferActivated> {
  const found = await findRow(db, { shopId, offerId });
  if (!found) return { kind: "missing" };
  const inTheWay = await admin.ask(DISCOUNTS_IN_THE_WAY, { code: found.code ?? "-" });
  if (found.method === "automatic") {
    const running = inTheWay.discountNodesCount?.count ?? 0;
    if (running >= AUTOMATIC_DISCOUNTS_AT_ONCE) {
      return { kind: "too-many-automatic", limit: AUTOMATIC_DISCOUNTS_AT_ONCE };
    }
  }
  return db.transaction().execute(async (tx): Promise<OfferActivated> => {
    const row = await findRow(tx, { shopId, offerId });
    if (!row) return { kind: "missing" };
    const offer = offerOfRow(row);
    const move = moved(offer.state, "activate");
    if (move.kind === "illegal-move") return move;
    if (offer.endsAt !== null && offer.endsAt <= now) {
      return { kind: "invalid", faults: { endsAt: "past" } };
    }
    const around = await lookAround(tx, shopId, offer);
    if (!around.segment) return { kind: "segment-missing" };
    if (!maySetPrices(around.segment)) return { kind: "ground-not-acknowledged" };
    if (around.hasTitle) return { kind: "invalid", faults: { title: "taken" } };
    if (offer.code !== null && (around.hasCode || inTheWay.codeDiscountNodeByCode)) {
      return { kind: "code-taken", ours: around.hasCode };
    }
    await tx
      .updateTable("offers")
      .set({ state: "active", activatedAt: now, confirmedAt: null, fault: null, updatedAt: now })
      .where("shopId", "=", shopId)
      .where("offerId", "=", offerId)
      .execute();
    await enqueue(tx, "publish.run", { shopId }, { key: `publish.run:${shopId}` });
    return { kind: "activated" };
  });
}

const findRow = (db: Database, { shopId, offerId }: Omit<Key, "now">) =>
  db
    .selectFrom("offers")
    .selectAll()
    .where("shopId", "=", shopId)
    .where("offerId", "=", offerId)
    .executeTakeFirst();

/** Among the shop's offers that Shopify may hold. An automatic discount's title is its name, and unique. */
async function lookAround(tx: Database, shopId: number, offer: Offer) {
  const segment = await tx
    .selectFrom("segments")
    .select(["query", "acknowledgedQuery"])
    .where("shopId", "=", shopId)
    .where("segmentId", "=", offer.segmentId)
    .executeTakeFirst();
  const others = await tx
    .selectFrom("offers")
    .select(["title", "code"])
    .where("shopId", "=", shopId)
    .where("offerId", "!=", offer.offerId)
    .where("state", "in", ["active", "paused"])
    .execute();
  return {
    segment,
    hasTitle: others.some(({ title }) => codeKey(title) === codeKey(offer.title)),
    hasCode: others.some(
      ({ code }) => code !== null && offer.code !== null && codeKey(code) === codeKey(offer.code),
    ),
  };
}
