import type { Selectable } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import type { Tables } from "#app/db/tables.ts";
import { Fault } from "#app/platform/errors.ts";
import type { Shop } from "./shop.ts";

/** Work was asked for a shop that is not there (any more). */
export class ShopUnknown extends Fault {
  readonly code = "shop_unknown";
  readonly retryable = false;
}

const shopOf = (row: Selectable<Tables["shops"]>): Shop => ({
  ...row,
  hasAllOrders: row.hasAllOrders === 1,
  countsShipping: row.countsShipping === 1,
  countsTax: row.countsTax === 1,
  consent: row.consent === "opt-in" ? "opt-in" : "opt-out",
});

/** The shop of a domain, installed or not any more; undefined if it never was. */
export async function findShop(db: Database, domain: string): Promise<Shop | undefined> {
  const row = await db
    .selectFrom("shops")
    .selectAll()
    .where("domain", "=", domain)
    .executeTakeFirst();
  return row && shopOf(row);
}

/** @throws ShopUnknown */
export async function readShop(db: Database, shopId: number): Promise<Shop> {
  const row = await db
    .selectFrom("shops")
    .selectAll()
    .where("shopId", "=", shopId)
    .executeTakeFirst();
  if (!row) throw new ShopUnknown(`there is no shop ${shopId}`);
  return shopOf(row);
}

/** What the merchant counts. Facts are stale until they are refreshed for all. */
export async function changeCounting(
  db: Database,
  {
    shopId,
    countsShipping,
    countsTax,
  }: { shopId: number; countsShipping: boolean; countsTax: boolean },
): Promise<void> {
  await db
    .updateTable("shops")
    .set({ countsShipping: countsShipping ? 1 : 0, countsTax: countsTax ? 1 : 0 })
    .where("shopId", "=", shopId)
    .execute();
}
