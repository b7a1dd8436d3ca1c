import { dayOf } from "#app/platform/calendar.ts";
import { attributeOf } from "#app/segments/query/attributes.ts";
import type { AttributeValue } from "#app/segments/query/filters/value-type.ts";
import type { Format } from "#app/ui/format.ts";
import type { Miss } from "./nearest-miss.ts";
import type { Change } from "./smallest-change.ts";

/**
 * What is missing, the nearest first: "one more order before 3 Dec", "12.40 more", "in 4 days by itself". Empty: nothing
 * near.
 */
export function missWords(miss: Miss, now: number, format: Format): string[] {
  const day = (days: number) => format.day(dayOf(now, format.timeZone) + days);
  const { orders, byItselfInDays, change } = miss;
  const words: string[] = [];
  if (orders) {
    const count = orders.orders === 1 ? "one more order" : `${orders.orders} more orders`;
    const amount =
      orders.leastMinor === 0
        ? ""
        : ` of ${format.money(orders.leastMinor)} or more${orders.orders > 1 ? " together" : ""}`;
    const until = orders.tooLateInDays === null ? "" : ` before ${day(orders.tooLateInDays)}`;
    words.push(count + amount + until);
  }
  if (byItselfInDays !== null) {
    const days = byItselfInDays === 1 ? "1 day" : `${byItselfInDays} days`;
    words.push(`in ${days} by itself, on ${day(byItselfInDays)}, if nothing else happens`);
  }
  if (!orders && change?.isPossible) {
    words.push(change.changes.map((one) => changeWords(one, format)).join(" and "));
  }
  if (words.length === 0 && change) {
    words.push(
      `out of reach: ${change.changes.map((one) => changeWords(one, format)).join(" and ")}`,
    );
  }
  return words;
}

function changeWords(change: Change, format: Format): string {
  if (change.kind === "events") {
    return change.shouldHold ? `what is asked by ${change.text}` : `without ${change.text}`;
  }
  const { attribute, typed, from, to } = change;
  const { label } = attributeOf({ attribute, type: typed.type });
  if (isList(from) && isList(to)) {
    const added = to.find((entry) => !from.includes(entry));
    const gone = from.find((entry) => !to.includes(entry));
    return added === undefined
      ? `${label} without ${String(gone ?? "any")}`
      : `${label} with ${String(added)}`;
  }
  const isAmount = typeof from === "number" && typeof to === "number";
  if (isAmount && typed.type !== "date" && typed.type !== "day") {
    const by = Math.abs(to - from);
    const shown =
      typed.type === "money" ? format.money(by) : format.decimal(by / 10 ** (typed.decimals ?? 0));
    return `${shown} ${to > from ? "more" : "less"}: ${label}`;
  }
  return `${label} ${shownValue(change, format)}`;
}

function shownValue({ typed, to }: Extract<Change, { kind: "value" }>, format: Format): string {
  if (to === null) return "unknown";
  if (typeof to !== "number") return String(to);
  if (typed.type === "date") return format.moment(to);
  if (typed.type === "day") return format.day(to);
  if (typed.type === "money") return format.money(to);
  if (typed.type === "boolean") return to === 1 ? "yes" : "no";
  return format.decimal(to / 10 ** (typed.decimals ?? 0));
}

const isList = (value: AttributeValue): value is readonly (number | string)[] =>
  Array.isArray(value);
