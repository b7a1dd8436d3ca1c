import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import SQLite from "better-sqlite3";
import {
  CompiledQuery,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type Dialect,
  type QueryResult,
  type SqliteDatabase,
} from "kysely";

/** How long a write waits for another process's transaction before it gives up. */
const PATIENCE_MS = 60_000;
/** How long SQLite itself waits, and with it this whole process: short, the rest is awaited. */
const BUSY_TIMEOUT_MS = 20;
/** Our statements are few and repeat: a sync batch runs the same ones thousands of times. */
const PREPARED_STATEMENTS = 256;

/**
 * Opens the one connection of this process (docs/decisions/001-one-connection.md), made for a web and a worker
 * process side by side: readers never wait, writers queue.
 */
export function openSqliteHandle(url: string): SQLite.Database {
  const path = url.replace(/^file:/, "");
  if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
  const handle = new SQLite(path);
  handle.pragma("journal_mode = WAL");
  handle.pragma("synchronous = NORMAL");
  handle.pragma("foreign_keys = ON");
  handle.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  handle.pragma("cache_size = -65536"); // 64 MB
  handle.pragma("temp_store = MEMORY");
  handle.pragma("wal_autocheckpoint = 10000"); // 40 MB of log: a checkpoint is what costs an import its time
  return handle;
}

/** Kysely on that connection. Transactions take the write lock at once and wait for it without blocking the process. */
export function sqliteDialect(handle: SQLite.Database): Dialect {
  const config = { database: withPreparedStatements(handle) };
  return new (class extends SqliteDialect {
    override createDriver() {
      return new PatientDriver(config, handle);
    }
  })(config);
}

class PatientDriver extends SqliteDriver {
  readonly #handle: SQLite.Database;

  constructor(config: { database: SqliteDatabase }, handle: SQLite.Database) {
    super(config);
    this.#handle = handle;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    return new PatientConnection(connection, this.#handle);
  }

  override async beginTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }

  /** SQLite ends a transaction by itself on some faults (a full disk): then there is nothing left to roll back. */
  override async rollbackTransaction(connection: DatabaseConnection) {
    if (this.#handle.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** Tries again while another process holds the write lock; inside a transaction the lock is already ours. */
class PatientConnection implements DatabaseConnection {
  readonly #inner: DatabaseConnection;
  readonly #handle: SQLite.Database;

  constructor(inner: DatabaseConnection, handle: SQLite.Database) {
    this.#inner = inner;
    this.#handle = handle;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const giveUpAt = performance.now() + PATIENCE_MS;
    for (let pause = 1; ; pause = Math.min(pause * 2, 100)) {
      try {
        return await this.#inner.executeQuery<R>(query);
      } catch (error) {
        const isBusy = error instanceof SQLite.SqliteError && error.code.startsWith("SQLITE_BUSY");
        if (!isBusy || this.#handle.inTransaction || performance.now() > giveUpAt) throw error;
        await sleep(pause);
      }
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number) {
    return this.#inner.streamQuery<R>(query, chunkSize);
  }
}

/** Keeps the latest statements prepared, and reads 64-bit integers as numbers (Prisma's handle reads bigints). */
function withPreparedStatements(handle: SQLite.Database): SqliteDatabase {
  const prepared = new Map<string, SQLite.Statement>();
  return {
    close: () => handle.close(),
    prepare(sql) {
      let statement = prepared.get(sql);
      if (statement) {
        prepared.delete(sql);
        if (statement.busy) statement = undefined; // being iterated: take another
      }
      statement ??= handle.prepare(sql).safeIntegers(false);
      prepared.set(sql, statement);
      if (prepared.size > PREPARED_STATEMENTS) prepared.delete(prepared.keys().next().value ?? "");
      return statement;
    },
  };
}
