import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import type SQLite from "better-sqlite3";
import {
  CamelCasePlugin,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from "kysely";
import type { Tables } from "#app/db/tables.ts";

/** DuckDB with the tables of a SQLite database, their primary keys, their rows, and none of their other indexes. */
export async function duckFrom(handle: SQLite.Database, folder: string): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(":memory:");
  const duck = await instance.connect();
  await duck.run("set integer_division = true"); // as in SQLite and PostgreSQL
  const tables = handle
    .prepare<[], { name: string; sql: string }>(
      "select name, sql from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like '\\_prisma%' escape '\\'",
    )
    .all();
  for (const { name, sql } of tables) {
    const ddl = sql
      .replace(/,?\s*CONSTRAINT "\w+_fkey" FOREIGN KEY .*/g, "")
      .replace(/,?\s*CONSTRAINT "\w+_check_\d+" CHECK .*/g, "")
      .replace(/AUTOINCREMENT/g, "")
      .replace(/WITHOUT ROWID/g, "")
      .replace(/\bDATETIME\b/g, "TIMESTAMP");
    await duck.run(ddl);
    await copy(handle, duck, { table: name, file: `${folder}/${name}.csv` });
  }
  return duck;
}

async function copy(
  handle: SQLite.Database,
  duck: DuckDBConnection,
  { table, file }: { table: string; file: string },
) {
  const columns = handle.pragma(`table_info("${table}")`) as { name: string; type: string }[];
  const first = handle.prepare(`select 1 from "${table}" limit 1`).get();
  if (first === undefined) return;
  const field = ({ name, type }: { name: string; type: string }) =>
    type === "TEXT"
      ? `coalesce('"' || replace("${name}", '"', '""') || '"', '')`
      : `coalesce("${name}", '')`;
  const lines = handle
    .prepare<[], { line: string }>(
      `select ${columns.map(field).join(" || ',' || ")} as line from "${table}"`,
    )
    .iterate();
  const out = createWriteStream(file);
  let piece: string[] = [];
  const flush = () =>
    new Promise<void>((resolve, reject) => {
      out.write(piece.join("\n") + "\n", (fault) => {
        if (fault) reject(fault);
        else resolve();
      });
    });
  for (const { line } of lines) {
    piece.push(line);
    if (piece.length < 50_000) continue;
    await flush();
    piece = [];
  }
  if (piece.length > 0) await flush();
  out.end();
  await finished(out);
  await duck.run(`copy "${table}" from '${file}' (format csv, header false, nullstr '')`);
}

/** Kysely on DuckDB: the very statements that SQLite is given. */
export const kyselyOn = (duck: DuckDBConnection): Kysely<Tables> =>
  new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DuckDriver(duck),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
    plugins: [new CamelCasePlugin()],
  });

class DuckDriver implements Driver {
  readonly #connection: DatabaseConnection;

  constructor(duck: DuckDBConnection) {
    this.#connection = new DuckConnection(duck);
  }
  init = () => Promise.resolve();
  acquireConnection = () => Promise.resolve(this.#connection);
  beginTransaction = (connection: DatabaseConnection) => run(connection, "begin");
  commitTransaction = (connection: DatabaseConnection) => run(connection, "commit");
  rollbackTransaction = (connection: DatabaseConnection) => run(connection, "rollback");
  releaseConnection = () => Promise.resolve();
  destroy = () => Promise.resolve();
}

async function run(connection: DatabaseConnection, sql: string) {
  await connection.executeQuery({ sql, parameters: [] } as unknown as CompiledQuery);
}

class DuckConnection implements DatabaseConnection {
  readonly #duck: DuckDBConnection;

  constructor(duck: DuckDBConnection) {
    this.#duck = duck;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const prepared = await this.#duck.prepare(sql);
    for (const [index, value] of parameters.entries()) bind(prepared, index + 1, value);
    const reader = await prepared.runAndReadAll();
    const names = reader.columnNames();
    const isChange = names.length === 1 && names[0] === "Count";
    const found: readonly (readonly unknown[])[] = reader.getRowsJS();
    const rows = found.map(
      (row) => Object.fromEntries(row.map((value, index) => [names[index], plain(value)])) as R,
    );
    const changed = isChange ? BigInt(Number(found[0]?.[0] ?? 0)) : undefined;
    return {
      rows: isChange ? [] : rows,
      ...(changed !== undefined && { numAffectedRows: changed }),
    };
  }

  streamQuery(): never {
    throw new Error("nothing here is read as a stream");
  }
}

const plain = (value: unknown): unknown => (typeof value === "bigint" ? Number(value) : value);

function bind(
  prepared: Awaited<ReturnType<DuckDBConnection["prepare"]>>,
  at: number,
  value: unknown,
) {
  if (value === null || value === undefined) prepared.bindNull(at);
  else if (typeof value === "number" && Number.isInteger(value))
    prepared.bindBigInt(at, BigInt(value));
  else if (typeof value === "number") prepared.bindDouble(at, value);
  else if (typeof value === "string") prepared.bindVarchar(at, value);
  else throw new TypeError(`nothing binds a ${typeof value}`);
}
