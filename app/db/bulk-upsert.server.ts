import { sql, type Insertable, type RawBuilder } from "kysely";
import { dialectOf, type Database } from "./database.server.ts";
import type { Tables } from "./tables.ts";

/** How rows of a table are written by the thousand: its key, and every column with what it holds. */
export interface RowShape<Table extends keyof Tables> {
  table: Table;
  key: readonly (keyof Tables[Table] & string)[];
  columns: Readonly<Record<keyof Tables[Table] & string, "number" | "text">>;
  /** Rows whose version is lower than the one that is there change nothing. */
  version?: keyof Tables[Table] & string;
}

/** camelCase to snake_case, as Kysely's plugin does it for everything but raw SQL. */
const columnName = (name: string) =>
  name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);

/**
 * Inserts or updates many rows by one statement and one parameter, an array of arrays as JSON: the statement is the
 * same for one row and for thousands. Of two rows with one key only one may be given. A few thousand rows a call are
 * best; hand in a transaction to save more.
 * @returns how many rows are now as given; the rest were older than what was there.
 */
export async function upsertRows<Table extends keyof Tables>(
  db: Database,
  shape: RowShape<Table>,
  rows: readonly Insertable<Tables[Table]>[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const { numAffectedRows } = await statementOf(db, shape, rows).execute(db);
  return Number(numAffectedRows ?? 0);
}

/** `upsertRows` that says which: the value of one column of every row that is now as given. */
export async function upsertRowsReturning<Table extends keyof Tables>(
  db: Database,
  shape: RowShape<Table>,
  rows: readonly Insertable<Tables[Table]>[],
  column: keyof Tables[Table] & string,
): Promise<number[]> {
  if (rows.length === 0) return [];
  const returned = await sql<{ returned: number }>`
    ${statementOf(db, shape, rows)} returning ${sql.raw(columnName(column))} as returned
  `.execute(db);
  return returned.rows.map((row) => row.returned);
}

function statementOf<Table extends keyof Tables>(
  db: Database,
  { table, key, columns, version }: RowShape<Table>,
  rows: readonly Insertable<Tables[Table]>[],
): RawBuilder<unknown> {
  const names = Object.keys(columns) as (keyof Insertable<Tables[Table]> & keyof typeof columns)[];
  const parameter = JSON.stringify(rows.map((row) => names.map((name) => row[name] ?? null)));
  const isPostgres = dialectOf(db) === "postgresql";

  const values = names.map((name, index) => {
    if (!isPostgres) return `value->>${index}`;
    return columns[name] === "number" ? `(value->>${index})::bigint` : `value->>${index}`;
  });
  const target = sql.raw(columnName(table));
  const updates = names
    .filter((name) => !key.includes(name))
    .map((name) => `${columnName(name)} = excluded.${columnName(name)}`);
  const newer = version
    ? sql.raw(
        `where excluded.${columnName(version)} >= ${columnName(table)}.${columnName(version)}`,
      )
    : sql``;
  const conflict =
    updates.length > 0
      ? sql`do update set ${sql.raw(updates.join(", "))} ${newer}`
      : sql`do nothing`;

  return sql`
    insert into ${target} (${sql.raw(names.map(columnName).join(", "))})
    select ${sql.raw(values.join(", "))}
    from ${isPostgres ? sql`jsonb_array_elements(${parameter}::jsonb) as rows(value)` : sql`json_each(${parameter})`}
    where true
    on conflict (${sql.raw(key.map(columnName).join(", "))}) ${conflict}
  `;
}
