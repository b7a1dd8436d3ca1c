import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "#scripts/migrate.ts";
import { startPostgres } from "./postgres-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated SQLite file to copy. */
    sqliteTemplate: string;
    /** A server with a migrated database `regulars_template` to copy; null where none could be had. */
    postgresServer: string | null;
  }
}

/** Makes one migrated database of each kind; every test file takes copies of them. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), "regulars-test-"));
  const sqliteTemplate = join(folder, "template.db");
  await migrate(`file:${sqliteTemplate}`);
  project.provide("sqliteTemplate", sqliteTemplate);

  const server = await startPostgres(process.env.TEST_POSTGRES_URL).catch((fault: unknown) => {
    process.stderr.write(`No PostgreSQL for the tests: ${String(fault)}\n`);
    return null;
  });
  if (server) {
    const template = new URL(server.url);
    template.pathname = "/regulars_template";
    await onServer(server.url, "create database regulars_template");
    await migrate(template.href);
  }
  project.provide("postgresServer", server?.url ?? null);

  return async () => {
    if (server) {
      await onServer(server.url, "drop database if exists regulars_template with (force)");
      await server.stop();
    }
    rmSync(folder, { recursive: true, force: true });
  };
}

async function onServer(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
