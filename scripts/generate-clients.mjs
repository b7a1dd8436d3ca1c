// Makes the PostgreSQL twin of the schema and Prisma's client for each database.
import { spawnSync } from "node:child_process";

for (const [args, env] of [
  [["scripts/derive-postgres-schema.mjs"], {}],
  [["node_modules/prisma/build/index.js", "generate"], { DB_PROVIDER: "sqlite" }],
  [["node_modules/prisma/build/index.js", "generate"], { DB_PROVIDER: "postgresql" }],
]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    env: { ...process.env, ...env, PRISMA_HIDE_UPDATE_MESSAGE: "1" },
    encoding: "utf8",
  });
  if (status !== 0) {
    process.stderr.write(stdout + stderr);
    process.exit(status ?? 1);
  }
}
