/**
 * Production: brings the database up to date, then runs the web process and one worker until told to stop. Each can
 * also be run alone (`node app/web.server.ts`, `node app/worker.server.ts`), which is how to have several workers.
 */
import { existsSync } from "node:fs";
import { ConfigInvalid, readConfig } from "#app/platform/config.server.ts";
import { migrate } from "./migrate.ts";
import { runTogether } from "./processes.ts";

const environment: Record<string, string | undefined> = { ...process.env };
environment.NODE_ENV ??= "production";

try {
  const config = readConfig(environment);
  if (!existsSync("build/server/index.js"))
    throw new Error("Nothing is built yet: run npm run build first.");
  await migrate(config.databaseUrl);
} catch (fault) {
  const text = fault instanceof Error ? fault.message : String(fault);
  process.stderr.write(`Regulars could not start: ${text}\n`);
  process.exit(fault instanceof ConfigInvalid ? 78 : 1); // 78: EX_CONFIG
}

const running = runTogether([
  { name: "web", script: "app/web.server.ts", env: environment },
  { name: "worker", script: "app/worker.server.ts", env: environment },
]);

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    void running.stop().then(() => process.exit(0));
  });
}

const { name, code } = await running.firstEnd;
if (!running.isStopping())
  process.stderr.write(`The ${name} process ended (${code ?? "killed"}): stopping.\n`);
await running.stop();
process.exit(code === 0 ? 0 : 1);
