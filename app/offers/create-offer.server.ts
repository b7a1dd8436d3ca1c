import { randomInt } from "node:crypto";
import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { maySetPrices } from "#app/segments/purpose.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { DISCOUNTS_IN_THE_WAY } from "./documents.ts";
import {
  codeKey,
  offerTerms,
  type OfferDraft,
  type OfferFaults,
  type OfferTerms,
} from "./offer.ts";

export type OfferCreated =
  | { kind: "created"; offerId: number }
  | { kind: "invalid"; faults: OfferFaults }
  | { kind: "segment-missing" }
  /** A price may not depend on what its query asks before the merchant has said that they know. */
  | { kind: "ground-not-acknowledged" }
  /** The shop has that code already: `ours` says whether another offer of ours is it. */
  | { kind: "code-taken"; ours: boolean }
  /** Shopify runs no more automatic discounts than this at once in a shop. */
  | { kind: "too-many-automatic"; limit: number };

/** Of all apps and the merchant together; Shopify's cap. */
export const AUTOMATIC_DISCOUNTS_AT_ONCE = 25;

/**
 * Makes an offer and has it published. Shopify's own limits are looked up before, so that a merchant hears of them
 * here and not in an hour.
 * @throws ShopifyUnavailable, ShopifyRefused, ShopifyUnauthorized
 */
export async function createOffer(
  { db, admin }: { db: Database; admin: Admin },
  { shopId, draft, now }: { shopId: number; draft: OfferDraft; now: number },
): Promise<OfferCreated> {
  const read = offerTerms(draft, now);
  if (read.kind === "invalid") return read;
  const { terms } = read;

  const inTheWay = await admin.ask(DISCOUNTS_IN_THE_WAY, { code: terms.code ?? "-" });
  if (terms.method === "automatic") {
    const running = inTheWay.discountNodesCount?.count ?? 0;
    if (running >= AUTOMATIC_DISCOUNTS_AT_ONCE) {
      return { kind: "too-many-automatic", limit: AUTOMATIC_DISCOUNTS_AT_ONCE };
    }
  }
  return db.transaction().execute(async (tx): Promise<OfferCreated> => {
    const found = await lookAround(tx, shopId, terms);
    if (!found.segment) return { kind: "segment-missing" };
    if (!maySetPrices(found.segment)) return { kind: "ground-not-acknowledged" };
    if (found.hasTitle) return { kind: "invalid", faults: { title: "taken" } };
    if (terms.code !== null && (found.hasCode || inTheWay.codeDiscountNodeByCode)) {
      return { kind: "code-taken", ours: found.hasCode };
    }
    const offerId = await insertOffer(tx, shopId, terms, now);
    await enqueue(tx, "publish.run", { shopId }, { key: `publish.run:${shopId}` });
    return { kind: "created", offerId };
  });
}

/** Among the shop's offers that the merchant has not ended. An automatic discount's title is its name, and unique. */
async function lookAround(tx: Database, shopId: number, terms: OfferTerms) {
  const segment = await tx
    .selectFrom("segments")
    .select(["query", "acknowledgedQuery"])
    .where("shopId", "=", shopId)
    .where("segmentId", "=", terms.segmentId)
    .executeTakeFirst();
  const active = await tx
    .selectFrom("offers")
    .select(["title", "code"])
    .where("shopId", "=", shopId)
    .where("state", "=", "active")
    .execute();
  return {
    segment,
    hasTitle: active.some(({ title }) => codeKey(title) === codeKey(terms.title)),
    hasCode: active.some(
      ({ code }) => code !== null && terms.code !== null && codeKey(code) === codeKey(terms.code),
    ),
  };
}

async function insertOffer(tx: Database, shopId: number, terms: OfferTerms, now: number) {
  const { offerId } = await tx
    .insertInto("offers")
    .columns([
      "shopId",
      "offerId",
      "handle",
      "segmentId",
      "title",
      "basisPoints",
      "method",
      "code",
      "startsAt",
      "endsAt",
      "state",
      "createdAt",
      "updatedAt",
    ])
    .values({
      shopId,
      offerId: sql<number>`(select coalesce(max(offer_id), 0) + 1 from offers where shop_id = ${shopId})`,
      handle: newHandle(),
      ...terms,
      state: "active",
      createdAt: now,
      updatedAt: now,
    })
    .returning("offerId")
    .executeTakeFirstOrThrow();
  return offerId;
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

/** All of one length, so that none is part of another. Two alike in one shop: one in two thousand million. */
const newHandle = () =>
  `o-${Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]).join("")}`;
