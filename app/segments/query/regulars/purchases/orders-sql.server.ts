import { sql, type RawBuilder } from "kysely";
import type { SourceSql } from "../../filters/sql.server.ts";
import { COUNTED, HAS_DISCOUNT, NET, ORDER_NUMBER } from "./kept-lines.server.ts";

/**
 * The month of a day that is counted from 1970-01-01, in whole numbers that both databases know: from the day of a
 * year that begins in March, in a cycle of 400 years (Hinnant, chrono-compatible low-level date algorithms, 2014).
 */
function monthOf(day: RawBuilder<unknown>): RawBuilder<number> {
  const ofEra = sql`((${day} + 719468) % 146097)`;
  const year = sql`((${ofEra} - ${ofEra} / 1460 + ${ofEra} / 36524 - ${ofEra} / 146096) / 365)`;
  const ofYear = sql`(${ofEra} - (365 * ${year} + ${year} / 4 - ${year} / 100))`;
  return sql<number>`(((5 * ${ofYear} + 2) / 153 + 2) % 12 + 1)`;
}

/** The columns of `ORDER_PARAMETERS`. */
export const ORDER_COLUMNS = {
  date: sql<number>`orders.processed_at`,
  month: monthOf(sql`orders.processed_day`),
  n: ORDER_NUMBER,
  amount: NET,
  discounted: HAS_DISCOUNT,
};

/** The rows of `orderSources`. */
export const orderRows: Readonly<Record<string, SourceSql>> = {
  "regulars.orders_placed": { rows: sql`orders where ${COUNTED}`, columns: ORDER_COLUMNS },
};
