import type { AttributeSql, SourceSql } from "../filters/sql.server.ts";
import { figureColumns } from "./purchases/figures-sql.server.ts";
import { groupedRows } from "./purchases/groups-sql.server.ts";
import { lineRows } from "./purchases/lines-sql.server.ts";
import { orderRows } from "./purchases/orders-sql.server.ts";
import { percentileRows } from "./purchases/percentile-sql.server.ts";
import { shareRows } from "./purchases/shares-sql.server.ts";
import { toldRows } from "./purchases/told-sql.server.ts";
import { windowRows } from "./purchases/windows-sql.server.ts";

export { loadPurchaseValues } from "./purchases/load-purchase-values.server.ts";

/** The columns of `purchasesAttributes`. */
export const purchasesColumns: Readonly<Record<string, AttributeSql>> = Object.fromEntries(
  Object.entries(figureColumns).map(([name, column]) => [name, { column }]),
);

/** The rows of `purchasesSources`. */
export const purchasesRows: Readonly<Record<string, SourceSql>> = {
  ...lineRows,
  ...orderRows,
  ...groupedRows,
  ...shareRows,
  ...windowRows,
  ...percentileRows,
  ...toldRows,
};
