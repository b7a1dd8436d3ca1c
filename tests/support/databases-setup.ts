import { randomUUID } from "node:crypto";
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
    /** A PostgreSQL server and the name of a migrated database to copy there; null where none could be had. */
    postgres: { server: string; template: string } | null;
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
  const template = `regulars_template_${randomUUID().slice(0, 8)}`;
  if (server) {
    await onServer(server.url, `create database ${template}`);
    const url = new URL(server.url);
    url.pathname = `/${template}`;
    await migrate(url.href);
  }
  project.provide("postgres", server && { server: server.url, template });

  return async () => {
    if (server) {
      await onServer(server.url, `drop database if exists ${template} with (force)`);
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
