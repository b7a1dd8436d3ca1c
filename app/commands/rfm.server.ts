import { Command, Option } from "commander";
import {
  groupLookup,
  SCHEME_NAMES,
  SCHEMES,
  type SchemeName,
} from "../segments/rfm/group-schemes.ts";
import { scoreByLeast, type Measures } from "../segments/rfm/rfm.ts";
import {
  cutBy,
  METHODS,
  type MeasureCutoffs,
  type Method,
} from "../segments/rfm/scoring-methods.ts";
import { BadInput } from "./bad-input.ts";
import { AMOUNT_UNIT, amountText, dayText } from "./field-values.ts";
import { dayOption, daysOption } from "./options.ts";
import { COLUMNS_TEXT, readPurchases } from "./read-purchases.server.ts";
import { keepApart, writeCsv } from "./write-csv.server.ts";

/** Days since the last order, where none are given: Klaviyo's own, and the usual months for five scores. */
const RECENCY_DAYS = { 3: [180, 365], 5: [30, 90, 180, 365] } as const;

const DEFAULT_METHOD: Readonly<Record<SchemeName, Method>> = {
  shopify: "tie-safe",
  klaviyo: "fixed-days",
  "grid-5x5": "tie-safe",
};

interface RfmOptions {
  asOf: number;
  method?: Method;
  groups: SchemeName;
  recencyDays?: number[];
  scores?: string;
}

export const rfmCommand = (print: (document: unknown) => void): Command =>
  new Command("rfm")
    .description("score a file's customers by recency, frequency and monetary, and put them in groups")
    .argument("<file>", `CSV, gzipped or not, a row an order: ${COLUMNS_TEXT}`)
    .requiredOption("--as-of <day>", "the day to look back from; later orders do not count", dayOption)
    .addOption(
      new Option("--method <method>", "how scores are cut (klaviyo: fixed-days, else tie-safe)").choices(METHODS),
    )
    .addOption(new Option("--groups <groups>", "whose groups").choices(SCHEME_NAMES).default("shopify"))
    .option("--recency-days <days>", "for fixed-days: most days since the last order, best score first", daysOption)
    .option("--scores <file>", "write every customer's scores and group as CSV")
    .action(async (file: string, options: RfmOptions) => {
      print(await rfm(file, options));
    }); // prettier-ignore

async function rfm(file: string, options: RfmOptions) {
  const { asOf: asOfDay, groups } = options;
  const scheme = SCHEMES[groups];
  const method = options.method ?? DEFAULT_METHOD[groups];
  const recencyDays = recencyDaysOf(options, method);
  if (options.scores !== undefined) keepApart(file, options.scores);
  const { buyers, orders, laterOrders } = await readBuyers(file, asOfDay);
  if (buyers.size === 0)
    throw new BadInput(`${file}: no order is of ${dayText(asOfDay)} or before`);

  const all = [...buyers.values()];
  const { scores } = scheme;
  const cutoffs = cutBy(method, all, { asOfDay, scores, recencyDays, moneyUnit: AMOUNT_UNIT });
  const groupOf = groupLookup(scheme);
  const scoresOf = ({ lastOrderDay, orders, netMinor }: Measures) => ({
    recency: scoreByLeast(cutoffs.recency, lastOrderDay),
    frequency: scoreByLeast(cutoffs.frequency, orders),
    monetary: scoreByLeast(cutoffs.monetary, netMinor),
  });
  const counts = new Map(scheme.groups.map(({ group }) => [group, 0]));
  if (scheme.neverBought) counts.set(scheme.neverBought, 0);
  for (const buyer of all) {
    const group = groupOf(scoresOf(buyer));
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  if (options.scores !== undefined) {
    const columns = ["customer_id", "last_order_date", "orders", "revenue", "recency", "frequency", "monetary", "group"]; // prettier-ignore
    const rows = buyers.entries().map(([id, buyer]) => {
      const { recency, frequency, monetary } = scoresOf(buyer);
      const group = groupOf({ recency, frequency, monetary });
      const revenue = Number(amountText(buyer.netMinor));
      return [id, dayText(buyer.lastOrderDay), buyer.orders, revenue, recency, frequency, monetary, group]; // prettier-ignore
    });
    await writeCsv(options.scores, columns, rows);
  }
  return {
    asOf: dayText(asOfDay),
    method,
    groups,
    rule: scheme.code,
    customers: buyers.size,
    orders,
    laterOrders,
    cutoffs: printedCutoffs(cutoffs, asOfDay),
    counts: Object.fromEntries(counts),
  };
}

function recencyDaysOf({ groups, recencyDays }: RfmOptions, method: Method): readonly number[] {
  const { scores } = SCHEMES[groups];
  if (!recencyDays) return RECENCY_DAYS[scores];
  if (method !== "fixed-days") {
    throw new BadInput(`--recency-days is for --method fixed-days, not for ${method}`);
  }
  if (recencyDays.length !== scores - 1) {
    throw new BadInput(
      `--recency-days has ${recencyDays.length} days; ${groups} has ${scores} scores and needs ${scores - 1}`,
    );
  }
  return recencyDays;
}

async function readBuyers(file: string, asOfDay: number) {
  const buyers = new Map<string, Measures>();
  let orders = 0;
  let laterOrders = 0;
  for await (const { customerId, day, amount } of readPurchases(file)) {
    if (day > asOfDay) {
      laterOrders++;
      continue;
    }
    orders++;
    const buyer = buyers.get(customerId);
    if (!buyer) buyers.set(customerId, { lastOrderDay: day, orders: 1, netMinor: amount });
    else {
      buyer.lastOrderDay = Math.max(buyer.lastOrderDay, day);
      buyer.orders++;
      buyer.netMinor += amount;
    }
  }
  return { buyers, orders, laterOrders };
}

/** The least of each score above 1; null where nobody can have it. */
function printedCutoffs({ recency, frequency, monetary }: MeasureCutoffs, asOfDay: number) {
  const each = <Printed>(least: readonly (number | null)[], print: (value: number) => Printed) =>
    Object.fromEntries(least.map((value, i) => [i + 2, value === null ? null : print(value)]));
  return {
    recency: each(recency, (day) => ({ lastOrderDate: dayText(day), daysSince: asOfDay - day })),
    frequency: each(frequency, (orders) => orders),
    monetary: each(monetary, (amount) => amount / AMOUNT_UNIT),
  };
}
