import { sql, type RawBuilder } from "kysely";
import { dialectOf, type Database } from "./database.server.ts";

/**
 * Many ids as one parameter, for `where customer_id in (…)`: the statement is the same for three and for three
 * million, and no limit on the number of parameters is met.
 */
export const idsIn = (db: Database, ids: readonly number[]): RawBuilder<number> =>
  dialectOf(db) === "postgresql"
    ? sql<number>`(select value::bigint from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`
    : sql<number>`(select value from json_each(${JSON.stringify(ids)}))`;
