import type { Database } from "#app/db/database.server.ts";
import { offerOfRow } from "#app/offers/offer-row.ts";
import { phaseOf, type Offer } from "#app/offers/offer.ts";
import { Fault } from "#app/platform/errors.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import type { UserError } from "#app/shopify/faults.ts";
import { gid, numericId } from "#app/shopify/ids.ts";
import { APP_INSTALLATION, DELETE_METAOBJECT, UPSERT_METAOBJECT } from "./documents.ts";
import type { Difference } from "./differences.server.ts";
import {
  configText,
  EVERYONE,
  metaobjectFields,
  METAOBJECT_TYPE,
  offerToPromise,
  PRODUCTS_PER_SHELF,
} from "./layout.ts";
import {
  discountContent,
  forgetObject,
  publishedObjects,
  rememberObject,
} from "./published-objects.server.ts";
import { remember, sendDifferences } from "./send-metafields.server.ts";

/** Shopify did not take something that it may take when our copy of the shop is up to date again. */
export class PublishRefused extends Fault {
  readonly code = "publish_refused";
  readonly retryable = true;
}

interface Publishing {
  db: Database;
  admin: Admin;
}

interface At {
  shopId: number;
  now: number;
}

/** What blocks are to show: one metaobject a segment, and what a block must know before it may choose one. */
interface Storefront {
  /** By handle: the fields, as text to compare. */
  metaobjects: Map<string, string>;
  config: string;
}

/**
 * Brings up to date what blocks read besides a customer's own metafields. An offer is in it only while it holds and
 * has been confirmed; so this comes before anything is taken away from a checkout, and after anything is added to it.
 * @returns how many things were sent
 */
export async function publishStorefront({ db, admin }: Publishing, at: At): Promise<number> {
  const { shopId, now } = at;
  const { metaobjects, config } = await desiredStorefront(db, at);
  const published = await publishedObjects(db, { shopId, kind: "metaobject" });
  let sent = 0;
  for (const [handle, content] of metaobjects) {
    if (published.get(handle)?.content === content) continue;
    const objectId = await upsertMetaobject(admin, handle, content);
    await rememberObject(db, { shopId, kind: "metaobject", handle, objectId, content, now });
    sent++;
  }
  return sent + (await publishAppData({ db, admin }, at, config));
}

/** Takes away the metaobjects of segments that are no more; when no customer and no config names them. */
export async function withdrawMetaobjects({ db, admin }: Publishing, at: At): Promise<void> {
  const { shopId } = at;
  const { metaobjects } = await desiredStorefront(db, at);
  const published = await publishedObjects(db, { shopId, kind: "metaobject" });
  for (const { handle, objectId } of published.values()) {
    if (metaobjects.has(handle)) continue;
    const { metaobjectDelete: answer } = await admin.ask(DELETE_METAOBJECT, {
      id: gid("Metaobject", objectId),
    });
    const faults = (answer?.userErrors ?? []).filter(({ code }) => code !== "RECORD_NOT_FOUND");
    refuse("DeleteMetaobject", faults);
    await forgetObject(db, { shopId, kind: "metaobject", handle });
  }
}

async function upsertMetaobject(admin: Admin, handle: string, content: string): Promise<number> {
  const fields = Object.entries(JSON.parse(content) as Record<string, string>);
  const { metaobjectUpsert: answer } = await admin.ask(UPSERT_METAOBJECT, {
    handle: { type: METAOBJECT_TYPE, handle },
    metaobject: { fields: fields.map(([key, value]) => ({ key, value })) },
  });
  refuse("UpsertMetaobject", answer?.userErrors ?? []);
  if (!answer?.metaobject) throw new PublishRefused("UpsertMetaobject: nothing was made");
  return numericId(answer.metaobject.id);
}

function refuse(name: string, userErrors: readonly UserError[]): void {
  const [error] = userErrors;
  if (error) throw new PublishRefused(`${name}: ${error.message}`);
}

/** The kill switch and the config, on the app's own installation. */
async function publishAppData({ db, admin }: Publishing, { shopId, now }: At, config: string) {
  const published = await db
    .selectFrom("publishedMetafields")
    .select(["key", "value"])
    .where("shopId", "=", shopId)
    .where("ownerType", "=", "app")
    .execute();
  const known = new Map(published.map(({ key, value }) => [key, value]));
  const stale = Object.entries({ enabled: "true", config }).filter(
    ([key, value]) => known.get(key) !== value,
  );
  if (stale.length === 0) return 0;
  const { currentAppInstallation } = await admin.ask(APP_INSTALLATION, {});
  const ownerId = numericId(currentAppInstallation.id);
  const rows = stale.map(([key, value]): Difference => ({ ownerType: "app", ownerId, key, value }));
  const { confirmed, refused } = await sendDifferences(admin, rows);
  await remember(db, { shopId, rows: confirmed, now });
  if (refused[0]) throw new PublishRefused(`SetMetafields: ${refused[0].reason}`);
  return confirmed.length;
}

/** What blocks should read, from segments, shelves and offers as they are. */
async function desiredStorefront(db: Database, { shopId, now }: At): Promise<Storefront> {
  const segments = await db
    .selectFrom("segments")
    .select(["segmentId", "handle"])
    .where("shopId", "=", shopId)
    .orderBy("priority")
    .orderBy("segmentId")
    .execute();
  const shelves = await shelvesOf(db, shopId);
  const offers = await promisedOffers(db, { shopId, now });

  const metaobjects = new Map<string, string>();
  const promised: { offer: string; segment: string }[] = [];
  for (const { segmentId, handle } of segments) {
    const offer = offerToPromise(
      offers.filter((candidate) => candidate.segmentId === segmentId),
      now,
    );
    metaobjects.set(handle, JSON.stringify(metaobjectFields(shelves.get(handle) ?? [], offer)));
    if (offer) promised.push({ offer: offer.handle, segment: handle });
  }
  metaobjects.set(
    EVERYONE,
    JSON.stringify(metaobjectFields(shelves.get(EVERYONE) ?? [], undefined)),
  );
  const order = segments.map(({ handle }) => handle);
  return { metaobjects, config: configText(order, promised) };
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

/** Offers that hold and whose discount was seen to reach its members. */
async function promisedOffers(db: Database, { shopId, now }: At): Promise<Offer[]> {
  const discounts = await publishedObjects(db, { shopId, kind: "discount" });
  const offers = await activeOffers(db, shopId);
  return offers.filter((offer) => {
    const discount = discounts.get(offer.handle);
    return discount && discountContent(discount).isConfirmed && phaseOf(offer, now) !== "ended";
  });
}

/** Offers that the merchant has not ended and whose segment is still there. */
export async function activeOffers(db: Database, shopId: number): Promise<Offer[]> {
  const rows = await db
    .selectFrom("offers")
    .innerJoin("segments", (join) =>
      join
        .onRef("segments.shopId", "=", "offers.shopId")
        .onRef("segments.segmentId", "=", "offers.segmentId"),
    )
    .selectAll("offers")
    .where("offers.shopId", "=", shopId)
    .where("offers.state", "=", "active")
    .orderBy("segments.priority")
    .orderBy("offers.offerId")
    .execute();
  return rows.map(offerOfRow);
}
