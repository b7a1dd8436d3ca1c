import fc from "fast-check";
import { expect, test } from "vitest";
import type { Database } from "#app/db/database.server.ts";
import { dayOf, nextMidnight, startOfDay } from "#app/platform/calendar.ts";
import { touchCustomers } from "#app/purchases/touch-customers.server.ts";
import type { CustomerValues } from "#app/segments/query/customer-values.ts";
import { matches } from "#app/segments/query/matches.ts";
import { parseQuery } from "#app/segments/query/parse-query.ts";
import { refreshAll } from "#app/segments/refresh-all.server.ts";
import { refreshTouched } from "#app/segments/refresh-touched.server.ts";
import { createSegment, reviseSegment } from "#app/segments/segments.server.ts";
import { membersOnDay } from "#app/segments/time-travel/members-on-day.server.ts";
import { NO_VALUES } from "#tests/support/customer-values.ts";
import { eachDatabase, type Engine } from "#tests/support/databases.ts";
import { shopBuilder } from "#tests/support/purchases.ts";

const HOUR = 3_600_000;
const ZONE = "Europe/Berlin";
/** The day before summer time begins in Berlin. */
const FIRST = Date.parse("2026-03-28T09:00:00Z");
const DAYS = 5;
const QUERIES = [
  "number_of_orders >= 2",
  "amount_spent > 15",
  "orders_placed MATCHES (date >= -2d)",
  "last_order_date < -1d AND number_of_orders > 0",
  "orders_placed MATCHES (date >= -3d, sum_amount >= 12)",
];

interface Placed {
  customerId: number;
  at: number;
  totalMinor: number;
  refund: { at: number; totalMinor: number } | null;
}

async function shopOfSix(engine: Engine) {
  const { db } = await engine.open();
  const build = shopBuilder(db, { timeZone: ZONE });
  const shopId = await build.install();
  for (let customerId = 1; customerId <= 6; customerId++) await build.customer(customerId);
  await refreshAll(db, { shopId, asOf: FIRST, now: () => FIRST });
  const segmentIds = [];
  for (const [index, query] of QUERIES.entries()) {
    const made = await createSegment(db, { shopId, name: `Own ${index}`, query, asOf: FIRST });
    if (made.kind !== "created") throw new Error(made.kind);
    segmentIds.push(made.segmentId);
  }
  return { db, build, shopId, segmentIds };
}

/** Some of an order's money goes back, and the order and Shopify's aggregates tell of it. */
async function refund(
  db: Database,
  shopId: number,
  orderId: number,
  { customerId, refund }: Placed,
) {
  if (!refund) return;
  const { at, totalMinor } = refund;
  await db
    .insertInto("refunds")
    .values({ shopId, orderId, refundId: orderId, createdAt: at, totalMinor })
    .execute();
  await db
    .updateTable("orders")
    .set(({ eb }) => ({
      refundedMinor: eb("refundedMinor", "+", totalMinor),
      subtotalMinor: eb("subtotalMinor", "-", totalMinor),
    }))
    .where("orderId", "=", orderId)
    .execute();
  await db
    .updateTable("customers")
    .set(({ eb }) => ({ amountSpentMinor: eb("amountSpentMinor", "-", totalMinor) }))
    .where("customerId", "=", customerId)
    .execute();
}

/** What was known of a customer at a moment, from the story alone. */
function valuesAt(story: readonly Placed[], customerId: number, end: number): CustomerValues {
  const orders = story
    .filter((one) => one.customerId === customerId && one.at < end)
    .map(({ at, totalMinor, refund: back }) => ({
      ...{ at, appId: null, locationId: null, lines: [] },
      amountMinor: totalMinor - (back && back.at < end ? back.totalMinor : 0),
    }));
  const times = orders.map(({ at }) => at);
  return {
    ...NO_VALUES,
    numberOfOrders: orders.length,
    amountSpentMinor: orders.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    firstOrderAt: times.length > 0 ? Math.min(...times) : null,
    lastOrderAt: times.length > 0 ? Math.max(...times) : null,
    orders,
  };
}

const story = fc.array(
  fc.record({
    customerId: fc.integer({ min: 1, max: 6 }),
    at: fc.integer({ min: 1, max: DAYS * 24 - 20 }).map((hours) => FIRST + hours * HOUR),
    totalMinor: fc.constantFrom(800, 1200, 1600),
    refundAfter: fc.option(fc.integer({ min: 1, max: 60 })),
  }),
  { minLength: 8, maxLength: 14 },
);

