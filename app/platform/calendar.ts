import { Temporal } from "temporal-polyfill";

/**
 * Days are the shop's own: counted from 1970-01-01 in its IANA zone, so that they can be compared and subtracted.
 * Moments are epoch milliseconds UTC. A local day may have 23, 24 or 25 hours.
 */

const EPOCH_DAY = Temporal.PlainDate.from("1970-01-01");

/** `2026-03-10` as a day number. */
export const dayNumber = (date: Temporal.PlainDate): number =>
  EPOCH_DAY.until(date, { largestUnit: "days" }).days;

export const plainDate = (day: number): Temporal.PlainDate => EPOCH_DAY.add({ days: day });

/** The local day a moment falls on. For many moments take `dayCounter`. */
export const dayOf = (at: number, timeZone: string): number =>
  dayNumber(Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate());

/** The first moment of a local day (usually, not always, 00:00). */
export const startOfDay = (day: number, timeZone: string): number =>
  plainDate(day).toZonedDateTime(timeZone).epochMilliseconds;

/** The next local midnight after a moment. */
export const nextMidnight = (at: number, timeZone: string): number =>
  startOfDay(dayOf(at, timeZone) + 1, timeZone);

const MS_PER_DAY = 86_400_000;

/**
 * `dayOf` for millions of moments of one zone: remembers the zone's offset between two changes of it.
 */
export function dayCounter(timeZone: string): (at: number) => number {
  let from = Infinity;
  let until = -Infinity;
  let offset = 0;
  return (at) => {
    if (at < from || at >= until) {
      const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
      offset = zoned.offsetNanoseconds / 1_000_000;
      from =
        zoned.add({ nanoseconds: 1 }).getTimeZoneTransition("previous")?.epochMilliseconds ??
        -Infinity;
      until = zoned.getTimeZoneTransition("next")?.epochMilliseconds ?? Infinity;
    }
    return Math.floor((at + offset) / MS_PER_DAY);
  };
}

/** The spans of a zone's history between two moments (both included), each with its offset in milliseconds. */
export function zoneOffsets(
  timeZone: string,
  first: number,
  last: number,
): { from: number; until: number; offset: number }[] {
  const spans = [];
  for (let from = first; from <= last;) {
    const zoned = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone);
    const until = zoned.getTimeZoneTransition("next")?.epochMilliseconds ?? last + 1;
    spans.push({ from, until, offset: zoned.offsetNanoseconds / 1_000_000 });
    from = until;
  }
  return spans;
}
