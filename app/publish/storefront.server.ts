import type { Database } from "#app/db/database.server.ts";
import { Fault } from "#app/platform/errors.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import type { UserError } from "#app/shopify/faults.ts";
import { gid, numericId } from "#app/shopify/ids.ts";
import { APP_INSTALLATION, DELETE_METAOBJECT, UPSERT_METAOBJECT } from "./documents.ts";
import type { Difference } from "./differences.server.ts";
import { forgetObject, publishedObjects, rememberObject } from "./published-objects.server.ts";
import { remember, sendDifferences } from "./send-metafields.server.ts";
import { desiredStorefront, type Metaobject } from "./storefront/desired-storefront.server.ts";

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
  for (const [handle, metaobject] of metaobjects) {
    const content = JSON.stringify(metaobject.fields);
    if (published.get(handle)?.content === content) continue;
    const objectId = await upsertMetaobject(admin, handle, metaobject);
    await rememberObject(db, { shopId, kind: "metaobject", handle, objectId, content, now });
    sent++;
  }
  return sent + (await publishAppData({ db, admin }, at, config));
}

/** Takes away the metaobjects of segments and offers that are no more; when no customer and no config names them. */
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

async function upsertMetaobject(
  admin: Admin,
  handle: string,
  { type, fields }: Metaobject,
): Promise<number> {
  const { metaobjectUpsert: answer } = await admin.ask(UPSERT_METAOBJECT, {
    handle: { type, handle },
    metaobject: { fields: Object.entries(fields).map(([key, value]) => ({ key, value })) },
  });
  refuse("UpsertMetaobject", answer?.userErrors ?? []);
  if (!answer?.metaobject) throw new PublishRefused("UpsertMetaobject: nothing was made");
  return numericId(answer.metaobject.id);
}

function refuse(name: string, userErrors: readonly UserError[]): void {
  const [error] = userErrors;
  if (error) throw new PublishRefused(`${name}: ${error.message}`);
}

/** The kill switch and the config, on the app's own installation; neither, where no block is to show anything. */
async function publishAppData({ db, admin }: Publishing, at: At, config: string | null) {
  const { shopId, now } = at;
  const published = await db
    .selectFrom("publishedMetafields")
    .select(["key", "value"])
    .where("shopId", "=", shopId)
    .where("ownerType", "=", "app")
    .execute();
  const known = new Map(published.map(({ key, value }) => [key, value]));
  const desired = config === null ? { enabled: null, config } : { enabled: "true", config };
  const stale = Object.entries(desired).filter(
    ([key, value]) => (known.get(key) ?? null) !== value,
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
