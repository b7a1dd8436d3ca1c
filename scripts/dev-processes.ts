/**
 * The web app with reloading, and the worker: what Shopify's CLI starts for `npm run dev`. Shopify's CLI gives the app's
 * keys and address; `.env` gives the rest (DATABASE_URL, TOKEN_ENCRYPTION_KEY: see .env.example).
 */
import { existsSync } from "node:fs";
import { readConfig } from "#app/platform/config.server.ts";
import { migrate } from "./migrate.ts";
import { runTogether } from "./processes.ts";

if (existsSync(".env")) process.loadEnvFile();

try {
  await migrate(readConfig(process.env).databaseUrl);
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`);
  process.exit(1);
}

const running = runTogether([
  { name: "web", script: "node_modules/@remix-run/dev/dist/cli.js", args: ["vite:dev"] },
  { name: "worker", script: "app/worker.server.ts" },
]);

let stopping: Promise<void> | undefined;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    stopping ??= running.stop().then(() => process.exit(0));
  });
}

const { name, code } = await running.firstEnd;
await (stopping ?? running.stop());
process.stderr.write(`The ${name} process ended (${code ?? "killed"}).\n`);
process.exit(code === 0 ? 0 : 1);
