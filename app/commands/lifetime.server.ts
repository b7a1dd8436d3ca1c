import { Command, Option } from "commander";
import { expectedOfNew, fitBgNbd } from "../segments/lifetime/bg-nbd.ts";
import {
  collectPurchases,
  daysOfBuying,
  historyUntil,
  inUnits,
  patternsOf,
} from "../segments/lifetime/buying-history.ts";
import { forecastOf } from "../segments/lifetime/forecast.ts";
import {
  expectedMeanValue,
  fitGammaGamma,
  hasSpent,
  repeatsAndValue,
} from "../segments/lifetime/gamma-gamma.ts";
import { heldOutError } from "../segments/lifetime/held-out.ts";
import { BadInput } from "./bad-input.ts";
import { AMOUNT_UNIT, amountText, dayText } from "./field-values.ts";
import { dayOption, timeOption } from "./options.ts";
import { COLUMNS_TEXT, readPurchases } from "./read-purchases.server.ts";
import { keepApart, writeCsv } from "./write-csv.server.ts";

const UNIT_DAYS = { day: 1, week: 7 } as const;
type Unit = keyof typeof UNIT_DAYS;

/** Below this there is nothing to tell one customer from another by. */
const FEWEST_REPEATERS = 10;

interface LifetimeOptions {
  until: number;
  unit: Unit;
  horizon?: number;
  customers?: string;
}

export const lifetimeCommand = (print: (document: unknown) => void): Command =>
  new Command("lifetime")
    .description("fit BG/NBD and Gamma-Gamma to a file's purchases and say what is to be expected of its customers")
    .argument("<file>", `CSV, gzipped or not, a row a purchase: ${COLUMNS_TEXT}`)
    .requiredOption("--until <day>", "the last day to learn from; later rows are held out to measure the error", dayOption)
    .addOption(new Option("--unit <unit>", "the models' unit of time").choices(Object.keys(UNIT_DAYS)).default("week"))
    .option("--horizon <units>", "how far to look ahead (a year unless given)", timeOption)
    .option("--customers <file>", "write what is expected of every customer as CSV")
    .action(async (file: string, options: LifetimeOptions) => {
      print(await lifetime(file, options));
    }); // prettier-ignore

async function lifetime(file: string, { until, unit, horizon: asked, customers }: LifetimeOptions) {
  const unitDays = UNIT_DAYS[unit];
  const horizon = asked ?? Math.floor(365 / unitDays);
  if (customers !== undefined) keepApart(file, customers);
  const { purchases, end } = await readAll(file);
  const bought = [...daysOfBuying(purchases)];
  const known = bought.flatMap(([customerId, days]) => {
    const history = historyUntil(days, until);
    return history ? [{ customerId, history: inUnits(history, unitDays) }] : [];
  });
  const histories = known.map(({ history }) => history);
  const repeaters = histories.filter(hasSpent).length;
  if (repeaters < FEWEST_REPEATERS) {
    throw new BadInput(
      `${file}: ${repeaters} customers bought again, on another day up to ${dayText(until)}; the models need ${FEWEST_REPEATERS}`,
    );
  }
  const models = { bgNbd: fitBgNbd(patternsOf(histories)), gammaGamma: fitGammaGamma(histories) };
  const forecasts = known.map(({ customerId, history }) => ({
    customerId,
    history,
    forecast: forecastOf(models, history, horizon),
  }));
  if (customers !== undefined) {
    const columns = [
      "customer_id", "repeats", "last", "age", "mean_value",
      "probability_alive", "expected_purchases", "expected_mean_value", "expected_value",
    ]; // prettier-ignore
    const rows = forecasts.values().map(({ customerId, history, forecast }) => {
      const { repeats, last, age, meanValue } = history;
      const { probabilityAlive, purchases, value } = forecast;
      return [customerId, repeats, last, age, meanValue, probabilityAlive, purchases, forecast.meanValue, value]; // prettier-ignore
    });
    await writeCsv(customers, columns, rows);
  }
  const sum = (of: (one: (typeof forecasts)[number]["forecast"]) => number) =>
    forecasts.reduce((all, { forecast }) => all + of(forecast), 0);
  return {
    until: dayText(until),
    unit,
    customers: known.length,
    repeatCustomers: histories.filter(({ repeats }) => repeats > 0).length,
    repeatPurchases: histories.reduce((all, { repeats }) => all + repeats, 0),
    bgNbd: models.bgNbd,
    gammaGamma: { ...models.gammaGamma, correlation: repeatsAndValue(histories) },
    expected: {
      horizon,
      purchases: sum(({ purchases }) => purchases),
      value: sum(({ value }) => value),
      alive: sum(({ probabilityAlive }) => probabilityAlive),
      ofNewCustomer: {
        purchases: expectedOfNew(models.bgNbd, horizon),
        meanValue: expectedMeanValue(models.gammaGamma, { repeats: 0, meanValue: 0 }),
      },
    },
    heldOut:
      end > until
        ? {
            end: dayText(end),
            ...heldOutError(
              models,
              bought.map(([, days]) => days),
              { until, end, unitDays },
            ),
          }
        : null,
  };
}

async function readAll(file: string) {
  const collected = collectPurchases();
  let end = -Infinity;
  for await (const { line, customerId, day, amount } of readPurchases(file)) {
    if (amount < 0) {
      throw new BadInput(
        `${file}:${line}: a purchase of ${amountText(amount)}; purchases cannot be negative: take returns off the purchase`,
      );
    }
    collected.add(customerId, day, amount / AMOUNT_UNIT);
    end = Math.max(end, day);
  }
  return { purchases: collected.purchases, end };
}
