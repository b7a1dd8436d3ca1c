import fc from "fast-check";
import { expect, test } from "vitest";
import { dayOf } from "#app/platform/calendar.ts";
import { refreshFacts } from "#app/purchases/refresh-facts.server.ts";
import { tierMoves, tierSizes, tierStandings } from "#app/segments/tiers/customer-tiers.server.ts";
import { refreshTiers } from "#app/segments/tiers/refresh-tiers.server.ts";
import {
  firstDayOf,
  holdingsAfter,
  PERIODS,
  tierOf,
  type Holding,
  type TierRules,
} from "#app/segments/tiers/tier.ts";
import {
  countEarned,
  readTiers,
  removeTiers,
  saveTiers,
} from "#app/segments/tiers/tiers.server.ts";
import { firstOfYear } from "#app/segments/tiers/values.server.ts";
import { refreshMemberships } from "#app/segments/refresh-memberships.server.ts";
import { createSegment, findSegment } from "#app/segments/segments.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { shopBuilder } from "#tests/support/purchases.ts";

const DAY = 86_400_000;
const START = Date.parse("2025-11-20T09:00:00Z");
const ZONE = "Europe/Berlin";

/** Every so many days the tiers are refreshed; before that, these customers order for so much. */
const histories = fc.array(
  fc.record({
    days: fc.integer({ min: 1, max: 120 }),
    orders: fc.array(
      fc.record({
        customerId: fc.integer({ min: 1, max: 4 }),
        totalMinor: fc.integer({ min: 0, max: 500 }),
      }),
      { maxLength: 3 },
    ),
    few: fc.boolean(),
  }),
  { minLength: 3, maxLength: 9 },
);
const plans = fc.record({
  measure: fc.constantFrom("orders" as const, "spend" as const),
  period: fc.constantFrom(...PERIODS),
  keepPercent: fc.integer({ min: 30, max: 100 }),
  graceDays: fc.integer({ min: 0, max: 90 }),
});

