import { Temporal } from "temporal-polyfill";

const MS_PER_DAY = 86_400_000;
const MS_PER_MINUTE = 60_000;

/**
 * Moments from local wall time, for millions of them: a zone's offset is looked up once a day. Around a clock change the
 * wall time may be an hour off; the moment is still one of that local day.
 */
export function momentsIn(timeZone: string): (day: number, minuteOfDay: number) => number {
  const starts = new Map<number, number>();
  return (day, minuteOfDay) => {
    let start = starts.get(day);
    if (start === undefined) {
      start = Temporal.Instant.fromEpochMilliseconds(day * MS_PER_DAY)
        .toZonedDateTimeISO("UTC")
        .toPlainDate()
        .toZonedDateTime(timeZone).epochMilliseconds;
      starts.set(day, start);
    }
    return start + minuteOfDay * MS_PER_MINUTE;
  };
}

/** `2026-03-10` as the number of days since 1970-01-01. */
export const dayOfDate = (date: string): number =>
  Temporal.PlainDate.from("1970-01-01").until(Temporal.PlainDate.from(date), {
    largestUnit: "days",
  }).days;

/** Month (1 to 12) and weekday (1 Monday to 7) of a day number. */
export function calendarOf(day: number): { month: number; dayOfMonth: number; weekday: number } {
  const date = new Date(day * MS_PER_DAY);
  return {
    month: date.getUTCMonth() + 1,
    dayOfMonth: date.getUTCDate(),
    weekday: date.getUTCDay() || 7,
  };
}
