import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { isPostgresUrl } from "#app/db/database.server.ts";
import { openPool } from "#app/db/postgres.server.ts";
import { migratePostgresQueue } from "#app/jobs/postgres-queue.server.ts";

const PRISMA = fileURLToPath(new URL("../node_modules/prisma/build/index.js", import.meta.url));
const ROOT = fileURLToPath(new URL("..", import.meta.url));

/**
 * Brings a database to the newest migration. Run it before the app starts; running it again changes nothing.
 * @throws Error with Prisma's own words, the url left out
 */
export async function migrate(databaseUrl: string): Promise<void> {
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
    throw new Error(`The database could not be migrated:\n${output.replaceAll(databaseUrl, "…")}`);
  }
  if (isPostgresUrl(databaseUrl)) await migrateQueue(databaseUrl);
}

/** The queue's own tables on PostgreSQL. */
async function migrateQueue(databaseUrl: string): Promise<void> {
  const pool = openPool(databaseUrl);
  await migratePostgresQueue(pool).finally(() => pool.end());
}
