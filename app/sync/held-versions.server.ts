import { sql, type RawBuilder } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import type { Resource } from "./imported-resource.ts";
import type { Versions } from "./versions.ts";

/** What we hold of each resource: its table has the resource's name. */
const ID = { products: "productId", customers: "customerId", orders: "orderId" } as const;

interface Held {
  shopId: number;
  resource: Resource;
}

async function versionsWhere(
  db: Database,
  { shopId, resource }: Held,
  condition: (id: RawBuilder<unknown>) => RawBuilder<unknown>,
): Promise<Versions> {
  const id = sql.ref(ID[resource]);
  const { rows } = await sql<{ id: number; version: number }>`
    select ${id} as id, updated_at as version from ${sql.table(resource)}
    where shop_id = ${shopId} and ${condition(id)}
  `.execute(db);
  return new Map(rows.map((row) => [row.id, row.version]));
}

/** Our versions of these. */
export const heldVersions = (db: Database, held: Held, ids: readonly number[]): Promise<Versions> =>
  versionsWhere(db, held, (id) => sql`${id} in ${idsIn(db, ids)}`);

/**
 * Our versions of all with an id above `after`, up to and with `upTo` (null: to the last). Of orders only those
 * processed since `since`, where Shopify shows no older ones.
 */
export const heldBetween = (
  db: Database,
  held: Held,
  { after, upTo, since }: { after: number; upTo: number | null; since: number | null },
): Promise<Versions> =>
  versionsWhere(db, held, (id) => {
    const from =
      since !== null && held.resource === "orders" ? sql`and processed_at >= ${since}` : sql``;
    const to = upTo === null ? sql`` : sql`and ${id} <= ${upTo}`;
    return sql`${id} > ${after} ${to} ${from}`;
  });
