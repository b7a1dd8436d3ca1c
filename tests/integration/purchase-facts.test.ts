import fc from "fast-check";
import { expect, test } from "vitest";
import type { Database } from "#app/db/database.server.ts";
import { refreshPurchaseFacts } from "#app/purchases/refresh-purchase-facts.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { shopBuilder } from "#tests/support/purchases.ts";

const TYPES = ["Coffee", "Gift boxes", "", "Tea"];
const VENDORS = ["Kiln", "Yard", "", "Kiln"];

interface Placed {
  customerId: number | null;
  isTest: boolean;
  isCancelled: boolean;
  discountMinor: number;
  totalMinor: number;
  products: number[];
  kept: number;
}

const orders: fc.Arbitrary<Placed[]> = fc.array(
  fc.record({
    customerId: fc.constantFrom(1, 2, 3, null),
    isTest: fc.constantFrom(false, false, true),
    isCancelled: fc.constantFrom(false, false, true),
    discountMinor: fc.constantFrom(0, 0, 150),
    totalMinor: fc.integer({ min: 0, max: 5000 }),
    // product 5 is not there (any more)
    products: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }),
    kept: fc.integer({ min: 0, max: 3 }),
  }),
  { maxLength: 12 },
);

/** The facts in other words, one customer after the other. */
function expected(all: readonly Placed[], customerId: number) {
  const counted = all.filter(
    (one) => one.customerId === customerId && !one.isTest && !one.isCancelled,
  );
  if (counted.length === 0) return [];
  const kept = counted.filter((one) => one.kept > 0);
  const products = new Set(kept.flatMap((one) => one.products));
  const named = (names: readonly string[]) =>
    new Set([...products].map((id) => names[id - 1] ?? "").filter((name) => name !== "")).size;
  const units = (some: readonly Placed[]) =>
    some.reduce((sum, one) => sum + one.kept * one.products.length, 0);
  return [
    {
      customerId,
      orders: counted.length,
      discountedOrders: counted.filter((one) => one.discountMinor > 0).length,
      giftOrders: kept.filter((one) => one.products.includes(2)).length,
      grossMinor: counted.reduce((sum, one) => sum + one.totalMinor, 0),
      units: units(kept),
      fullPriceUnits: units(kept.filter((one) => one.discountMinor === 0)),
      products: products.size,
      types: named(TYPES),
      vendors: named(VENDORS),
    },
  ];
}

const factsOf = (db: Database, shopId: number) =>
  db
    .selectFrom("purchaseFacts")
    .selectAll()
    .where("shopId", "=", shopId)
    .orderBy("customerId")
    .execute();

eachDatabase((engine) => {
  test("purchase facts are those of the orders that count, for all and for a few alike", async () => {
    const { db } = await engine.open();
    await fc.assert(
      fc.asyncProperty(orders, fc.subarray([1, 2, 3]), async (placed, few) => {
        const build = shopBuilder(db);
        const shopId = await build.install(`${crypto.randomUUID()}.myshopify.com`);
        for (const id of [1, 2, 3, 4]) {
          await build.product(id, {
            productType: TYPES[id - 1] ?? "",
            vendor: VENDORS[id - 1] ?? "",
          });
        }
        for (const one of placed) await place(build, db, one);
        await refreshPurchaseFacts(db, { shopId, which: few });
        const whose = (customerIds: number[]) =>
          customerIds.flatMap((id) => expected(placed, id)).map((row) => ({ shopId, ...row }));
        expect(await factsOf(db, shopId)).toEqual(whose([...few].sort()));
        await refreshPurchaseFacts(db, { shopId, which: "all" });
        expect(await factsOf(db, shopId)).toEqual(whose([1, 2, 3]));

        // what is gone is gone
        await db
          .updateTable("orders")
          .set({ isTest: 1 })
          .where("shopId", "=", shopId)
          .where("customerId", "=", 1)
          .execute();
        await refreshPurchaseFacts(db, { shopId, which: [1] });
        expect(await factsOf(db, shopId)).toEqual(whose([2, 3]));
      }),
      { numRuns: 25 },
    );
  });
});

async function place(
  build: ReturnType<typeof shopBuilder>,
  db: Database,
  { customerId, isTest, isCancelled, kept, products, ...money }: Placed,
) {
  const orderId = await build.order(customerId, 1_000, {
    ...money,
    ...{ products, quantity: 3, isTest: isTest ? 1 : 0, cancelledAt: isCancelled ? 2_000 : null },
  });
  await db
    .updateTable("lineItems")
    .set({ currentQuantity: kept })
    .where("orderId", "=", orderId)
    .execute();
}
