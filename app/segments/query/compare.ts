import { tagKey } from "#app/purchases/tag-key.ts";
import type { AttributeValue, Typed, ValueType } from "./filters/value-type.ts";
import type { Comparison, Value } from "./query.ts";
import { rangesOf, type Clock, type Ranges } from "./spans.ts";

/** What a value is asked for, of an attribute or of one event. */
export type Test =
  | Comparison
  | { kind: "in"; isNegated: boolean; values: readonly Value[] }
  | { kind: "contains"; isNegated: boolean; value: Value }
  | { kind: "null"; isNegated: boolean };

/** Types whose literals are texts, compared as they stand. */
const TEXTS: ReadonlySet<ValueType> = new Set(["enum", "text", "segment"]);
const LISTS: ReadonlySet<ValueType> = new Set([
  ...(["tags", "countries", "entries", "ids", "numbers", "category"] as const),
]);

export const isText = (type: ValueType): boolean => TEXTS.has(type);
export const isList = (type: ValueType): boolean => LISTS.has(type);

/** Two-valued: a comparison with what is missing is false, and every negation is a true complement. */
export function satisfies(value: AttributeValue, typed: Typed, test: Test, clock: Clock): boolean {
  switch (test.kind) {
    case "null":
      return isMissing(value) !== test.isNegated;
    case "contains":
      return hasEntry(value, typed.type, test.value) !== test.isNegated;
    case "in":
      return test.values.some((one) => isEqual(value, typed, one, clock)) !== test.isNegated;
    case "compare":
      if (isText(typed.type) || isList(typed.type)) {
        return isEqual(value, typed, test.value, clock) === (test.operator === "=");
      }
      return isIn(value, rangesOf(test, typed, clock));
    case "between":
      return isIn(value, rangesOf(test, typed, clock));
  }
}

function isEqual(value: AttributeValue, typed: Typed, wanted: Value, clock: Clock): boolean {
  if (isList(typed.type)) return hasEntry(value, typed.type, wanted);
  if (wanted.kind === "text") return value === wanted.text;
  return isIn(value, rangesOf({ kind: "compare", operator: "=", value: wanted }, typed, clock));
}

const isMissing = (value: AttributeValue) =>
  value === null || (typeof value === "object" && value.length === 0);

function isIn(value: AttributeValue, { spans, isComplement }: Ranges): boolean {
  const isInside =
    typeof value === "number" && spans.some(({ from, until }) => value >= from && value < until);
  return isInside !== isComplement;
}

function hasEntry(value: AttributeValue, type: ValueType, wanted: Value): boolean {
  if (value === null || typeof value !== "object") return false;
  const key = entryKey(type, wanted);
  if (type === "category") {
    return value.some((entry) => entry === key || String(entry).startsWith(`${key}-`));
  }
  return value.some((entry) => (type === "tags" ? tagKey(String(entry)) : entry) === key);
}

/** What an entry of a list is compared by. Null: no entry can be like it. */
export function entryKey(type: ValueType, wanted: Value): string | number | null {
  if (wanted.kind === "text") return type === "tags" ? tagKey(wanted.text) : wanted.text;
  if (wanted.kind !== "number") return null;
  const number = Number(wanted.digits);
  return type === "ids" && !Number.isSafeInteger(number) ? null : number;
}
