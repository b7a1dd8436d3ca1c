/**
 * Everything that can be known without running the app: types, lint, formatting, direction of imports, dead code, the
 * theme, GraphQL documents, migrations, generated files, the lockfile. `npm run check -- types lint` runs only those.
 */
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";

const checks: Record<string, string[]> = {
  types: ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "."],
  lint: ["node_modules/eslint/bin/eslint.js", ".", "--max-warnings", "0"],
  formatting: ["node_modules/prettier/bin/prettier.cjs", ".", "--check", "--log-level", "warn"],
  direction: [
    "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs",
    "app",
    "tests",
    "scripts",
    "--output-type",
    "err",
  ],
  "dead code": ["node_modules/knip/bin/knip.js"],
  theme: ["scripts/check/theme.ts"],
  graphql: ["scripts/check/graphql.ts"],
  schema: ["scripts/check/schema.ts"],
  generated: ["scripts/check/generated.ts"],
  lockfile: ["scripts/check/lockfile.ts"],
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in checks));
if (unknown.length > 0) {
  process.stderr.write(
    `No check is named ${unknown.join(", ")}; there are ${Object.keys(checks).join(", ")}.\n`,
  );
  process.exit(1);
}

const queue = Object.entries(checks).filter(([name]) => asked.length === 0 || asked.includes(name));
const failed: string[] = [];

async function lane() {
  for (let next = queue.shift(); next; next = queue.shift()) {
    const [name, command] = next;
    const began = performance.now();
    const { code, output } = await run(command);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    process.stdout.write(`${code === 0 ? "ok  " : "FAIL"} ${name} (${seconds} s)\n`);
    if (code === 0) continue;
    failed.push(name);
    process.stdout.write(`${output.trimEnd()}\n\n`);
  }
}

function run(command: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...command], {
      env: { ...process.env, FORCE_COLOR: "0" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.once("close", (code) => {
      resolve({ code, output });
    });
  });
}

await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane));
process.stdout.write(
  failed.length === 0 ? "All checks passed.\n" : `Failed: ${failed.join(", ")}\n`,
);
process.exit(failed.length === 0 ? 0 : 1);
