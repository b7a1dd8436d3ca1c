import { spawn } from "node:child_process";
import { closeSync, openSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { buildIfStale } from "#scripts/build/build.ts";
import { stopProcess } from "#scripts/processes.ts";
import { credentials } from "./devstore.ts";
import { TEST_ENCRYPTION_KEY } from "./installed-shop.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A browser's, since the app turns robots away. */
export const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";

export interface WebApp {
  url: string;
  /** All it has said so far. */
  log: () => string;
  stop: () => Promise<void>;
}

export interface WebAppOptions {
  databaseUrl: string;
  /** Of the development store. */
  devstoreUrl: string;
  /** Where it listens; the development store was told the same. */
  port: number;
}

export type Environment = Record<string, string | undefined>;

/** The app's environment beside a development store. */
export const webEnvironment = ({ databaseUrl, devstoreUrl, port }: WebAppOptions): Environment => ({
  DATABASE_URL: databaseUrl,
  SHOPIFY_API_KEY: credentials.clientId,
  SHOPIFY_API_SECRET: credentials.secret,
  SHOPIFY_APP_URL: `http://localhost:${port}`,
  SCOPES: "read_orders,read_products",
  TOKEN_ENCRYPTION_KEY: TEST_ENCRYPTION_KEY.toString("base64"),
  SHOPIFY_DEVSTORE_URL: devstoreUrl,
  SHOPIFY_DEVSTORE_ALLOWED: "true",
  HOST: "127.0.0.1",
  PORT: String(port),
  LOG_LEVEL: "info",
});

/** Runs one of our scripts as in production. @returns the process, and all it has said so far */
export function startScript(script: string, environment: Environment) {
  const child = spawn(process.execPath, [script], {
    cwd: ROOT,
    env: { NODE_ENV: "production", PATH: process.env.PATH, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const hear = (chunk: Buffer) => (said += chunk.toString());
  child.stderr.on("data", hear);
  child.stdout.on("data", hear);
  return { child, said: () => said };
}

/** Starts the web process, built as in production, and waits until it answers. */
export async function startWebApp(options: WebAppOptions): Promise<WebApp> {
  await builtPages();
  const { child, said } = startScript("app/web.server.ts", webEnvironment(options));
  const url = `http://localhost:${options.port}`;
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) throw new Error(`the web process ended: ${said()}`);
    const health = await fetch(`${url}/healthz`).catch(() => null);
    if (health?.ok) return { url, log: said, stop: () => stopProcess(child) };
    await sleep(50);
  }
  await stopProcess(child);
  throw new Error(`the web process does not answer: ${said()}`);
}

/** Starts the worker process and waits until it is ready. Start the web process first where both are wanted. */
export async function startWorkerApp(options: WebAppOptions): Promise<Omit<WebApp, "url">> {
  const { child, said } = startScript("app/worker.server.ts", webEnvironment(options));
  while (!said().includes("worker ready")) {
    if (child.exitCode !== null) throw new Error(`the worker process ended: ${said()}`);
    await sleep(50);
  }
  return { log: said, stop: () => stopProcess(child) };
}

/** Runs a process with an environment in which it should not start. @returns what it said, and its code */
export async function failedStart(environment: Environment, script = "app/web.server.ts") {
  const { child, said } = startScript(script, environment);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { said: said(), code };
}

const LOCK = join(tmpdir(), "regulars-build.lock");
const BUILD_MAY_TAKE_MS = 120_000;

/** Builds what `npm run build` builds, if it is not. Test files run at once: one of them builds, the others wait. */
export async function builtPages() {
  while (!takeLock()) await sleep(200);
  try {
    await buildIfStale(() => undefined);
  } finally {
    rmSync(LOCK, { force: true });
  }
}

function takeLock(): boolean {
  try {
    closeSync(openSync(LOCK, "wx"));
    return true;
  } catch {
    const since = statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (Date.now() - since > BUILD_MAY_TAKE_MS) rmSync(LOCK, { force: true }); // whoever held it was killed
    return false;
  }
}
