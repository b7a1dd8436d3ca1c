/**
 * Liquid's prices are hundredths whatever the currency: yen get two zeros too. Ours are minor units.
 * @see https://shopify.dev/docs/api/liquid/objects/product#product-price
 */
export function liquidPrice(minor: number, currency: string): number {
  return minor * 10 ** (2 - decimals(currency));
}

/** A shop's money format belongs to the shop, not to the shopper's language. */
export function moneyText(price: number, currency: string, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  }).format(price / 100);
}

function decimals(currency: string): number {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}
