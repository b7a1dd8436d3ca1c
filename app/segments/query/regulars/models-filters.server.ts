import type { Database } from "#app/db/database.server.ts";
import type { AttributeSql, SourceSql } from "../filters/sql.server.ts";
import type { ModelValues } from "./models-filters.ts";

/** The columns of `modelsAttributes`. */
export const modelsColumns: Readonly<Record<string, AttributeSql>> = {};

/** The rows of `modelsSources`. */
export const modelsRows: Readonly<Record<string, SourceSql>> = {};

/** What they read of one customer. */
export const loadModelValues = (
  _db: Database,
  _key: { shopId: number; customerId: number },
): Promise<ModelValues> => Promise.resolve({});
