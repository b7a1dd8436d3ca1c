import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { readOfferSettings } from "#app/offers/settings/settings.server.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { PRODUCTS_PER_SHELF } from "../layout.ts";
import { configText } from "./config.ts";
import { offerFields, productsNamed } from "./offer-fields.ts";
import { promisedOffers } from "./promised-offers.server.ts";
import { EVERYONE, segmentFields } from "./segment-fields.ts";
import { tierObjects } from "./tier-objects.server.ts";

export interface Metaobject {
  type: "$app:segment" | "$app:offer" | "$app:tier";
  fields: Record<string, string>;
}

interface Storefront {
  /** By handle; those of segments, offers and tiers differ in their first letter. */
  metaobjects: Map<string, Metaobject>;
  /** Null: no block is to show anything. */
  config: string | null;
}

/** What blocks should read besides what is a customer's or a product's own, from segments, shelves and offers as they are. */
export async function desiredStorefront(
  db: Database,
  { shopId, now }: { shopId: number; now: number },
): Promise<Storefront> {
  const { currency, consent, withdrawnAt } = await readShop(db, shopId);
  if (withdrawnAt !== null) return { metaobjects: new Map(), config: null };
  const { disclose } = await readOfferSettings(db, { shopId });
  const segments = await segmentHandles(db, shopId);
  const tiers = await tierNames(db, shopId);
  const shelves = await shelvesOf(db, shopId);
  const offers = await promisedOffers(db, { shopId, now });
  const named = offers.flatMap(({ terms }) => productsNamed(terms.reduction));
  const forSale = await productsForSale(db, shopId, named);

  const metaobjects = new Map<string, Metaobject>();
  const everyone = shelves.get(EVERYONE) ?? [];
  for (const handle of segments) {
    const products = withSpares(shelves.get(handle) ?? [], everyone);
    metaobjects.set(handle, { type: "$app:segment", fields: segmentFields(products) });
  }
  metaobjects.set(EVERYONE, { type: "$app:segment", fields: segmentFields(everyone) });
  for (const offer of offers) {
    const fields = { ...offerFields(offer, { currency, canBeBought: (id) => forSale.has(id) }) };
    metaobjects.set(offer.handle, { type: "$app:offer", fields });
  }
  for (const [handle, fields] of await tierObjects(db, shopId)) {
    metaobjects.set(handle, { type: "$app:tier", fields: { ...fields } });
  }
  return { metaobjects, config: configText({ segments, offers, consent, disclose, tiers }) };
}

/** Enough for two full shelves of eight when some are sold out. */
const ENOUGH_PRODUCTS = 24;

/** What is popular stands behind what a segment likes, so that a block finds enough with one metaobject. */
const withSpares = (products: readonly number[], everyone: readonly number[]): number[] =>
  products.length >= ENOUGH_PRODUCTS
    ? [...products]
    : [...new Set([...products, ...everyone])].slice(0, ENOUGH_PRODUCTS);

async function productsForSale(
  db: Database,
  shopId: number,
  productIds: readonly number[],
): Promise<Set<number>> {
  if (productIds.length === 0) return new Set();
  const rows = await db
    .selectFrom("products")
    .select("productId")
    .where("shopId", "=", shopId)
    .where("productId", "in", idsIn(db, productIds))
    .where("status", "=", "ACTIVE")
    .where("isAvailable", "=", 1)
    .execute();
  return new Set(rows.map(({ productId }) => productId));
}

async function segmentHandles(db: Database, shopId: number): Promise<string[]> {
  const segments = await db
    .selectFrom("segments")
    .select("handle")
    .where("shopId", "=", shopId)
    .orderBy("priority")
    .orderBy("segmentId")
    .execute();
  return segments.map(({ handle }) => handle);
}

async function tierNames(db: Database, shopId: number): Promise<string[]> {
  const tiers = await db
    .selectFrom("tiers")
    .select("name")
    .where("shopId", "=", shopId)
    .where("archivedAt", "is", null)
    .orderBy("threshold")
    .execute();
  return tiers.map(({ name }) => name);
}

async function shelvesOf(db: Database, shopId: number): Promise<Map<string, number[]>> {
  const items = await db
    .selectFrom("shelfItems")
    .innerJoin("products", (join) =>
      join
        .onRef("products.shopId", "=", "shelfItems.shopId")
        .onRef("products.productId", "=", "shelfItems.productId"),
    )
    .select(["shelfItems.handle", "shelfItems.productId"])
    .where("shelfItems.shopId", "=", shopId)
    .where("rank", "<=", PRODUCTS_PER_SHELF)
    .where("status", "=", "ACTIVE")
    .where("isAvailable", "=", 1)
    .orderBy("shelfItems.handle")
    .orderBy("rank")
    .execute();
  const shelves = new Map<string, number[]>();
  for (const { handle, productId } of items) {
    shelves.set(handle, [...(shelves.get(handle) ?? []), productId]);
  }
  return shelves;
}
