import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { isPostgresUrl, openDatabase } from "#app/db/database.server.ts";
import { openPool } from "#app/db/postgres.server.ts";
import { hasRoom } from "#app/db/room.server.ts";
import { migratePostgresQueue } from "#app/jobs/postgres-queue.server.ts";
import { isTableMissing, startFault } from "#app/platform/start-fault.ts";

const PRISMA = fileURLToPath(new URL("../node_modules/prisma/build/index.js", import.meta.url));
const ROOT = fileURLToPath(new URL("..", import.meta.url));

/**
 * Brings a database to the newest migration. Run it before the app starts; running it again changes nothing.
 * @throws Error that says what is wrong with the database, or Prisma's own words without their stack; never the url
 */
export async function migrate(databaseUrl: string): Promise<void> {
  if (!(await isUpToDate(databaseUrl))) await runPrisma(databaseUrl);
  if (isPostgresUrl(databaseUrl)) await migrateQueue(databaseUrl);
}

async function runPrisma(databaseUrl: string): Promise<void> {
  const child = spawn(process.execPath, [PRISMA, "migrate", "deploy"], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: databaseUrl, PRISMA_HIDE_UPDATE_MESSAGE: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) {
    const cause = (await hasRoom(databaseUrl))
      ? whatPrismaSays(output.replaceAll(databaseUrl, "…"))
      : "the disk is full: make room where DATABASE_URL points and try again";
    throw new Error(`The database could not be migrated: ${cause}`);
  }
}

/**
 * Whether there is nothing to do: then Prisma is not asked. It locks a SQLite file for itself alone, which cannot be
 * while another process has it open. What keeps the app from starting, Prisma would say in words about itself.
 */
async function isUpToDate(databaseUrl: string): Promise<boolean> {
  const schema = isPostgresUrl(databaseUrl) ? "prisma/postgresql" : "prisma";
  const wanted = readdirSync(join(ROOT, schema, "migrations"), { withFileTypes: true });
  try {
    const { db, close } = openDatabase(databaseUrl);
    const { rows } = await sql<{ name: string }>`
      select migration_name as name from _prisma_migrations where finished_at is not null
    `
      .execute(db)
      .finally(close);
    const done = new Set(rows.map(({ name }) => name));
    return wanted.every((one) => !one.isDirectory() || done.has(one.name));
  } catch (thrown) {
    if (isTableMissing(thrown)) return false;
    throw new Error(startFault(thrown));
  }
}

/** From its error on, without the numbered frames of its engine. */
function whatPrismaSays(output: string): string {
  if (/SocketTimeout|database is locked/.test(output))
    return "another process has the database open: stop it and try again";
  const error = output.slice(Math.max(0, output.lastIndexOf("Error:")));
  const lines = error.split("\n").filter((line) => !/^\s+(\d+: |at |with )/.test(line));
  return lines.join("\n").trim();
}

/** The queue's own tables on PostgreSQL. */
async function migrateQueue(databaseUrl: string): Promise<void> {
  const pool = openPool(databaseUrl);
  await migratePostgresQueue(pool).finally(() => pool.end());
}
