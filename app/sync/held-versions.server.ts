import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import type { Resource } from "./imported-resource.ts";
import type { Versions } from "./versions.ts";

/** The table and the id of what we hold of each resource. */
const HELD = {
  products: { table: "products", id: "productId" },
  customers: { table: "customers", id: "customerId" },
  orders: { table: "orders", id: "orderId" },
} as const;

interface Held {
  shopId: number;
  resource: Resource;
}

const rows = (db: Database, { shopId, resource }: Held) => {
  const { table, id } = HELD[resource];
  return db
    .selectFrom(table)
    .select([sql.ref<number>(id).as("id"), "updatedAt"])
    .where("shopId", "=", shopId)
    .$castTo<{ id: number; updatedAt: number }>();
};

const asVersions = (found: { id: number; updatedAt: number }[]): Versions =>
  new Map(found.map(({ id, updatedAt }) => [id, updatedAt]));

/** Our versions of these. */
export async function heldVersions(
  db: Database,
  held: Held,
  ids: readonly number[],
): Promise<Versions> {
  const { ref } = db.dynamic;
  const query = rows(db, held).where(ref(HELD[held.resource].id), "in", idsIn(db, ids));
  return asVersions(await query.execute());
}

/**
 * Our versions of all with an id above `after`, up to and with `upTo` (null: to the last). Of orders only those
 * processed since `since`, where Shopify shows no older ones.
 */
export async function heldBetween(
  db: Database,
  held: Held,
  { after, upTo, since }: { after: number; upTo: number | null; since: number | null },
): Promise<Versions> {
  const { ref } = db.dynamic;
  const id = ref(HELD[held.resource].id);
  let query = rows(db, held).where(id, ">", after);
  if (upTo !== null) query = query.where(id, "<=", upTo);
  if (since !== null && held.resource === "orders")
    query = query.where(ref("processedAt"), ">=", since);
  return asVersions(await query.execute());
}
