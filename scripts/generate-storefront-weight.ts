/**
 * Writes app/measure/storefront-weight.json: what the storefront's blocks weigh. `--check` only says whether it is fresh.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { weighBlocks } from "#tests/support/block-weight.ts";

const path = resolve(import.meta.dirname, "../app/measure/storefront-weight.json");
const text = `${JSON.stringify(weighBlocks(), null, 2)}\n`;

if (!process.argv.includes("--check")) writeFileSync(path, text);
else if (readFileSync(path, "utf8") !== text) {
  process.stderr.write("the weight is stale: node scripts/generate-storefront-weight.ts\n");
  process.exit(1);
}
