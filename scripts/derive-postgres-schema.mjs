// Derives prisma/postgresql/schema.prisma from prisma/schema.prisma: the same models, another provider, another output.
// With --check it writes nothing and fails if the derived file is stale.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

const TARGET = "prisma/postgresql/schema.prisma";

const derived = readFileSync("prisma/schema.prisma", "utf8")
  .replace(
    /^\/\/ The one hand-written[\s\S]*?\n(?=\/\/\n)/,
    "// Derived from ../schema.prisma by scripts/derive-postgres-schema.mjs: do not edit.\n",
  )
  .replace('provider = "sqlite"', 'provider = "postgresql"')
  .replace(/url {6}= "[^"]*".*/, 'url      = "postgresql://localhost/unused"')
  .replace(
    'engineType = "client"',
    'engineType = "client"\n  output     = "../../node_modules/.prisma/postgresql"',
  );

if (process.argv.includes("--check")) {
  if (readFileSync(TARGET, "utf8") !== derived) {
    console.error(`${TARGET} is stale: run npm run db:generate`);
    process.exit(1);
  }
} else {
  mkdirSync("prisma/postgresql", { recursive: true });
  writeFileSync(TARGET, derived);
}
