import type { Store } from "../store/open-store.ts";
import { fillOnce, type Filled } from "./fill-once.ts";
import type { Taxes } from "./order-money.ts";
import { randomOf, weighted } from "./random.ts";
import { fillBeside } from "./shop-life/beside.ts";
import { afterSale } from "./shop-life/after-sale.ts";
import { fillBasket, linesOf } from "./shop-life/baskets.ts";
import { makeCatalogue, productsFor, type Catalogue } from "./shop-life/catalogue.ts";
import { customerRow, personOf, type Person } from "./shop-life/people.ts";
import { codeFor } from "./shop-life/codes.ts";
import type { OrderRow } from "./shop-rows.ts";
import { dayOfDate, momentsIn } from "./shop-time.ts";
import { ShopWriter } from "./shop-writer.ts";

export interface GenerateOptions {
  readonly seed: number;
  /** 200 to 1,000,000. */
  readonly customers: number;
  /** YYYY-MM-DD in the shop's zone. Everything happened before this day began. */
  readonly today: string;
  readonly currency?: string;
  readonly timezone?: string;
  /** On average, roughly; 5 if not given. */
  readonly ordersPerCustomer?: number;
}

const DAYS = 3 * 365;
const MINUTES_A_DAY = 1440;
const GUEST_SHARE = 0.06;
/** Orders are sorted as one number each: minute * WHO + who. */
const WHO = 2 ** 23;

const CUSTOMER_IDS = 7_000_000_000_000;
const ORDER_IDS = 6_000_000_000_000;
const LINE_IDS = 14_000_000_000_000;
const REFUND_IDS = 900_000_000_000;
const COLLECTION_IDS = 400_000_000_000;

/** Orders by hour of the day: lunch and the evening. */
const drawHour = weighted([
  3, 1, 1, 1, 1, 2, 5, 10, 16, 20, 24, 26, 30, 26, 22, 22, 24, 28, 34, 42, 46, 38, 22, 9,
]);

const COUNTRIES: Readonly<Record<string, string>> = {
  EUR: "DE",
  GBP: "GB",
  USD: "US",
  CHF: "CH",
  SEK: "SE",
  PLN: "PL",
  JPY: "JP",
  CAD: "CA",
  AUD: "AU",
};
/** Currencies whose shops put tax on top of the price. */
const TAX_ON_TOP: Readonly<Record<string, number>> = { USD: 0.08, CAD: 0.1 };

/**
 * Fills a store with a made-up shop of three years: the same options make the same shop, to the last row. Memory: eight
 * bytes an order. Does nothing if the store holds just this already.
 */
export async function generateShop(store: Store, options: GenerateOptions): Promise<Filled> {
  const {
    seed,
    customers,
    today,
    currency = "EUR",
    timezone = "Europe/Berlin",
    ordersPerCustomer = 5,
  } = options;
  if (!Number.isSafeInteger(customers) || customers < 1 || customers > 2_000_000) {
    throw new Error(`customers must be a whole number from 1 to 2000000, not ${customers}`);
  }
  const parameters = {
    loader: "generator",
    version: 2,
    seed,
    customers,
    today,
    currency,
    timezone,
    ordersPerCustomer,
  };
  return fillOnce(store, parameters, () => {
    const country = COUNTRIES[currency] ?? "DE";
    const taxes: Taxes = {
      included: !(currency in TAX_ON_TOP),
      rate: TAX_ON_TOP[currency] ?? 0.19,
    };
    const name = store.domain.replace(/\.myshopify\.com$/, "");
    const facts = {
      name: "Hearth & Pine",
      currency,
      timezone,
      locale: "en",
      country,
      plan: customers > 50_000 ? "plus" : "standard",
      taxesIncluded: taxes.included,
    };
    for (const [key, value] of Object.entries(facts)) store.setMeta(key, value);

    const firstDay = dayOfDate(today) - DAYS;
    const moment = momentsIn(timezone);
    const from = moment(firstDay, 0);
    const until = moment(firstDay + DAYS, 0);
    const decimals =
      new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions()
        .maximumFractionDigits ?? 2;
    const catalogue = makeCatalogue({
      seed,
      count: productsFor(customers),
      from,
      until,
      priceTimes: decimals === 3 ? 10 : 1,
      shop: name,
    });
    const writer = new ShopWriter(store.db, taxes);
    writer.start();
    writeCatalogue(writer, catalogue, until);
    const at = (minute: number) =>
      moment(firstDay + Math.floor(minute / MINUTES_A_DAY), minute % MINUTES_A_DAY);
    const keys = writeCustomers(writer, {
      seed,
      customers,
      country,
      firstDay,
      pace: ordersPerCustomer / 5,
      at,
    });
    const lastOrderNumber = writeOrders(writer, keys, {
      seed,
      customers,
      country,
      until,
      catalogue,
      taxes,
      at,
    });
    writer.finish();
    fillBeside(store.db, { until, currency });
    const report = { ...parameters, rows: writer.rows, orders: keys.length };
    return Promise.resolve({ rows: writer.rows, lastOrderNumber, report });
  });
}

