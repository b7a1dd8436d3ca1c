import { Temporal } from "temporal-polyfill";

/** A date as a query writes it, before a clock is known. */
export type DateLiteral =
  | { readonly kind: "day"; readonly day: Temporal.PlainDate }
  | { readonly kind: "moment"; readonly at: Temporal.PlainDateTime }
  | { readonly kind: "offset"; readonly add: Temporal.DurationLike };

/** Now, and the zone in which days begin. */
export interface Clock {
  readonly now: number;
  readonly timezone: string;
}

const named: Readonly<Record<string, Temporal.DurationLike>> = {
  today: { days: 0 },
  yesterday: { days: -1 },
  "7_days_ago": { days: -7 },
  "30_days_ago": { days: -30 },
  "90_days_ago": { days: -90 },
  "12_months_ago": { months: -12 },
};
const units = { d: "days", w: "weeks", m: "months", y: "years" } as const;

/** Reads a date's text; null when it is none, an impossible day among them. */
export function readDate(text: string): DateLiteral | null {
  const add = named[text.toLowerCase()];
  if (add !== undefined) return { kind: "offset", add };
  const offset = /^([+-]\d{1,6})([dwmy])$/.exec(text);
  if (offset?.[1] !== undefined) {
    return { kind: "offset", add: { [units[offset[2] as keyof typeof units]]: Number(offset[1]) } };
  }
  try {
    return text.includes("T")
      ? { kind: "moment", at: Temporal.PlainDateTime.from(text, { overflow: "reject" }) }
      : { kind: "day", day: Temporal.PlainDate.from(text, { overflow: "reject" }) };
  } catch {
    return null;
  }
}

/** The local day a literal means; months and years keep the day of the month, clamped to the month's end. */
export function dayMeant(literal: DateLiteral, clock: Clock): Temporal.PlainDate {
  switch (literal.kind) {
    case "day":
      return literal.day;
    case "moment":
      return literal.at.toPlainDate();
    case "offset":
      return Temporal.Instant.fromEpochMilliseconds(clock.now)
        .toZonedDateTimeISO(clock.timezone)
        .toPlainDate()
        .add(literal.add, { overflow: "constrain" });
  }
}

/** Moments, `from` included and `until` not. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** The moments a literal stands for: a whole local day, or one second. */
export function span(literal: DateLiteral, clock: Clock): Span {
  if (literal.kind === "moment") {
    const from = literal.at.toZonedDateTime(clock.timezone).epochMilliseconds;
    return { from, until: from + 1000 };
  }
  const day = dayMeant(literal, clock);
  return {
    from: day.toZonedDateTime(clock.timezone).epochMilliseconds,
    until: day.add({ days: 1 }).toZonedDateTime(clock.timezone).epochMilliseconds,
  };
}
