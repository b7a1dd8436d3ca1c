import { spawn, type ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import type { Database } from "#app/db/database.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { queueHealth } from "#app/jobs/queue-health.server.ts";
import { openLog } from "#app/platform/log.server.ts";
import { publishRun } from "#app/publish/publish-run.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import type { Store } from "#tests/devstore/store/open-store.ts";
import { startDevstore } from "#tests/support/devstore.ts";
import {
  DOMAIN,
  fillShop,
  heldByStore,
  openStoreAdmin,
  type ShopGiven,
} from "#tests/support/publish-shop.ts";
import { TEN_OFF } from "#tests/support/offers.ts";

/** How often the worker is killed; more with `KILLS=25`. */
const KILLS = Number(process.env.KILLS ?? 3);
const WORKER = fileURLToPath(new URL("../support/publish-worker.ts", import.meta.url));
const shopOf = (customers: number): ShopGiven => ({
  customers,
  products: 20,
  segments: ["s-aaaaaa", "s-bbbbbb", "s-cccccc"],
});
const now = Date.UTC(2026, 10, 21);

/** The same offers in every shop, handles included, so that what shops hold can be compared. */
async function addOffers(db: Database, shopId: number) {
  const methods = ["automatic", "code", "member-codes"];
  await db
    .insertInto("offers")
    .values(
      ["o-111111", "o-222222", "o-333333"].map((handle, k) => ({
        ...{ shopId, offerId: k + 1, handle, segmentId: k + 1, title: `Offer ${k + 1}` },
        ...{ terms: TEN_OFF, method: methods[k] ?? "", code: k === 1 ? "TEN" : null },
        ...{ startsAt: now, endsAt: null, state: "active", fault: null, drift: null },
        ...{ twinId: null, discountId: null, activatedAt: now, confirmedAt: null },
        ...{ createdAt: now, updatedAt: now },
      })),
    )
    .execute();
}

/** What a store holds; whose code is which is drawn anew each time. */
function held(store: Store) {
  const all = heldByStore(store);
  const metafields = all.metafields.map((line) => line.replace(/\w{5}-\w{5}(?="})/g, "(a code)"));
  const codes = store.get("SELECT count(*) AS count FROM discount_codes");
  return { ...all, metafields, codes };
}

eachDatabase((engine) => {
  test.each([
    { way: "call by call", customers: 900 },
    { way: "by a file", customers: 3_500 },
  ])(
    "killed at any moment, publishing $way goes on and ends where an undisturbed one does",
    { timeout: 120_000 + KILLS * 10_000 },
    async ({ way, customers }) => {
      const undisturbed = await publishUndisturbed(shopOf(customers));
      const opened = await engine.open();
      const devstore = await startDevstore();
      let worker: ChildProcess | undefined;
      try {
        const { db } = opened;
        const shopId = await fillShop({ db, store: devstore.store }, shopOf(customers));
        await addOffers(db, shopId);
        const { token } = await openStoreAdmin({ origin: devstore.origin, shopId });
        const start = () =>
          spawn(process.execPath, [WORKER, opened.url, devstore.origin, token, DOMAIN], {
            stdio: ["ignore", "pipe", "inherit"],
          });
        await enqueue(db, "publish.run", { shopId }, { key: `publish.run:${shopId}` });
        let inTheMiddle = 0;
        for (let kill = 0; kill < KILLS; kill++) {
          worker = start();
          // Sooner or later after it has begun to work, each time a little longer.
          const working = worker.stdout;
          await new Promise((resolve) => working?.once("data", resolve));
          await sleep(Math.random() * 300);
          if ((await queueHealth(db, { now: Date.now() })).running > 0) inTheMiddle++;
          const ended = new Promise((resolve) => worker?.once("exit", resolve));
          worker.kill("SIGKILL");
          await ended;
          const left = await queueHealth(db, { now: Date.now() });
          if (left.waiting + left.running === 0) {
            await enqueue(db, "publish.run", { shopId }, { key: `publish.run:${shopId}` });
          }
        }
        worker = start();
        await vi.waitUntil(
          async () => {
            const { waiting, running } = await queueHealth(db, { now: Date.now() });
            return waiting + running === 0;
          },
          { timeout: 80_000, interval: 50 },
        );
        expect(held(devstore.store)).toEqual(undisturbed);
        expect((await queueHealth(db, { now: Date.now() })).dead).toBe(0);
        expect(inTheMiddle).toBeGreaterThan(0);
        const [run] = await db.selectFrom("publishRuns").select("bulkOperationId").execute();
        expect(run?.bulkOperationId != null).toBe(way === "by a file");
      } finally {
        worker?.kill("SIGKILL");
        await devstore.stop();
        await opened.close();
      }
    },
  );

  async function publishUndisturbed(shop: ShopGiven) {
    const opened = await engine.open();
    const devstore = await startDevstore();
    try {
      const shopId = await fillShop({ db: opened.db, store: devstore.store }, shop);
      await addOffers(opened.db, shopId);
      const { admin } = await openStoreAdmin({ origin: devstore.origin, shopId });
      const log = openLog({ level: "silent" });
      const { signal } = new AbortController();
      const publishing = { db: opened.db, admin, log, signal };
      expect(await publishRun(publishing, { shopId, now, bulkFrom: Infinity })).toBe("done");
      return held(devstore.store);
    } finally {
      await devstore.stop();
      await opened.close();
    }
  }
});
