import type { Database } from "#app/db/database.server.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { pages } from "#app/shopify/pages.ts";
import {
  ALL_DISCOUNT_SEGMENTS,
  ALL_SEGMENT_NAMES,
  COUNT_METAFIELDS,
  COUNT_METAOBJECTS,
} from "./documents.ts";
import { isTwin, type Found } from "./found.ts";

const METAOBJECT_TYPES = ["$app:segment", "$app:offer", "$app:tier"];

/**
 * Asks Shopify what it holds of ours, whatever we remember to have written. Discounts are ours if they are for a twin,
 * or for segments of which none is left: a twin that was deleted leaves such a one behind.
 * @throws ShopifyUnavailable, ShopifyRefused, ShopifyUnauthorized
 */
async function scan(admin: Admin): Promise<Found> {
  const counted = await admin.ask(COUNT_METAFIELDS, {});
  const ofOwner = (owner: "customer" | "product") =>
    counted[`${owner}s`].nodes.map(({ key, metafieldsCount }) => ({
      ...{ owner, key, count: metafieldsCount },
    }));
  const appData = counted.currentAppInstallation.metafields.nodes;
  const metaobjects: Found["metaobjects"] = [];
  for (const type of METAOBJECT_TYPES) {
    const { metaobjectDefinitionByType } = await admin.ask(COUNT_METAOBJECTS, { type });
    metaobjects.push({ type, count: metaobjectDefinitionByType?.metaobjectsCount ?? 0 });
  }
  return {
    metafields: [
      ...ofOwner("customer"),
      ...ofOwner("product"),
      ...appData.map(({ key }) => ({ owner: "app" as const, key, count: 1 })),
    ],
    metaobjects,
    segments: await twinNames(admin),
    discounts: await discountTitles(admin),
  };
}

async function twinNames(admin: Admin): Promise<string[]> {
  const found: string[] = [];
  const all = pages(async (cursor) => (await admin.ask(ALL_SEGMENT_NAMES, { cursor })).segments);
  for await (const nodes of all) {
    found.push(...nodes.flatMap(({ name }) => (isTwin(name) ? [name] : [])));
  }
  return found;
}

async function discountTitles(admin: Admin): Promise<string[]> {
  const found: string[] = [];
  const all = pages(
    async (cursor) => (await admin.ask(ALL_DISCOUNT_SEGMENTS, { cursor })).discountNodes,
  );
  for await (const nodes of all) {
    for (const { discount } of nodes) {
      if (!("context" in discount) || !("segments" in discount.context)) continue;
      const names = discount.context.segments.map(({ name }) => name);
      if (names.every(isTwin)) found.push(discount.title);
    }
  }
  return found;
}

export interface Scan {
  scannedAt: number;
  found: Found;
}

/** Asks, and keeps the answer for the page. */
export async function scanShop(
  { db, admin }: { db: Database; admin: Admin },
  { shopId, now }: { shopId: number; now: number },
): Promise<Found> {
  const found = await scan(admin);
  const row = { scannedAt: now, found: JSON.stringify(found) };
  await db
    .insertInto("publishScans")
    .values({ shopId, ...row })
    .onConflict((conflict) => conflict.column("shopId").doUpdateSet(row))
    .execute();
  return found;
}

export async function readScan(db: Database, shopId: number): Promise<Scan | null> {
  const row = await db
    .selectFrom("publishScans")
    .select(["scannedAt", "found"])
    .where("shopId", "=", shopId)
    .executeTakeFirst();
  return row ? { scannedAt: row.scannedAt, found: JSON.parse(row.found) as Found } : null;
}
