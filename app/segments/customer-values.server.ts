import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { RFM_GROUPS } from "./query/closed-lists.ts";
import { askableCustomers } from "./query/condition-of.server.ts";
import type {
  CreditAccount,
  CustomerEvent,
  CustomerValues,
  PlacedOrder,
} from "./query/customer-values.ts";
import { columnOf } from "./query/filters/columns.server.ts";
import { loadHistoryValues } from "./query/regulars/history-filters.server.ts";
import { loadModelValues } from "./query/regulars/models-filters.server.ts";
import { loadPurchaseValues } from "./query/regulars/purchase-filters.server.ts";

interface Key {
  shopId: number;
  customerId: number;
}

/** All that a query can ask of one customer. */
export async function findCustomerValues(
  db: Database,
  key: Key,
): Promise<CustomerValues | undefined> {
  const row = await askableCustomers(db, key)
    .select(["customers.numberOfOrders", "customers.amountSpentMinor", "rfmScores.rfmGroup"])
    .select(["customers.createdAt as addedAt", "customers.accountStatus"])
    .select(["customers.emailStatus", "customers.emailDomain", "customers.smsStatus"])
    .select(["customers.language", "customers.predictedTier", "customers.subscriptionStatus"])
    .select([
      dateOf("first_order_date").as("firstOrderAt"),
      dateOf("last_order_date").as("lastOrderAt"),
      dateOf("abandoned_checkout_date").as("abandonedCheckoutAt"),
      dateOf("created_by_app_id").as("createdByAppId"),
    ])
    .where("customers.customerId", "=", key.customerId)
    .executeTakeFirst();
  if (!row) return undefined;
  const ofCustomer = { shopId: key.shopId, customerId: key.customerId };
  const tags = await db
    .selectFrom("customerTags")
    .select("tag")
    .where(({ and }) => and(ofCustomer))
    .execute();
  const countries = await db
    .selectFrom("customerCountries")
    .select("country")
    .where(({ and }) => and(ofCustomer))
    .execute();
  const regions = await db
    .selectFrom("customerRegions")
    .select("region")
    .where(({ and }) => and(ofCustomer))
    .execute();
  const cities = await db
    .selectFrom("customerCities")
    .select("city")
    .where(({ and }) => and(ofCustomer))
    .execute();
  const companies = await db
    .selectFrom("customerCompanies")
    .select("companyId")
    .where(({ and }) => and(ofCustomer))
    .execute();
  return {
    ...row,
    rfmGroup: RFM_GROUPS.find((group) => group === row.rfmGroup) ?? null,
    tags: tags.map(({ tag }) => tag),
    countries: countries.map(({ country }) => country),
    regions: regions.map(({ region }) => region),
    cities: cities.map(({ city }) => city),
    companyIds: companies.map(({ companyId }) => companyId),
    points: await db
      .selectFrom("customerPoints")
      .select(["x", "y", "z"])
      .where(({ and }) => and(ofCustomer))
      .execute(),
    metafields: await db
      .selectFrom("customerMetafields")
      .where(({ and }) => and(ofCustomer))
      .select(["name", "position", "number", "text", "monthDay"])
      .orderBy("name")
      .orderBy("position")
      .execute(),
    creditAccounts: await findCreditAccounts(db, key),
    orders: await findOrders(db, key),
    events: await findEvents(db, key),
    purchases: await loadPurchaseValues(db, key),
    models: await loadModelValues(db, key),
    history: await loadHistoryValues(db, key),
  };
}

function dateOf(attribute: string) {
  const found = columnOf(attribute, "date");
  if (!("column" in found)) throw new TypeError(`${attribute} is a list`);
  return sql<number | null>`${found.column}`;
}

async function findCreditAccounts(
  db: Database,
  { shopId, customerId }: Key,
): Promise<CreditAccount[]> {
  return db
    .selectFrom("storeCreditAccounts")
    .select(["currency", "balanceThousandths", "nextExpiryAt", "lastCreditAt"])
    .where(({ and }) => and({ shopId, customerId }))
    .execute();
}

async function findEvents(db: Database, { shopId, customerId }: Key): Promise<CustomerEvent[]> {
  const events = await db
    .selectFrom("customerEvents")
    .select(["kind", "objectId", "at"])
    .where(({ and }) => and({ shopId, customerId }))
    .execute();
  const viewed = events.flatMap(({ kind, objectId }) =>
    kind === PRODUCT_VIEWED && objectId !== null ? objectId : [],
  );
  const tags = await tagsOfProducts(db, { shopId, productIds: viewed });
  return events.map((event) => ({
    ...event,
    tags: event.kind === PRODUCT_VIEWED ? (tags.get(event.objectId) ?? []) : [],
  }));
}

const PRODUCT_VIEWED = "storefront.product_viewed";

async function tagsOfProducts(
  db: Database,
  { shopId, productIds }: { shopId: number; productIds: readonly number[] },
): Promise<Map<number | null, string[]>> {
  const rows =
    productIds.length === 0
      ? []
      : await db
          .selectFrom("productTags")
          .select(["productId", "tag"])
          .where("shopId", "=", shopId)
          .where("productId", "in", idsIn(db, [...new Set(productIds)]))
          .execute();
  const tags = new Map<number | null, string[]>();
  for (const { productId, tag } of rows) {
    const known = tags.get(productId);
    if (known) known.push(tag);
    else tags.set(productId, [tag]);
  }
  return tags;
}

async function findOrders(db: Database, { shopId, customerId }: Key): Promise<PlacedOrder[]> {
  const rows = await db
    .selectFrom("orders")
    .leftJoin("lineItems", (join) =>
      join
        .onRef("lineItems.shopId", "=", "orders.shopId")
        .onRef("lineItems.orderId", "=", "orders.orderId"),
    )
    .leftJoin("products", (join) =>
      join
        .onRef("products.shopId", "=", "orders.shopId")
        .onRef("products.productId", "=", "lineItems.productId"),
    )
    .select(["orders.orderId", "orders.processedAt", "orders.totalMinor", "orders.refundedMinor"])
    .select(["orders.appId", "orders.locationId", "products.categoryId"])
    .select(["lineItems.lineItemId", "lineItems.productId", "lineItems.quantity"])
    .where("orders.shopId", "=", shopId)
    .where("orders.customerId", "=", customerId)
    .where("orders.isTest", "=", 0)
    .orderBy("orders.orderId")
    .execute();
  const productIds = rows.flatMap(({ productId }) => productId ?? []);
  const tags = await tagsOfProducts(db, { shopId, productIds });
  return [...Map.groupBy(rows, ({ orderId }) => orderId).values()].flatMap((lines) => {
    const [order] = lines;
    if (!order) return [];
    return {
      at: order.processedAt,
      amountMinor: order.totalMinor - order.refundedMinor,
      appId: order.appId,
      locationId: order.locationId,
      lines: lines.flatMap(({ lineItemId, productId, quantity, categoryId }) =>
        lineItemId === null || quantity === null
          ? []
          : { productId, quantity, tags: tags.get(productId) ?? [], categoryId },
      ),
    };
  });
}
