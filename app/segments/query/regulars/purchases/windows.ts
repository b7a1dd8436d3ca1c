import { dayNumber, dayOf, plainDate, startOfDay } from "#app/platform/calendar.ts";
import { formatMoney } from "#app/platform/money.ts";
import type { ParameterSpec, TestSource } from "../../filters/filter.ts";
import type { Parameter } from "../../query.ts";
import type { Clock } from "../../spans.ts";
import { satisfiesAll, specOf, wholeOf } from "./asked.ts";
import type { CountedOrder } from "./purchase-values.ts";
import { RATIO_DECIMALS, ratioOf } from "./ratio.ts";

/** Ten years: what is longer has no window before it. */
const MOST_DAYS = 3_660;

const DAYS: ParameterSpec = { type: "integer", label: "Days", operators: ["="], isRequired: true };
const RATIO: ParameterSpec = {
  ...{ type: "number", decimals: RATIO_DECIMALS, label: "Now to before" },
};

export const SPEND_CHANGE = {
  ratio: RATIO,
  spent: { type: "money", label: "Net spent now" },
  before: { type: "money", label: "Net spent before" },
} as const satisfies Record<string, ParameterSpec>;

export const ORDERS_CHANGE = {
  ratio: RATIO,
  orders: { type: "integer", label: "Orders now" },
  before: { type: "integer", label: "Orders before" },
} as const satisfies Record<string, ParameterSpec>;

/** The last `days` days with today, and as many before them, as moments; ends are not included. */
export interface Windows {
  before: number;
  now: number;
  end: number;
}

export function windowsOf(parameters: readonly Parameter[], clock: Clock): Windows {
  const asked = wholeOf(parameters, "days", clock) ?? 0;
  const days = Math.min(Math.max(asked, 0), MOST_DAYS);
  const tomorrow = dayOf(clock.now, clock.timeZone) + 1;
  const startOf = (day: number) => startOfDay(day, clock.timeZone);
  return {
    before: startOf(tomorrow - 2 * days),
    now: startOf(tomorrow - days),
    end: startOf(tomorrow),
  };
}

const comparesNothing =
  (specs: Readonly<Record<string, ParameterSpec>>) => (names: ReadonlySet<string>) =>
    [...names].some((name) => specOf(specs, name))
      ? null
      : `it compares nothing: add ${Object.keys(specs).join(", ")}`;

function changeSource(
  label: string,
  specs: Readonly<Record<string, ParameterSpec>>,
  now: "spent" | "orders",
  sumOf: (orders: readonly CountedOrder[]) => number,
): TestSource {
  const measure = (orders: readonly CountedOrder[], windows: Windows) => {
    const between = (from: number, until: number) =>
      sumOf(orders.filter(({ at }) => at >= from && at < until));
    const before = between(windows.before, windows.now);
    const inWindow = between(windows.now, windows.end);
    return { now: inWindow, before, ratio: ratioOf(inWindow, before) };
  };
  return {
    label,
    parameters: { days: DAYS, ...specs },
    faultOf: comparesNothing(specs),
    holds: ({ purchases: { orders } }, parameters, clock) => {
      const { now: inWindow, ...rest } = measure(orders, windowsOf(parameters, clock));
      return satisfiesAll({ [now]: inWindow, ...rest }, specs, parameters, clock);
    },
    describe: ({ purchases: { orders } }, { parameters, clock, locale }) => {
      const measured = measure(orders, windowsOf(parameters, clock));
      const text = (amount: number) =>
        now === "spent" ? formatMoney(amount, clock.currency, locale) : String(amount);
      return `${text(measured.now)} now, ${text(measured.before)} before`;
    },
  };
}

/** What somebody spent, or ordered, in the last days against as many days before. Of nothing before there is no ratio. */
export const changeSources: Readonly<Record<string, TestSource>> = {
  "regulars.spend_change": changeSource("Change of spend", SPEND_CHANGE, "spent", (orders) =>
    orders.reduce((sum, { netMinor }) => sum + netMinor, 0),
  ),
  "regulars.orders_change": changeSource(
    "Change of orders",
    ORDERS_CHANGE,
    "orders",
    (orders) => orders.length,
  ),
};

// -- the same season of past years ----------------------------------------------------------------------------------

/** Half a year to both sides is all year. */
const MOST_DAYS_AROUND = 182;
const MOST_YEARS = 20;

export const SEASON = {
  years: { type: "integer", label: "Different years" },
  count: { type: "integer", label: "Orders" },
} as const satisfies Record<string, ParameterSpec>;

/** For each past year the days around today's day of the year: both ends are in it. */
export function seasonsOf(
  parameters: readonly Parameter[],
  clock: Clock,
): { from: number; to: number }[] {
  const asked = wholeOf(parameters, "days", clock) ?? 0;
  const around = Math.min(Math.max(asked, 0), MOST_DAYS_AROUND);
  const today = plainDate(dayOf(clock.now, clock.timeZone));
  return Array.from({ length: MOST_YEARS }, (_, past) => {
    const day = dayNumber(today.subtract({ years: past + 1 }));
    return { from: day - around, to: day + around };
  });
}

export const seasonSources: Readonly<Record<string, TestSource>> = {
  "regulars.same_season": {
    label: "Orders at this time of past years",
    parameters: { days: { ...DAYS, label: "Days before and after" }, ...SEASON },
    holds: ({ purchases: { orders } }, parameters, clock) => {
      const values = inSeasons(orders, seasonsOf(parameters, clock));
      if (!parameters.some(({ name }) => specOf(SEASON, name))) return values.count > 0;
      return satisfiesAll(values, SEASON, parameters, clock);
    },
    describe: ({ purchases: { orders } }, { parameters, clock }) => {
      const { years, count } = inSeasons(orders, seasonsOf(parameters, clock));
      return `${count} in ${years} ${years === 1 ? "year" : "years"}`;
    },
  },
};

function inSeasons(
  orders: readonly CountedOrder[],
  seasons: readonly { from: number; to: number }[],
) {
  const years = orders
    .map(({ day }) => seasons.findIndex(({ from, to }) => day >= from && day <= to))
    .filter((year) => year >= 0);
  return { years: new Set(years).size, count: years.length };
}