eachDatabase((engine) => {
  test("the members of every past day, computed again, are those that were kept and those of an independent reading", async () => {
    for (const told of fc.sample(story, { numRuns: 1, seed: 11 })) {
      const { db, build, shopId, segmentIds } = await shopOfSix(engine);
      const placed: Placed[] = told.map(({ refundAfter, ...order }) => ({
        ...order,
        refund: refundAfter ? { at: order.at + refundAfter * HOUR, totalMinor: 500 } : null,
      }));
      const last = startOfDay(dayOf(FIRST, ZONE) + DAYS, ZONE);
      const ids = new Map<Placed, number>();
      const news = placed
        .flatMap((one) => [
          {
            ...{ at: one.at, one, reason: "order" as const },
            happen: async () => {
              const orderId = await build.order(one.customerId, one.at, { totalMinor: one.totalMinor });
              ids.set(one, orderId);
            },
          },
          {
            ...{ at: one.refund?.at ?? Infinity, one, reason: "refund" as const },
            happen: () => refund(db, shopId, ids.get(one) ?? 0, one),
          },
        ])
        .filter(({ at }) => at < last)
        .sort((a, b) => a.at - b.at); // prettier-ignore
      let midnight = nextMidnight(FIRST, ZONE);
      for (const { at, one, reason, happen } of [...news, null].map((item) => item ?? { at: last, one: null, reason: "order" as const, happen: () => Promise.resolve() })) {
        for (; midnight <= at; midnight = nextMidnight(midnight, ZONE)) {
          const asOf = midnight;
          await refreshAll(db, { shopId, asOf, now: () => asOf });
        }
        await happen();
        if (!one) continue;
        await touchCustomers(db, { shopId, customerIds: [one.customerId], reason, at });
        await refreshTouched(db, { shopId, asOf: at });
      } // prettier-ignore
      for (let day = dayOf(FIRST, ZONE); day < dayOf(last, ZONE); day++) {
        const end = startOfDay(day + 1, ZONE);
        const clock = { now: end - 1, timeZone: ZONE, currency: "EUR" };
        for (const [index, query] of QUERIES.entries()) {
          const parsed = parseQuery(query);
          if (parsed.kind === "refused") throw new Error(query);
          const expected = [1, 2, 3, 4, 5, 6].filter((customerId) =>
            matches(parsed.query, valuesAt(placed, customerId, end), clock),
          );
          const found = await membersOnDay(db, { shopId, segmentId: segmentIds[index] ?? 0, day });
          expect(found).toEqual({
            ...{ kind: "known", day, query, members: expected, kept: expected.length },
            ...{ differences: [], today: [] },
          });
        }
      }
    }
  });

  test("what came late is named, and a day is read by the query it had", async () => {
    const { db, build, shopId, segmentIds } = await shopOfSix(engine);
    const [segmentId = 0] = segmentIds;
    await build.order(1, FIRST);
    await build.order(1, FIRST + 1);
    const next = nextMidnight(FIRST, ZONE);
    await refreshAll(db, { shopId, asOf: next, now: () => next });
    const day = dayOf(FIRST, ZONE);
    const learnedAt = next + HOUR;
    const orderId = await build.order(2, FIRST + HOUR);
    await build.order(2, FIRST + 2 * HOUR);
    await db.insertInto("lateOrders").values({ shopId, orderId, learnedAt }).execute();
    expect(await membersOnDay(db, { shopId, segmentId, day })).toMatchObject({
      ...{ members: [1, 2], kept: 0 },
      differences: [
        { customerId: 1, wasKept: false, because: [] },
        { customerId: 2, wasKept: false, because: ["late-order"] },
      ],
    });
    const revised = { shopId, segmentId, name: "Own 0", query: "customer_tags CONTAINS 'vip'" };
    await reviseSegment(db, { ...revised, asOf: learnedAt });
    expect(await membersOnDay(db, { shopId, segmentId, day })).toMatchObject({ query: QUERIES[0] });
    expect(await membersOnDay(db, { shopId, segmentId, day: day + 1 })).toMatchObject({
      ...{ kind: "known", query: "customer_tags CONTAINS 'vip'", today: ["customer_tags"] },
    });
    expect(await membersOnDay(db, { shopId, segmentId, day: day - 1 })).toEqual({
      kind: "not-kept",
    });
    expect(await membersOnDay(db, { shopId, segmentId: 999, day })).toEqual({ kind: "missing" });
  });
});
