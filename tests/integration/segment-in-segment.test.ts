import { expect, test } from "vitest";
import type { Database } from "#app/db/database.server.ts";
import { touchCustomers } from "#app/purchases/touch-customers.server.ts";
import { refreshAll } from "#app/segments/refresh-all.server.ts";
import { refreshTouched } from "#app/segments/refresh-touched.server.ts";
import {
  createSegment,
  deleteSegment,
  findSegment,
  reviseSegment,
} from "#app/segments/segments.server.ts";
import { eachDatabase, type Engine } from "#tests/support/databases.ts";
import { shopBuilder } from "#tests/support/purchases.ts";

const DAY = 86_400_000;
const NOW = Date.parse("2026-03-10T09:00:00Z");

async function shopOfFour(engine: Engine) {
  const { db } = await engine.open();
  const build = shopBuilder(db);
  const shopId = await build.install();
  for (const customerId of [1, 2, 3, 4]) await build.customer(customerId);
  await build.order(1, NOW - 9 * DAY);
  await build.order(2, NOW - 8 * DAY);
  await build.order(2, NOW - 7 * DAY);
  await refreshAll(db, { shopId, asOf: NOW, now: () => NOW });
  return { db, build, shopId };
}

async function make(db: Database, shopId: number, name: string, query: string) {
  const outcome = await createSegment(db, { shopId, name, query, asOf: NOW });
  if (outcome.kind !== "created") throw new Error(JSON.stringify(outcome));
  return outcome.segmentId;
}

async function members(db: Database, segmentId: number) {
  const rows = await db
    .selectFrom("memberships")
    .select("customerId")
    .where("segmentId", "=", segmentId)
    .orderBy("customerId")
    .execute();
  return rows.map(({ customerId }) => customerId);
}

const inSegment = (name: string) => `regulars.in_segment MATCHES (segment = '${name}')`;

eachDatabase((engine) => {
  test("a segment of a segment moves with it, in the same transaction, whichever was made first", async () => {
    const { db, build, shopId } = await shopOfFour(engine);
    const late = await make(db, shopId, "Late", "number_of_orders >= 0");
    const base = await make(db, shopId, "Base", "number_of_orders >= 2");
    const middle = await make(db, shopId, "Middle", `NOT ${inSegment("Base")}`);
    const revised = { shopId, segmentId: late, name: "Late", query: inSegment("Middle") };
    expect(await reviseSegment(db, { ...revised, asOf: NOW })).toEqual({ kind: "revised" });
    expect([await members(db, base), await members(db, middle)]).toEqual([[2], [1, 3, 4]]);
    expect(await members(db, late)).toEqual([1, 3, 4]);

    await build.order(1, NOW);
    await touchCustomers(db, { shopId, customerIds: [1], reason: "order", at: NOW });
    await refreshTouched(db, { shopId, asOf: NOW + 1 });
    expect([await members(db, base), await members(db, late)]).toEqual([
      [1, 2],
      [3, 4],
    ]);

    const wider = { shopId, segmentId: base, name: "Base", query: "number_of_orders >= 1" };
    await build.order(3, NOW);
    expect(await reviseSegment(db, { ...wider, asOf: NOW + 2 })).toEqual({ kind: "revised" });
    expect([await members(db, base), await members(db, late)]).toEqual([[1, 2, 3], [4]]);
    const left = await db
      .selectFrom("pastMemberships")
      .select(["customerId", "untilCause"])
      .where("segmentId", "=", late)
      .where("until", ">", NOW)
      .orderBy("customerId")
      .execute();
    expect(left).toEqual([
      { customerId: 1, untilCause: "order" },
      { customerId: 3, untilCause: "query" },
    ]);
  });

  test("a loop is refused and named", async () => {
    const { db, shopId } = await shopOfFour(engine);
    const a = await make(db, shopId, "A", "number_of_orders >= 2");
    await make(db, shopId, "B", inSegment("A"));
    await make(db, shopId, "C", inSegment("B"));
    const query = `number_of_orders > 1 OR ${inSegment("C")}`;
    expect(await reviseSegment(db, { shopId, segmentId: a, name: "A", query, asOf: NOW })).toEqual({
      kind: "query-refused",
      errors: [
        expect.objectContaining({
          message: "a segment cannot ask for itself: A → C → B → A",
          offending: "'C'",
        }),
      ],
    });
    const own = { shopId, segmentId: a, name: "A", query: inSegment("A"), asOf: NOW };
    expect(await reviseSegment(db, own)).toMatchObject({
      errors: [{ message: "a segment cannot ask for itself: A → A" }],
    });
    expect(await createSegment(db, { ...own, query: inSegment("Nobody") })).toMatchObject({
      kind: "query-refused",
    });
  });

  test("a segment that another asks for can be named anew, and not be deleted", async () => {
    const { db, shopId } = await shopOfFour(engine);
    const a = await make(db, shopId, "A", "number_of_orders >= 2");
    const b = await make(db, shopId, "B", `${inSegment("A")} AND number_of_orders > 0`);
    const renamed = { shopId, segmentId: a, name: "Ann's", query: "number_of_orders >= 2" };
    expect(await reviseSegment(db, { ...renamed, asOf: NOW + 1 })).toEqual({ kind: "revised" });
    expect(await findSegment(db, { shopId, segmentId: b })).toMatchObject({
      query: `regulars.in_segment MATCHES (segment = 'Ann\\'s') AND number_of_orders > 0`,
      ...{ fault: null, memberCount: 1 },
    });
    expect(await deleteSegment(db, { shopId, segmentId: a, asOf: NOW })).toEqual({
      ...{ kind: "in-use-by-segments", names: ["B"] },
    });
    expect(await deleteSegment(db, { shopId, segmentId: b, asOf: NOW })).toEqual({
      kind: "deleted",
    });
    expect(await deleteSegment(db, { shopId, segmentId: a, asOf: NOW })).toEqual({
      kind: "deleted",
    });
  });

  test("who entered and left within days is known, and forgotten when the days are over", async () => {
    const { db, build, shopId } = await shopOfFour(engine);
    const base = await make(db, shopId, "One", "number_of_orders = 1");
    const entered = await make(db, shopId, "Entered", "regulars.entered_segment MATCHES (segment = 'One', date >= -7d)"); // prettier-ignore
    const left = await make(db, shopId, "Left", "regulars.left_segment MATCHES (segment = 'One', date >= -7d)"); // prettier-ignore
    const was = await make(db, shopId, "Was", "regulars.was_in_segment MATCHES (segment = 'One', date = 2026-03-10)"); // prettier-ignore
    expect(await members(db, base)).toEqual([1]);
    await build.order(1, NOW + DAY);
    await touchCustomers(db, { shopId, customerIds: [1], reason: "order", at: NOW + DAY });
    await refreshTouched(db, { shopId, asOf: NOW + DAY });
    expect(await members(db, left)).toEqual([1]);
    expect(await members(db, was)).toEqual([1]);
    const at = async (asOf: number) => {
      await refreshAll(db, { shopId, asOf, now: () => asOf });
      return [await members(db, entered), await members(db, left), await members(db, was)];
    };
    expect(await at(NOW + 7 * DAY)).toEqual([[1], [1], [1]]);
    expect(await at(NOW + 8 * DAY)).toEqual([[], [1], [1]]);
    expect(await at(NOW + 9 * DAY)).toEqual([[], [], [1]]);
  });
});
