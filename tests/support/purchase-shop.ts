import fc from "fast-check";
import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { dayOf } from "#app/platform/calendar.ts";
import { refreshFacts } from "#app/purchases/refresh-facts.server.ts";
import { refreshPurchaseFacts } from "#app/purchases/refresh-purchase-facts.server.ts";
import { tagKey } from "#app/purchases/tag-key.ts";
import { refreshNumberCutoffs } from "#app/segments/number-cutoffs.server.ts";
import { shopBuilder } from "./purchases.ts";

/** Products 1 to 5; the sixth is bought and gone. */
const PRODUCTS = [
  { productType: "Coffee", vendor: "Kiln", categoryId: "sg-4", tags: ["Coffee"], collections: [1] },
  { productType: "Coffee", vendor: "Yard", categoryId: "sg-4-17", tags: [], collections: [1, 2] },
  { productType: "Gift boxes", vendor: "Yard", categoryId: null, tags: ["vip"], collections: [] },
  { productType: "", vendor: "", categoryId: "sg-41", tags: ["VIP", "é"], collections: [2] },
  { productType: "Tea", vendor: "", categoryId: null, tags: [], collections: [3] },
] as const;

export interface Bought {
  at: number;
  isTest: boolean;
  isCancelled: boolean;
  totalMinor: number;
  refundedMinor: number;
  discountMinor: number;
  taxMinor: number;
  lines: { productId: number | null; quantity: number; kept: number; totalMinor: number }[];
}

interface Told {
  name: string;
  at: number;
  valueMillionth: number | null;
  answer: string | null;
}

export interface Buyer {
  orders: Bought[];
  told: Told[];
}

/** Days before and around 2026-03-10, of some years, near the edges of months and of summer time. */
export const moments = fc
  .tuple(
    fc.constantFrom(
      ...["2026-03-09T23:00:00Z", "2026-03-10T12:00:00Z", "2026-02-28T23:00:00Z"],
      ...["2026-01-01T00:00:00Z", "2025-12-10T12:00:00Z", "2025-03-10T22:30:00Z"],
      ...["2025-11-15T12:00:00Z", "2024-02-29T12:00:00Z", "2023-03-29T01:00:00Z"],
    ),
    fc.constantFrom(-86_400_000, -3_600_000, -1, 0, 1, 3_600_000, 43_200_000),
  )
  .map(([edge, shift]) => Date.parse(edge) + shift);

const often = (usual: number, ...rare: number[]) => fc.constantFrom(usual, usual, usual, ...rare);

export const buyers: fc.Arbitrary<Buyer> = fc.record({
  orders: fc.array(
    fc.record({
      at: moments,
      isTest: fc.constantFrom(false, false, false, true),
      isCancelled: fc.constantFrom(false, false, false, true),
      totalMinor: fc.constantFrom(0, 500, 1100, 1099, 2200, 6000),
      refundedMinor: often(0, 1, 500),
      discountMinor: often(0, 100),
      taxMinor: often(0, 190),
      lines: fc.array(
        fc
          .record({
            productId: fc.option(fc.integer({ min: 1, max: 6 })),
            quantity: fc.integer({ min: 1, max: 4 }),
            returned: often(0, 1, 4),
            totalMinor: fc.constantFrom(0, 500, 999, 1000, 2000),
          })
          .map(({ returned, ...line }) => ({
            ...line,
            kept: Math.max(0, line.quantity - returned),
          })),
        { maxLength: 4 },
      ),
    }),
    { maxLength: 6 },
  ),
  told: fc.array(
    fc.record({
      ...{ name: fc.constantFrom("nps", "email.opened"), at: moments },
      valueMillionth: fc.option(fc.constantFrom(0, 9_000_000, 9_500_000, -1_000_000)),
      answer: fc.option(fc.constantFrom("yes", "no")),
    }),
    { maxLength: 3 },
  ),
});

/** A shop with exactly these buyers, from customer 1 on, and its facts. */
export async function fillShop(
  db: Database,
  {
    buyers: all,
    timeZone,
    countsTax = false,
  }: { buyers: readonly Buyer[]; timeZone: string; countsTax?: boolean },
): Promise<number> {
  const build = shopBuilder(db, { timeZone });
  const shopId = await build.install(`${crypto.randomUUID()}.myshopify.com`);
  if (countsTax) {
    await db.updateTable("shops").set({ countsTax: 1 }).where("shopId", "=", shopId).execute();
  }
  for (const [index, { tags, collections, ...product }] of PRODUCTS.entries()) {
    const productId = index + 1;
    await build.product(productId, product);
    for (const tag of tags) {
      await db
        .insertInto("productTags")
        .values({ shopId, productId, tagKey: tagKey(tag), tag })
        .execute();
    }
    for (const collectionId of collections) {
      await db
        .insertInto("productCollections")
        .values({ shopId, productId, collectionId })
        .execute();
    }
  }
  for (const [index, buyer] of all.entries()) {
    const customerId = index + 1;
    await build.customer(customerId);
    for (const [at, order] of buyer.orders.entries()) {
      await keepOrder(db, { shopId, customerId, orderId: customerId * 100 + at, timeZone }, order);
    }
    for (const [at, { at: happenedAt, ...told }] of buyer.told.entries()) {
      await db
        .insertInto("outsideEvents")
        .values({ ...told, shopId, customerId, happenedAt, eventId: `${customerId}-${at}` })
        .execute();
    }
  }
  await sql`
    update customers set number_of_orders = customer_id % 4, amount_spent_minor = customer_id % 3 * 550
    where shop_id = ${shopId}
  `.execute(db);
  await refreshFacts(db, { shopId, which: "all", asOf: 0 });
  await refreshPurchaseFacts(db, { shopId, which: "all" });
  await refreshNumberCutoffs(db, { shopId });
  return shopId;
}

interface Where {
  shopId: number;
  customerId: number;
  orderId: number;
  timeZone: string;
}

async function keepOrder(
  db: Database,
  { shopId, customerId, orderId, timeZone }: Where,
  { at, isTest, isCancelled, lines, ...money }: Bought,
) {
  await db
    .insertInto("orders")
    .values({
      ...{ shopId, orderId, customerId, processedAt: at, processedDay: dayOf(at, timeZone) },
      ...{ updatedAt: at, cancelledAt: isCancelled ? at : null, isTest: isTest ? 1 : 0 },
      ...{ appId: null, locationId: null, shippingMinor: 0, adjustmentMinor: 0, ...money },
      subtotalMinor: money.totalMinor - money.refundedMinor,
    })
    .execute();
  for (const [index, { kept, ...line }] of lines.entries()) {
    await db
      .insertInto("lineItems")
      .values({
        ...{ shopId, orderId, lineItemId: orderId * 10 + index, variantId: null, ...line },
        currentQuantity: kept,
      })
      .execute();
  }
}
