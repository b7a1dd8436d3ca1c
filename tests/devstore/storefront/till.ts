import type { Page } from "./page.ts";
import { variantsInBasket } from "./products.ts";

export interface Totals {
  readonly lines: readonly TotalsLine[];
  readonly subtotalMinor: number;
  readonly discounts: readonly { readonly title: string; readonly amountMinor: number }[];
  readonly shippingMinor: number;
  readonly totalMinor: number;
  readonly refusedCodes: readonly { readonly code: string; readonly message: string }[];
}

export interface TotalsLine {
  readonly variantId: number;
  readonly quantity: number;
  readonly subtotalMinor: number;
  readonly totalMinor: number;
}

export function totalsOf(page: Page): Totals {
  const prices = new Map(variantsInBasket(page).map((v) => [v.id, v.price_minor]));
  const lines = page.visit.basket.lines.map(({ variantId, quantity }) => {
    const subtotalMinor = quantity * (prices.get(variantId) ?? 0);
    return { variantId, quantity, subtotalMinor, totalMinor: subtotalMinor };
  });
  const subtotalMinor = lines.reduce((sum, line) => sum + line.subtotalMinor, 0);
  return {
    lines,
    subtotalMinor,
    discounts: [],
    shippingMinor: 0,
    totalMinor: subtotalMinor,
    refusedCodes: [],
  };
}

/** Places the order of the page's basket. Answers the order's id. */
export function placeBasket(page: Page): number {
  throw new Error(`No checkout yet for ${page.root}`);
}
