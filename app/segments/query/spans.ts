import { Temporal } from "temporal-polyfill";
import { dayNumber, dayOf, plainDate, startOfDay } from "#app/platform/calendar.ts";
import { currencyExponent } from "#app/platform/money.ts";
import type { ValueType } from "./attributes.ts";
import type { Comparison, Value } from "./query.ts";

/** What a query is read against: the shop's now, zone and currency. */
export interface Clock {
  now: number;
  timeZone: string;
  currency: string;
}

/**
 * The whole numbers a literal stands for, `until` not included. A day is all its moments, a date-time its second,
 * an integer itself; an amount with more decimals than the currency has stands for none (`from` equals `until`).
 */
interface Span {
  from: number;
  until: number;
}

/** The values a clause asks for, or everything but them. */
export type Range = Span & { isComplement: boolean };

/**
 * Both readings of a comparison: moments in epoch milliseconds, amounts in minor units, numbers as they are.
 * Ends that are open are infinite. A range whose end is not after its start holds nothing.
 */
export function rangeOf(comparison: Comparison, type: ValueType, clock: Clock): Range {
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

function spanOf(value: Value, type: ValueType, clock: Clock): Span {
  switch (value.kind) {
    case "number":
      return numberSpan(value.digits, type === "money" ? currencyExponent(clock.currency) : 0);
    case "moment": {
      const from = Temporal.PlainDateTime.from(value.local).toZonedDateTime(clock.timeZone);
      return { from: from.epochMilliseconds, until: from.epochMilliseconds + 1000 };
    }
    case "day":
      return daySpan(dayNumber(Temporal.PlainDate.from(value.day)), clock);
    case "named-day":
      return daySpan(today(clock) - (value.name === "today" ? 0 : 1), clock);
    case "offset": {
      const day = plainDate(today(clock)).add(DURATIONS[value.unit](value.amount));
      return daySpan(dayNumber(day), clock);
    }
    case "text":
      throw new TypeError(`${type} is no range of numbers`); // the parser lets none through
  }
}

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
