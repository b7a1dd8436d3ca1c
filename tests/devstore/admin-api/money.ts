import type { Store } from "../store/open-store.ts";

const exponents = new Map<string, number>();

/** Digits after the point in a currency: 2 for EUR, 0 for JPY, 3 for KWD. */
export function exponentOf(currency: string): number {
  let exponent = exponents.get(currency);
  if (exponent === undefined) {
    exponent =
      new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions()
        .maximumFractionDigits ?? 2;
    exponents.set(currency, exponent);
  }
  return exponent;
}

/** As Shopify writes amounts: "12.5" for 12.50, "12.0" for whole amounts, "1200" never with grouping. */
export function amountText(minor: number, currency: string): string {
  const exponent = exponentOf(currency);
  const sign = minor < 0 ? "-" : "";
  const digits = String(Math.abs(Math.round(minor))).padStart(exponent + 1, "0");
  const whole = exponent === 0 ? digits : digits.slice(0, -exponent);
  const part = exponent === 0 ? "" : digits.slice(-exponent);
  return `${sign}${whole}.${part.replace(/0+$/, "") || "0"}`;
}

/** The scalar `Money`: always with the currency's digits. */
export function moneyText(minor: number, currency: string): string {
  const exponent = exponentOf(currency);
  const sign = minor < 0 ? "-" : "";
  const digits = String(Math.abs(Math.round(minor))).padStart(exponent + 1, "0");
  return exponent === 0
    ? `${sign}${digits}`
    : `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

export function moneyV2(minor: number, store: Store): { amount: string; currencyCode: string } {
  return { amount: amountText(minor, store.currency), currencyCode: store.currency };
}

/** A `MoneyBag`: the shop sells in its own currency only, so both sides are the same. */
export function moneyBag(minor: number, store: Store): object {
  const money = moneyV2(minor, store);
  return { shopMoney: money, presentmentMoney: money };
}
