/**
 * Writes app/segments/query/generated from query.grammar. `--check` only says whether the files are fresh.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildParserFile } from "@lezer/generator";

const ROOM = resolve(import.meta.dirname, "../app/segments/query");

const built = buildParserFile(readFileSync(join(ROOM, "query.grammar"), "utf8"), {
  fileName: "query.grammar",
  typeScript: true,
});
const files = { "parser.ts": built.parser, "terms.ts": built.terms };

let isFresh = true;
for (const [name, text] of Object.entries(files)) {
  const path = join(ROOM, "generated", name);
  if (process.argv.includes("--check")) isFresh &&= readFileSync(path, "utf8") === text;
  else writeFileSync(path, text);
}
if (!isFresh) {
  process.stderr.write("the query parser is stale: node scripts/generate-query-parser.ts\n");
  process.exit(1);
}
