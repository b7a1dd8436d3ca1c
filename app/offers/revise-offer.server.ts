import type { Database } from "#app/db/database.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { readDraft, type OfferDraft } from "./draft.ts";
import { hasSegment, rowOfContent } from "./draft-offer.server.ts";
import { offerOfRow } from "./offer-row.ts";
import { stoppedInShop, whatStops, type Stopped } from "./what-stops.server.ts";

export type OfferRevised =
  | { kind: "revised" }
  | { kind: "missing" }
  /** What is over stays as it was: it can be copied. */
  | { kind: "ended" }
  | Stopped;

interface Revising {
  shopId: number;
  offerId: number;
  draft: OfferDraft;
  /** Codes of findings that the merchant confirms of the offer as it is now; of what it was before none counts. */
  confirmed?: readonly string[];
  now: number;
}

/**
 * Changes an offer. A draft may become anything; one that customers have is held to what an activation is held to. What
 * is promised of it is taken back until Shopify holds the change.
 * @throws ShopifyUnavailable, ShopifyRefused, ShopifyUnauthorized
 */
export async function reviseOffer(
  { db, admin }: { db: Database; admin: Admin },
  { shopId, offerId, draft, confirmed = [], now }: Revising,
): Promise<OfferRevised> {
  const read = readDraft(draft, now);
  if (read.kind === "invalid") return read;
  const before = await offerOf(db, { shopId, offerId });
  if (!before) return { kind: "missing" };
  const { state } = before;
  const { content } = read;
  const asked = { shopId, offerId, content, confirmed, now };
  if (state === "active" || state === "paused") {
    const stopped = await whatStops({ db, admin }, asked);
    if (stopped) return stopped;
  }
  return db.transaction().execute(async (tx): Promise<OfferRevised> => {
    const held = (await offerOf(tx, { shopId, offerId }))?.state;
    if (held === undefined) return { kind: "missing" };
    if (held === "ended") return { kind: "ended" };
    if (!(await hasSegment(tx, { shopId, segmentId: content.segmentId }))) {
      return { kind: "segment-missing" };
    }
    const since = held === "draft" ? null : await stoppedInShop(tx, asked);
    if (since) return since;
    await tx
      .updateTable("offers")
      .set({ ...rowOfContent(content), confirmed: JSON.stringify(confirmed), updatedAt: now })
      .where("shopId", "=", shopId)
      .where("offerId", "=", offerId)
      .execute();
    if (held !== "draft") {
      await enqueue(tx, "publish.run", { shopId }, { key: `publish.run:${shopId}` });
    }
    return { kind: "revised" };
  });
}

async function offerOf(db: Database, { shopId, offerId }: Pick<Revising, "shopId" | "offerId">) {
  const row = await db
    .selectFrom("offers")
    .selectAll()
    .where("shopId", "=", shopId)
    .where("offerId", "=", offerId)
    .executeTakeFirst();
  return row && offerOfRow(row);
}
