import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { eachDatabase } from "#tests/support/databases.ts";
import { startDevstore, type RunningDevstore } from "#tests/support/devstore.ts";
import { appAt } from "#tests/support/installed-shop.ts";

const DOMAIN = "demo.myshopify.com";
const ROUNDS = 8;
const PROCESS = fileURLToPath(new URL("../support/token-process.ts", import.meta.url));

let devstore: RunningDevstore;
beforeAll(async () => {
  devstore = await startDevstore();
});
afterAll(() => devstore.stop());

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** A process with a connection of its own, as web and worker have. */
async function startAsker(url: string) {
  const child = spawn(process.execPath, [PROCESS, url, devstore.origin, DOMAIN], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async () => String((await lines.next()).value);
  stops.push(async () => {
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  });
  await next(); // ready
  return () => {
    child.stdin.write("go\n");
    return next();
  };
}

eachDatabase((engine) => {
  test(
    "of two processes that find a token expired, one refreshes it, and both get the new one",
    { timeout: 60_000 },
    async () => {
      const database = await engine.open();
      await appAt({ url: devstore.origin }, database).install(DOMAIN);
      const issued = () =>
        devstore.store.get<{ n: number }>("SELECT count(*) AS n FROM access_tokens")?.n ?? 0;
      const askers = await Promise.all([startAsker(database.url), startAsker(database.url)]);

      const seen = new Set<string>();
      for (let round = 0; round < ROUNDS; round++) {
        const before = issued();
        await database.prisma.session.updateMany({ data: { expires: new Date(Date.now() - 1) } });
        const answers = await Promise.all(askers.map((ask) => ask()));
        expect(new Set(answers).size).toBe(1);
        expect(answers[0]).toMatch(/^shpat_\w+$/);
        expect(issued()).toBe(before + 1);
        seen.add(answers[0] ?? "");
      }
      expect(seen.size).toBe(ROUNDS);
    },
  );
});
