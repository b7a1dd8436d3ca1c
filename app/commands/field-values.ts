import { Temporal } from "temporal-polyfill";
import { dayNumber, plainDate } from "../platform/calendar.ts";

/** Values of files are kept as whole ten-thousandths, so that equal amounts stay equal when they are added up. */
export const AMOUNT_UNIT = 10_000;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const days = new Map<string, number | null>();

/** `2026-03-10` as a day number; null for what is no day. */
export function readDay(text: string): number | null {
  let day = days.get(text);
  if (day === undefined) {
    day = parseDay(text);
    // A file of nonsense must not fill the memory.
    if (days.size < 100_000) days.set(text, day);
  }
  return day;
}

function parseDay(text: string): number | null {
  if (!DAY.test(text)) return null;
  try {
    return dayNumber(Temporal.PlainDate.from(text, { overflow: "reject" }));
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}

export const dayText = (day: number): string => plainDate(day).toString();

const AMOUNT = /^(-?)(\d{1,11})(?:\.(\d{1,4}))?$/;

/** `12.50` in ten-thousandths; null for what is no such number. */
export function readAmount(text: string): number | null {
  const match = AMOUNT.exec(text);
  if (!match) return null;
  const [, sign, whole = "", fraction = ""] = match;
  const amount = Number(whole) * AMOUNT_UNIT + Number(fraction.padEnd(4, "0"));
  return sign && amount ? -amount : amount;
}

/** Ten-thousandths as text, with two decimals or as many as there are. */
export function amountText(amount: number): string {
  const digits = String(Math.abs(amount)).padStart(5, "0");
  const fraction = digits.slice(-4).replace(/0{1,2}$/, "");
  return `${amount < 0 ? "-" : ""}${digits.slice(0, -4)}.${fraction}`;
}
