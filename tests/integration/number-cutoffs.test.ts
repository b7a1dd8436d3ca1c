import fc from "fast-check";
import { expect, test } from "vitest";
import type { Database } from "#app/db/database.server.ts";
import { refreshNumberCutoffs } from "#app/segments/number-cutoffs.server.ts";
import { askableCustomers, conditionOf } from "#app/segments/query/condition-of.server.ts";
import { parseQuery } from "#app/segments/query/parse-query.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { shopBuilder } from "#tests/support/purchases.ts";

const CLOCK = { now: 0, timeZone: "UTC", currency: "EUR" };

async function membersOf(db: Database, shopId: number, text: string): Promise<number[]> {
  const parsed = parseQuery(text);
  if (parsed.kind === "refused") throw new Error(text);
  const rows = await askableCustomers(db, { shopId })
    .select("customers.customerId")
    .where(conditionOf(parsed.query, CLOCK))
    .orderBy("customers.customerId")
    .execute();
  return rows.map(({ customerId }) => customerId);
}

async function keepSpent(db: Database, shopId: number, customerId: number, buyer: Buyer) {
  const { amountSpentMinor, orders } = buyer;
  await db
    .updateTable("customers")
    .set({ amountSpentMinor })
    .where("shopId", "=", shopId)
    .where("customerId", "=", customerId)
    .execute();
  const [first, last] = orders > 0 ? [1, 1] : [null, null];
  await db
    .insertInto("customerFacts")
    .values({
      ...{ shopId, customerId, orders, netMinor: 0, refundedMinor: 0, discountMinor: 0, asOf: 0 },
      ...{ firstOrderAt: first, firstOrderDay: first, lastOrderAt: last, lastOrderDay: last },
    })
    .execute();
}

interface Buyer {
  amountSpentMinor: number;
  orders: number;
}

const buyers: fc.Arbitrary<Buyer[]> = fc.array(
  fc.record({
    // few different amounts, so that many are equal
    amountSpentMinor: fc.oneof(fc.constantFrom(0, 1000, 2000), fc.integer({ min: 0, max: 3000 })),
    orders: fc.constantFrom(1, 1, 1, 0),
  }),
  { maxLength: 25 },
);

eachDatabase((engine) => {
  test("in the top so many per cent is whoever fewer have more than, and so from the bottom", async () => {
    const { db } = await engine.open();
    await fc.assert(
      fc.asyncProperty(buyers, fc.integer({ min: 1, max: 1000 }), async (sample, permille) => {
        const build = shopBuilder(db);
        const shopId = await build.install(`${crypto.randomUUID()}.myshopify.com`);
        for (const [index, buyer] of sample.entries()) {
          await build.customer(index + 1);
          await keepSpent(db, shopId, index + 1, buyer);
        }
        await refreshNumberCutoffs(db, { shopId });
        const ranked = sample.filter(({ orders }) => orders > 0);
        const within = (isBefore: (one: number, other: number) => boolean) =>
          sample.flatMap(({ amountSpentMinor: mine, orders }, index) => {
            const before = ranked.filter((one) => isBefore(one.amountSpentMinor, mine)).length;
            return orders > 0 && before * 1000 < permille * ranked.length ? [index + 1] : [];
          });
        const asked = (side: string) =>
          `regulars.percentile MATCHES (of = 'amount_spent', ${side} = ${permille / 10})`;
        expect(await membersOf(db, shopId, asked("top"))).toEqual(within((a, b) => a > b));
        expect(await membersOf(db, shopId, asked("bottom"))).toEqual(within((a, b) => a < b));
      }),
      { numRuns: 12 },
    );
  });
});
