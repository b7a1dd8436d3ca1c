import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { ParameterSpec } from "../../filters/filter.ts";
import type { SourceSql } from "../../filters/sql.server.ts";
import { satisfiesAllSql } from "./asked-sql.server.ts";
import { COUNTS, GROUPED, TYPE_GROUP, VENDOR_GROUP } from "./groups.ts";
import { KEPT, KEPT_AMOUNT, LINES, TYPE, VENDOR } from "./kept-lines.server.ts";
import { LINE_COLUMNS } from "./lines-sql.server.ts";
import { ratioSql } from "./ratio-sql.server.ts";

function groupRows(
  by: "type" | "vendor",
  of: RawBuilder<string | null>,
  specs: Readonly<Record<string, ParameterSpec>>,
): SourceSql {
  const columns = {
    [by]: sql<string>`g.name`,
    quantity: sql<number>`g.quantity`,
    amount: sql<number>`g.amount`,
    share: ratioSql(sql`g.amount`, sql`g.whole`),
  };
  return {
    condition: (parameters, clock) => {
      const within = satisfiesAllSql(LINE_COLUMNS, GROUPED, parameters, clock);
      const asked = satisfiesAllSql(columns, specs, parameters, clock);
      // a share needs all groups before any can be left out
      const whole = parameters.some(({ name }) => name === "share")
        ? sql`, sum(sum(${KEPT_AMOUNT})) over () as whole`
        : sql``;
      const groups = sql`(
        select ${of} as name, sum(line_items.current_quantity) as quantity,
          sum(${KEPT_AMOUNT}) as amount ${whole}
        from ${LINES} where ${KEPT} and ${within}
        group by ${of}
      ) g where g.name is not null and ${asked}`;
      if (!parameters.some(({ name }) => name === "count")) {
        return sql<SqlBool>`exists (select 1 from ${groups})`;
      }
      const isAsked = satisfiesAllSql({ count: sql<number>`count(*)` }, COUNTS, parameters, clock);
      return sql`(select ${isAsked} from ${groups})`;
    },
  };
}

/** The conditions of `groupSources`. */
export const groupedRows: Readonly<Record<string, SourceSql>> = {
  "regulars.types_purchased": groupRows("type", TYPE, TYPE_GROUP),
  "regulars.vendors_purchased": groupRows("vendor", VENDOR, VENDOR_GROUP),
};
