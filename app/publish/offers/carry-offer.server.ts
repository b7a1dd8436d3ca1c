import type { Database } from "#app/db/database.server.ts";
import { givesLess, type Drift } from "#app/offers/drift.ts";
import type { Offer } from "#app/offers/offer.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import {
  publishedObjects,
  rememberObject,
  type PublishedObject,
} from "../published-objects.server.ts";
import {
  carriedOf,
  discountContent,
  discountText,
  isSame,
  twinContent,
  twinText,
  type Carried,
  type DiscountContent,
  type TwinContent,
} from "./carried.ts";
import { driftBetween } from "./compare.ts";
import { canBecome, discountInput } from "./discount-input.ts";
import {
  createDiscount,
  deleteDiscount,
  findDiscount,
  restDiscount,
  updateDiscount,
} from "./discounts.server.ts";
import { readHeldOffer } from "./held-offer.server.ts";
import type { HeldDiscount } from "./held.ts";
import { newCode } from "./codes/new-code.server.ts";
import { codesAreNowhere } from "./codes/own-codes.server.ts";
import { createTwin, findTwin, segmentsFilterName, twinOf, updateTwin } from "./twins.server.ts";

interface Working {
  db: Database;
  admin: Admin;
}

interface At {
  shopId: number;
  now: number;
  currency: string;
}

/** How it stands with what carries an offer. */
export interface CarriedOffer {
  twinId: number;
  discountId: number;
  drift: Drift[];
  /** Whether it was seen to reach its members before, and nothing was changed since. */
  isConfirmed: boolean;
  /** Whether a member gets no less than is promised. */
  isKept: boolean;
}

/**
 * Has Shopify hold an offer's twin and discount as they should be. What we sent last is remembered: only what is to be
 * another is sent, and what Shopify holds otherwise is the merchant's doing, which is told and left alone. Killed
 * anywhere, the twin and the discount are found again, and sent once more.
 */
export async function carryOffer(working: Working, at: At, offer: Offer): Promise<CarriedOffer> {
  const { db, admin } = working;
  const { shopId } = at;
  const { handle } = offer;
  const twin = await carryTwin(working, at, offer);
  const known = (await publishedObjects(db, { shopId, kind: "discount" })).get(handle);
  const found = known ?? (await findAgain(working, at, offer, twin.twinId));
  const carried = carriedOf(offer);
  if (!found) {
    const discountId = await create(working, at, offer, twin.twinId);
    await remember(db, at, offer, discountId, { sent: carried, isConfirmed: false });
    return { twinId: twin.twinId, discountId, drift: [], isConfirmed: false, isKept: true };
  }
  const discountId = found.objectId;
  const { method, sent, isConfirmed } = discountContent(found);
  const which = { method, discountId };
  const held = await readHeldOffer(admin, { ...which, ...at, twinId: twin.twinId });
  if (sent && (held.discount === null || isSame(sent, carried))) {
    const ours = { carried: sent, twinId: twin.twinId, twinQuery: twin.content.query };
    const drift = driftBetween(ours, held);
    const isKept = !drift.some(givesLess);
    const content = { sent, isConfirmed: isConfirmed && isKept };
    if (isConfirmed && !isKept) await remember(db, at, { handle, method }, discountId, content);
    return { twinId: twin.twinId, discountId, drift, isConfirmed: content.isConfirmed, isKept };
  }
  const sentAs = await send(working, at, offer, { which, sent, held: held.discount, twin });
  await remember(db, at, offer, sentAs, { sent: carried, isConfirmed: false });
  return { twinId: twin.twinId, discountId: sentAs, drift: [], isConfirmed: false, isKept: true };
}

/** Keeps what Shopify holds of an offer's discount. */
const remember = (
  db: Database,
  { shopId, now }: At,
  { handle, method }: Pick<Offer, "handle" | "method">,
  discountId: number,
  content: Omit<DiscountContent, "method">,
) =>
  rememberObject(db, {
    ...{ shopId, kind: "discount", handle, now, objectId: discountId },
    content: discountText({ method, ...content }),
  });

interface HeldTwin {
  twinId: number;
  content: TwinContent;
}

async function carryTwin({ db, admin }: Working, at: At, offer: Offer): Promise<HeldTwin> {
  const { shopId, now } = at;
  const { handle } = offer;
  const keep = (twinId: number, content: TwinContent) =>
    rememberObject(db, {
      ...{ shopId, kind: "twin", handle, now, objectId: twinId, content: twinText(content) },
    });
  const known = (await publishedObjects(db, { shopId, kind: "twin" })).get(handle);
  const sent = known && twinContent(known);
  // The filter's name belongs to the shop: it is read once.
  const twin = { ...twinOf(offer, sent ? "" : await segmentsFilterName(admin)) };
  if (sent) twin.query = sent.query;
  if (known && sent?.name === twin.name) return { twinId: known.objectId, content: sent };

  const twinId = known?.objectId ?? (await findTwin(admin, offer));
  if (twinId !== undefined && (await updateTwin(admin, { twinId, twin }))) {
    await keep(twinId, twin);
    return { twinId, content: twin };
  }
  // One that the merchant deleted is missed when it is compared; it is not made again behind their back.
  if (known && sent) return { twinId: known.objectId, content: sent };
  const made = await createTwin(admin, twin);
  await keep(made, twin);
  return { twinId: made, content: twin };
}

/** A discount that was made just before, and not remembered: what it was sent nobody knows, so it is sent again. */
async function findAgain(
  { db, admin }: Working,
  at: At,
  offer: Offer,
  twinId: number,
): Promise<PublishedObject | undefined> {
  const objectId = await findDiscount(admin, twinId);
  if (objectId === undefined) return undefined;
  const content = { sent: null, isConfirmed: false };
  await remember(db, at, offer, objectId, content);
  const { handle, method } = offer;
  return { handle, objectId, content: discountText({ method, ...content }) };
}

async function create({ db, admin }: Working, at: At, offer: Offer, twinId: number) {
  const { shopId, currency } = at;
  const { offerId, method, code } = offer;
  if (method === "member-codes") await codesAreNowhere(db, { shopId, offerId });
  return createDiscount(
    admin,
    // Members' own codes come to it afterwards; the first, which it cannot be made without, nobody is told.
    discountInput(carriedOf(offer), {
      ...{ shop: { currency, twinId }, held: null },
      code: method === "member-codes" ? newCode() : code,
    }),
  );
}

interface ToSend {
  which: { method: Offer["method"]; discountId: number };
  sent: Carried | null;
  held: HeldDiscount | null;
  twin: HeldTwin;
}

/** @returns the discount's number: another one, when what Shopify held could not become what it should be */
async function send(
  working: Working,
  at: At,
  offer: Offer,
  { which, sent, held, twin: { twinId } }: ToSend,
): Promise<number> {
  const { admin } = working;
  const carried = carriedOf(offer);
  let { discountId } = which;
  const isPauseAlone =
    carried.isResting && sent !== null && isSame({ ...sent, isResting: true }, carried);
  const isAnother =
    !held ||
    !canBecome(held, carried) ||
    (which.method === "member-codes") !== (offer.method === "member-codes");
  if (isAnother) {
    await deleteDiscount(admin, which);
    discountId = await create(working, at, offer, twinId);
  } else if (!isPauseAlone) {
    const { currency } = at;
    const { code } = carried;
    const input = discountInput(carried, { shop: { currency, twinId }, held, code });
    await updateDiscount(admin, which, input);
  }
  if (carried.isResting) await restDiscount(admin, { method: offer.method, discountId });
  return discountId;
}
