import { currencyExponent } from "#app/platform/money.ts";
import { escapeHtml, printed } from "./texts.ts";

/** Shopify's filters as far as our blocks use them, for the preview; what stands in shops is Shopify's own. */

export type Named = ReadonlyMap<string, unknown>;

/** LiquidJS hands over `name: value` as a pair after the plain arguments. */
export function named(args: readonly unknown[]): Named {
  return new Map(
    args.flatMap((arg): [string, unknown][] =>
      Array.isArray(arg) && typeof arg[0] === "string" ? [[arg[0], arg[1]]] : [],
    ),
  );
}

/**
 * Prices in Liquid are hundredths, whatever the currency: yen get two zeros too.
 * @see https://shopify.dev/docs/api/liquid/objects/product#product-price
 */
export const liquidPrice = (minor: number, currency: string): number =>
  minor * 10 ** (2 - currencyExponent(currency));

/** A price, or an amount as a `money` field holds it. Anything else is no money, and prints nothing. */
export function moneyText(
  value: unknown,
  { currency, locale }: { currency: string; locale: string },
) {
  const price = typeof value === "number" ? value / 100 : amountOf(value);
  return price === null
    ? ""
    : new Intl.NumberFormat(locale, {
        ...{ style: "currency", currency, currencyDisplay: "narrowSymbol" },
      }).format(price);
}

function amountOf(value: unknown): number | null {
  const amount: unknown =
    typeof value === "object" && value !== null ? Reflect.get(value, "amount") : null;
  return typeof amount === "string" && /^\d+(\.\d+)?$/.test(amount) ? Number(amount) : null;
}

/** A picture's address at a width. */
export function imageUrl(image: unknown, options: Named): string {
  const source = printed(image);
  if (!/^https?:\/\//.test(source)) return "";
  const url = new URL(source);
  for (const side of ["width", "height"]) {
    const pixels = options.get(side);
    if (typeof pixels === "number") url.searchParams.set(side, String(pixels));
  }
  return url.href;
}

export function imageTag(address: unknown, options: Named): string {
  const source = printed(address);
  if (source === "") return "";
  const width = Number(new URL(source).searchParams.get("width") ?? 0);
  const at = (pixels: number) => {
    const url = new URL(source);
    url.searchParams.set("width", String(pixels));
    return url.href;
  };
  const widths = printed(options.get("widths"))
    .split(",")
    .map(Number)
    .filter((pixels) => pixels > 0 && pixels <= width);
  const attributes = new Map<string, string>([["src", source]]);
  if (widths.length > 0) {
    attributes.set("srcset", widths.map((pixels) => `${at(pixels)} ${pixels}w`).join(", "));
  }
  if (width > 0) attributes.set("width", String(width)).set("height", String(width));
  for (const [name, value] of options) {
    if (name !== "widths") attributes.set(name, printed(value));
  }
  const written = [...attributes].map(([name, value]) => `${name}="${escapeHtml(value)}"`);
  return `<img ${written.join(" ")}>`;
}

const FORMS: Record<string, Intl.DateTimeFormatOptions> = {
  date: { dateStyle: "long" },
  abbreviated_date: { dateStyle: "medium" },
  date_at_time: { dateStyle: "long", timeStyle: "short" },
};

/** Epoch milliseconds of `now`, of seconds, or of a date's text; null for what is no date. */
export function momentOf(value: unknown, now: number): number | null {
  if (value === "now" || value === "today") return now;
  if (typeof value === "number") return value * 1000;
  if (typeof value !== "string" || value.trim() === "") return null;
  const at = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value);
  return Number.isNaN(at) ? null : at;
}

/** A moment in one of Shopify's named forms, in the shop's zone and the shopper's language. */
export const dateInWords = (
  at: number,
  { form, locale, timeZone }: { form: string; locale: string; timeZone: string },
): string =>
  new Intl.DateTimeFormat(locale, { ...(FORMS[form] ?? FORMS.date), timeZone }).format(at);
