import type { Database } from "#app/db/database.server.ts";
import { maySetPrices } from "#app/segments/purpose.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { numericId } from "#app/shopify/ids.ts";
import { DISCOUNTS_IN_THE_WAY } from "./documents.ts";
import type { OfferContent, OfferFaults } from "./draft.ts";
import { inTheWay, type Finding } from "./guards/finding.ts";
import { guardOffer } from "./guards/guard-offer.server.ts";
import { codeKey } from "./offer.ts";

/** Why an offer cannot be had by anybody now. */
export type Stopped =
  | { kind: "invalid"; faults: OfferFaults }
  | { kind: "segment-missing" }
  /** A price may not depend on what its query asks before the merchant has said that they know. */
  | { kind: "ground-not-acknowledged" }
  /** The shop has that code already: `ours` says whether another offer of ours is it. */
  | { kind: "code-taken"; ours: boolean }
  /** Shopify runs no more automatic discounts than this at once in a shop. */
  | { kind: "too-many-automatic"; limit: number }
  /** What its guards found and nobody has confirmed, or nobody can. */
  | { kind: "guarded"; findings: Finding[] };

interface Asked {
  shopId: number;
  offerId: number;
  content: OfferContent;
  /** What the merchant has confirmed of what the guards found. */
  confirmed: readonly string[];
  now: number;
}

/** Of all apps and the merchant together; Shopify's cap. */
export const AUTOMATIC_DISCOUNTS_AT_ONCE = 25;

/**
 * What there is against an offer in Shopify and in the shop, so that a merchant hears of it here and not in an hour.
 * @throws ShopifyUnavailable, ShopifyRefused, ShopifyUnauthorized
 */
export async function whatStops(
  { db, admin }: { db: Database; admin: Admin },
  asked: Asked,
): Promise<Stopped | null> {
  const { shopId, offerId, content, confirmed, now } = asked;
  const stopped = await stoppedInShop(db, asked);
  if (stopped) return stopped;
  const own = await ownDiscount(db, asked);
  const shopify = await admin.ask(DISCOUNTS_IN_THE_WAY, { code: content.code ?? "-" });
  const running = shopify.discountNodesCount?.count ?? 0;
  const isNewAutomatic = content.method === "automatic" && own?.method !== "automatic";
  if (isNewAutomatic && running >= AUTOMATIC_DISCOUNTS_AT_ONCE) {
    return { kind: "too-many-automatic", limit: AUTOMATIC_DISCOUNTS_AT_ONCE };
  }
  const holder = shopify.codeDiscountNodeByCode;
  if (content.code !== null && holder && numericId(holder.id) !== own?.discountId) {
    return { kind: "code-taken", ours: false };
  }
  const findings = await guardOffer({ db, admin }, { shopId, offer: { ...content, offerId }, now });
  const left = inTheWay(findings, confirmed);
  return left.length > 0 ? { kind: "guarded", findings: left } : null;
}

/** The part of it that our own tables know: to be asked again in the transaction that goes by it. */
export async function stoppedInShop(
  db: Database,
  { shopId, offerId, content, now }: Omit<Asked, "confirmed">,
): Promise<Stopped | null> {
  if (content.endsAt !== null && content.endsAt <= now) {
    return { kind: "invalid", faults: { endsAt: "past" } };
  }
  if (await isShareChanged(db, { shopId, offerId, content })) {
    return { kind: "invalid", faults: { holdout: "fixed" } };
  }
  const segment = await db
    .selectFrom("segments")
    .select(["query", "acknowledgedQuery"])
    .where("shopId", "=", shopId)
    .where("segmentId", "=", content.segmentId)
    .executeTakeFirst();
  if (!segment) return { kind: "segment-missing" };
  if (!maySetPrices(segment)) return { kind: "ground-not-acknowledged" };
  const others = await db
    .selectFrom("offers")
    .select(["title", "code"])
    .where("shopId", "=", shopId)
    .where("offerId", "!=", offerId)
    .where("state", "in", ["active", "paused"])
    .execute();
  const isSame = (one: string | null, other: string | null) =>
    one !== null && other !== null && codeKey(one) === codeKey(other);
  // An automatic discount's title is its name, and unique.
  if (others.some(({ title }) => isSame(title, content.title))) {
    return { kind: "invalid", faults: { title: "taken" } };
  }
  if (others.some(({ code }) => isSame(code, content.code))) {
    return { kind: "code-taken", ours: true };
  }
  return null;
}

/** Of one that has been activated: members have been kept from it by the share it had then. */
async function isShareChanged(
  db: Database,
  { shopId, offerId, content }: Pick<Asked, "shopId" | "offerId" | "content">,
): Promise<boolean> {
  const held = await db
    .selectFrom("offers")
    .select("holdoutBasisPoints")
    .where("shopId", "=", shopId)
    .where("offerId", "=", offerId)
    .where("state", "!=", "draft")
    .executeTakeFirst();
  return held !== undefined && held.holdoutBasisPoints !== content.holdoutBasisPoints;
}

const ownDiscount = (db: Database, { shopId, offerId }: Asked) =>
  db
    .selectFrom("offers")
    .select(["discountId", "method"])
    .where("shopId", "=", shopId)
    .where("offerId", "=", offerId)
    .where("discountId", "is not", null)
    .executeTakeFirst();
