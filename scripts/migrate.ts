import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { isPostgresUrl, openDatabase } from "#app/db/database.server.ts";
import { openPool } from "#app/db/postgres.server.ts";
import { hasRoom } from "#app/db/room.server.ts";
import { migratePostgresQueue } from "#app/jobs/postgres-queue.server.ts";
import { startFault } from "#app/platform/start-fault.ts";

const PRISMA = fileURLToPath(new URL("../node_modules/prisma/build/index.js", import.meta.url));
const ROOT = fileURLToPath(new URL("..", import.meta.url));

/**
 * Brings a database to the newest migration. Run it before the app starts; running it again changes nothing.
 * @throws Error that says what is wrong with the database, or Prisma's own words without their stack; never the url
 */
export async function migrate(databaseUrl: string): Promise<void> {
  await assertOpens(databaseUrl);
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
  if (isPostgresUrl(databaseUrl)) await migrateQueue(databaseUrl);
}

/** What keeps the app from starting would make Prisma speak of itself. */
async function assertOpens(databaseUrl: string): Promise<void> {
  try {
    const { db, close } = openDatabase(databaseUrl);
    await sql`select 1`.execute(db).finally(close);
  } catch (thrown) {
    throw new Error(startFault(thrown));
  }
}

/** From its error on, without the numbered frames of its engine. */
function whatPrismaSays(output: string): string {
  const error = output.slice(Math.max(0, output.lastIndexOf("Error:")));
  const lines = error.split("\n").filter((line) => !/^\s+(\d+: |at |with )/.test(line));
  return lines.join("\n").trim();
}

/** The queue's own tables on PostgreSQL. */
async function migrateQueue(databaseUrl: string): Promise<void> {
  const pool = openPool(databaseUrl);
  await migratePostgresQueue(pool).finally(() => pool.end());
}
