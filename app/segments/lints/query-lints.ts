import { Temporal } from "temporal-polyfill";
import { dayNumber, dayOf } from "#app/platform/calendar.ts";
import { countClauses } from "#app/segments/query/parse-query.ts";
import { printClause } from "#app/segments/query/print-query.ts";
import type { Comparison, Query, Value } from "#app/segments/query/query.ts";
import { clausesOf } from "#app/segments/query/query.ts";
import { rangeOf, type Clock } from "#app/segments/query/spans.ts";
import type { Finding, Lint } from "./lint.ts";

const STALE_AFTER_DAYS = 180;

/** A fixed day that lies behind does not move along; what was "lately" is "ever since" by now. */
export const staleDate: Lint = ({ query, clock }) => {
  const today = dayOf(clock.now, clock.timeZone);
  const oldest = (value: Value) => {
    if (value.kind !== "day" && value.kind !== "moment") return null;
    const text = value.kind === "day" ? value.day : value.local;
    return { text, age: today - dayNumber(Temporal.PlainDate.from(text.slice(0, 10))) };
  };
  return comparisonsOf(query).flatMap(({ printed, comparison }): Finding[] => {
    const stale = valuesOf(comparison)
      .map(oldest)
      .filter((one) => one !== null)
      .find(({ age }) => age > STALE_AFTER_DAYS);
    if (!stale) return [];
    return [
      {
        code: "stale-date",
        message: `“${printed}”: ${stale.text} is ${stale.age} days ago and stays there.`,
        advice: `If “lately” is meant, write a day that moves along, such as -${STALE_AFTER_DAYS / 2}d.`,
      },
    ];
  });
};

/** With its ends reversed, BETWEEN is right in the language and true of nobody. */
export const reversedBetween: Lint = ({ query, clock }) =>
  comparisonsOf(query).flatMap(({ printed, comparison }): Finding[] => {
    if (comparison.kind !== "between" || !isReversed(comparison, clock)) return [];
    return [
      {
        code: "reversed-between",
        message: `“${printed}” is true of nobody: its ends are reversed.`,
        advice: "Write the smaller or earlier end first.",
      },
    ];
  });

function isReversed(
  { low, high }: Extract<Comparison, { kind: "between" }>,
  clock: Clock,
): boolean {
  if (low.kind === "number" && high.kind === "number") {
    return Number(low.digits) > Number(high.digits);
  }
  if (low.kind === "text" || high.kind === "text") return false;
  const { from, until } = rangeOf({ kind: "between", low, high }, "date", clock);
  return from >= until;
}

/** Every comparison of a query, in its clauses and in the parameters of its functions, with its text. */
const comparisonsOf = (query: Query) =>
  clausesOf(query).flatMap((clause): { printed: string; comparison: Comparison }[] => {
    if (clause.kind === "compare" || clause.kind === "between") {
      return [{ printed: printClause(clause), comparison: clause }];
    }
    if (clause.kind !== "events") return [];
    return clause.parameters.flatMap((parameter) =>
      parameter.kind === "in" ? [] : { printed: printClause(clause), comparison: parameter },
    );
  });

const SHOPIFY_CLAUSES = 10;
const SHOPIFY_CHARACTERS = 5_000;

/** Fine with us; Shopify takes no segment like it, so it cannot be pasted there. */
export const overShopifyCaps: Lint = ({ text }) => {
  const clauses = countClauses(text);
  const over = [
    clauses > SHOPIFY_CLAUSES && `${clauses} conditions of ${SHOPIFY_CLAUSES}`,
    text.length > SHOPIFY_CHARACTERS && `${text.length} characters of ${SHOPIFY_CHARACTERS}`,
  ].filter((one) => one !== false);
  if (over.length === 0) return [];
  return [
    {
      code: "over-shopify-caps",
      message: `It has ${over.join(", ")} that Shopify takes.`,
      advice: "It works here and on your storefront; pasted into Shopify's admin it is refused.",
    },
  ];
};

export const valuesOf = (comparison: Comparison): Value[] =>
  comparison.kind === "between" ? [comparison.low, comparison.high] : [comparison.value];
