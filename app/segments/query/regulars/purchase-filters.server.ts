import type { Database } from "#app/db/database.server.ts";
import type { AttributeSql, SourceSql } from "../filters/sql.server.ts";
import type { PurchaseValues } from "./purchase-filters.ts";

/** The columns of `purchasesAttributes`. */
export const purchasesColumns: Readonly<Record<string, AttributeSql>> = {};

/** The rows of `purchasesSources`. */
export const purchasesRows: Readonly<Record<string, SourceSql>> = {};

/** What they read of one customer. */
export const loadPurchaseValues = (
  _db: Database,
  _key: { shopId: number; customerId: number },
): Promise<PurchaseValues> => Promise.resolve({});
