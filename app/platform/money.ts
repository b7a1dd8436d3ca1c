import { Fault } from "./errors.ts";

/** An amount that is not one: nothing is rounded or guessed. */
export class MoneyInvalid extends Fault {
  readonly code = "money_invalid";
  readonly retryable = false;
}

const exponents = new Map<string, number>();

/** How many decimals a currency has (ISO 4217, as Intl knows it): 2 for EUR, 0 for JPY, 3 for KWD. */
export function currencyExponent(currency: string): number {
  let exponent = exponents.get(currency);
  if (exponent === undefined) {
    exponent =
      new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions()
        .maximumFractionDigits ?? 2;
    exponents.set(currency, exponent);
  }
  return exponent;
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Shopify's decimal text in minor units of `currency`: `minorUnits("10.99", "EUR")` is 1099. Decimals beyond the
 * currency's must be zeros (Shopify writes yen as "1200.0").
 * @throws MoneyInvalid
 */
export function minorUnits(amount: string, currency: string): number {
  const match = DECIMAL.exec(amount);
  const exponent = currencyExponent(currency);
  const fraction = match?.[3] ?? "";
  if (!match || /[1-9]/.test(fraction.slice(exponent))) {
    throw new MoneyInvalid(`"${amount}" is not an amount of ${currency}`);
  }
  const minor = Number(`${match[2] ?? ""}${fraction.slice(0, exponent).padEnd(exponent, "0")}`);
  if (!Number.isSafeInteger(minor)) throw new MoneyInvalid(`"${amount}" ${currency} is too large`);
  return match[1] && minor ? -minor : minor;
}

/** For people, in their own form: `formatMoney(1099, "EUR", "de")` is "10,99 €". */
export const formatMoney = (minor: number, currency: string, locale: string): string =>
  new Intl.NumberFormat(locale, { style: "currency", currency }).format(
    minor / 10 ** currencyExponent(currency),
  );
