import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "#app/db/database.server.ts";
import { phaseOf, type Offer } from "#app/offers/offer.ts";
import { Fault, faultText } from "#app/platform/errors.ts";
import type { Log } from "#app/platform/log.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { gid } from "#app/shopify/ids.ts";
import { createDiscount, findDiscount } from "./discounts.server.ts";
import { OFFER_CARRIERS } from "./documents.ts";
import { discountContent, publishedObjects, rememberObject } from "./published-objects.server.ts";
import { activeOffers } from "./storefront/promised-offers.server.ts";
import { createTwin, findTwin, isMember, segmentsFilterName } from "./twins.server.ts";

/** The merchant deleted in Shopify what carries an offer. */
class CarrierDeleted extends Fault {
  readonly code = "carrier_deleted";
  readonly retryable = false;
}

interface Publishing {
  db: Database;
  admin: Admin;
  log: Log;
  signal: AbortSignal;
}

interface At {
  shopId: number;
  now: number;
}

/** How often, and with which pauses, a checkout is asked whether it knows an offer's members yet. */
const PAUSES_MS = [0, 500, 1_000, 2_000, 4_000];
const SAMPLE = 3;

/**
 * Gives every offer that holds its native segment and its discount, and sees whether the discount reaches the members.
 * What is wrong with one offer stands at that offer, and stops no other.
 * @returns whether one has still to be waited for
 */
export async function carryOffers(publishing: Publishing, at: At): Promise<"ready" | "waiting"> {
  const { db, log } = publishing;
  const { shopId, now } = at;
  const offers = (await activeOffers(db, shopId)).filter(
    (offer) => phaseOf(offer, now) !== "ended",
  );
  let isWaiting = false;
  for (const offer of offers) {
    try {
      const carriers = await carry(publishing, at, offer);
      await setOffer(db, at, offer, { ...carriers, fault: null });
      const isConfirmed = await isConfirmedOffer(db, at, offer);
      if (isConfirmed) continue;
      if (await reachesMembers(publishing, at, offer, carriers.twinId)) {
        await keepDiscount(db, at, offer, { ...carriers, isConfirmed: true });
      } else isWaiting = true;
    } catch (thrown) {
      if (!(thrown instanceof Fault) || thrown.retryable) throw thrown;
      const fault = faultText(thrown);
      log.warn({ offerId: offer.offerId, fault }, "offer cannot be published");
      await setOffer(db, at, offer, { fault });
    }
  }
  return isWaiting ? "waiting" : "ready";
}

const isConfirmedOffer = async (db: Database, { shopId }: At, { handle }: Offer) => {
  const discount = (await publishedObjects(db, { shopId, kind: "discount" })).get(handle);
  return discount !== undefined && discountContent(discount).isConfirmed;
};

const keepDiscount = (
  db: Database,
  { shopId, now }: At,
  { handle, method }: Offer,
  { discountId, isConfirmed }: { discountId: number; isConfirmed: boolean },
) =>
  rememberObject(db, {
    ...{ shopId, kind: "discount", handle, now, objectId: discountId },
    content: JSON.stringify({ method, isConfirmed }),
  });

interface Carriers {
  twinId: number;
  discountId: number;
}

/** The twin and the discount of an offer: those there are, or new ones. Killed in between, they are found again. */
async function carry(publishing: Publishing, { shopId, now }: At, offer: Offer): Promise<Carriers> {
  const { db, admin } = publishing;
  const { handle } = offer;
  const twins = await publishedObjects(db, { shopId, kind: "twin" });
  const discounts = await publishedObjects(db, { shopId, kind: "discount" });
  const known = {
    twinId: twins.get(handle)?.objectId,
    discountId: discounts.get(handle)?.objectId,
  };
  if (known.twinId !== undefined && known.discountId !== undefined) {
    const carriers = { twinId: known.twinId, discountId: known.discountId };
    await assertHeld(publishing, { shopId, now }, offer, carriers);
    return carriers;
  }
  const filterName = await segmentsFilterName(admin);
  const twinId =
    known.twinId ??
    (await findTwin(admin, offer)) ??
    (await createTwin(admin, { offer, filterName }));
  await rememberObject(db, {
    shopId,
    kind: "twin",
    handle,
    objectId: twinId,
    content: filterName,
    now,
  });

  const discountId =
    (await findDiscount(admin, twinId)) ?? (await createDiscount(admin, { offer, twinId }));
  await keepDiscount(db, { shopId, now }, offer, { discountId, isConfirmed: false });
  return { twinId, discountId };
}

/** What a merchant deleted on purpose is not made again behind their back; but it is promised no longer. */
async function assertHeld(
  { db, admin }: Publishing,
  at: At,
  offer: Offer,
  { twinId, discountId }: Carriers,
) {
  const held = await admin.ask(OFFER_CARRIERS, {
    twinId: gid("Segment", twinId),
    discountId: discountGid(offer.method, discountId),
  });
  if (held.segment && held.discountNode) return;
  await keepDiscount(db, at, offer, { discountId, isConfirmed: false });
  const what = held.segment ? "discount" : "segment";
  throw new CarrierDeleted(`its ${what} was deleted in Shopify`);
}

const discountGid = (method: string, discountId: number) =>
  gid(method === "code" ? "DiscountCodeNode" : "DiscountAutomaticNode", discountId);

/**
 * Whether Shopify counts an offer's members to its twin by now: a few of them are asked for, a few times. Nobody knows
 * how long Shopify takes (seconds to minutes); until then a promise would be one that the checkout breaks.
 */
async function reachesMembers(
  { db, admin, signal }: Publishing,
  { shopId }: At,
  { handle }: Offer,
  twinId: number,
): Promise<boolean> {
  const sample = await db
    .selectFrom("publishedMetafields")
    .select("ownerId")
    .where("shopId", "=", shopId)
    .where("ownerType", "=", "customer")
    .where("key", "=", "segments")
    .where("value", "like", `%"${handle}"%`)
    .limit(SAMPLE)
    .execute();
  for (const pause of PAUSES_MS) {
    if (pause > 0) await sleep(pause, null, { signal });
    const answers = await Promise.all(
      sample.map(({ ownerId }) => isMember(admin, { customerId: ownerId, twinId })),
    );
    if (answers.every(Boolean)) return true;
  }
  return false;
}

async function setOffer(
  db: Database,
  { shopId }: At,
  { offerId }: Offer,
  changes: Partial<Carriers> & { fault: string | null },
): Promise<void> {
  await db
    .updateTable("offers")
    .set(changes)
    .where("shopId", "=", shopId)
    .where("offerId", "=", offerId)
    .execute();
}
