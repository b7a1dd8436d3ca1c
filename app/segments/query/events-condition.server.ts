import { sql, type Expression, type SqlBool } from "kysely";
import { anyBuyersCondition, buyersCondition, type Whole } from "./buyers.server.ts";
import { eventsOf } from "./events-sql.server.ts";
import type { EventsClause } from "./events.ts";
import { rowsOf } from "./filters/rows.server.ts";
import type { Clock } from "./spans.ts";

/** `hasEvents` in SQL, of the row of `customers` that it stands beside. */
export function hasEventsCondition(
  clause: EventsClause,
  clock: Clock,
  whole: Whole | null,
): Expression<SqlBool> {
  if (!whole) return ofEach(clause, clock);
  const buyers = buyersCondition(clause, clock, whole);
  if (buyers) return buyers;
  const some = anyBuyersCondition(clause, clock, whole);
  return some ? sql`(${some} and ${ofEach(clause, clock)})` : ofEach(clause, clock);
}

/** By each customer's own rows. */
function ofEach(clause: EventsClause, clock: Clock): Expression<SqlBool> {
  const found = rowsOf(clause.source);
  if ("condition" in found) return found.condition(clause.parameters, clock);
  const { restrictions, aggregates } = eventsOf(clause, clock);
  const events = sql`${sql.join([found.rows, ...restrictions], sql` and `)}`;
  if (aggregates.length === 0) return sql<SqlBool>`exists (select 1 from ${events})`;
  // one look at the events for all that is asked of them together
  return sql<SqlBool>`(select ${sql.join(aggregates, sql` and `)} from ${events})`;
}
