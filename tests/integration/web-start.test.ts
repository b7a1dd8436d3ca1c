import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eachDatabase } from "#tests/support/databases.ts";
import { freePort } from "#tests/support/postgres-server.ts";
import { builtPages, failedStart, webEnvironment } from "#tests/support/web-app.ts";

const PROCESSES = ["app/web.server.ts", "app/worker.server.ts"];

const folder = mkdtempSync(join(tmpdir(), "regulars-start-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
beforeAll(builtPages);

const environment = async (databaseUrl: string, port?: number) =>
  webEnvironment({
    databaseUrl,
    devstoreUrl: "http://localhost:1",
    port: port ?? (await freePort()),
  });

/** One line that says what is wrong; no stack, no value of the environment. */
function expectOneLine(said: string, env: Record<string, string | undefined>) {
  expect(said.trim().split("\n")).toHaveLength(1);
  expect(said).not.toMatch(/\n\s+at /);
  expect(said).not.toContain(env.SHOPIFY_API_SECRET);
  expect(said).not.toContain(env.TOKEN_ENCRYPTION_KEY);
}

eachDatabase((engine) => {
  test("a port in use is named", async () => {
    const squatter = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => squatter.once("listening", resolve));
    const { port } = squatter.address() as AddressInfo;
    const env = await environment(await engine.create(), port);
    const { said, code } = await failedStart(env);
    squatter.close();
    expect(code).toBe(1);
    expect(said).toContain(`port ${port} is in use`);
    expectOneLine(said, env);
  });
});

test.each(PROCESSES)(
  "%s: missing and unfit variables are named at once, no value",
  async (script) => {
    const env = {
      ...(await environment(`file:${join(folder, "a.db")}`)),
      SHOPIFY_API_SECRET: undefined,
      TOKEN_ENCRYPTION_KEY: "tooshort-and-secret",
    };
    const { said, code } = await failedStart(env, script);
    expect(code).toBe(1);
    expect(said).toContain("SHOPIFY_API_SECRET: is missing");
    expect(said).toContain("TOKEN_ENCRYPTION_KEY");
    expect(said).not.toContain("tooshort-and-secret");
    expect(said.trim().split("\n")).toHaveLength(1);
  },
);

test("a development store in production must be allowed", async () => {
  const env = {
    ...(await environment(`file:${join(folder, "b.db")}`)),
    SHOPIFY_DEVSTORE_ALLOWED: undefined,
  };
  const { said, code } = await failedStart(env);
  expect(code).toBe(1);
  expect(said).toContain("SHOPIFY_DEVSTORE_URL: is refused in production");
});

test.each(PROCESSES)("%s: a database that was not migrated says how to", async (script) => {
  const env = await environment(`file:${join(folder, "empty.db")}`);
  const { said, code } = await failedStart(env, script);
  expect(code).toBe(1);
  expect(said).toContain("npm run db:migrate");
  expectOneLine(said, env);
});

test.each(PROCESSES)("%s: a file that is no database is not overwritten", async (script) => {
  const file = join(folder, "letter.txt");
  writeFileSync(file, "Dear reader, this is no database at all. ".repeat(200));
  const env = await environment(`file:${file}`);
  const { said, code } = await failedStart(env, script);
  expect(code).toBe(1);
  expect(said).toContain("not a database");
  expectOneLine(said, env);
});

test.each(PROCESSES)("%s: a PostgreSQL that does not answer is said to", async (script) => {
  const env = await environment(
    `postgres://nobody:verysecret@127.0.0.1:${await freePort()}/nothing`,
  );
  const { said, code } = await failedStart(env, script);
  expect(code).toBe(1);
  expect(said).toContain("does not answer");
  expect(said).not.toContain("verysecret");
  expectOneLine(said, env);
});
