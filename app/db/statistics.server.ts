import { sql } from "kysely";
import { dialectOf, type Database } from "./database.server.ts";

/** Rows of each index that are looked at: a few milliseconds, however large the table. */
const LOOKED_AT = 400;

/**
 * Tells SQLite how its tables have grown. Without it a statement over one customer's lines may begin with all lines of
 * a product. PostgreSQL sees to it by itself. Between transactions.
 */
export async function refreshStatistics(db: Database): Promise<void> {
  if (dialectOf(db) === "postgresql") return;
  await sql`pragma analysis_limit = ${sql.lit(LOOKED_AT)}`.execute(db);
  await sql`analyze`.execute(db);
}
