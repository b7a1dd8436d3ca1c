import { Temporal } from "temporal-polyfill";
import { dayNumber, dayOf, plainDate, startOfDay } from "#app/platform/calendar.ts";
import { currencyExponent } from "#app/platform/money.ts";
import type { Clock } from "./clock.ts";
import type { Typed, ValueType } from "./filters/value-type.ts";
import type { Comparison, Value } from "./query.ts";

export type { Clock } from "./clock.ts";

/**
 * The numbers a literal stands for, `until` not included. A day is all its moments, a date-time its second, an
 * integer itself; an amount with more decimals than the currency has stands for none (`from` equals `until`).
 */
export interface Span {
  from: number;
  until: number;
}

/** The values a clause asks for, or everything but them. */
export interface Ranges {
  spans: readonly Span[];
  isComplement: boolean;
  /** Whether the ends are floats, not whole numbers. */
  isReal: boolean;
}

type Range = Span & { isComplement: boolean };

/** Both readings of a comparison, of whatever type it is. */
export function rangesOf(comparison: Comparison, typed: Typed, clock: Clock): Ranges {
  if (typed.type === "month-day") return monthDaysOf(comparison, clock);
  const { from, until, isComplement } = rangeOf(comparison, typed, clock);
  const isReal = typed.type === "number" && typed.decimals === undefined;
  return { spans: [{ from, until }], isComplement, isReal };
}

/**
 * A comparison as one range: moments in epoch milliseconds, amounts in minor units, numbers as they are.
 * Ends that are open are infinite. A range whose end is not after its start holds nothing.
 */
export function rangeOf(comparison: Comparison, of: Typed | ValueType, clock: Clock): Range {
  const type = typeof of === "string" ? { type: of } : of;
  if (comparison.kind === "between") {
    const { from } = spanOf(comparison.low, type, clock);
    return { from, until: spanOf(comparison.high, type, clock).until, isComplement: false };
  }
  const { from, until } = spanOf(comparison.value, type, clock);
  switch (comparison.operator) {
    case "=":
      return { from, until, isComplement: false };
    case "!=":
      return { from, until, isComplement: true };
    case "<":
      return { from: -Infinity, until: from, isComplement: false };
    case "<=":
      return { from: -Infinity, until, isComplement: false };
    case ">":
      return { from: until, until: Infinity, isComplement: false };
    case ">=":
      return { from, until: Infinity, isComplement: false };
  }
}

function spanOf(value: Value, typed: Typed, clock: Clock): Span {
  switch (value.kind) {
    case "number":
      if (typed.type === "number" && typed.decimals === undefined) return realSpan(value.digits);
      return numberSpan(value.digits, exponentOf(typed, clock));
    case "boolean":
      return value.isTrue ? { from: 1, until: 2 } : { from: 0, until: 1 };
    case "moment": {
      const local = Temporal.PlainDateTime.from(value.local);
      if (typed.type === "day") {
        // A day is its first moment.
        const day = dayNumber(local.toPlainDate());
        return { from: value.local.endsWith("T00:00:00") ? day : day + 1, until: day + 1 };
      }
      const from = local.toZonedDateTime(clock.timeZone);
      return { from: from.epochMilliseconds, until: from.epochMilliseconds + 1000 };
    }
    case "day":
    case "named-day":
    case "offset": {
      const day = dayOfValue(value, clock);
      return typed.type === "day" ? { from: day, until: day + 1 } : daySpan(day, clock);
    }
    case "text":
    case "coordinates":
      throw new TypeError(`${typed.type} is no range of numbers`); // the parser lets none through
  }
}

const exponentOf = ({ type, decimals }: Typed, { currency }: Clock) =>
  type === "money" ? currencyExponent(currency) : (decimals ?? 0);

/** The day that a date is, counted from 1970-01-01. */
function dayOfValue(value: Value, clock: Clock): number {
  switch (value.kind) {
    case "day":
      return dayNumber(Temporal.PlainDate.from(value.day));
    case "moment":
      return dayNumber(Temporal.PlainDate.from(value.local.slice(0, 10)));
    case "named-day":
      return today(clock) - (value.name === "today" ? 0 : 1);
    case "offset":
      return dayNumber(plainDate(today(clock)).add(DURATIONS[value.unit](value.amount)));
    case "number":
    case "text":
    case "boolean":
    case "coordinates":
      throw new TypeError(`${value.kind} is no date`); // the parser lets none through
  }
}

