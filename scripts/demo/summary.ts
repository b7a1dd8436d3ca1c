import type { Database } from "#app/db/database.server.ts";
import { listOffers } from "#app/offers/offers.server.ts";
import { publishState } from "#app/publish/publish-state.server.ts";
import { listSegments } from "#app/segments/segments.server.ts";
import { heldFigures } from "#tests/support/held-figures.ts";
import type { Demo } from "./options.ts";
import { shelfOf, type Store } from "./store.ts";

/** A customer to look at the storefront as, and the segment that they are shown for. */
export interface Shopper {
  customerId: number;
  segment: string;
}

/**
 * What came of it all, from both sides: the store's own figures beside the app's, and what the storefront rendered.
 */
export async function summarise(
  { demo, store, db }: { demo: Demo; store: Store; db: Database },
  { shopId, shoppers, cart }: { shopId: number; shoppers: Shopper[]; cart: { handle: string } },
) {
  const held = await heldFigures(db, { shopId });
  const { loadReport, ...stored } = await store.summary();
  const segments = await listSegments(db, { shopId });
  const { offers } = await listOffers(db, { shopId, now: Date.now() });
  const views = [{ customerId: undefined, segment: "guest" }, ...shoppers];

  return {
    shop: demo.shop,
    store: stored,
    app: held,
    agree: differences(stored, { ...held }).length === 0,
    differences: differences(stored, { ...held }),
    segments: segments.map(({ name, query, memberCount }) => ({
      name,
      query,
      members: memberCount,
    })),
    offers: offers.map(({ title, segmentName, method, phase, isPublished, fault }) => ({
      ...{ title, segment: segmentName, method, phase, isPublished, fault },
    })),
    published: {
      state: await publishState(db, shopId),
      metafields: await publishedMetafields(db, shopId),
      objects: await publishedObjects(db, shopId),
    },
    storefront: await Promise.all(
      views.map(async ({ customerId, segment }) => ({
        customer: customerId ?? null,
        segment,
        ...shelfOf(await store.storefront("/", customerId)),
      })),
    ),
    checkout: await Promise.all(
      views.map(async ({ customerId, segment }) => ({
        customer: customerId ?? null,
        segment,
        ...(await store.cartTotal(cart.handle, customerId)),
      })),
    ),
    load: loadReport,
  };
}

/** Where the store's figures and the app's are not the same, by name. */
function differences(
  store: Record<string, unknown>,
  app: Record<string, unknown>,
  path = "",
): string[] {
  return Object.entries(app).flatMap(([name, ours]) => {
    const theirs = store[name];
    if (isRecord(ours) && isRecord(theirs)) return differences(theirs, ours, `${path}${name}.`);
    return Object.is(ours, theirs)
      ? []
      : [`${path}${name}: store ${String(theirs)}, app ${String(ours)}`];
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

const publishedMetafields = (db: Database, shopId: number) =>
  db
    .selectFrom("publishedMetafields")
    .select(({ fn }) => ["ownerType", "key", fn.countAll<number>().as("owners")])
    .where("shopId", "=", shopId)
    .groupBy(["ownerType", "key"])
    .orderBy("ownerType")
    .orderBy("key")
    .execute();

const publishedObjects = (db: Database, shopId: number) =>
  db
    .selectFrom("publishedObjects")
    .select(({ fn }) => ["kind", fn.countAll<number>().as("objects")])
    .where("shopId", "=", shopId)
    .groupBy("kind")
    .orderBy("kind")
    .execute();
