import type { Typed } from "#app/segments/query/filters/value-type.ts";
import { currencyExponent } from "#app/platform/money.ts";
import type { Clock } from "#app/segments/query/spans.ts";
import type { Choice } from "./choices.ts";

const MS_PER_DAY = 86_400_000;
/** What cannot happen is the last that is thought of. */
export const IMPOSSIBLE = 1_000_000;

/**
 * How much has to happen for a value to become another, in orders of a common size, roughly: what is compared are the
 * ways of one customer, and a rough order is enough.
 */
export function effortOf(
  { name, typed }: Choice,
  from: unknown,
  to: unknown,
  clock: Clock,
): number {
  if (typed === null) return 2;
  if (typeof from === "number" && typeof to === "number") {
    const effort = Math.abs(to - from) / unitOf(typed, clock);
    return isImpossible(name, from, to, clock) ? IMPOSSIBLE + effort : effort;
  }
  if (to === null || (from !== null && typeof from === "number")) return IMPOSSIBLE + 1;
  if (typeof to === "number") return typed.type === "date" && to > clock.now ? IMPOSSIBLE : 3;
  return 3 + entriesMoved(from, to);
}

/** How much of a type is about one order's worth. */
function unitOf({ type, decimals }: Typed, { currency }: Clock): number {
  if (type === "money") return 50 * 10 ** currencyExponent(currency);
  if (type === "date") return 10 * MS_PER_DAY;
  if (type === "day") return 10;
  return type === "number" ? 10 ** (decimals ?? 0) : 1;
}

/** Time and lifetime totals go one way. */
function isImpossible(name: string, from: number, to: number, clock: Clock): boolean {
  switch (name) {
    case "number_of_orders":
    case "regulars.days_since_last_order":
      return to < from || to < 0;
    case "amount_spent":
      return to < 0;
    case "first_order_date":
    case "customer_added_date":
      return true;
    case "last_order_date":
    case "abandoned_checkout_date":
      return to < from || to > clock.now;
    default:
      return false;
  }
}

const entriesMoved = (from: unknown, to: unknown) =>
  Array.isArray(from) && Array.isArray(to) ? Math.abs(to.length - from.length) : 0;