/**
 * Days of the year, as the month times a hundred and the day. February 29 falls on February 28 in common years. A
 * range of a year or more is every day; `<` and its like ask for days of the same calendar year
 * (docs/decisions/012-segment-language.md).
 */
function monthDaysOf(comparison: Comparison, clock: Clock): Ranges {
  const days = (spans: readonly Span[], isComplement = false) => ({
    ...{ spans, isComplement, isReal: false },
  });
  if (comparison.kind === "between") {
    const low = dayOfValue(comparison.low, clock);
    const high = dayOfValue(comparison.high, clock);
    if (high - low >= 365) return days([{ from: FIRST, until: LAST }]);
    if (high < low && !areAbsolute(comparison.low, comparison.high)) return days([]);
    const isOneYear =
      high < low ? firstOf(low) <= lastOf(high) : plainDate(low).year === plainDate(high).year;
    if (isOneYear) return days([{ from: firstOf(low), until: lastOf(high) + 1 }]);
    return days([
      { from: firstOf(low), until: LAST },
      { from: FIRST, until: lastOf(high) + 1 },
    ]);
  }
  const day = dayOfValue(comparison.value, clock);
  const [from, until] = [firstOf(day), lastOf(day) + 1];
  switch (comparison.operator) {
    case "=":
    case "!=":
      return days([{ from, until }], comparison.operator === "!=");
    case "<":
      return days([{ from: FIRST, until: from }]);
    case "<=":
      return days([{ from: FIRST, until }]);
    case ">":
      return days([{ from: until, until: LAST }]);
    case ">=":
      return days([{ from, until: LAST }]);
  }
}

const FIRST = 101;
const LAST = 1232;

const areAbsolute = (...values: Value[]) =>
  values.every(({ kind }) => kind === "day" || kind === "moment");

const firstOf = (day: number) => {
  const { month, day: ofMonth } = plainDate(day);
  return month * 100 + ofMonth;
};

const lastOf = (day: number) => {
  const first = firstOf(day);
  return first === 228 && !plainDate(day).inLeapYear ? 229 : first;
};

/** Months and years keep the day of the month, clamped to the month's end, as Temporal does. */
const DURATIONS = {
  d: (days: number) => ({ days }),
  w: (weeks: number) => ({ weeks }),
  m: (months: number) => ({ months }),
  y: (years: number) => ({ years }),
};

const today = (clock: Clock) => dayOf(clock.now, clock.timeZone);

/** All of a local day, 23, 24 or 25 hours. */
const daySpan = (day: number, { timeZone }: Clock): Span => ({
  from: startOfDay(day, timeZone),
  until: startOfDay(day + 1, timeZone),
});

/** A float, up to the next one. */
function realSpan(digits: string): Span {
  const from = Number(digits);
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, from === 0 ? 0 : from);
  const next = bits.getBigInt64(0) + (from < 0 ? -1n : 1n);
  bits.setBigInt64(0, next);
  return { from, until: bits.getFloat64(0) };
}

/** Exact: decimals are shifted as text, never multiplied. */
function numberSpan(digits: string, exponent: number): Span {
  const [whole = "0", fraction = ""] = digits.replace("-", "").split(".");
  const isNegative = digits.startsWith("-");
  const magnitude = BigInt(whole + fraction.slice(0, exponent).padEnd(exponent, "0"));
  const isExact = !/[1-9]/.test(fraction.slice(exponent));
  const floor = isNegative ? -magnitude - (isExact ? 0n : 1n) : magnitude;
  return { from: clamped(isExact ? floor : floor + 1n), until: clamped(floor + 1n) };
}

const LIMIT = BigInt(Number.MAX_SAFE_INTEGER);

/** Nothing we keep reaches the limit, so beyond it all numbers compare alike. */
const clamped = (value: bigint) => Number(value > LIMIT ? LIMIT : value < -LIMIT ? -LIMIT : value);