eachDatabase((engine) => {
  test("the database holds, moves and counts as the definition does, for all and for a few", async () => {
    const { db } = await engine.open();
    await fc.assert(
      fc.asyncProperty(plans, histories, async (rules, steps) => {
        const build = shopBuilder(db, { timeZone: ZONE });
        const shopId = await build.install(`${crypto.randomUUID()}.myshopify.com`);
        const ids = [1, 2, 3, 4];
        for (const customerId of ids) await build.customer(customerId);
        const thresholds = rules.measure === "orders" ? [1, 3] : [200, 700];
        const wanted = thresholds.map((threshold) => ({
          ...{ tierId: null, name: `From ${threshold}`, threshold },
        }));
        await saveTiers(db, { shopId, rules, tiers: wanted, at: START - 200 * DAY });
        const { tiers } = (await readTiers(db, { shopId })) ?? { tiers: [] };
        const bought: { customerId: number; day: number; totalMinor: number }[] = [];
        const held = new Map<number, Holding[]>(ids.map((id) => [id, []]));
        const names = new Map<number, (string | null)[]>(ids.map((id) => [id, [null]]));

        let asOf = START;
        for (const { days, orders, few } of steps) {
          for (const { customerId, totalMinor } of orders) {
            await build.order(customerId, asOf, { totalMinor });
            bought.push({ customerId, totalMinor, day: dayOf(asOf, ZONE) });
          }
          asOf += days * DAY;
          const day = dayOf(asOf, ZONE);
          await refreshFacts(db, { shopId, which: "all", asOf });
          if (few) await refreshTiers(db, { shopId, which: [1, 2], asOf });
          await refreshTiers(db, { shopId, which: few ? [3, 4] : "all", asOf });

          const first = firstDayOf(rules.period, day, firstOfYear(day)) ?? -Infinity;
          const expected = ids.flatMap((customerId) => {
            const theirs = bought.filter((one) => one.customerId === customerId);
            const inside = theirs.filter((one) => one.day >= first);
            const value =
              rules.measure === "orders"
                ? inside.length
                : inside.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
            const before = held.get(customerId) ?? [];
            const holdings = holdingsAfter(before, value, { tiers, rules, day });
            held.set(customerId, holdings);
            const tier = tierOf(tiers, holdings);
            const seen = names.get(customerId) ?? [];
            if (seen.at(-1) !== (tier?.name ?? null)) seen.push(tier?.name ?? null);
            return theirs.length === 0 ? [] : { customerId, tier, value };
          });
          const standings = await tierStandings(db, { shopId, customerIds: ids });
          expect(
            standings.map(({ customerId, tier, value }) => ({ customerId, tier, value })),
          ).toEqual(expected);
        }
        for (const customerId of ids) {
          const moves = await tierMoves(db, { shopId, customerId, limit: 50 });
          const path = moves.reverse().map(({ toName }) => toName);
          expect([null, ...path]).toEqual(names.get(customerId));
        }
      }),
      { numRuns: 8 },
    );
  });

  test("a segment names a tier of the shop's; once the name is another, it keeps its members and says so", async () => {
    const { db } = await engine.open();
    const build = shopBuilder(db, { timeZone: ZONE });
    const shopId = await build.install();
    await build.customer(1);
    await build.order(1, START);
    const all = { shopId, which: "all", asOf: START } as const;
    await refreshFacts(db, all);
    const rules: TierRules = {
      ...{ measure: "orders", period: "for-ever", keepPercent: 100, graceDays: 0 },
    };
    const tiers = [{ tierId: null, name: "Gold", threshold: 1 }];
    await saveTiers(db, { shopId, rules, tiers, at: START });
    await refreshTiers(db, all);

    const definition = { shopId, name: "Golden", asOf: START };
    expect(
      await createSegment(db, { ...definition, query: "regulars.tier = 'Golf'" }),
    ).toMatchObject({ kind: "query-refused", errors: [{ column: 16, suggestion: "'Gold'" }] });
    const made = await createSegment(db, { ...definition, query: "regulars.tier = 'Gold'" });
    if (made.kind !== "created") throw new Error("it names a tier");

    const renamed = [{ tierId: 1, name: "Sun", threshold: 1 }];
    await saveTiers(db, { shopId, rules, tiers: renamed, at: START });
    await refreshMemberships(db, all);
    expect(await findSegment(db, { shopId, segmentId: made.segmentId })).toMatchObject({
      memberCount: 1,
      fault: "'Gold' is not a value of `regulars.tier`",
    });
  });

  test("before saving it is said how many would be in each tier; removed tiers are nobody's, and history names them", async () => {
    const { db } = await engine.open();
    const build = shopBuilder(db, { timeZone: ZONE });
    const shopId = await build.install();
    for (const [customerId, orders] of [1, 2, 3, 4].entries()) {
      await build.customer(customerId + 1);
      for (let i = 0; i < orders; i++) await build.order(customerId + 1, START - i * DAY);
    }
    await build.customer(9); // never bought: in no tier, and not counted
    await refreshFacts(db, { shopId, which: "all", asOf: START });
    const rules = {
      measure: "orders",
      period: "rolling-year",
      keepPercent: 100,
      graceDays: 10,
    } as const;
    const earned = await countEarned(db, { shopId, rules, thresholds: [4, 2], asOf: START });
    expect(earned).toEqual({ none: 1, each: [2, 1] });

    const tiers = [
      { tierId: null, name: "Silver", threshold: 2 },
      { tierId: null, name: "Gold", threshold: 4 },
    ];
    await saveTiers(db, { shopId, rules, tiers, at: START });
    await refreshTiers(db, { shopId, which: "all", asOf: START });
    const sizes = await tierSizes(db, { shopId });
    expect(sizes.toSorted((one, other) => (one.tierId ?? 0) - (other.tierId ?? 0))).toEqual([
      { tierId: null, customers: 1 },
      { tierId: 1, customers: 2 },
      { tierId: 2, customers: 1 },
    ]);
    const [standing] = await tierStandings(db, { shopId, customerIds: [3] });
    expect(standing).toMatchObject({
      ...{ tier: { name: "Silver" }, value: 3 },
      next: { tier: { name: "Gold" }, missing: 1, progress: 0.75 },
    });

    await removeTiers(db, { shopId, at: START });
    await refreshTiers(db, { shopId, which: "all", asOf: START + DAY });
    expect(await tierStandings(db, { shopId, customerIds: [3] })).toEqual([]);
    expect(await tierSizes(db, { shopId })).toEqual([]);
    const [last] = await tierMoves(db, { shopId, customerId: 4, limit: 1 });
    expect(last).toMatchObject({ fromName: "Gold", toName: null });
  });

  test("tiers of a calendar year begin with what last year earned, until the grace since January is over", async () => {
    const { db } = await engine.open();
    const build = shopBuilder(db, { timeZone: ZONE });
    const shopId = await build.install();
    await build.customer(1);
    await build.order(1, Date.parse("2025-06-01T12:00:00Z"), { totalMinor: 50_000 });
    const january = Date.parse("2026-01-20T12:00:00Z");
    await refreshFacts(db, { shopId, which: "all", asOf: january });
    const rules = {
      measure: "spend",
      period: "calendar-year",
      keepPercent: 100,
      graceDays: 60,
    } as const;
    const tiers = [{ tierId: null, name: "Gold", threshold: 40_000 }];
    await saveTiers(db, { shopId, rules, tiers, at: january });
    const tierOn = async (asOf: number) => {
      await refreshTiers(db, { shopId, which: "all", asOf });
      const [standing] = await tierStandings(db, { shopId, customerIds: [1] });
      return standing?.tier?.name ?? null;
    };
    expect(await tierOn(january)).toBe("Gold");
    expect(await tierOn(Date.parse("2026-03-01T12:00:00Z"))).toBe("Gold"); // day 59 of the grace
    expect(await tierOn(Date.parse("2026-03-02T12:00:00Z"))).toBeNull();
  });
});
