import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { OpenDatabase } from "#app/db/database.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { isAskedFor, queueHealth, retryDead } from "#app/jobs/queue-health.server.ts";
import type { Tasks } from "#app/jobs/run-task.server.ts";
import type { Worker } from "#app/jobs/worker-settings.ts";
import { startWorker } from "#app/jobs/worker.server.ts";
import { Fault } from "#app/platform/errors.ts";
import { openLog } from "#app/platform/log.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";

const WORKER = fileURLToPath(new URL("../support/recording-worker.ts", import.meta.url));

class Unavailable extends Fault {
  readonly code = "unavailable";
  readonly retryable = true;
}

class Refused extends Fault {
  readonly code = "refused";
  readonly retryable = false;
}

eachDatabase((engine) => {
  let folder: string;
  let record: string;
  let opened: OpenDatabase;
  let cleanUps: (() => Promise<unknown>)[];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "regulars-jobs-"));
    record = join(folder, "record");
    opened = await engine.open();
    cleanUps = [];
  });

  afterEach(async () => {
    for (const cleanUp of cleanUps) await cleanUp();
    await opened.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Lines that the worker processes wrote. */
  const lines = (ending = "") =>
    existsSync(record)
      ? readFileSync(record, "utf8")
          .split("\n")
          .filter((line) => line !== "" && line.endsWith(ending))
      : [];

  function startProcess({ takesMs = 0 } = {}): ChildProcess {
    const child = spawn(process.execPath, [WORKER, opened.url, record, String(takesMs)], {
      stdio: ["ignore", "inherit", "inherit"],
    });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    cleanUps.push(() => {
      child.kill("SIGKILL");
      return ended;
    });
    return child;
  }

  async function startHere(tasks: Tasks, options: { stopMs?: number } = {}): Promise<Worker> {
    const worker = await startWorker({
      database: opened,
      tasks,
      log: openLog({ level: "silent" }),
      adminOf: () => Promise.reject(new Error("not here")),
      concurrency: 3,
      leaseMs: 3_000,
      hasClock: false,
      ...options,
    });
    cleanUps.push(() => worker.stop());
    return worker;
  }

  const health = () => queueHealth(opened.db, { now: Date.now() });

  test("five hundred jobs run exactly once each, with two worker processes at them", async () => {
    const { db } = opened;
    await db.transaction().execute(async (tx) => {
      for (let orderId = 1; orderId <= 500; orderId++) {
        await enqueue(tx, "sync.order", { shopId: 1, orderId });
      }
    });
    startProcess();
    startProcess();
    await vi.waitUntil(() => lines("done").length >= 500, { timeout: 30_000, interval: 100 });
    await vi.waitUntil(async () => (await health()).running === 0, { timeout: 10_000 });

    const runs = lines("began").map((line) => line.split(" ")[1]);
    expect(runs).toHaveLength(500);
    expect(new Set(runs).size).toBe(500);
    expect(await health()).toMatchObject({ waiting: 0, running: 0, dead: 0 });
  });

  test("a job whose worker is killed in the middle of it is run again", async () => {
    await enqueue(opened.db, "sync.order", { shopId: 1, orderId: 7 });
    const killed = startProcess({ takesMs: 30_000 });
    await vi.waitUntil(() => lines("7 began").length === 1, { timeout: 20_000 });
    killed.kill("SIGKILL");

    startProcess();
    await vi.waitUntil(() => lines("7 done").length === 1, { timeout: 20_000 });
    expect(lines("7 began")).toHaveLength(2);
  });

  test("a job whose worker is killed is forgotten when a newer one of its key does its work", async () => {
    const key = "sync.order:1";
    await enqueue(opened.db, "sync.order", { shopId: 1, orderId: 1 }, { key });
    const killed = startProcess({ takesMs: 30_000 });
    await vi.waitUntil(() => lines("1 began").length === 1, { timeout: 20_000 });
    await enqueue(
      opened.db,
      "sync.order",
      { shopId: 1, orderId: 2 },
      { key, runAt: Date.now() + 500 },
    );
    killed.kill("SIGKILL");

    startProcess();
    await vi.waitUntil(() => lines("2 done").length === 1, { timeout: 20_000 });
    await vi.waitUntil(async () => (await health()).running === 0, { timeout: 10_000 });
    expect(lines("1 began")).toHaveLength(1);
    expect(await health()).toMatchObject({ waiting: 0, dead: 0 });
  });

  test("a worker that is asked to stop gives back what it cannot finish", async () => {
    await enqueue(opened.db, "sync.order", { shopId: 1, orderId: 8 });
    const stopped = startProcess({ takesMs: 30_000 });
    await vi.waitUntil(() => lines("8 began").length === 1, { timeout: 20_000 });
    const exit = new Promise((resolve) =>
      stopped.once("exit", (code) => {
        resolve(code);
      }),
    );
    stopped.kill("SIGTERM");
    expect(await exit).toBe(0);
    expect(await health()).toMatchObject({ waiting: 1, running: 0, dead: 0 });
  });

  test("what is rolled back enqueues nothing", async () => {
    await opened.db
      .transaction()
      .execute(async (tx) => {
        await enqueue(tx, "sync.shop", { shopId: 1 });
        await enqueue(tx, "sync.shop", { shopId: 1 }, { key: "sync.shop:1" });
        throw new Error("no");
      })
      .catch(() => null);
    expect(await health()).toMatchObject({ waiting: 0 });
  });

  test("of a key one job waits, with the last payload and the earliest moment", async () => {
    const { db } = opened;
    const key = "sync.order:1";
    const later = Date.now() + 3_600_000;
    await enqueue(db, "sync.order", { shopId: 1, orderId: 1 }, { key, runAt: later });
    await enqueue(db, "sync.order", { shopId: 1, orderId: 2 }, { key });
    await enqueue(db, "sync.order", { shopId: 1, orderId: 3 }, { key, runAt: later });
    expect(await health()).toMatchObject({ waiting: 1 });

    const ran: number[] = [];
    await startHere({
      "sync.order": ({ orderId }) => {
        ran.push(orderId);
        return Promise.resolve();
      },
    });
    await vi.waitUntil(() => ran.length > 0, { timeout: 5_000 });
    await vi.waitUntil(async () => (await health()).running === 0);
    expect(ran).toEqual([3]);
    expect(await health()).toMatchObject({ waiting: 0 });
  });

  test("a running job leaves its key to the next one, and does not come back if it fails", async () => {
    const { db } = opened;
    const key = "sync.order:1";
    const ran: number[] = [];
    let enqueued: Promise<void> | undefined;
    await enqueue(db, "sync.order", { shopId: 1, orderId: 1 }, { key });
    await startHere({
      "sync.order": async ({ orderId }) => {
        ran.push(orderId);
        if (orderId > 1) return;
        enqueued = enqueue(db, "sync.order", { shopId: 1, orderId: 2 }, { key });
        await enqueued;
        throw new Unavailable("superseded");
      },
    });
    await vi.waitUntil(() => ran.length === 2, { timeout: 5_000 });
    await vi.waitUntil(async () => (await health()).running === 0);
    expect(ran).toEqual([1, 2]);
    expect(await health()).toMatchObject({ waiting: 0 });
  });

  test("nothing runs before its moment", async () => {
    const ran: number[] = [];
    const start = Date.now();
    await enqueue(opened.db, "sync.shop", { shopId: 1 }, { runAt: start + 1_500 });
    expect(await health()).toMatchObject({ waiting: 1, overdueMs: null });
    await startHere({
      "sync.shop": () => {
        ran.push(Date.now() - start);
        return Promise.resolve();
      },
    });
    await vi.waitUntil(() => ran.length > 0, { timeout: 10_000 });
    expect(ran[0]).toBeGreaterThanOrEqual(1_450);
  });

  test("what fails is tried again, and dead when its attempts are used up", async () => {
    let attempts = 0;
    await enqueue(opened.db, "sync.shop", { shopId: 1 }, { maxAttempts: 2, key: "sync.shop:1" });
    await startHere({
      "sync.shop": () => {
        attempts++;
        return Promise.reject(new Unavailable("not now"));
      },
    });
    await vi.waitUntil(async () => (await health()).dead === 1, { timeout: 15_000 });
    expect(attempts).toBe(2);
    const { deadJobs } = await health();
    expect(deadJobs).toMatchObject([
      { name: "sync.shop", fault: "unavailable: not now", attempts: 2 },
    ]);
    expect(await isAskedFor(opened.db, { key: "sync.shop:1", since: Date.now() - 60_000 })).toBe(
      true,
    );
    expect(await isAskedFor(opened.db, { key: "sync.shop:1", since: Date.now() + 60_000 })).toBe(
      false,
    );
  });

  test("a fault that trying again cannot help is dead at once, and runs again when a merchant says so", async () => {
    let isRefused = true;
    let ran = 0;
    await enqueue(opened.db, "sync.shop", { shopId: 1 });
    await startHere({
      "sync.shop": () => {
        ran++;
        return isRefused ? Promise.reject(new Refused("no such shop")) : Promise.resolve();
      },
    });
    await vi.waitUntil(async () => (await health()).dead === 1, { timeout: 5_000 });
    expect(ran).toBe(1);

    isRefused = false;
    const { deadJobs } = await health();
    const jobId = deadJobs[0]?.jobId ?? 0;
    expect(await retryDead(opened.db, { jobId, now: Date.now() })).toBe(true);
    await vi.waitUntil(() => ran === 2, { timeout: 5_000 });
    await vi.waitUntil(async () => (await health()).running === 0);
    expect(await health()).toMatchObject({ waiting: 0, dead: 0 });
    expect(await retryDead(opened.db, { jobId, now: Date.now() })).toBe(false);
  });

  test("a shop is told of its own jobs alone", async () => {
    await enqueue(opened.db, "sync.shop", { shopId: 2 }, { maxAttempts: 1 });
    await enqueue(
      opened.db,
      "sync.order",
      { shopId: 1, orderId: 21 },
      { runAt: Date.now() + 60_000 },
    );
    await startHere({ "sync.shop": () => Promise.reject(new Refused("of shop 2")) });
    await vi.waitUntil(async () => (await health()).dead === 1, { timeout: 5_000 });
    const now = Date.now();
    expect(await queueHealth(opened.db, { now, shopId: 1 })).toMatchObject({
      ...{ waiting: 1, dead: 0, deadJobs: [] },
    });
    expect(await queueHealth(opened.db, { now, shopId: 2 })).toMatchObject({
      ...{ waiting: 0, dead: 1, deadJobs: [{ name: "sync.shop" }] },
    });
    expect(await queueHealth(opened.db, { now, shopId: 21 })).toMatchObject({
      waiting: 0,
      dead: 0,
    });
  });

  test("a worker is heard of", async () => {
    expect((await health()).lastHeartbeatAt).toBeNull();
    await startHere({});
    expect((await health()).lastHeartbeatAt).toBeGreaterThan(Date.now() - 5_000);
  });

  test("jobs of one queue run one after the other for a shop, and at once for two shops", async () => {
    const running = new Set<number>();
    let together = 0;
    let doubled = 0;
    let ran = 0;
    for (let n = 0; n < 3; n++) {
      await enqueue(opened.db, "publish.run", { shopId: 1 });
      await enqueue(opened.db, "publish.customers", { shopId: 2, customerIds: [n] });
    }
    const task = async ({ shopId }: { shopId: number }) => {
      if (running.has(shopId)) doubled++;
      running.add(shopId);
      if (running.size === 2) together++;
      await sleep(150);
      running.delete(shopId);
      ran++;
    };
    await startHere({ "publish.run": task, "publish.customers": task });
    await vi.waitUntil(() => ran === 6, { timeout: 15_000 });
    expect(doubled).toBe(0);
    expect(together).toBeGreaterThan(0);
  });
});
