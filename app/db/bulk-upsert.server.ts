import { CompiledQuery, sql, type Insertable } from "kysely";
import { dialectOf, type Database } from "./database.server.ts";
import type { NumberRows } from "./number-rows.ts";
import type { Tables } from "./tables.ts";

/** A whole number, a number with decimals, or a text. */
type ColumnKind = "number" | "float" | "text";

/** PostgreSQL's reading of a text of JSON. */
const CASTS: Record<ColumnKind, string> = { number: "::bigint", float: "::float8", text: "" };

/** How rows of a table are written by the thousand: its key, and every column with what it holds. */
export interface RowShape<Table extends keyof Tables> {
  table: Table;
  key: readonly (keyof Tables[Table] & string)[];
  columns: Readonly<Record<keyof Tables[Table] & string, ColumnKind>>;
  /** Rows whose version is lower than the one that is there change nothing. */
  version?: keyof Tables[Table] & string;
}

type Rows<Table extends keyof Tables> = readonly Insertable<Tables[Table]>[] | NumberRows<Table>;

/** camelCase to snake_case, as Kysely's plugin does it for everything but raw SQL. */
const columnName = (name: string) =>
  name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);

/** Rows a statement on SQLite, the most that fit first: few texts, so that they stay prepared. */
const SQLITE_ROWS = [64, 16, 4, 1];
/** Rows a statement on PostgreSQL: they travel as one JSON parameter. */
const POSTGRES_ROWS = 2000;

/**
 * Inserts or updates many rows by few statements. Of two rows with one key only one may be given. Hand in a
 * transaction if all or none are to be written.
 */
export async function upsertRows<Table extends keyof Tables>(
  db: Database,
  shape: RowShape<Table>,
  rows: Rows<Table>,
): Promise<void> {
  await upsert(db, shape, rows, "");
}

/**
 * `upsertRows` that says which: the value of one column of every row that is now as given. The rest were older; of a
 * table that is all key, the rest were there.
 */
export async function upsertRowsReturning<Table extends keyof Tables>(
  db: Database,
  shape: RowShape<Table>,
  rows: Rows<Table>,
  column: keyof Tables[Table] & string,
): Promise<number[]> {
  const returned = await upsert(db, shape, rows, `returning ${columnName(column)} as returned`);
  return returned.map((row) => row.returned);
}

async function upsert<Table extends keyof Tables>(
  db: Database,
  shape: RowShape<Table>,
  rows: Rows<Table>,
  returning: string,
): Promise<{ returned: number }[]> {
  const names = Object.keys(shape.columns) as (keyof Tables[Table] & string)[];
  const execute = dialectOf(db) === "postgresql" ? executeOnPostgres : executeOnSqlite;
  const clauses = {
    into: intoClause(shape, names),
    select: selectClause(shape),
    conflict: `${conflictClause(shape, names)} ${returning}`,
  };
  return execute(db, clauses, "width" in rows ? givenNumbers(rows) : givenObjects(rows, names));
}

interface Clauses {
  into: string;
  /** PostgreSQL's reading of a JSON array as a row. */
  select: string;
  conflict: string;
}

/** Rows, of whatever they are made. */
interface Given {
  rows: number;
  width: number;
  /** The values of the rows from one to before another, one row after the other. */
  values: (from: number, to: number) => unknown[];
}

const givenNumbers = ({ width, values }: Pick<NumberRows<never>, "width" | "values">): Given => ({
  ...{ rows: values.length / width, width },
  values(from, to) {
    const given: unknown[] = [];
    for (let at = from * width; at < to * width; at++) {
      const value = values[at];
      given.push(Number.isNaN(value) ? null : value);
    }
    return given;
  },
});

const givenObjects = (
  rows: readonly Readonly<Record<string, unknown>>[],
  names: readonly string[],
): Given => ({
  ...{ rows: rows.length, width: names.length },
  values(from, to) {
    const given: unknown[] = [];
    for (let at = from; at < to; at++) {
      for (const name of names) given.push(rows[at]?.[name] ?? null);
    }
    return given;
  },
});

/** Parameters row after row: half again as fast there as JSON. */
async function executeOnSqlite(
  db: Database,
  { into, conflict }: Clauses,
  { rows, width, values }: Given,
): Promise<{ returned: number }[]> {
  const returned: { returned: number }[][] = [];
  const marks = `(${Array<string>(width).fill("?").join(",")})`;
  let from = 0;
  for (const size of SQLITE_ROWS) {
    if (from + size > rows) continue;
    const text = `${into} values ${Array<string>(size).fill(marks).join(",")} ${conflict}`;
    for (; from + size <= rows; from += size) {
      const result = await db.executeQuery(returning(text, values(from, from + size)));
      returned.push(result.rows);
    }
  }
  return returned.flat();
}

const returning = (text: string, parameters: unknown[]) =>
  CompiledQuery.raw(text, parameters) as CompiledQuery<{ returned: number }>;

async function executeOnPostgres(
  db: Database,
  { into, select, conflict }: Clauses,
  { rows, values }: Given,
): Promise<{ returned: number }[]> {
  const returned: { returned: number }[][] = [];
  for (let from = 0; from < rows; from += POSTGRES_ROWS) {
    const some = Array.from({ length: Math.min(POSTGRES_ROWS, rows - from) }, (_, index) =>
      values(from + index, from + index + 1),
    );
    const result = await sql<{ returned: number }>`
      ${sql.raw(`${into} ${select}`)} from jsonb_array_elements(${JSON.stringify(some)}::jsonb) as given(value)
      ${sql.raw(conflict)}
    `.execute(db);
    returned.push(result.rows);
  }
  return returned.flat();
}

const intoClause = <Table extends keyof Tables>(
  { table }: RowShape<Table>,
  names: readonly string[],
) => `insert into ${columnName(table)} (${names.map(columnName).join(", ")})`;

const selectClause = <Table extends keyof Tables>({ columns }: RowShape<Table>) =>
  `select ${Object.values<ColumnKind>(columns)
    .map((kind, index) => `(value->>${index})${CASTS[kind]}`)
    .join(", ")}`;

function conflictClause<Table extends keyof Tables>(
  { table, key, version }: RowShape<Table>,
  names: readonly (keyof Tables[Table] & string)[],
): string {
  const target = `on conflict (${key.map(columnName).join(", ")})`;
  const updates = names.filter((name) => !key.includes(name)).map(columnName);
  if (updates.length === 0) return `${target} do nothing`;
  const changes = updates.map((name) => `${name} = excluded.${name}`).join(", ");
  const newer = version
    ? `where excluded.${columnName(version)} >= ${columnName(table)}.${columnName(version)}`
    : "";
  return `${target} do update set ${changes} ${newer}`;
}
