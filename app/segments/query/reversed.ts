import { attributeOf } from "./attributes.ts";
import { parameterOf } from "./event-sources.ts";
import type { Typed } from "./filters/value-type.ts";
import { clausesOf, type Comparison, type Position, type Query } from "./query.ts";
import { rangeOf, rangesOf, type Clock } from "./spans.ts";

/** Where `BETWEEN` has its ends the wrong way round, and so is true of nobody. */
export const reversedRanges = (query: Query, clock: Clock): Position[] =>
  clausesOf(query).flatMap((clause): Position[] => {
    if (clause.kind === "between") {
      return isReversed(clause, attributeOf(clause), clock) ? [clause.at] : [];
    }
    if (clause.kind !== "events") return [];
    return clause.parameters.flatMap((parameter) =>
      parameter.kind === "between" &&
      isReversed(parameter, parameterOf(clause.source, parameter.name), clock)
        ? [parameter.at]
        : [],
    );
  });

function isReversed(
  between: Extract<Comparison, { kind: "between" }>,
  typed: Typed,
  clock: Clock,
): boolean {
  const { low, high } = between;
  if (low.kind === "number" && high.kind === "number") {
    return Number(low.digits) > Number(high.digits);
  }
  if (typed.type === "month-day") return rangesOf(between, typed, clock).spans.length === 0;
  const startOf = (value: typeof low) =>
    rangeOf({ kind: "compare", operator: ">=", value }, typed, clock).from;
  return startOf(low) > startOf(high);
}
