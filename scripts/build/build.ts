import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const STAMP = join(ROOT, "build", "sources.sha256");
const VITE = join(ROOT, "node_modules/@remix-run/dev/dist/cli.js");

/**
 * Builds the web app into build/.
 * @throws Error when the build fails; its own words go to standard error
 */
export async function build({ output }: { output: "inherit" | "quiet" }): Promise<void> {
  const sources = hashOfSources();
  const child = spawn(process.execPath, [VITE, "vite:build"], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: "production", VITEST: undefined }, // also when a test builds
    stdio: ["ignore", output === "inherit" ? 2 : "ignore", 2],
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error("The web app could not be built.");
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, sources);
}

/** Builds only if a source has changed since the last build. */
export async function buildIfStale(say: (line: string) => void): Promise<void> {
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === hashOfSources()) return;
  say("Building the web app");
  await build({ output: "quiet" });
}

function hashOfSources(): string {
  const hash = createHash("sha256");
  const files = globSync(["app/**/*.{ts,tsx,css}", "public/**/*", "vite.config.ts", "package-lock.json"], {
    cwd: ROOT,
    withFileTypes: true,
  })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .sort();
  for (const file of files) hash.update(file.slice(ROOT.length)).update(readFileSync(file));
  return hash.digest("hex");
}
