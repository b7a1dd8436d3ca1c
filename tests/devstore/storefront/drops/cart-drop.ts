import { Drop } from "liquidjs";
import { checkoutTotals, type Totals } from "../../checkout/cart.ts";
import { liquidPrice } from "../liquid/money.ts";
import type { Page } from "../page.ts";

/** The cart, and what the checkout says that it comes to. The totals are worked out only when they are asked for. */
export class CartDrop extends Drop {
  readonly #page: Page;
  #totals: Totals | undefined;

  constructor(page: Page) {
    super();
    this.#page = page;
  }

  get item_count(): number {
    return this.#page.visit.cart.lines.reduce((count, line) => count + line.quantity, 0);
  }
  get items(): object[] {
    const { lines } = this.#read();
    const products = this.#page.productsById(lines.map((line) => line.productId));
    return lines.map((line) => ({
      product_id: line.productId,
      variant_id: line.variantId,
      product: products.get(line.productId) ?? null,
      title:
        line.variantTitle === "Default Title" ? line.title : `${line.title} – ${line.variantTitle}`,
      url: this.#urlOf(line.productId),
      quantity: line.quantity,
      original_line_price: this.#price(line.subtotalMinor),
      final_line_price: this.#price(line.totalMinor),
    }));
  }
  get currency(): { iso_code: string } {
    return { iso_code: this.#page.store.currency };
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
    return this.#read().applied.map(({ title, code, amountMinor }) => ({
      title,
      code,
      total_allocated_amount: this.#price(amountMinor),
    }));
  }
  /** Codes without effect, and why: `unknown`, `not-for-this-customer`, … */
  get refused_codes(): readonly object[] {
    return this.#read().refusedCodes;
  }

  #urlOf(productId: number): string {
    const row = this.#page.store.get<{ handle: string }>(
      "SELECT handle FROM products WHERE id = ?",
      productId,
    );
    return `${this.#page.root}/products/${encodeURIComponent(row?.handle ?? "")}`;
  }

  #read(): Totals {
    const { cart, customerId, email } = this.#page.visit;
    this.#totals ??= checkoutTotals(this.#page.store, { ...cart, customerId, email });
    return this.#totals;
  }

  #price(minor: number): number {
    return liquidPrice(minor, this.#page.store.currency);
  }
}
