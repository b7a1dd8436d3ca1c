import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { dialectOf, type OpenDatabase } from "#app/db/database.server.ts";
import { clockTasks } from "#app/jobs/clock.server.ts";
import { openLog } from "#app/platform/log.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { TEN_OFF } from "#tests/support/offers.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const signal = new AbortController().signal;

/** Half past midnight in Berlin, half past eleven in the evening before in London. */
const now = Date.UTC(2026, 10, 20, 23, 30);

eachDatabase((engine) => {
  let opened: OpenDatabase;

  beforeEach(async () => {
    opened = await engine.open();
  });
  afterEach(() => opened.close());

  async function install(domain: string, timeZone: string, uninstalledAt: number | null = null) {
    const { shopId } = await opened.db
      .insertInto("shops")
      .values({ domain, name: domain, currency: "EUR", timeZone, installedAt: 0, uninstalledAt })
      .returning("shopId")
      .executeTakeFirstOrThrow();
    return shopId;
  }

  const refreshed = (shopId: number, stage: string, at: number) =>
    opened.db
      .insertInto("refreshes")
      .values({ shopId, stage, asOf: at, finishedAt: at, failedAt: null, fault: null })
      .execute();

  const tick = (at = now) =>
    clockTasks["clock.tick"](
      {},
      {
        ...{ db: opened.db, signal, now: () => at, log: openLog({ level: "silent" }) },
        adminOf: () => Promise.reject(new Error("not here")),
      },
    );

  /** What waits, as `name:shop`. */
  async function waiting(): Promise<string[]> {
    const { rows } =
      dialectOf(opened.db) === "postgresql"
        ? await sql<{ key: string }>`select key from graphile_worker.jobs order by key`.execute(
            opened.db,
          )
        : await sql<{ key: string }>`select key from jobs order by key`.execute(opened.db);
    return rows.map(({ key }) => key);
  }

  test("memberships are made true again at each shop's own midnight, once", async () => {
    const berlin = await install("berlin.myshopify.com", "Europe/Berlin");
    const london = await install("london.myshopify.com", "Europe/London");
    const gone = await install("gone.myshopify.com", "Europe/Berlin", now - 1);
    const neverImported = await install("new.myshopify.com", "Europe/Berlin");
    for (const shopId of [berlin, london, gone])
      await refreshed(shopId, "segments", now - 8 * HOUR);
    for (const shopId of [berlin, london]) await refreshed(shopId, "reconcile", now - 8 * HOUR);
    expect(neverImported).toBeGreaterThan(0);

    await tick();
    await tick(now + MINUTE);
    expect(await waiting()).toEqual([`segments.refresh-all:${berlin}`]);
  });

  test("a new day is published an hour after midnight at the latest, whatever became of shelves", async () => {
    const shopId = await install("berlin.myshopify.com", "Europe/Berlin");
    for (const stage of ["segments", "reconcile"]) await refreshed(shopId, stage, now);
    await refreshed(shopId, "publish", now - HOUR);
    await tick(now + HOUR / 2 - 1);
    expect(await waiting()).toEqual([]);
    await tick(now + HOUR / 2);
    expect(await waiting()).toEqual([`publish.run:${shopId}`]);
  });

  test("the nightly comparison is asked for after three at night", async () => {
    const shopId = await install("berlin.myshopify.com", "Europe/Berlin");
    await refreshed(shopId, "segments", now);
    await refreshed(shopId, "reconcile", now - 12 * HOUR);
    await tick(now + 2 * HOUR);
    expect(await waiting()).toEqual([]);
    await tick(now + 3 * HOUR);
    expect(await waiting()).toEqual([`sync.reconcile:${shopId}`]);
  });

  test("what stands still is looked after: an import, a publishing, customers that nobody refreshed", async () => {
    const { db } = opened;
    const shopId = await install("berlin.myshopify.com", "Europe/Berlin");
    await db
      .insertInto("imports")
      .values({
        ...{ shopId, resource: "orders", state: "running", bulkOperationId: 1, url: null },
        ...{ totalBytes: null, expectedObjects: null, finishedAt: null, fault: null },
        ...{ startedAt: now - HOUR, updatedAt: now - 11 * MINUTE },
      })
      .execute();
    await db
      .insertInto("publishRuns")
      .values({
        ...{ shopId, runId: 1, state: "bulk", bulkOperationId: 2, startedAt: now - 2 * MINUTE },
        ...{ finishedAt: null, fault: null },
      })
      .execute();
    await db
      .insertInto("touchedCustomers")
      .values({ shopId, customerId: 1, touchedAt: now - 3 * MINUTE })
      .execute();
    await tick();
    expect(await waiting()).toEqual(
      ["publish.run", "segments.refresh-touched", "sync.import"].map((name) => `${name}:${shopId}`),
    );
  });

  test("an offer that begins or ends by its date is published then", async () => {
    const { db } = opened;
    const shopId = await install("berlin.myshopify.com", "Europe/Berlin");
    await refreshed(shopId, "publish", now - HOUR);
    await db
      .insertInto("offers")
      .values({
        ...{
          shopId,
          offerId: 1,
          handle: "o-111111",
          segmentId: 1,
          title: "Ten",
          method: "automatic",
        },
        ...{
          terms: TEN_OFF,
          code: null,
          startsAt: now - 8 * HOUR,
          endsAt: now,
          state: "active",
        },
        ...{ activatedAt: null, confirmedAt: null, drift: null },
        ...{ twinId: null, discountId: null, fault: null, createdAt: 0, updatedAt: 0 },
      })
      .execute();
    await tick(now - MINUTE);
    expect(await waiting()).toEqual([]);
    await tick(now);
    expect(await waiting()).toEqual([`publish.run:${shopId}`]);
  });
});
