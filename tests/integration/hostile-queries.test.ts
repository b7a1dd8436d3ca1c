import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { fillShop } from "#app/commands/open-shop-file.server.ts";
import { shopFile } from "#app/commands/shop-file.ts";
import { askableCustomers, conditionOf } from "#app/segments/query/condition-of.server.ts";
import { parseQuery } from "#app/segments/query/parse-query.ts";
import { eachDatabase } from "#tests/support/databases.ts";
import { sessionToken, startDevstore, type RunningDevstore } from "#tests/support/devstore.ts";
import { hostileQueries } from "#tests/support/hostile-queries.ts";
import { freePort } from "#tests/support/postgres-server.ts";
import { startWebApp, USER_AGENT, type WebApp } from "#tests/support/web-app.ts";

/** How many strings; ten thousand with `HOSTILE=10000`. */
const COUNT = Number(process.env.HOSTILE ?? 1_000);
/** Through a whole web process, a few of them unless all are asked for. */
const BY_ROUTE = process.env.HOSTILE ? COUNT : 200;
const SLOWEST_MS = 200;
/** Whose time is looked at: a machine that is busy with other tests holds up one or the other. */
const SHARE = process.env.HOSTILE ? 1 : 0.95;
const TIMEOUT_MS = 60_000 + COUNT * 60;

const ENTRY = fileURLToPath(new URL("../../app/command-line.server.ts", import.meta.url));
const strings = hostileQueries(COUNT);

const say = (what: string, times: readonly number[]) => {
  if (!process.env.HOSTILE) return;
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)]?.toFixed(2);
  process.stdout.write(`${what}: ${times.length} strings, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, slowest ${at(1)} ms\n`); // prettier-ignore
};

const processorMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

const slowest = (times: readonly number[]) =>
  times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) * SHARE)];

const smallShop = shopFile.parse({
  ...{ now: "2026-03-10T09:30:00", timezone: "Europe/Berlin", currency: "EUR" },
  customers: [{ id: 1, created_at: "2026-01-01T00:00:00Z" }],
});

eachDatabase((engine) => {
  test(
    "every string is refused in words or asked of the database, and soon",
    async () => {
      const { db } = await engine.open();
      const { shopId, clock } = await fillShop(db, smallShop);
      const times: number[] = [];
      let asked = 0;
      // SQLite works in this very process: its time is the processor's, however busy the machine
      const spent = engine.name === "sqlite" ? processorMs : () => performance.now();
      for (const text of strings) {
        const began = spent();
        const parsed = parseQuery(text);
        if (parsed.kind === "parsed") {
          asked += 1;
          await askableCustomers(db, { shopId })
            .select("customers.customerId")
            .where(conditionOf(parsed.query, clock))
            .execute();
        } else {
          for (const { message, line, column } of parsed.errors) {
            expect([message.length > 0, line >= 1, column >= 0]).toEqual([true, true, true]);
            expect(message.length).toBeLessThan(400);
          }
          expect(parsed.errors.length).toBeGreaterThan(0);
        }
        times.push(spent() - began);
      }
      say("read and asked", times);
      expect(asked).toBeGreaterThan(strings.length / 20);
      expect(slowest(times)).toBeLessThan(SLOWEST_MS);
    },
    TIMEOUT_MS,
  );
});

test(
  "the command line judges every string, and gives no fault",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "regulars-hostile-"));
    try {
      const file = join(folder, "queries.json");
      writeFileSync(file, JSON.stringify(strings.map((query, id) => ({ id, query }))));
      const began = performance.now();
      const { stdout, stderr } = await promisify(execFile)(
        process.execPath,
        [ENTRY, "segments", "check", file],
        { maxBuffer: 2 ** 30 },
      );
      say("command line, all of them", [performance.now() - began]);
      expect(stderr).toBe("");
      const judged = z
        .array(z.object({ id: z.number(), valid: z.boolean(), errors: z.array(z.unknown()) }))
        .parse(JSON.parse(stdout));
      expect(judged.map(({ id }) => id)).toEqual(strings.map((_, index) => index));
      expect(judged.filter(({ valid, errors }) => valid !== (errors.length === 0))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  TIMEOUT_MS,
);

eachDatabase((engine) => {
  const DOMAIN = "demo.myshopify.com";
  let devstore: RunningDevstore;
  let app: WebApp;
  beforeAll(async () => {
    const port = await freePort();
    devstore = await startDevstore({ domains: [DOMAIN], appUrl: `http://localhost:${port}` });
    const databaseUrl = await engine.create();
    app = await startWebApp({ databaseUrl, devstoreUrl: devstore.origin, port });
    // the first request installs the shop
    await preview("number_of_orders = 1");
  }, 240_000);
  afterAll(async () => {
    await (app as WebApp | undefined)?.stop();
    await (devstore as RunningDevstore | undefined)?.stop();
  });

  const preview = (query: string) =>
    fetch(`${app.url}/app/segments/preview?_data=routes%2Fapp.segments.preview`, {
      method: "POST",
      headers: { "user-agent": USER_AGENT, authorization: `Bearer ${sessionToken(DOMAIN)}` },
      body: new URLSearchParams({ query }),
    });

  test(
    "the route answers every string, and soon",
    async () => {
      const times: number[] = [];
      for (const query of strings.slice(0, BY_ROUTE)) {
        const began = performance.now();
        const response = await preview(query);
        const answer: unknown = await response.json();
        times.push(performance.now() - began);
        expect([query, response.status]).toEqual([query, 200]);
        expect(answer).toHaveProperty("kind");
      }
      say("route", times);
      expect(slowest(times)).toBeLessThan(SLOWEST_MS);
      expect(app.log()).not.toMatch(/"level":(50|"error")/);
    },
    TIMEOUT_MS,
  );
});
