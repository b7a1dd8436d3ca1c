import { Drop } from "liquidjs";
import { liquidPrice } from "../liquid/money.ts";
import type { Page } from "../page.ts";
import { variantsInBasket } from "../products.ts";
import { totalsOf, type Totals } from "../till.ts";

/** The cart, and what the checkout says that it comes to. The totals are worked out only when they are asked for. */
export class CartDrop extends Drop {
  readonly #page: Page;
  #totals: Totals | undefined;

  constructor(page: Page) {
    super();
    this.#page = page;
  }

  get item_count(): number {
    return this.#page.visit.basket.lines.reduce((count, line) => count + line.quantity, 0);
  }
  get items(): object[] {
    const variants = new Map(variantsInBasket(this.#page).map((variant) => [variant.id, variant]));
    return this.#read().lines.flatMap((line) => {
      const variant = variants.get(line.variantId);
      if (!variant) return [];
      const only = variant.title === "Default Title";
      return [
        {
          title: only ? variant.product_title : `${variant.product_title} – ${variant.title}`,
          url: `${this.#page.root}/products/${encodeURIComponent(variant.handle)}`,
          quantity: line.quantity,
          original_line_price: this.#price(line.subtotalMinor),
          final_line_price: this.#price(line.totalMinor),
        },
      ];
    });
  }
  get original_total_price(): number {
    return this.#price(this.#read().subtotalMinor);
  }
  get shipping_price(): number {
    return this.#price(this.#read().shippingMinor);
  }
  get total_price(): number {
    return this.#price(this.#read().totalMinor);
  }
  get discounts(): object[] {
    return this.#read().discounts.map((discount) => ({
      title: discount.title,
      total_allocated_amount: this.#price(discount.amountMinor),
    }));
  }
  get refused_codes(): readonly object[] {
    return this.#read().refusedCodes;
  }

  #read(): Totals {
    this.#totals ??= totalsOf(this.#page);
    return this.#totals;
  }

  #price(minor: number): number {
    return liquidPrice(minor, this.#page.store.currency);
  }
}
