import { filters } from "liquidjs";

const localised: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  abbreviated_date: { dateStyle: "medium" },
  basic: { year: "numeric", month: "numeric", day: "numeric" },
  date: { dateStyle: "long" },
  date_at_time: { dateStyle: "long", timeStyle: "short" },
  default: { dateStyle: "full", timeStyle: "short" },
  on_date: { dateStyle: "long" },
};

export interface Clock {
  readonly now: number;
  readonly timezone: string;
  readonly locale: string;
}

/**
 * Shopify's `date` in one of its named, localised forms, in the shop's zone; what is no date is answered as it came, as
 * Liquid does. An unknown form is the default one.
 */
export function localisedDate(value: unknown, form: string, clock: Clock): unknown {
  const moment = momentOf(value, clock);
  if (moment === null) return value;
  const options = localised[form] ?? localised.default;
  return new Intl.DateTimeFormat(clock.locale, { ...options, timeZone: clock.timezone }).format(
    moment,
  );
}

/** Epoch milliseconds of `now`, of seconds since 1970, or of a date's text. */
export function momentOf(value: unknown, clock: Clock): number | null {
  if (value === "now" || value === "today") return clock.now;
  if (typeof value === "number") return value * 1000;
  if (typeof value !== "string" || value.trim() === "") return null;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const moment = Date.parse(value);
  return Number.isNaN(moment) ? null : moment;
}

/** LiquidJS's own `date`, which knows strftime. */
export const strftime = filters.date;
