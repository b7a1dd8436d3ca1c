import { sql, type SqlBool } from "kysely";
import type { Column, SourceSql } from "../../filters/sql.server.ts";
import { textOf, wholeOf } from "./asked.ts";
import { figureColumns } from "./figures-sql.server.ts";
import { RANKED, type RankedNumber } from "./percentile.ts";

/** Of `customers` with their `customer_facts` beside them; who has no order that counts has no value. */
export const RANKED_COLUMNS: Readonly<Record<RankedNumber, Column>> = {
  ...figureColumns,
  amount_spent: sql<number>`customers.amount_spent_minor`,
  number_of_orders: sql<number>`customers.number_of_orders`,
};

/** The condition of `percentileSources`. */
export const percentileRows: Readonly<Record<string, SourceSql>> = {
  "regulars.percentile": {
    condition: (parameters, clock) => {
      const number = RANKED.find((one) => one === textOf(parameters, "of"));
      const isTop = parameters.some(({ name }) => name === "top");
      const within = wholeOf(parameters, isTop ? "top" : "bottom", clock, 1) ?? 0;
      if (!number || within < 1) return sql<SqlBool>`(1 = 0)`;
      const cutoff = (column: string) => sql`(
        select ${sql.ref(`n.${column}`)} from number_cutoffs n
        where n.shop_id = customers.shop_id and n.number = ${number}
          and n.permille = ${sql.lit(Math.min(within, 1000))}
      )`;
      const isWithin = isTop
        ? sql`${RANKED_COLUMNS[number]} >= ${cutoff("at_least")}`
        : sql`${RANKED_COLUMNS[number]} <= ${cutoff("at_most")}`;
      return sql<SqlBool>`coalesce(customer_facts.orders > 0 and ${isWithin}, false)`;
    },
  },
};
