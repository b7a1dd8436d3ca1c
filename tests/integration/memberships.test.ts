import { expect, test } from "vitest";
import type { Database } from "#app/db/database.server.ts";
import { nextMidnight } from "#app/platform/calendar.ts";
import { refreshAll } from "#app/segments/refresh-all.server.ts";
import { refreshTouched } from "#app/segments/refresh-touched.server.ts";
import { refreshMemberships } from "#app/segments/refresh-memberships.server.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { explainStanding } from "#app/segments/customer/standing.server.ts";
import { segmentMembers, segmentTrend } from "#app/segments/members.server.ts";
import {
  createSegment,
  deleteSegment,
  findSegment,
  listSegments,
  reviseSegment,
} from "#app/segments/segments.server.ts";
import { touchCustomers } from "#app/purchases/touch-customers.server.ts";
import type { TouchReason } from "#app/purchases/touch-reasons.ts";
import { eachDatabase, type Engine } from "#tests/support/databases.ts";
import { shopBuilder } from "#tests/support/purchases.ts";
import { TEN_OFF } from "#tests/support/offers.ts";

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** 10:00 in Berlin. */
const NOW = Date.parse("2026-03-10T09:00:00Z");
const ZONE = "Europe/Berlin";

const refresh = (db: Database, shopId: number, asOf: number) =>
  refreshAll(db, { shopId, asOf, now: () => asOf });

async function membersOf(db: Database, shopId: number, segmentId: number) {
  const rows = await segmentMembers(db, { shopId, segmentId, page: 1, pageSize: 100 });
  return rows.map(({ customerId }) => customerId);
}

const allMemberships = (db: Database, shopId: number) =>
  db
    .selectFrom("memberships")
    .selectAll()
    .where("shopId", "=", shopId)
    .orderBy("segmentId")
    .orderBy("customerId")
    .execute();

async function smallShop(engine: Engine) {
  const { db } = await engine.open();
  const build = shopBuilder(db, { timeZone: ZONE });
  const shopId = await build.install();
  await build.customer(1, { tags: ["vip"] });
  await build.customer(2);
  await build.customer(3);
  await build.order(1, NOW - 40 * DAY, { totalMinor: 5000 });
  await build.order(1, NOW - 2 * DAY, { totalMinor: 2000 });
  await build.order(2, NOW - 30 * DAY - HOUR, { totalMinor: 900 });
  return { db, build, shopId };
}

async function made(db: Database, shopId: number, name: string, query: string) {
  const outcome = await createSegment(db, { shopId, name, query, asOf: NOW });
  if (outcome.kind !== "created") throw new Error(outcome.kind);
  return outcome;
}

