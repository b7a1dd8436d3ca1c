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

const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

/**
 * Shopify's decimal text in minor units of `currency`: `minorUnits("10.99", "EUR")` is 1099. Decimals beyond the
 * currency's must be zeros (Shopify writes yen as "1200.0").
 * @throws MoneyInvalid
 */
export function minorUnits(amount: string, currency: string): number {
  const isNegative = amount.charCodeAt(0) === MINUS;
  const minor = readDecimal(amount, isNegative ? 1 : 0, currencyExponent(currency));
  if (Number.isNaN(minor)) throw new MoneyInvalid(`"${amount}" is not an amount of ${currency}`);
  if (!Number.isSafeInteger(minor)) throw new MoneyInvalid(`"${amount}" ${currency} is too large`);
  return isNegative && minor ? -minor : minor;
}

/** Digits, and decimals behind a point if any, one by one: an import reads millions. NaN if it is anything else. */
function readDecimal(amount: string, from: number, exponent: number): number {
  let point = amount.length;
  let minor = 0;
  for (let at = from; at < amount.length; at++) {
    const code = amount.charCodeAt(at);
    if (code === POINT && point === amount.length && at > from) {
      point = at;
      continue;
    }
    if (code < ZERO || code > NINE) return NaN;
    if (at - point <= exponent) minor = minor * 10 + (code - ZERO);
    else if (code !== ZERO) return NaN;
  }
  const decimals = amount.length - point - 1; // -1 without a point
  if (from === amount.length || decimals === 0) return NaN;
  return minor * 10 ** Math.max(0, exponent - Math.max(0, decimals));
}

/** For people, in their own form: `formatMoney(1099, "EUR", "de")` is "10,99 €". */
export const formatMoney = (minor: number, currency: string, locale: string): string =>
  new Intl.NumberFormat(locale, { style: "currency", currency }).format(
    minor / 10 ** currencyExponent(currency),
  );

/** Minor units as the text that `minorUnits` reads: `decimalText(1099, "EUR")` is "10.99". */
export const decimalText = (minor: number, currency: string): string => {
  const exponent = currencyExponent(currency);
  return (minor / 10 ** exponent).toFixed(exponent);
};

/**
 * `minorUnits` of what a merchant typed, with a point or a comma before the decimals: null for what is no amount of the
 * currency. A comma before more digits than it has decimals is one of thousands: 1,000 EUR is not read as one euro.
 */
export function minorUnitsOf(amount: string, currency: string): number | null {
  const [, decimals = ""] = amount.trim().split(",");
  if (decimals.length > currencyExponent(currency)) return null;
  try {
    return minorUnits(amount.trim().replace(",", "."), currency);
  } catch (thrown) {
    if (thrown instanceof MoneyInvalid) return null;
    throw thrown;
  }
}
