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
    emailDomain: "text",
    smsStatus: "text",
    language: "text",
    predictedTier: "text",
    subscriptionStatus: "text",
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

const REGIONS: RowShape<"customerRegions"> = {
  table: "customerRegions",
  key: ["shopId", "customerId", "region"],
  columns: { shopId: "number", customerId: "number", region: "text" },
};

const CITIES: RowShape<"customerCities"> = {
  table: "customerCities",
  key: ["shopId", "customerId", "city"],
  columns: { shopId: "number", customerId: "number", city: "text" },
};

const POINTS: RowShape<"customerPoints"> = {
  table: "customerPoints",
  key: ["shopId", "customerId", "x", "y", "z"],
  columns: { shopId: "number", customerId: "number", x: "number", y: "number", z: "number" },
};

const COMPANIES: RowShape<"customerCompanies"> = {
  table: "customerCompanies",
  key: ["shopId", "customerId", "companyId"],
  columns: { shopId: "number", customerId: "number", companyId: "number" },
};

const METAFIELDS: RowShape<"customerMetafields"> = {
  table: "customerMetafields",
  key: ["shopId", "customerId", "name", "position"],
  columns: {
    ...{ shopId: "number", customerId: "number", name: "text", position: "number" },
    ...{ number: "float", text: "text", monthDay: "number" },
  },
};

/** What hangs on a customer, and is written anew with it. */
const PARTS = [
  ...(["customerTags", "customerCountries", "customerRegions", "customerCities"] as const),
  ...(["customerPoints", "customerCompanies", "customerMetafields"] as const),
] as const;

/** What is known of a customer by other ways: it stays while the customer does. */
const BESIDE = [
  "customerTraces",
  "customerEvents",
  "outsideEvents",
  "storeCreditAccounts",
] as const;

/**
 * Saves customers with all that hangs on them, each customer whole: what we hold of a newer version stays.
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

  await removeParts(db, PARTS, { shopId, customerIds: saved });
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
  await upsertRows(
    db,
    REGIONS,
    whole.flatMap(({ customerId, regions }) =>
      [...new Set(regions)].map((region) => ({ shopId, customerId, region })),
    ),
  );
  await upsertRows(
    db,
    CITIES,
    whole.flatMap(({ customerId, cities }) =>
      [...new Set(cities)].map((city) => ({ shopId, customerId, city })),
    ),
  );
  await upsertRows(
    db,
    POINTS,
    whole.flatMap(({ customerId, points }) => {
      const different = new Map(points.map((point) => [Object.values(point).join(), point]));
      return [...different.values()].map((point) => ({ shopId, customerId, ...point }));
    }),
  );
  await upsertRows(
    db,
    COMPANIES,
    whole.flatMap(({ customerId, companyIds }) =>
      [...new Set(companyIds)].map((companyId) => ({ shopId, customerId, companyId })),
    ),
  );
  await upsertRows(
    db,
    METAFIELDS,
    whole.flatMap(({ customerId, metafields }) =>
      metafields.map((entry) => ({ shopId, customerId, ...entry })),
    ),
  );
  return saved;
}

async function removeParts(
  db: Database,
  tables: readonly ((typeof PARTS)[number] | (typeof BESIDE)[number])[],
  { shopId, customerIds }: { shopId: number; customerIds: readonly number[] },
): Promise<void> {
  const ids = idsIn(db, customerIds);
  for (const table of tables) {
    await db
      .deleteFrom(table)
      .where("shopId", "=", shopId)
      .where("customerId", "in", ids)
      .execute();
  }
}

/** Removes customers that Shopify does not have any more. Their orders stay, as orders of guests. */
export async function removeCustomers(
  db: Database,
  { shopId, customerIds }: { shopId: number; customerIds: readonly number[] },
): Promise<void> {
  const ids = idsIn(db, customerIds);
  await removeParts(db, [...PARTS, ...BESIDE], { shopId, customerIds });
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