eachDatabase((engine) => {
  test("the first refresh installs twelve segments that are full", async () => {
    const { db, shopId } = await smallShop(engine);
    await refresh(db, shopId, NOW);
    const segments = await listSegments(db, { shopId });
    expect(segments).toHaveLength(12);
    expect(segments.every(({ asOf, fault }) => asOf === NOW && fault === null)).toBe(true);
    const sizeOf = new Map(segments.map((one) => [one.templateKey, one.memberCount]));
    expect([sizeOf.get("prospects"), sizeOf.get("repeat"), sizeOf.get("new")]).toEqual([1, 1, 1]);
    await refresh(db, shopId, NOW + 1);
    expect(await listSegments(db, { shopId })).toHaveLength(12);
  });

  test("a segment is full as soon as it is made", async () => {
    const { db, shopId } = await smallShop(engine);
    await refresh(db, shopId, NOW);
    const { segmentId, handle } = await made(db, shopId, "Two orders", "number_of_orders = 2");
    expect(handle).toMatch(/^s-[a-z0-9]{6}$/);
    expect(await membersOf(db, shopId, segmentId)).toEqual([1]);
    expect(await findSegment(db, { shopId, segmentId })).toMatchObject({
      memberCount: 1,
      asOf: NOW,
    });
  });

  test("what a merchant can answer for is said, and nothing is changed", async () => {
    const { db, shopId } = await smallShop(engine);
    const { segmentId } = await made(db, shopId, "One", "number_of_orders = 1");
    const asOf = NOW;
    const again = { shopId, name: " One ", query: "number_of_orders = 2", asOf };
    expect(await createSegment(db, again)).toEqual({ kind: "name-taken" });
    expect(
      await createSegment(db, { ...again, name: "Two", query: "total_spent > 1" }),
    ).toMatchObject({
      kind: "query-refused",
      errors: [{ suggestion: "amount_spent" }],
    });
    const other = await made(db, shopId, "Three", "number_of_orders = 3");
    const taken = { ...again, segmentId: other.segmentId };
    expect(await reviseSegment(db, taken)).toEqual({ kind: "name-taken" });
    await deleteSegment(db, { shopId, segmentId: other.segmentId, asOf });
    expect(await reviseSegment(db, { ...again, name: "Other", segmentId: 99 })).toEqual({
      kind: "missing",
    });
    expect(await reviseSegment(db, { ...again, segmentId })).toEqual({ kind: "revised" });
    expect(await membersOf(db, shopId, segmentId)).toEqual([1]);
    await db
      .insertInto("offers")
      .values({
        ...{ shopId, offerId: 1, handle: "o-abcdef", segmentId, title: "Ten off" },
        ...{ terms: TEN_OFF, method: "automatic", code: null, startsAt: NOW, endsAt: null },
        ...{ state: "active", activatedAt: null, confirmedAt: null, drift: null },
        ...{ twinId: null, discountId: null, fault: null },
        ...{ createdAt: NOW, updatedAt: NOW },
      })
      .execute();
    expect(await deleteSegment(db, { shopId, segmentId, asOf })).toEqual({
      ...{ kind: "in-use-by-offer", title: "Ten off" },
    });
    await db.updateTable("offers").set({ state: "ended" }).execute();
    expect(await deleteSegment(db, { shopId, segmentId, asOf })).toEqual({ kind: "deleted" });
    expect(await deleteSegment(db, { shopId, segmentId, asOf })).toEqual({ kind: "missing" });
    expect(await allMemberships(db, shopId)).toEqual([]);
  });

  test("who goes leaves a membership with its end, and sizes add up over the day", async () => {
    const { db, build, shopId } = await smallShop(engine);
    await refresh(db, shopId, NOW);
    const { segmentId } = await made(db, shopId, "One order", "number_of_orders = 1");
    expect(await membersOf(db, shopId, segmentId)).toEqual([2]);

    await build.order(2, NOW + HOUR);
    await build.order(3, NOW + HOUR);
    await touchCustomers(db, { shopId, customerIds: [2, 3], reason: "order", at: NOW + HOUR });
    expect(await refreshTouched(db, { shopId, asOf: NOW + HOUR })).toBe(2);
    expect(await refreshTouched(db, { shopId, asOf: NOW + HOUR })).toBe(0);

    expect(await membersOf(db, shopId, segmentId)).toEqual([3]);
    const past = await db
      .selectFrom("pastMemberships")
      .selectAll()
      .where("segmentId", "=", segmentId)
      .execute();
    expect(past).toEqual([
      {
        ...{ shopId, segmentId, customerId: 2, since: NOW, sinceCause: "created" },
        ...{ until: NOW + HOUR, untilCause: "order" },
      },
    ]);
    expect(await segmentTrend(db, { shopId, segmentId })).toMatchObject([
      { members: 1, joined: 2, left: 1 },
    ]);
    expect(await findSegment(db, { shopId, segmentId })).toMatchObject({
      ...{ memberCount: 1, asOf: NOW + HOUR },
    });
  });

  test("a few customers and all of them come out the same", async () => {
    const { db, build, shopId } = await smallShop(engine);
    await refresh(db, shopId, NOW);
    for (let customerId = 10; customerId < 40; customerId++) {
      await build.customer(customerId, { tags: customerId % 3 ? [] : ["VIP"] });
      for (let order = 0; order < customerId % 5; order++) {
        await build.order(customerId, NOW - customerId * order * DAY, {
          totalMinor: customerId * 100,
        });
      }
    }
    const customerIds = Array.from({ length: 30 }, (_, index) => index + 10);
    await touchCustomers(db, { shopId, customerIds, at: NOW });
    await refreshTouched(db, { shopId, asOf: NOW });
    const few = await allMemberships(db, shopId);
    expect(few.length).toBeGreaterThan(30);
    expect(await refreshMemberships(db, { shopId, which: "all", asOf: NOW })).toEqual({
      ...{ joined: 0, left: 0, faults: 0 },
    });
    expect(await allMemberships(db, shopId)).toEqual(few);
  });

  test("only local midnight matters", async () => {
    const { db, shopId } = await smallShop(engine);
    await refresh(db, shopId, NOW);
    await made(db, shopId, "Month", "last_order_date >= -30d");
    await made(db, shopId, "Yesterday or so", "last_order_date < -2d OR first_order_date = -40d");
    const midnight = nextMidnight(NOW, ZONE);
    const at = async (asOf: number) => {
      await refreshMemberships(db, { shopId, which: "all", asOf });
      const rows = await allMemberships(db, shopId);
      return rows.map(({ segmentId, customerId }) => `${segmentId}:${customerId}`);
    };
    const today = await at(NOW);
    for (const asOf of [NOW + HOUR, NOW + 13 * HOUR, midnight - 1]) {
      expect(await at(asOf)).toEqual(today);
    }
    const tomorrow = await at(midnight);
    expect(tomorrow).not.toEqual(today);
    for (const asOf of [midnight + 1, midnight + 12 * HOUR, nextMidnight(midnight, ZONE) - 1]) {
      expect(await at(asOf)).toEqual(tomorrow);
    }
  });

  test("a segment that cannot be refreshed keeps its members and says why; the others go on", async () => {
    const { db, build, shopId } = await smallShop(engine);
    const { segmentId } = await made(db, shopId, "Broken", "number_of_orders = 1");
    const other = await made(db, shopId, "Sound", "number_of_orders = 2");
    await db
      .updateTable("segments")
      .set({ query: "total_spent > 1" })
      .where("segmentId", "=", segmentId)
      .execute();
    await build.order(2, NOW);
    const moved = await refreshMemberships(db, { shopId, which: "all", asOf: NOW + 1 });
    expect(moved).toEqual({ joined: 1, left: 0, faults: 1 });
    expect(await membersOf(db, shopId, segmentId)).toEqual([2]);
    expect(await membersOf(db, shopId, other.segmentId)).toEqual([1, 2]);
    expect(await findSegment(db, { shopId, segmentId })).toMatchObject({
      ...{ asOf: NOW, fault: "`total_spent` is not a filter; did you mean `amount_spent`?" },
    });
  });

  test("every move keeps its cause, the weightiest of what happened", async () => {
    const { db, build, shopId } = await smallShop(engine);
    await refresh(db, shopId, NOW);
    const { segmentId } = await made(db, shopId, "One order", "number_of_orders = 1");
    const recent = await made(db, shopId, "Month", "last_order_date >= -30d");
    const touch = (customerId: number, reason: TouchReason) =>
      touchCustomers(db, { shopId, customerIds: [customerId], reason, at: NOW });
    const causes = async (segment: number) => {
      const present = await db
        .selectFrom("memberships")
        .select(["customerId", "sinceCause"])
        .where("segmentId", "=", segment)
        .execute();
      const past = await db
        .selectFrom("pastMemberships")
        .select(["customerId", "sinceCause", "untilCause"])
        .where("segmentId", "=", segment)
        .execute();
      return [
        ...present.map((row) => `${row.customerId} ${row.sinceCause}`),
        ...past.map((row) => `${row.customerId} ${row.sinceCause} ${row.untilCause}`),
      ].toSorted();
    };
    expect(await causes(segmentId)).toEqual(["2 created"]);
    await build.order(3, NOW);
    await touch(3, "customer");
    await touch(3, "order");
    await touch(3, "edit");
    await db.deleteFrom("customers").where("customerId", "=", 2).execute();
    await touch(2, "merge");
    await refreshTouched(db, { shopId, asOf: NOW + 1 });
    expect(await causes(segmentId)).toEqual(["2 created merge", "3 order"]);

    const query = "number_of_orders >= 1";
    await reviseSegment(db, { shopId, segmentId, name: "One or more", query, asOf: NOW + 2 });
    expect(await causes(segmentId)).toEqual(["1 query", "2 created merge", "3 order"]);

    expect(await causes(recent.segmentId)).toEqual(["1 created", "2 created merge", "3 order"]);
    await refresh(db, shopId, NOW + 29 * DAY);
    expect(await causes(recent.segmentId)).toEqual([
      "1 created time",
      "2 created merge",
      "3 order",
    ]);

    // A touched customer who is moved by the refresh of all has been moved by what happened.
    await db
      .updateTable("customers")
      .set({ numberOfOrders: 0 })
      .where("customerId", "in", [1, 3])
      .execute();
    await touch(3, "refund");
    await refresh(db, shopId, NOW + 29 * DAY + 1);
    expect(await causes(segmentId)).toEqual([
      "1 query settings",
      "2 created merge",
      "3 order refund",
    ]);
  });

  test("a customer who is gone is in no segment", async () => {
    const { db, shopId } = await smallShop(engine);
    const { segmentId } = await made(db, shopId, "All", "number_of_orders >= 0");
    await db.deleteFrom("customers").where("customerId", "=", 2).execute();
    await refreshMemberships(db, { shopId, which: [2], asOf: NOW + 1 });
    expect(await membersOf(db, shopId, segmentId)).toEqual([1, 3]);
  });

  test("two shops never see each other's customers", async () => {
    const { db, shopId } = await smallShop(engine);
    const other = shopBuilder(db);
    const otherShop = await other.install("other.myshopify.com");
    await other.customer(1);
    await other.order(1, NOW);
    await refresh(db, otherShop, NOW);
    await refresh(db, shopId, NOW);
    const { segmentId } = await made(db, otherShop, "All", "number_of_orders >= 0");
    expect(await membersOf(db, otherShop, segmentId)).toEqual([1]);
    expect(await membersOf(db, shopId, segmentId)).not.toContain(99);
    const why = await explainStanding(db, {
      shop: await readShop(db, otherShop),
      segmentId,
      customerId: 3,
      asOf: NOW,
    });
    expect(why).toBeUndefined();
  });

  test("why a customer is in a segment comes with their values", async () => {
    const { db, shopId } = await smallShop(engine);
    await refresh(db, shopId, NOW);
    const query = "amount_spent > 50.5 AND (customer_tags CONTAINS 'VIP' OR NOT rfm_group IS NULL)";
    const { segmentId } = await made(db, shopId, "Why", query);
    const explained = await explainStanding(db, {
      shop: await readShop(db, shopId),
      segmentId,
      customerId: 1,
      asOf: NOW,
    });
    expect(explained).toMatchObject({
      ...{ miss: null, name: "Why" },
      why: {
        kind: "all",
        parts: [
          { isTrue: true, text: "amount_spent > 50.5", value: "Amount spent: €70.00" },
          { kind: "any", isTrue: true, parts: [{ value: "Customer tags: vip" }, { kind: "not" }] },
        ],
      },
    });
  });

  test("nothing is refreshed for a few before it was for all", async () => {
    const { db, shopId } = await smallShop(engine);
    await touchCustomers(db, { shopId, customerIds: [1], at: NOW });
    expect(await refreshTouched(db, { shopId, asOf: NOW })).toBe(0);
    await refresh(db, shopId, NOW);
    expect(await refreshTouched(db, { shopId, asOf: NOW })).toBe(1);
  });
});
