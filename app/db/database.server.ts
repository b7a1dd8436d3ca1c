import { PrismaClient } from "@prisma/client";
import { CamelCasePlugin, Kysely, PostgresAdapter, PostgresDialect } from "kysely";
import type pg from "pg";
import { openPool, prismaOnPostgres } from "./postgres.server.ts";
import { prismaOnSqlite } from "./prisma-on-sqlite.server.ts";
import { openSqliteHandle, sqliteDialect } from "./sqlite.server.ts";
import type { Tables } from "./tables.ts";

/**
 * Asks the questions. A transaction is one too, so a function that takes it runs inside either.
 *
 * On SQLite there is one connection: inside `db.transaction()`, and inside a `stream()`, ask only through what you
 * were given there. Asking the outer one waits for itself. To walk a large table, page by key.
 */
export type Database = Kysely<Tables>;

export interface OpenDatabase {
  db: Database;
  /** For Shopify's session storage alone; it shares the connections of `db`. */
  prisma: PrismaClient;
  /** PostgreSQL's pool, for the queue; null on SQLite. */
  pool: pg.Pool | null;
  url: string;
  close: () => Promise<void>;
}

export const isPostgresUrl = (url: string) => /^postgres(ql)?:/.test(url);

const plugins = [new CamelCasePlugin()];

/**
 * Opens the database of this process: PostgreSQL for `postgres:` urls, SQLite for `file:` ones.
 * Once a process (docs/decisions/001-one-connection.md); the tables must have been migrated.
 */
export function openDatabase(url: string): OpenDatabase {
  if (isPostgresUrl(url)) {
    const pool = openPool(url);
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), plugins });
    const prisma = prismaOnPostgres(pool);
    return { db, prisma, pool, url, close: () => closeAll(prisma, db) };
  }
  const handle = openSqliteHandle(url);
  const db = new Kysely<Tables>({ dialect: sqliteDialect(handle), plugins });
  const prisma = new PrismaClient({
    adapter: prismaOnSqlite(handle, db),
  });
  return { db, prisma, pool: null, url, close: () => closeAll(prisma, db) };
}

async function closeAll(prisma: PrismaClient, db: Database) {
  await prisma.$disconnect();
  await db.destroy(); // closes the handle, ends the pool
}

/** Which SQL the database speaks, for the few statements that need two spellings. */
export const dialectOf = (db: Database): "postgresql" | "sqlite" =>
  db.getExecutor().adapter instanceof PostgresAdapter ? "postgresql" : "sqlite";
