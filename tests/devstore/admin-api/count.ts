import type { Store } from "../store/open-store.ts";
import type { Fragment } from "./connection.ts";

const countLimit = 10_000;

/** A `Count` as documented: exact up to the limit (10,000 unless said; null for none), `AT_LEAST` beyond. */
export function countOf(
  store: Store,
  table: string,
  where: readonly Fragment[],
  limit: number | null | undefined,
): object {
  const most = limit === undefined ? countLimit : limit;
  const condition = where.length > 0 ? `WHERE ${where.map((part) => part.sql).join(" AND ")}` : "";
  const values = where.flatMap((part) => [...part.values]);
  const sql =
    most === null
      ? `SELECT count(*) AS n FROM ${table} ${condition}`
      : `SELECT count(*) AS n FROM (SELECT 1 FROM ${table} ${condition} LIMIT ${String(most + 1)})`;
  const found = store.get<{ n: number }>(sql, ...values)?.n ?? 0;
  return most !== null && found > most
    ? { count: most, precision: "AT_LEAST" }
    : { count: found, precision: "EXACT" };
}
