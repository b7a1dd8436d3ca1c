import { Temporal } from "temporal-polyfill";

/** What was probably meant by what is neither a number nor a date as the language writes them; null if nobody can tell. */
export function mendedLiteral(written: string): string | null {
  if (/^\d+[dwmy]$/.test(written)) return `-${written}`;
  if (/^\.\d+$/.test(written)) return `0${written}`;
  if (/^\+\d+(\.\d+)?$/.test(written)) return written.slice(1);
  const [, year, month, day, time] =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:T(\d\d:\d\d(?::\d\d)?))?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?$/.exec(written) ?? []; // prettier-ignore
  if (!year || !month || !day) return null;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const mended = time ? `${date}T${time.length === 5 ? `${time}:00` : time}` : date;
  return mended !== written && isThere(date) ? mended : null;
}

/** A day by another name, as the language writes it. */
export const mendedDay = (word: string): string | null =>
  ({ today: "today", yesterday: "yesterday", tomorrow: "+1d", now: "today" })[word.toLowerCase()] ??
  null;

function isThere(date: string): boolean {
  try {
    Temporal.PlainDate.from(date, { overflow: "reject" });
    return true;
  } catch {
    return false;
  }
}