function writeCatalogue(writer: ShopWriter, catalogue: Catalogue, until: number): void {
  for (const { row, variants } of catalogue.goods) writer.product(row, variants);
  catalogue.collections.forEach(({ title, handle, indexes }, index) => {
    const ids = indexes.flatMap((at) => catalogue.goods[at]?.row.id ?? []);
    writer.collection(
      { id: COLLECTION_IDS + index + 1, title, handle, at: until - 86_400_000 },
      ids,
    );
  });
}

interface Times {
  seed: number;
  customers: number;
  country: string;
  at: (minute: number) => number;
}

/** Writes everyone and says when who (beyond the customers: guests) orders, in the order of time. */
function writeCustomers(
  writer: ShopWriter,
  { seed, customers, country, at, firstDay, pace }: Times & { firstDay: number; pace: number },
): Float64Array {
  let keys = new Float64Array(Math.max(1024, customers * 6));
  let count = 0;
  const order = (minute: number, who: number) => {
    if (count === keys.length) {
      const larger = new Float64Array(keys.length * 2);
      larger.set(keys);
      keys = larger;
    }
    keys[count++] = minute * WHO + who;
  };
  for (let who = 0; who < customers; who++) {
    const person = personOf(seed, who, country);
    const random = randomOf(seed, 2, who);
    // The shop grows: more joined lately than at first.
    const joined = Math.floor(DAYS * ((who + 0.5) / customers) ** 0.85);
    const days = person.habit.days(random, { joined, until: DAYS, firstDay, pace });
    let first = joined * MINUTES_A_DAY + minuteOfDay(random);
    days.forEach((day, index) => {
      const minute = day * MINUTES_A_DAY + minuteOfDay(random);
      if (index === 0 || minute < first) first = Math.min(first, minute);
      order(minute, who);
    });
    const id = CUSTOMER_IDS + who + 1;
    writer.customer(
      customerRow({ seed, who, id, createdAt: at(first), orders: days.length }, person),
    );
  }
  const guests = Math.round((count * GUEST_SHARE) / (1 - GUEST_SHARE));
  for (let guest = 0; guest < guests; guest++) {
    const random = randomOf(seed, 2, customers + guest);
    order(
      Math.floor(DAYS * random.next() ** 0.7) * MINUTES_A_DAY + minuteOfDay(random),
      customers + guest,
    );
  }
  return keys.subarray(0, count).sort();
}

const minuteOfDay = (random: ReturnType<typeof randomOf>): number =>
  drawHour(random) * 60 + random.whole(0, 59);

function writeOrders(
  writer: ShopWriter,
  keys: Float64Array,
  {
    seed,
    customers,
    country,
    until,
    catalogue,
    taxes,
    at,
  }: Times & { until: number; catalogue: Catalogue; taxes: Taxes },
): number {
  const ordered = new Uint16Array(customers);
  let lineId = LINE_IDS;
  let refundId = REFUND_IDS;
  let number = 1000;
  for (const key of keys) {
    const who = key % WHO;
    const isGuest = who >= customers;
    const nth = isGuest ? 0 : (ordered[who] ?? 0);
    if (!isGuest) ordered[who] = nth + 1;
    const person = personOf(seed, who, country);
    const random = randomOf(seed, 4, who, nth);
    const when = at((key - who) / WHO);
    number += 1;
    const order = makeOrder({
      person,
      random,
      when,
      nth,
      isGuest,
      catalogue,
      nextLineId: () => ++lineId,
    });
    writer.order(
      afterSale(
        {
          ...order,
          id: ORDER_IDS + number,
          number,
          customerId: isGuest ? null : CUSTOMER_IDS + who + 1,
          email: isGuest ? `guest-${who - customers + 1}@example.com` : null,
          countryCode: person.countryCode,
        },
        { until, taxes, random, nextRefundId: () => ++refundId },
      ),
    );
  }
  return number;
}

function makeOrder(of: {
  person: Person;
  random: ReturnType<typeof randomOf>;
  when: number;
  nth: number;
  isGuest: boolean;
  catalogue: Catalogue;
  nextLineId: () => number;
}): Omit<OrderRow, "id" | "number" | "customerId" | "email" | "countryCode"> {
  const { person, random, when } = of;
  const basket = fillBasket(of.catalogue, person, when, random);
  const code = codeFor(person.habit.name, of.nth, when, random);
  const lines = linesOf(basket, code?.percent ?? 0, of.nextLineId);
  const goods = lines.reduce(
    (sum, line) => sum + line.quantity * line.unitPriceMinor - line.discountMinor,
    0,
  );
  return {
    at: when,
    cancelledAt: null,
    cancelReason: null,
    isTest: random.chance(0.001),
    sourceName: random.chance(0.06) ? "pos" : "web",
    discountCodes: code ? [code.code] : [],
    shippingMinor: goods >= 5900 ? 0 : person.countryCode === "DE" ? 490 : 990,
    lines,
    refunds: [],
  };
}
