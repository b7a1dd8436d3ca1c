import { InvalidArgumentError } from "commander";
import { readDay } from "./field-values.ts";

export function dayOption(text: string): number {
  const day = readDay(text);
  if (day === null) throw new InvalidArgumentError("A day is written as 2026-03-10.");
  return day;
}

export function timeOption(text: string): number {
  const time = Number(text);
  if (!(time > 0 && time <= 10_000)) {
    throw new InvalidArgumentError("It is a number above 0 and at most 10000.");
  }
  return time;
}

/** `30,90,180,365`: ascending numbers of days. */
export function daysOption(text: string): number[] {
  const days = text.split(",").map((part) => (/^\d{1,6}$/.test(part) ? Number(part) : NaN));
  if (days.some((day, i) => !(day > (days[i - 1] ?? -1)))) {
    throw new InvalidArgumentError("They are ascending numbers of days, such as 30,90,180,365.");
  }
  return days;
}
