import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "#app/db/database.server.ts";
import { textOfDrift } from "#app/offers/drift.ts";
import { phaseOf, type Offer } from "#app/offers/offer.ts";
import { Fault, faultText } from "#app/platform/errors.ts";
import type { Log } from "#app/platform/log.server.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { publishedObjects, rememberObject } from "../published-objects.server.ts";
import { discountContent, discountText } from "./carried.ts";
import { carryOffer, type CarriedOffer } from "./carry-offer.server.ts";
import { heldOffers } from "./held-offers.server.ts";
import { giveOwnCodes } from "./codes/own-codes.server.ts";
import { isMember } from "./twins.server.ts";

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

export interface OffersCarried {
  /** Whether one has still to be waited for. */
  isWaiting: boolean;
  /** How many members have come to have a code of their own that their metafields do not say yet. */
  newCodes: number;
}

/** How often, and with which pauses, Shopify is asked whether it knows an offer's members yet. */
const PAUSES_MS = [0, 500, 1_000, 2_000, 4_000];
const SAMPLE = 3;

/**
 * Gives every offer that is not over its native segment and its discount, its members their own codes where it is to
 * have such, and sees whether the discount reaches the members. What is wrong with one offer stands at that offer,
 * and stops no other.
 */
export async function carryOffers(publishing: Publishing, at: At): Promise<OffersCarried> {
  const { db, log } = publishing;
  const { shopId } = at;
  const { currency } = await readShop(db, shopId);
  const all: OffersCarried = { isWaiting: false, newCodes: 0 };
  for (const offer of await offersToCarry(db, at)) {
    try {
      const carried = await carryOffer(publishing, { ...at, currency }, offer);
      const { twinId, discountId, drift } = carried;
      await setOffer(db, at, offer, { twinId, discountId, drift: textOfDrift(drift), fault: null });
      const outcome = await finish(publishing, at, offer, carried);
      all.isWaiting ||= outcome.isWaiting;
      all.newCodes += outcome.newCodes;
    } catch (thrown) {
      if (!(thrown instanceof Fault) || thrown.retryable) throw thrown;
      const fault = faultText(thrown);
      log.warn({ offerId: offer.offerId, fault }, "offer cannot be published");
      await setOffer(db, at, offer, { fault });
    }
  }
  return all;
}

/** Active ones, and those paused ones that Shopify has something of. */
async function offersToCarry(db: Database, { shopId, now }: At): Promise<Offer[]> {
  const discounts = await publishedObjects(db, { shopId, kind: "discount" });
  return (await heldOffers(db, { shopId }))
    .filter((offer) => phaseOf(offer, now) !== "ended")
    .filter(({ state, handle }) => state === "active" || discounts.has(handle));
}

/** Codes for the members, and the word that Shopify knows them. */
async function finish(
  publishing: Publishing,
  at: At,
  offer: Offer,
  { twinId, discountId, isConfirmed, isKept }: CarriedOffer,
): Promise<OffersCarried> {
  if (offer.state !== "active" || !isKept) return { isWaiting: false, newCodes: 0 };
  const codes =
    offer.method === "member-codes"
      ? await giveOwnCodes(publishing, at, { offer, discountId })
      : { confirmed: 0, isWaiting: false };
  const done = { isWaiting: codes.isWaiting, newCodes: codes.confirmed };
  if (isConfirmed) return done;
  switch (await reachesMembers(publishing, at, offer, twinId)) {
    case "reached":
      await confirm(publishing.db, at, offer);
      return done;
    case "nobody-yet":
      return done;
    case "waiting":
      return { ...done, isWaiting: true };
  }
}

/**
 * Whether Shopify counts an offer's members to its twin by now: a few of them are asked for, a few times. Nobody knows
 * how long Shopify takes (seconds to minutes); until then a promise would be one that the checkout breaks. As long as
 * nobody has the offer there is nobody to promise it to.
 */
async function reachesMembers(
  { db, admin, signal }: Publishing,
  { shopId }: At,
  { handle }: Offer,
  twinId: number,
): Promise<"reached" | "nobody-yet" | "waiting"> {
  const sample = await db
    .selectFrom("publishedMetafields")
    .select("ownerId")
    .where("shopId", "=", shopId)
    .where("ownerType", "=", "customer")
    .where("key", "=", "segments")
    .where("value", "like", `%"${handle}"%`)
    .limit(SAMPLE)
    .execute();
  if (sample.length === 0) return "nobody-yet";
  for (const pause of PAUSES_MS) {
    if (pause > 0) await sleep(pause, null, { signal });
    const answers = await Promise.all(
      sample.map(({ ownerId }) => isMember(admin, { customerId: ownerId, twinId })),
    );
    if (answers.every(Boolean)) return "reached";
  }
  return "waiting";
}

/** From now on the storefront may tell of it. The first time is kept: with when it was activated, it is the delay. */
async function confirm(db: Database, { shopId, now }: At, { handle, offerId }: Offer) {
  const discount = (await publishedObjects(db, { shopId, kind: "discount" })).get(handle);
  if (!discount) return;
  const { objectId } = discount;
  const content = discountText({ ...discountContent(discount), isConfirmed: true });
  await rememberObject(db, { shopId, kind: "discount", handle, now, objectId, content });
  await db
    .updateTable("offers")
    .set({ confirmedAt: now })
    .where("shopId", "=", shopId)
    .where("offerId", "=", offerId)
    .where("confirmedAt", "is", null)
    .execute();
}

async function setOffer(
  db: Database,
  { shopId }: At,
  { offerId }: Offer,
  changes: { fault: string | null; twinId?: number; discountId?: number; drift?: string | null },
): Promise<void> {
  await db
    .updateTable("offers")
    .set(changes)
    .where("shopId", "=", shopId)
    .where("offerId", "=", offerId)
    .execute();
}
