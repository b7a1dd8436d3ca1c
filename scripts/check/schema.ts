/**
 * The tables of both databases are what prisma/schema.prisma says: the PostgreSQL twin is derived from it, and the
 * migrations of each lead exactly to it.
 */
import { spawnSync } from "node:child_process";
import pg from "pg";
import { startPostgres } from "#tests/support/postgres-server.ts";

const faults: string[] = [];

function must(what: string, args: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    env: { ...process.env, ...env, PRISMA_HIDE_UPDATE_MESSAGE: "1" },
    encoding: "utf8",
  });
  if (status === 0) return;
  faults.push(`${what}\n${stdout}${stderr}`);
}

const diff = (folder: string) => [
  "node_modules/prisma/build/index.js",
  ...["migrate", "diff", "--from-migrations", `${folder}/migrations`],
  ...["--to-schema-datamodel", `${folder}/schema.prisma`, "--exit-code"],
];

must("The PostgreSQL twin is stale.", ["scripts/derive-postgres-schema.mjs", "--check"]);
must("SQLite: the migrations do not lead to the schema.", diff("prisma"), {
  DB_PROVIDER: "sqlite",
});

const server = await startPostgres(process.env.TEST_POSTGRES_URL);
const shadow = new URL(server.url);
shadow.pathname = `/regulars_shadow_${process.pid}`;
const client = new pg.Client({ connectionString: server.url });
await client.connect();
await client.query(`create database ${shadow.pathname.slice(1)}`);
must("PostgreSQL: the migrations do not lead to the schema.", diff("prisma/postgresql"), {
  DB_PROVIDER: "postgresql",
  DATABASE_URL: shadow.href,
});
await client.query(`drop database ${shadow.pathname.slice(1)} with (force)`);
await client.end();
await server.stop();

process.stdout.write(faults.join("\n"));
process.exit(faults.length === 0 ? 0 : 1);
