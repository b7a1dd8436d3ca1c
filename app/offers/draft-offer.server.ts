import { randomInt } from "node:crypto";
import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { readDraft, type OfferContent, type OfferDraft, type OfferFaults } from "./draft.ts";
import { offerOfRow } from "./offer-row.ts";
import { textOfTerms } from "./read-terms.ts";

export type OfferDrafted =
  | { kind: "created"; offerId: number }
  | { kind: "invalid"; faults: OfferFaults }
  | { kind: "segment-missing" };

/** Keeps an offer as a draft: Shopify hears nothing of it before it is activated. */
export async function draftOffer(
  db: Database,
  { shopId, draft, now }: { shopId: number; draft: OfferDraft; now: number },
): Promise<OfferDrafted> {
  const read = readDraft(draft, now);
  if (read.kind === "invalid") return read;
  return db.transaction().execute(async (tx): Promise<OfferDrafted> => {
    const { content } = read;
    if (!(await hasSegment(tx, { shopId, segmentId: content.segmentId }))) {
      return { kind: "segment-missing" };
    }
    return { kind: "created", offerId: await insertDraft(tx, { shopId, content, now }) };
  });
}

/** A draft with the same content: the way to have an offer that is over once more. Its dates are the merchant's to set. */
export async function duplicateOffer(
  db: Database,
  { shopId, offerId, now }: { shopId: number; offerId: number; now: number },
): Promise<{ kind: "created"; offerId: number } | { kind: "missing" }> {
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom("offers")
      .selectAll()
      .where("shopId", "=", shopId)
      .where("offerId", "=", offerId)
      .executeTakeFirst();
    if (!row) return { kind: "missing" };
    const { segmentId, title, terms, method, code, startsAt, endsAt, ...rest } = offerOfRow(row);
    const { holdoutBasisPoints, quietDays } = rest;
    const content = { segmentId, title, terms, method, code, startsAt, endsAt };
    const copy = { ...content, holdoutBasisPoints, quietDays };
    return { kind: "created", offerId: await insertDraft(tx, { shopId, content: copy, now }) };
  });
}

export const hasSegment = async (
  db: Database,
  { shopId, segmentId }: { shopId: number; segmentId: number },
): Promise<boolean> => {
  const found = await db
    .selectFrom("segments")
    .select("segmentId")
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .executeTakeFirst();
  return found !== undefined;
};

/** As columns. */
export const rowOfContent = ({ terms, ...content }: OfferContent) => ({
  ...content,
  terms: textOfTerms(terms),
});

async function insertDraft(
  tx: Database,
  { shopId, content, now }: { shopId: number; content: OfferContent; now: number },
): Promise<number> {
  const { offerId } = await tx
    .insertInto("offers")
    .columns([
      "shopId",
      "offerId",
      "handle",
      "segmentId",
      "title",
      "terms",
      "method",
      "code",
      "startsAt",
      "endsAt",
      "holdoutBasisPoints",
      "quietDays",
      "state",
      "createdAt",
      "updatedAt",
    ])
    .values({
      shopId,
      offerId: sql<number>`(select coalesce(max(offer_id), 0) + 1 from offers where shop_id = ${shopId})`,
      handle: newHandle(),
      ...rowOfContent(content),
      state: "draft",
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
