import type { Database } from "#app/db/database.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { readDraft, type OfferFaults } from "#app/offers/draft.ts";
import { adopted, driftOfText, type DriftField } from "#app/offers/drift.ts";
import { offerOfRow } from "#app/offers/offer-row.ts";
import { textOfTerms } from "#app/offers/read-terms.ts";
import { publishedObjects, rememberObject } from "../published-objects.server.ts";
import { carriedOf, discountContent, discountText } from "./carried.ts";

interface Key {
  shopId: number;
  offerId: number;
  now: number;
}

export type DriftSettled =
  | { kind: "mended" }
  | { kind: "adopted" }
  /** An offer of ours cannot be like that: it can be mended, or ended. */
  | { kind: "inexpressible"; fields: DriftField[] }
  | { kind: "invalid"; faults: OfferFaults }
  | { kind: "missing" }
  | { kind: "no-drift" };

/** Has Shopify hold again what we sent, whatever was changed or deleted there. */
export async function mendOffer(db: Database, key: Key): Promise<DriftSettled> {
  return db.transaction().execute(async (tx): Promise<DriftSettled> => {
    const found = await findDrifted(tx, key);
    if (found.kind !== "drifted") return found;
    const { handle } = found.offer;
    await forgetSent(tx, key, handle);
    await settle(tx, key, { fault: null });
    return { kind: "mended" };
  });
}

/** Has the offer be what the merchant made of it in Shopify: what was deleted there is over, what was ended is paused. */
export async function adoptOffer(db: Database, key: Key): Promise<DriftSettled> {
  return db.transaction().execute(async (tx): Promise<DriftSettled> => {
    const found = await findDrifted(tx, key);
    if (found.kind !== "drifted") return found;
    const outcome = adopted(found.offer, found.drift);
    if (outcome.kind === "inexpressible") return outcome;
    const { state } = outcome.content;
    const offer = { ...found.offer, ...outcome.content };
    if (state !== "ended") {
      const read = readDraft(offer, key.now);
      if (read.kind === "invalid" && !isOverAlone(read.faults)) return read;
    }
    const { title, terms, code, startsAt, endsAt } = offer;
    await settle(tx, key, { title, code, startsAt, endsAt, state, terms: textOfTerms(terms) });
    // Shopify holds it already.
    const { shopId, now } = key;
    const { handle } = offer;
    const discount = (await publishedObjects(tx, { shopId, kind: "discount" })).get(handle);
    if (discount) {
      const content = discountText({ ...discountContent(discount), sent: carriedOf(offer) });
      const { objectId } = discount;
      await rememberObject(tx, { shopId, kind: "discount", handle, now, objectId, content });
    }
    return { kind: "adopted" };
  });
}

/** An end that has passed is no mistake of theirs. */
const isOverAlone = (faults: OfferFaults) =>
  Object.entries(faults).every(([field, fault]) => field === "endsAt" && fault === "past");

async function findDrifted(tx: Database, { shopId, offerId }: Key) {
  const row = await tx
    .selectFrom("offers")
    .selectAll()
    .where("shopId", "=", shopId)
    .where("offerId", "=", offerId)
    .executeTakeFirst();
  if (!row) return { kind: "missing" } as const;
  const drift = driftOfText(row.drift);
  if (drift.length === 0 || row.state === "ended") return { kind: "no-drift" } as const;
  return { kind: "drifted", offer: offerOfRow(row), drift } as const;
}

/** What was sent counts for nothing: the next publishing sends all of it, and makes what is not there. */
async function forgetSent(tx: Database, { shopId, now }: Key, handle: string) {
  const discount = (await publishedObjects(tx, { shopId, kind: "discount" })).get(handle);
  if (discount) {
    const content = { ...discountContent(discount), sent: null, isConfirmed: false };
    const { objectId } = discount;
    await rememberObject(tx, {
      ...{ shopId, kind: "discount", handle, now, objectId, content: discountText(content) },
    });
  }
  const twin = (await publishedObjects(tx, { shopId, kind: "twin" })).get(handle);
  if (twin) {
    const { objectId } = twin;
    await rememberObject(tx, { shopId, kind: "twin", handle, now, objectId, content: "" });
  }
}

async function settle(
  tx: Database,
  { shopId, offerId, now }: Key,
  changes: Partial<{
    title: string;
    terms: string;
    code: string | null;
    startsAt: number;
    endsAt: number | null;
    state: string;
    fault: null;
  }>,
) {
  await tx
    .updateTable("offers")
    .set({ ...changes, drift: null, updatedAt: now })
    .where("shopId", "=", shopId)
    .where("offerId", "=", offerId)
    .execute();
  await enqueue(tx, "publish.run", { shopId }, { key: `publish.run:${shopId}` });
}
