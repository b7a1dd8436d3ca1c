import type { Store } from "../store/open-store.ts";

/** Minor units of the shop's currency for people. */
export function moneyText(store: Store, minor: number): string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency: store.currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** A moment in the shop's own time. */
export const timeText = (store: Store, at: number): string =>
  new Intl.DateTimeFormat("en-GB", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: store.timezone,
  }).format(at);
