import type { Cart } from "../checkout/cart.ts";
import type { Store } from "../store/open-store.ts";

/** The carts of one shop's browsers, by the id in their cookie. They live as long as the process. */
class Carts {
  readonly #byId = new Map<string, Cart>();

  read(cartId: string): Cart {
    return this.#byId.get(cartId) ?? { lines: [], codes: [] };
  }

  /** Adds units of a variant to what is there. */
  add(cartId: string, variantId: number, quantity: number): void {
    const cart = this.read(cartId);
    const there = cart.lines.find((line) => line.variantId === variantId)?.quantity ?? 0;
    const others = cart.lines.filter((line) => line.variantId !== variantId);
    const lines = [...others, { variantId, quantity: there + quantity }];
    this.#byId.set(cartId, { ...cart, lines });
  }

  /** Keeps a code beside those that were entered before. */
  addCode(cartId: string, code: string): void {
    const cart = this.read(cartId);
    if (code !== "" && !cart.codes.includes(code)) {
      this.#byId.set(cartId, { ...cart, codes: [...cart.codes, code] });
    }
  }

  forget(cartId: string): void {
    this.#byId.delete(cartId);
  }
}

const shops = new WeakMap<Store, Carts>();

export function cartsOf(store: Store): Carts {
  const carts = shops.get(store) ?? new Carts();
  shops.set(store, carts);
  return carts;
}
