import type { ValueType } from "../../query/attributes.ts";
import type { Sign } from "../builder/builder.ts";

const NUMBERS: Record<Sign, string> = {
  ">=": "is at least",
  "<=": "is at most",
  "=": "is",
  "!=": "is not",
  ">": "is more than",
  "<": "is less than",
  BETWEEN: "is between",
  CONTAINS: "has",
  "NOT CONTAINS": "has not",
  IN: "is one of",
  "NOT IN": "is none of",
  "IS NULL": "has no value",
  "IS NOT NULL": "has a value",
};

const DATED: readonly ValueType[] = ["date", "day", "month-day"];

const DATES: Partial<Record<Sign, string>> = {
  ">=": "is on or after",
  "<=": "is on or before",
  "=": "is on",
  "!=": "is not on",
  ">": "is after",
  "<": "is before",
};

/** A sign as the builder says it, by what it compares. */
export const signWords = (sign: Sign, type: ValueType): string =>
  (DATED.includes(type) ? DATES[sign] : undefined) ?? NUMBERS[sign];
