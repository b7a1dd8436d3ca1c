import { attributeOf } from "#app/segments/query/attributes.ts";
import { isList, isText, satisfies } from "#app/segments/query/compare.ts";
import type { CustomerValues } from "#app/segments/query/customer-values.ts";
import type { AttributeValue, Typed } from "#app/segments/query/filters/value-type.ts";
import { matches } from "#app/segments/query/matches.ts";
import { printClause } from "#app/segments/query/print-query.ts";
import { clausesOf, type Clause, type Query, type Value } from "#app/segments/query/query.ts";
import { rangesOf, type Clock } from "#app/segments/query/spans.ts";

type AttributeClause = Exclude<Clause, { kind: "events" }>;

/** What a query asks of a customer, with every value of it that could make a difference. */
export interface Choice {
  /** The attribute, or the text of a clause on events. */
  name: string;
  /** Null: a clause on events, which is true or not. */
  typed: Typed | null;
  /** The first is what the customer has. Of a clause on events: whether it is true. */
  values: readonly (AttributeValue | boolean)[];
  /** Of each clause that asks it, by the clause's text, whether it is true of each value. */
  truths: ReadonlyMap<string, readonly boolean[]>;
}

/**
 * Between the ends of the ranges that a query names nothing can change, so that the ends of all ranges, and what lies
 * just beside them, stand for every value there is.
 */
export function choicesOf(query: Query, customer: CustomerValues, clock: Clock): Choice[] {
  const clauses = clausesOf(query);
  const ofAttributes = Map.groupBy(
    clauses.filter((clause) => clause.kind !== "events"),
    ({ attribute }) => attribute,
  );
  const ofEvents = new Map(
    clauses.filter(({ kind }) => kind === "events").map((clause) => [printClause(clause), clause]),
  );
  return [
    ...[...ofAttributes].map(([name, asking]) => attributeChoice(name, asking, customer, clock)),
    ...[...ofEvents].map(([text, clause]): Choice => {
      const isTrue = matches(clause, customer, clock);
      return {
        ...{ name: text, typed: null, values: [isTrue, !isTrue] },
        truths: new Map([[text, [isTrue, !isTrue]]]),
      };
    }),
  ];
}

function attributeChoice(
  name: string,
  clauses: readonly AttributeClause[],
  customer: CustomerValues,
  clock: Clock,
): Choice {
  const [first] = clauses;
  if (!first) throw new TypeError("a choice without a clause");
  const attribute = attributeOf(first);
  const current = attribute.valueOf(customer, clock);
  const values = unique([
    current,
    ...clauses.flatMap((clause) => namedValues(clause, attribute, current, clock)),
    ...(attribute.type === "enum" ? (attribute.values ?? []) : []),
    ...(isList(attribute.type) ? [[]] : [null]),
  ]);
  const truths = clauses.map((clause): [string, boolean[]] => [
    printClause(clause),
    values.map((value) => satisfies(value, attribute, clause, clock)),
  ]);
  return { name, typed: attribute, values, truths: new Map(truths) };
}

/** Values at the edges of what a clause asks for. */
function namedValues(
  clause: AttributeClause,
  typed: Typed,
  current: AttributeValue,
  clock: Clock,
): AttributeValue[] {
  if (clause.kind === "null") return isList(typed.type) ? [] : [PRESENT[typed.type] ?? 0];
  if (clause.kind === "contains") return withAndWithout(clause.value, typed, current, clock);
  if (clause.kind === "compare") {
    if (isList(typed.type)) return withAndWithout(clause.value, typed, current, clock);
    if (isText(typed.type)) return clause.value.kind === "text" ? [clause.value.text] : [];
  }
  const { spans, isReal } = rangesOf(clause, typed, clock);
  return spans.flatMap(({ from, until }) =>
    (isReal ? [from, until, below(from)] : [from, from - 1, until, until - 1]).filter(
      (end) => Number.isFinite(end) && (typed.type !== "boolean" || end === 0 || end === 1),
    ),
  );
}

/** Something rather than nothing, of a type that is no number. */
const PRESENT: Partial<Record<Typed["type"], AttributeValue>> = { text: "…", segment: "…" };

const below = (real: number) => real - Math.max(1e-12, Math.abs(real) * 1e-12);

function withAndWithout(
  wanted: Value,
  typed: Typed,
  current: AttributeValue,
  clock: Clock,
): AttributeValue[] {
  const entries = current !== null && typeof current === "object" ? current : [];
  const contains = { kind: "contains", isNegated: false, value: wanted } as const;
  const without = entries.filter((entry) => !satisfies([entry], typed, contains, clock));
  if (wanted.kind === "text") return [[...without, wanted.text], without];
  return wanted.kind === "number" ? [[...without, Number(wanted.digits)], without] : [without];
}

const unique = (values: readonly AttributeValue[]): AttributeValue[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];
