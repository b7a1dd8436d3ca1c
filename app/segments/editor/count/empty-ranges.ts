import { attributeOf } from "../../query/attributes.ts";
import { parameterOf } from "../../query/event-sources.ts";
import { printClause } from "../../query/print-query.ts";
import { clausesOf, type Query } from "../../query/query.ts";
import { rangeOf, type Clock } from "../../query/spans.ts";

/** The ranges of a query whose ends stand the wrong way round: they are right, and hold nothing. In words. */
export function emptyRanges(query: Query, clock: Clock): string[] {
  return clausesOf(query).flatMap((clause) => {
    const ranges =
      clause.kind === "events"
        ? clause.parameters.map((one) => ({
            test: one,
            type: parameterOf(clause.source, one.name).type,
          }))
        : clause.kind === "between"
          ? [{ test: clause, type: attributeOf(clause).type }]
          : [];
    return ranges.some(({ test, type }) => {
      if (test.kind !== "between") return false;
      const { from, until } = rangeOf(test, type, clock);
      return until <= from;
    })
      ? [`No one is in ${printClause(clause)}: its ends are the wrong way round.`]
      : [];
  });
}
