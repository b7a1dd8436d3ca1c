import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import type { PrismaClient } from "@prisma/client";
import pg from "pg";

const require = createRequire(import.meta.url);

/** 64-bit integers, and sums of them, arrive as numbers, as they do on SQLite. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);
types.setTypeParser(pg.types.builtins.NUMERIC, Number);

/** The one pool of this process: Kysely's, Prisma's for Shopify's session storage, and the queue's. */
export function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 10, types });
  // Connections that are lost while nobody uses them are replaced; unheard, their error would end the process.
  const isReplaced = () => undefined;
  pool.on("error", isReplaced);
  pool.on("connect", (client) => client.on("error", isReplaced));
  return pool;
}

/** Prisma's client for PostgreSQL: generated from the twin schema, the same models and so the same type. */
export function prismaOnPostgres(pool: pg.Pool): PrismaClient {
  const { PrismaClient: Client } = require(".prisma/postgresql") as {
    PrismaClient: typeof PrismaClient;
  };
  return new Client({ adapter: new PrismaPg(pool) });
}
