/** A lockfile has a hole when a package's optional dependency (a binary for another platform) is missing from it. */
import { readFileSync } from "node:fs";

interface Lockfile {
  packages: Record<string, { version?: string; optionalDependencies?: Record<string, string> }>;
}

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as Lockfile;
const names = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, "")));

const holes = Object.entries(packages).flatMap(([path, { version, optionalDependencies = {} }]) =>
  Object.keys(optionalDependencies)
    .filter((name) => !names.has(name))
    .map(
      (name) =>
        `${path.replace(/^.*node_modules\//, "") || "package.json"} ${version ?? ""} misses ${name}`,
    ),
);

if (holes.length > 0) {
  process.stdout.write(
    `${holes.join("\n")}\nnpm ci would fail on those platforms: pin a version whose packages are all there (overrides).\n`,
  );
  process.exit(1);
}
