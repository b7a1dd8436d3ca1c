import { subtotalOf, type Cart, type Priced } from "../pricing/cart.ts";
import { ENOUGH_ORDERS } from "./forecast.ts";
import type { PastOrder } from "./past-order.ts";

/** What is added up of one way to price orders: the same memory for three orders and for three million. */
export interface Tally {
  orders: number;
  costMinor: number;
  revenueMinor: number;
  /** The cost by groups of customers, drawn by their number. */
  groups: Float64Array;
  lowest: { basisPoints: number; productId: number; orderId: number } | null;
}

const GROUPS = 64;

export const emptyTally = (): Tally => ({
  ...{ orders: 0, costMinor: 0, revenueMinor: 0, lowest: null },
  groups: new Float64Array(GROUPS),
});

/** Notes an order that something is taken off. */
export function note(tally: Tally, { customerId }: PastOrder, cart: Cart, priced: Priced): void {
  if (priced.discountMinor === 0) return;
  tally.orders++;
  tally.costMinor += priced.discountMinor;
  tally.revenueMinor += cart.lines.reduce((sum, line) => sum + subtotalOf(line), 0);
  const group = groupOf(customerId);
  tally.groups[group] = (tally.groups[group] ?? 0) + priced.discountMinor;
}

/**
 * Notes what is left of the order's lines that one of the discounts was on, and whose cost is known. What was sold for
 * less than its cost before any discount is no doing of theirs.
 */
export function noteMargins(
  tally: Tally,
  order: PastOrder,
  { cart, sources, priced, key }: { cart: Cart; sources: number[]; priced: Priced; key: string },
): void {
  order.lines.forEach(({ productId, quantity, costMinor }, source) => {
    if (productId === null || costMinor === null) return;
    let listMinor = 0;
    let paidMinor = 0;
    let isOn = false;
    for (let at = sources.indexOf(source); sources[at] === source; at++) {
      const [line, off] = [cart.lines[at], priced.lines[at]];
      if (!line || !off) continue;
      listMinor += subtotalOf(line);
      paidMinor += subtotalOf(line) - off.discountMinor;
      isOn ||= key in off.byKey;
    }
    if (!isOn || listMinor < costMinor * quantity) return;
    const basisPoints = marginOf(paidMinor, costMinor * quantity);
    if (tally.lowest && tally.lowest.basisPoints <= basisPoints) return;
    tally.lowest = { basisPoints, productId, orderId: order.orderId };
  });
}

const WHOLE = 10_000;

function marginOf(paidMinor: number, costMinor: number): number {
  if (paidMinor === 0) return costMinor > 0 ? -WHOLE : 0;
  return Math.max(-WHOLE, Math.round(((paidMinor - costMinor) / paidMinor) * WHOLE));
}

/**
 * Between what another time of the same length would come to, 95 times of 100, if customers came and bought as they did.
 * By how much groups of customers differ, so that a customer's orders count together; null where there are too few.
 */
export function betweenOf({ orders, costMinor, groups }: Tally): [number, number] | null {
  if (orders < ENOUGH_ORDERS) return null;
  const mean = costMinor / GROUPS;
  const squares = groups.reduce((sum, minor) => sum + (minor - mean) ** 2, 0);
  const error = TWO_SIDED * Math.sqrt((squares * GROUPS) / (GROUPS - 1));
  return [Math.max(0, Math.round(costMinor - error)), Math.round(costMinor + error)];
}

/** Student's t with 63 degrees of freedom. */
const TWO_SIDED = 1.998;

/** Numbers that follow one another fall into groups that do not. */
const groupOf = (customerId: number) => Math.imul(customerId % 2 ** 32, 0x9e3779b1) >>> 26;
