import type { RowShape } from "#app/db/bulk-upsert.server.ts";
import { upsertRows, upsertRowsReturning } from "#app/db/bulk-upsert.server.ts";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import type { Customer } from "./customer.ts";
import { tagKey } from "./tag-key.ts";
import { newestOfEach } from "./versions.ts";

const CUSTOMERS: RowShape<"customers"> = {
  table: "customers",
  key: ["shopId", "customerId"],
  version: "updatedAt",
  columns: {
    shopId: "number",
    customerId: "number",
    createdAt: "number",
    updatedAt: "number",
    numberOfOrders: "number",
    amountSpentMinor: "number",
    lastOrderAt: "number",
    shopifyRfmGroup: "text",
    accountStatus: "text",
    emailStatus: "text",
    language: "text",
  },
};

const TAGS: RowShape<"customerTags"> = {
  table: "customerTags",
  key: ["shopId", "customerId", "tagKey"],
  columns: { shopId: "number", customerId: "number", tagKey: "text", tag: "text" },
};

const COUNTRIES: RowShape<"customerCountries"> = {
  table: "customerCountries",
  key: ["shopId", "customerId", "country"],
  columns: { shopId: "number", customerId: "number", country: "text" },
};

/**
 * Saves customers with their tags and countries, each customer whole: what we hold of a newer version stays.
 * Call it inside a transaction.
 * @returns the ids of the customers that were saved.
 */
export async function saveCustomers(
  db: Database,
  { shopId, customers }: { shopId: number; customers: readonly Customer[] },
): Promise<number[]> {
  const newest = newestOfEach(customers, ({ customerId }) => customerId);
  const saved = await upsertRowsReturning(
    db,
    CUSTOMERS,
    newest.map((customer) => ({ ...customer, shopId })),
    "customerId",
  );
  const accepted = new Set(saved);
  const whole = newest.filter(({ customerId }) => accepted.has(customerId));

  await removeTagsAndCountries(db, { shopId, customerIds: saved });
  await upsertRows(
    db,
    TAGS,
    whole.flatMap(({ customerId, tags }) => {
      const byKey = new Map(tags.map((tag) => [tagKey(tag), tag]));
      return [...byKey].map(([key, tag]) => ({ shopId, customerId, tagKey: key, tag }));
    }),
  );
  await upsertRows(
    db,
    COUNTRIES,
    whole.flatMap(({ customerId, countries }) =>
      [...new Set(countries)].map((country) => ({ shopId, customerId, country })),
    ),
  );
  return saved;
}

async function removeTagsAndCountries(
  db: Database,
  { shopId, customerIds }: { shopId: number; customerIds: readonly number[] },
): Promise<void> {
  const ids = idsIn(db, customerIds);
  await db
    .deleteFrom("customerTags")
    .where("shopId", "=", shopId)
    .where("customerId", "in", ids)
    .execute();
  await db
    .deleteFrom("customerCountries")
    .where("shopId", "=", shopId)
    .where("customerId", "in", ids)
    .execute();
}

/** Removes customers that Shopify does not have any more. Their orders stay, as orders of guests. */
export async function removeCustomers(
  db: Database,
  { shopId, customerIds }: { shopId: number; customerIds: readonly number[] },
): Promise<void> {
  const ids = idsIn(db, customerIds);
  await removeTagsAndCountries(db, { shopId, customerIds });
  await db
    .updateTable("orders")
    .set({ customerId: null })
    .where("shopId", "=", shopId)
    .where("customerId", "in", ids)
    .execute();
  await db
    .deleteFrom("customers")
    .where("shopId", "=", shopId)
    .where("customerId", "in", ids)
    .execute();
}
