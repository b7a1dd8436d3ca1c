import { rollup } from "d3-array";
import { expectedOfNew, type BgNbd } from "./bg-nbd.ts";
import { historyUntil, inUnits, type DayOfBuying } from "./buying-history.ts";
import { forecastOf, type LifetimeModels } from "./forecast.ts";

interface HeldOutPeriod {
  /** The last day that the models saw. */
  until: number;
  /** The last day to compare with. */
  end: number;
  unitDays: number;
}

interface Compared {
  expected: number;
  actual: number;
  /** By how much the sum is missed, as a share of what happened; null where nothing happened. */
  error: number | null;
}

/** How the models did on days they had not seen. */
export interface HeldOutError {
  customers: number;
  /** Units of time between the two days. */
  time: number;
  purchases: Compared;
  value: Compared;
  /** Of a customer's purchases, over all customers: by how many they are missed on average. */
  meanAbsoluteError: number;
  /** Of the repeat purchases of all customers up to each unit's end, as a share of them, on average. */
  trackingError: number | null;
  /** Mean purchases of customers by their repeats before; the last row takes all who had more. */
  byRepeats: {
    repeats: number;
    orMore: boolean;
    customers: number;
    expected: number;
    actual: number;
  }[];
}

const MOST_REPEATS = 7;

/** Compares what the models expect of each customer after a day with what they did. Those who were new since are left out. */
export function heldOutError(
  models: LifetimeModels,
  customers: readonly (readonly DayOfBuying[])[],
  period: HeldOutPeriod,
): HeldOutError {
  const { until, end, unitDays } = period;
  const time = (end - until) / unitDays;
  const known = customers.flatMap((days) => {
    const history = historyUntil(days, until);
    if (!history) return [];
    const forecast = forecastOf(models, inUnits(history, unitDays), time);
    const later = days.filter(({ day }) => day > until && day <= end);
    const laterValue = later.reduce((sum, { value }) => sum + value, 0);
    return [{ days, repeats: history.repeats, forecast, later: later.length, laterValue }];
  });
  const sum = (of: (one: (typeof known)[number]) => number) =>
    known.reduce((all, one) => all + of(one), 0);
  const byRepeats = rollup(
    known,
    (alike) => ({
      customers: alike.length,
      expected: alike.reduce((all, { forecast }) => all + forecast.purchases, 0) / alike.length,
      actual: alike.reduce((all, { later }) => all + later, 0) / alike.length,
    }),
    ({ repeats }) => Math.min(repeats, MOST_REPEATS),
  );
  return {
    customers: known.length,
    time,
    purchases: compared(sum(({ forecast }) => forecast.purchases), sum(({ later }) => later)),
    value: compared(sum(({ forecast }) => forecast.value), sum(({ laterValue }) => laterValue)),
    meanAbsoluteError: sum(({ forecast, later }) => Math.abs(forecast.purchases - later)) / known.length,
    trackingError: trackingError(models.bgNbd, known.map(({ days }) => days), period),
    byRepeats: [...byRepeats]
      .sort(([one], [other]) => one - other)
      .map(([repeats, row]) => ({ repeats, orMore: repeats === MOST_REPEATS, ...row })),
  }; // prettier-ignore
}

const compared = (expected: number, actual: number): Compared => ({
  expected,
  actual,
  error: actual > 0 ? (expected - actual) / actual : null,
});

/** The paper's figure: repeat purchases of all, cumulated, expected from nothing but the days of first purchases. */
function trackingError(
  model: BgNbd,
  customers: readonly (readonly DayOfBuying[])[],
  { until, end, unitDays }: HeldOutPeriod,
): number | null {
  const firsts = rollup(
    customers,
    (alike) => alike.length,
    ([first]) => first?.day ?? NaN,
  );
  const repeats = customers.flatMap((days) => days.slice(1).map(({ day }) => day));
  const ascending = Int32Array.from(repeats).sort();
  const shares: number[] = [];
  let actual = 0;
  for (let day = until + unitDays; day <= end; day += unitDays) {
    while ((ascending[actual] ?? Infinity) <= day) actual++;
    let expected = 0;
    for (const [first, newcomers] of firsts) {
      expected += newcomers * expectedOfNew(model, (day - first) / unitDays);
    }
    if (actual > 0) shares.push(Math.abs(expected - actual) / actual);
  }
  return shares.length > 0 ? shares.reduce((all, one) => all + one, 0) / shares.length : null;
}
