import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, describe, inject, type ProvidedContext } from "vitest";
import { openDatabase, type OpenDatabase } from "#app/db/database.server.ts";

export interface Engine {
  name: "sqlite" | "postgresql";
  /** Url of a fresh, migrated, empty database, removed when the file's tests are over. */
  create: () => Promise<string>;
  /** The same, opened in this process. One a process on SQLite: open one database, or close it before the next. */
  open: () => Promise<OpenDatabase>;
}

/**
 * Runs the tests inside on SQLite and on PostgreSQL. Nothing of the databases is shared between files.
 *
 *     eachDatabase((engine) => {
 *       test("…", async () => { const { db } = await engine.open(); … });
 *     });
 */
export function eachDatabase(tests: (engine: Engine) => void) {
  describe("sqlite", () => {
    tests(engine("sqlite", createSqlite));
  });
  const postgres = inject("postgres");
  describe.skipIf(postgres === null)("postgresql", () => {
    tests(engine("postgresql", () => createPostgres(postgres)));
  });
}

function engine(name: Engine["name"], make: () => Promise<Created>): Engine {
  const cleanUps: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  });
  const create = async () => {
    const { url, remove } = await make();
    cleanUps.push(remove);
    return url;
  };
  const open = async () => {
    const database = openDatabase(await create());
    let isOpen = true;
    const close = async () => {
      if (isOpen) await database.close();
      isOpen = false;
    };
    cleanUps.push(close);
    return { ...database, close };
  };
  return { name, create, open };
}

interface Created {
  url: string;
  remove: () => Promise<void>;
}

function createSqlite(): Promise<Created> {
  const folder = mkdtempSync(join(tmpdir(), "regulars-db-"));
  const file = join(folder, "regulars.db");
  copyFileSync(inject("sqliteTemplate"), file);
  return Promise.resolve({
    url: `file:${file}`,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  });
}

let created = 0;
type Postgres = NonNullable<ProvidedContext["postgres"]>;

async function createPostgres(postgres: Postgres | null): Promise<Created> {
  if (!postgres) throw new Error("there is no PostgreSQL for the tests");
  const { server, template } = postgres;
  const name = `regulars_${process.pid}_${Date.now().toString(36)}_${++created}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${name} template ${template}`).finally(() => client.end());
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async remove() {
      const admin = new pg.Client({ connectionString: server });
      await admin.connect();
      await admin.query(`drop database if exists ${name} with (force)`).finally(() => admin.end());
    },
  };
}
