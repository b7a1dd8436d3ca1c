import { sql } from "kysely";
import { rowsOfCustomer, type SourceSql } from "../../filters/sql.server.ts";

/** The rows of `toldSources`. */
export const toldRows: Readonly<Record<string, SourceSql>> = {
  "regulars.event": {
    rows: rowsOfCustomer("outside_events"),
    columns: {
      name: sql<string>`outside_events.name`,
      date: sql<number>`outside_events.happened_at`,
      value: sql<number | null>`outside_events.value_millionth`,
      answer: sql<string | null>`outside_events.answer`,
    },
  },
};
