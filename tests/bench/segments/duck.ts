import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SQLite from "better-sqlite3";
import { duckFrom, kyselyOn } from "./duckdb.ts";
import { refreshShop } from "./refresh-shop.ts";

/** The rows of the shop in a SQLite file, refreshed by DuckDB with the same statements: `duck.ts FILE`. */
const [file = ""] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "regulars-duck-"));
try {
  const handle = new SQLite(file, { readonly: true });
  const duck = await duckFrom(handle, folder);
  handle.close();
  const refreshed = await refreshShop(kyselyOn(duck));
  const maxRssMb = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(JSON.stringify({ ...refreshed, maxRssMb }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
