import type { Database } from "#app/db/database.server.ts";
import type { AttributeSql, SourceSql } from "../filters/sql.server.ts";
import type { HistoryValues } from "./history-filters.ts";

/** The columns of `historyAttributes`. */
export const historyColumns: Readonly<Record<string, AttributeSql>> = {};

/** The rows of `historySources`. */
export const historyRows: Readonly<Record<string, SourceSql>> = {};

/** What they read of one customer. */
export const loadHistoryValues = (
  _db: Database,
  _key: { shopId: number; customerId: number },
): Promise<HistoryValues> => Promise.resolve({});
