import fc from "fast-check";
import { expect, test } from "vitest";
import type { Database } from "#app/db/database.server.ts";
import { findCustomerValues } from "#app/segments/customer-values.server.ts";
import { askableCustomers, conditionOf } from "#app/segments/query/condition-of.server.ts";
import type { CustomerValues } from "#app/segments/query/customer-values.ts";
import { matches } from "#app/segments/query/matches.ts";
import type { Query } from "#app/segments/query/query.ts";
import {
  purchasesAttributes,
  purchasesSources,
} from "#app/segments/query/regulars/purchase-filters.ts";
import type { Clock } from "#app/segments/query/spans.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { buyers, fillShop, moments } from "#tests/support/purchase-shop.ts";
import { clauseOf, eventsOf } from "#tests/support/queries.ts";

const RUNS = Number(process.env.QUERY_RUNS ?? 120);

/** Every clause that these filters allow. */
const clauses = fc.oneof(
  ...Object.entries(purchasesAttributes).map(([name, attribute]) =>
    clauseOf({ attribute: name }, name, attribute),
  ),
  ...Object.entries(purchasesSources).map(([name, source]) => ({
    arbitrary: eventsOf(name, source),
    weight: 4,
  })),
);

async function valuesOfAll(db: Database, shopId: number, count: number): Promise<CustomerValues[]> {
  const all: CustomerValues[] = [];
  for (let customerId = 1; customerId <= count; customerId++) {
    const values = await findCustomerValues(db, { shopId, customerId });
    if (values) all.push(values);
  }
  return all;
}

interface Asked {
  shopId: number;
  query: Query;
  clock: Clock;
  whole: { shopId: number } | null;
}

async function membersBySql(db: Database, { shopId, query, clock, whole }: Asked) {
  const rows = await askableCustomers(db, { shopId })
    .select("customers.customerId")
    .where(conditionOf(query, clock, whole))
    .orderBy("customers.customerId")
    .execute();
  return rows.map(({ customerId }) => customerId);
}

eachDatabase((engine) => {
  test.for([
    { timeZone: "Europe/Berlin", countsTax: true, seed: 5 },
    { timeZone: "Pacific/Kiritimati", countsTax: false, seed: 9 },
  ])("SQL and TypeScript read every filter of purchases alike in $timeZone", async (shop) => {
    const { db } = await engine.open();
    const sample = fc.sample(buyers, { numRuns: 40, seed: shop.seed });
    const shopId = await fillShop(db, { buyers: sample, ...shop });
    await fillShop(db, { buyers: sample.slice(0, 10), ...shop });
    const values = await valuesOfAll(db, shopId, sample.length);
    expect(values).toHaveLength(sample.length);
    const { timeZone } = shop;
    await fc.assert(
      fc.asyncProperty(clauses, moments, async (query, now) => {
        const clock = { now, timeZone, currency: "EUR" };
        const expected = values.flatMap((one, index) =>
          matches(query, one, clock) ? [index + 1] : [],
        );
        for (const whole of [null, { shopId }]) {
          expect(await membersBySql(db, { shopId, query, clock, whole })).toEqual(expected);
        }
      }),
      { numRuns: RUNS },
    );
  });
});
