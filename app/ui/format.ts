import { formatMoney } from "#app/platform/money.ts";

/** What decides how a shop writes its figures. */
export interface ShopForm {
  locale: string;
  timeZone: string;
  currency: string;
}

export type Format = ReturnType<typeof formatFor>;

/**
 * Figures as the shop writes them: its language, its zone, its currency. The same on the server and in the browser,
 * whatever zone the merchant sits in.
 */
export function formatFor({ locale, timeZone, currency }: ShopForm) {
  const tag = Intl.NumberFormat.supportedLocalesOf([locale])[0] ?? "en";
  const count = new Intl.NumberFormat(tag);
  const percent = new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 1 });
  const exactly = new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 2 });
  const signed = new Intl.NumberFormat(tag, { signDisplay: "exceptZero" });
  const decimal = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  const moment = new Intl.DateTimeFormat(tag, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone,
  });
  const date = new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeZone });
  const day = new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeZone: "UTC" });
  const shortDay = new Intl.DateTimeFormat(tag, {
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  });
  const dayMoment = (number: number) => number * MS_PER_DAY; // UTC's days all have 24 hours
  return {
    locale: tag,
    timeZone,
    currency,
    count: (n: number) => count.format(n),
    signed: (n: number) => signed.format(n),
    decimal: (n: number) => decimal.format(n),
    percent: (share: number) => percent.format(share),
    /** Hundredths of a per cent, all of them: 1,225 is "12.25%". */
    basisPoints: (n: number) => exactly.format(n / 10_000),
    money: (minor: number) => plain(formatMoney(minor, currency, tag)),
    /** A moment (epoch milliseconds) with its time of day. */
    moment: (at: number) => plain(moment.format(at)),
    /** The shop's local date of a moment. */
    date: (at: number) => plain(date.format(at)),
    /** A day number. */
    day: (number: number) => plain(day.format(dayMoment(number))),
    shortDay: (number: number) => plain(shortDay.format(dayMoment(number))),
  };
}

const MS_PER_DAY = 86_400_000;

/** Node and browsers disagree on which narrow space to use, and a page that differs is drawn twice. */
const plain = (text: string) => text.replace(/[\u202f\u2009]/g, "\u00a0");

const STEPS = [
  { unit: "second", ms: 1_000, below: 60_000 },
  { unit: "minute", ms: 60_000, below: 3_600_000 },
  { unit: "hour", ms: 3_600_000, below: 86_400_000 },
  { unit: "day", ms: 86_400_000, below: Infinity },
] as const;

/** A duration in its largest whole unit: "about 3 minutes". */
export function durationText(ms: number): string {
  const step = STEPS.find(({ below }) => ms < below) ?? STEPS[3];
  const amount = Math.max(1, Math.round(ms / step.ms));
  return `${amount} ${step.unit}${amount === 1 ? "" : "s"}`;
}
