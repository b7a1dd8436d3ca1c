import { PrismaBetterSQLite3 } from "@prisma/adapter-better-sqlite3";
import type { Transaction, SqlDriverAdapter, SqlQuery } from "@prisma/driver-adapter-utils";
import type SQLite from "better-sqlite3";
import type { Kysely } from "kysely";
import type { Tables } from "./tables.ts";

/** What the adapter keeps its handle in; it has no other way to be given one. */
interface AdapterWithHandle extends SqlDriverAdapter {
  client: SQLite.Database;
}

/**
 * Prisma on the connection that Kysely has. Each of Prisma's statements, and each of its transactions, takes its turn
 * in Kysely's queue as a transaction of its own: nothing of it can run inside somebody else's, nor be undone by it.
 * (Prisma's own SQLite adapter lets that happen: an acknowledged write outside a transaction that is open at the
 * moment is lost when that one is rolled back.)
 */
export function prismaOnSqlite(handle: SQLite.Database, db: Kysely<Tables>): PrismaBetterSQLite3 {
  const factory = new PrismaBetterSQLite3({ url: ":memory:" });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = (await connect()) as unknown as AdapterWithHandle;
    adapter.client.close();
    adapter.client = bigintsOf(handle);

    const queryRaw = adapter.queryRaw.bind(adapter);
    const executeRaw = adapter.executeRaw.bind(adapter);
    const inTurn = <Result>(run: () => Promise<Result>) => db.transaction().execute(run);

    const queued: Partial<SqlDriverAdapter> = {
      queryRaw: (query: SqlQuery) => inTurn(() => queryRaw(query)),
      executeRaw: (query: SqlQuery) => inTurn(() => executeRaw(query)),
      executeScript: (script: string) =>
        inTurn(() => {
          handle.exec(script);
          return Promise.resolve();
        }),
      async startTransaction(): Promise<Transaction> {
        const turn = await db.startTransaction().execute();
        return {
          provider: "sqlite",
          adapterName: adapter.adapterName,
          options: { usePhantomQuery: true }, // COMMIT and ROLLBACK are Kysely's to say
          queryRaw,
          executeRaw,
          commit: () => turn.commit().execute(),
          rollback: () => turn.rollback().execute(),
        };
      },
      dispose: () => Promise.resolve(), // the handle is Kysely's to close
    };
    return Object.assign(adapter, queued);
  };
  return factory;
}

/** The handle as Prisma wants it: 64-bit integers as bigints. */
function bigintsOf(handle: SQLite.Database): SQLite.Database {
  return new Proxy(handle, {
    get(target, property) {
      if (property === "prepare") return (sql: string) => target.prepare(sql).safeIntegers(true);
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}
