import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refreshFacts } from "#app/purchases/refresh-facts.server.ts";
import { readImports } from "#app/sync/imports.server.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { startDevstoreProcess, type DevstoreProcess } from "#tests/support/devstore-process.ts";
import { heldFigures } from "#tests/support/held-figures.ts";
import { appAt } from "#tests/support/installed-shop.ts";

/** How often the worker is killed; more with `KILLS=25`. */
const KILLS = Number(process.env.KILLS ?? 4);
const WORKER = fileURLToPath(new URL("../support/import-worker.ts", import.meta.url));

let devstore: DevstoreProcess;
beforeAll(async () => {
  devstore = await startDevstoreProcess({
    flags: ["--generate", "400", "--today", "2026-11-21", "--grant", "read_all_orders"],
  });
});
afterAll(() => devstore.stop());

eachDatabase((engine) => {
  test(
    "killed at any moment, the import goes on: nothing is lost and nothing doubled",
    { timeout: 90_000 + KILLS * 8_000 },
    async () => {
      const database = await engine.open();
      const { db, url } = database;
      const shop = await appAt(devstore, database).install("demo.myshopify.com");
      const read = () => readImports(db, shop.shopId);
      const isDone = async () => (await read()).every(({ state }) => state === "done");

      let worker = await startWorker(url);
      let kills = 0;
      const left: string[] = [];
      for (; kills < KILLS && !(await isDone()); kills++) {
        await sleep(Math.random() * 400);
        await kill(worker);
        left.push(
          (await read()).map(({ state, savedObjects }) => `${state} ${savedObjects}`).join(", "),
        );
        worker = await startWorker(url);
      }
      while (!(await isDone())) await sleep(100);
      await kill(worker);

      await refreshFacts(db, { shopId: shop.shopId, which: "all", asOf: Date.now() });
      const store = await devstore.control<object>(`summary?shop=${shop.domain}`);
      expect(store, left.join("\n")).toMatchObject(await heldFigures(db, shop));
      expect(kills).toBeGreaterThan(0);
    },
  );

  async function startWorker(url: string): Promise<ChildProcess> {
    const worker = spawn(process.execPath, [WORKER, url, devstore.url], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(worker.stdout, "data");
    return worker;
  }

  async function kill(worker: ChildProcess): Promise<void> {
    const ended = once(worker, "exit");
    worker.kill("SIGKILL");
    await ended;
  }
});
