import type { Buying, BuyingPattern } from "./bg-nbd.ts";
import type { Spending } from "./gamma-gamma.ts";

/** All that a customer bought on one day, as one purchase: so does the literature. */
export interface DayOfBuying {
  day: number;
  value: number;
}

/** One customer as both models see them on a day; times in days. */
export interface BuyingHistory extends Buying, Spending {}

/** What customers bought, as columns: a million customers' purchases fit into memory. */
export interface Purchases {
  customers: readonly string[];
  /** For each purchase, which of the customers. */
  customer: readonly number[];
  day: readonly number[];
  value: readonly number[];
}

/** Purchases as they come, in any order. */
export function collectPurchases() {
  const places = new Map<string, number>();
  const customers: string[] = [];
  const customer: number[] = [];
  const day: number[] = [];
  const value: number[] = [];
  return {
    purchases: { customers, customer, day, value } satisfies Purchases,
    add(customerId: string, onDay: number, ofValue: number) {
      let place = places.get(customerId);
      if (place === undefined) {
        place = customers.push(customerId) - 1;
        places.set(customerId, place);
      }
      customer.push(place);
      day.push(onDay);
      value.push(ofValue);
    },
  };
}

/**
 * Each customer's days of buying, oldest first, purchases of one day merged. The purchases may come in any order; an
 * amount of nothing is a purchase too. One pass to count, one to place.
 */
export function* daysOfBuying(purchases: Purchases): Generator<[string, DayOfBuying[]]> {
  const { customers, customer, day, value } = purchases;
  const ends = new Int32Array(customers.length + 1);
  for (const index of customer) ends[index + 1] = (ends[index + 1] ?? 0) + 1;
  for (let i = 1; i < ends.length; i++) ends[i] = (ends[i] ?? 0) + (ends[i - 1] ?? 0);
  const next = ends.slice();
  const order = new Int32Array(customer.length);
  customer.forEach((index, row) => {
    const place = next[index] ?? 0;
    order[place] = row;
    next[index] = place + 1;
  });
  for (const [index, name] of customers.entries()) {
    const rows = order.subarray(ends[index], ends[index + 1]);
    const bought = Array.from(rows, (row) => ({ day: day[row] ?? NaN, value: value[row] ?? NaN }));
    yield [name, mergedByDay(bought)];
  }
}

function mergedByDay(purchases: DayOfBuying[]): DayOfBuying[] {
  const merged: DayOfBuying[] = [];
  for (const purchase of purchases.sort((one, other) => one.day - other.day)) {
    const latest = merged.at(-1);
    if (latest?.day === purchase.day) latest.value += purchase.value;
    else merged.push({ ...purchase });
  }
  return merged;
}

/** A customer as of the end of a day; null who first bought later. */
export function historyUntil(days: readonly DayOfBuying[], until: number): BuyingHistory | null {
  const [first, ...later] = days;
  if (!first || first.day > until) return null;
  const repeated = later.filter(({ day }) => day <= until);
  const spent = repeated.reduce((sum, { value }) => sum + value, 0);
  return {
    repeats: repeated.length,
    last: (repeated.at(-1) ?? first).day - first.day,
    age: until - first.day,
    meanValue: repeated.length > 0 ? spent / repeated.length : 0,
  };
}

/** Times in units of so many days instead of days. */
export const inUnits = <Times extends Buying>(history: Times, unitDays: number): Times => ({
  ...history,
  last: history.last / unitDays,
  age: history.age / unitDays,
});

/** Equal customers counted, so that a million of them cost no more than their differences. */
export function patternsOf(histories: Iterable<Buying>): BuyingPattern[] {
  const patterns = new Map<string, BuyingPattern>();
  for (const { repeats, last, age } of histories) {
    const key = `${repeats}:${last}:${age}`;
    const pattern = patterns.get(key);
    if (pattern) pattern.customers++;
    else patterns.set(key, { repeats, last, age, customers: 1 });
  }
  return [...patterns.values()];
}
