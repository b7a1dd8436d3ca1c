import type { Insertable } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import type { Tables } from "#app/db/tables.ts";
import { dayOf } from "#app/platform/calendar.ts";
import { tagKey } from "#app/purchases/tag-key.ts";

/** Rows of a shop, written straight into its tables: a test names only what it is about. */
export function shopBuilder(
  db: Database,
  { timeZone = "Europe/Berlin", currency = "EUR", hasAllOrders = true } = {},
) {
  let shopId = 0;
  let nextOrder = 1_000;
  let nextLine = 10_000;

  return {
    get shopId() {
      return shopId;
    },

    async install(domain = "demo.myshopify.com") {
      const { shopId: created } = await db
        .insertInto("shops")
        .values({
          ...{ domain, name: "Demo", currency, timeZone, installedAt: 0, uninstalledAt: null },
          hasAllOrders: hasAllOrders ? 1 : 0,
        })
        .returning("shopId")
        .executeTakeFirstOrThrow();
      shopId = created;
      return created;
    },

    async customer(customerId: number, given: Partial<Customer> = {}) {
      const { tags = [], countries = [], ...row } = given;
      await db
        .insertInto("customers")
        .values({
          ...{ shopId, customerId, createdAt: 0, updatedAt: 0, numberOfOrders: 0 },
          ...{ amountSpentMinor: 0, lastOrderAt: null, shopifyRfmGroup: null },
          ...{ accountStatus: "DISABLED", emailStatus: null, language: null, ...row },
        })
        .execute();
      const byKey = new Map(tags.map((tag) => [tagKey(tag), tag]));
      for (const [key, tag] of byKey) {
        await db
          .insertInto("customerTags")
          .values({ shopId, customerId, tagKey: key, tag })
          .execute();
      }
      for (const country of new Set(countries)) {
        await db.insertInto("customerCountries").values({ shopId, customerId, country }).execute();
      }
    },

    async product(productId: number, given: Partial<Insertable<Tables["products"]>> = {}) {
      await db
        .insertInto("products")
        .values({
          ...{ shopId, productId, title: `Product ${productId}`, handle: `product-${productId}` },
          ...{ productType: "", vendor: "", status: "ACTIVE", publishedAt: 0, isAvailable: 1 },
          ...{ minPriceMinor: 1000, imageUrl: null, createdAt: 0, updatedAt: 0, ...given },
        })
        .execute();
    },

    /** An order of one piece of each product, and Shopify's aggregates of its customer brought along. */
    async order(customerId: number | null, at: number, given: Partial<Order> = {}) {
      const { products = [], quantity = 1, totalMinor = 1000, ...row } = given;
      const orderId = nextOrder++;
      await db
        .insertInto("orders")
        .values({
          ...{ shopId, orderId, customerId, processedAt: at, updatedAt: at, cancelledAt: null },
          ...{ processedDay: dayOf(at, timeZone), isTest: 0, subtotalMinor: totalMinor },
          ...{ taxMinor: 0, shippingMinor: 0, adjustmentMinor: 0, discountMinor: 0 },
          ...{ refundedMinor: 0, totalMinor, ...row },
        })
        .execute();
      for (const productId of products) {
        await db
          .insertInto("lineItems")
          .values({
            ...{ shopId, orderId, lineItemId: nextLine++, productId, variantId: productId * 10 },
            ...{ quantity, currentQuantity: quantity, totalMinor },
          })
          .execute();
      }
      if (customerId !== null && !row.isTest) {
        await db
          .updateTable("customers")
          .set(({ eb }) => ({
            numberOfOrders: eb("numberOfOrders", "+", 1),
            amountSpentMinor: eb("amountSpentMinor", "+", row.cancelledAt ? 0 : totalMinor),
            lastOrderAt: at,
          }))
          .where("shopId", "=", shopId)
          .where("customerId", "=", customerId)
          .execute();
      }
      return orderId;
    },
  };
}

type Customer = Insertable<Tables["customers"]> & { tags: string[]; countries: string[] };
type Order = Insertable<Tables["orders"]> & { products: number[]; quantity: number };
