import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { dayOf } from "#app/platform/calendar.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { offeredProducts } from "../what-counts.server.ts";
import { Reason, reasonText } from "../reason.ts";

/** A product on a shelf, as a merchant sees it. */
export interface ShelfProduct {
  productId: number;
  title: string;
  imageUrl: string | null;
  priceMinor: number;
  /** For sale now; if not, it is left out when the shelf is published. */
  isAvailable: boolean;
  reason: string;
}

/** Whose shelves there are: the segments by priority. `everyone` comes on top. */
export const listShelves = (db: Database, { shopId }: { shopId: number }) =>
  db
    .selectFrom("segments")
    .select(["handle", "name"])
    .where("shopId", "=", shopId)
    .orderBy("priority")
    .orderBy("segmentId")
    .execute();

/** The shelf of a segment by its handle, or of `everyone`, with its spares. */
export async function shelfProducts(
  db: Database,
  { shopId, handle, asOf }: { shopId: number; handle: string; asOf: number },
): Promise<ShelfProduct[]> {
  const items = await db
    .selectFrom("shelfItems")
    .select(["productId", "reason"])
    .where("shopId", "=", shopId)
    .where("handle", "=", handle)
    .orderBy("rank")
    .execute();
  return inWords(db, { shopId, asOf, items });
}

/** A customer's own shelf; empty for who never bought. */
export async function customerPicks(
  db: Database,
  { shopId, customerId, asOf }: { shopId: number; customerId: number; asOf: number },
): Promise<ShelfProduct[]> {
  const items = await db
    .selectFrom("picks")
    .select(["productId", "reason"])
    .where("shopId", "=", shopId)
    .where("customerId", "=", customerId)
    .orderBy("rank")
    .execute();
  return inWords(db, { shopId, asOf, items });
}

interface Items {
  shopId: number;
  asOf: number;
  items: readonly { productId: number; reason: string }[];
}

async function inWords(db: Database, { shopId, asOf, items }: Items): Promise<ShelfProduct[]> {
  const { timeZone } = await readShop(db, shopId);
  const today = dayOf(asOf, timeZone);
  const read = items.map(({ productId, reason }) => {
    return { productId, reason: Reason.parse(JSON.parse(reason)) };
  });
  const mentioned = read.flatMap(({ productId, reason }) =>
    reason.kind === "goes-with" || reason.kind === "goes-next"
      ? [productId, reason.productId]
      : [productId],
  );
  const products = await db
    .selectFrom("products")
    .select(["productId", "title", "imageUrl", "minPriceMinor"])
    .where("shopId", "=", shopId)
    .where("productId", "in", idsIn(db, mentioned))
    .execute();
  const offered = await offeredProducts(db, { shopId, asOf })
    .select("productId")
    .where("productId", "in", idsIn(db, mentioned))
    .execute();
  const byId = new Map(products.map((product) => [product.productId, product]));
  const isOffered = new Set(offered.map(({ productId }) => productId));
  const titleOf = (productId: number) => byId.get(productId)?.title ?? "a deleted product";
  return read.map(({ productId, reason }) => ({
    productId,
    title: titleOf(productId),
    imageUrl: byId.get(productId)?.imageUrl ?? null,
    priceMinor: byId.get(productId)?.minPriceMinor ?? 0,
    isAvailable: isOffered.has(productId),
    reason: reasonText(reason, { today, titleOf }),
  }));
}
