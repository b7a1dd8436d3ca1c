import type { Cart } from "./cart.ts";

/** The carts of one shop's visitors by the id in their cookie. They live as long as the process. */
export class Carts {
  private readonly bySession = new Map<string, Cart>();

  read(session: string): Cart {
    return this.bySession.get(session) ?? empty;
  }

  /** Adds units of a variant to what is there. */
  add(session: string, variantId: number, quantity: number): Cart {
    const cart = this.read(session);
    const known = cart.lines.some((line) => line.variantId === variantId);
    const lines = known
      ? cart.lines.map((line) =>
          line.variantId === variantId ? { variantId, quantity: line.quantity + quantity } : line,
        )
      : [...cart.lines, { variantId, quantity }];
    return this.keep(session, { ...cart, lines: lines.filter((line) => line.quantity > 0) });
  }

  /** Sets the codes that the visitor typed, all of them. */
  setCodes(session: string, codes: readonly string[]): Cart {
    return this.keep(session, { ...this.read(session), codes });
  }

  /** Empties the cart; codes stay, as they do in a browser that opened /discount/CODE. */
  clear(session: string): Cart {
    return this.keep(session, { ...this.read(session), lines: [] });
  }

  forget(session: string): void {
    this.bySession.delete(session);
  }

  private keep(session: string, cart: Cart): Cart {
    this.bySession.set(session, cart);
    return cart;
  }
}

const empty: Cart = { lines: [], codes: [] };
const shops = new WeakMap<object, Carts>();

/** The carts of a shop; the shop's own `Store` is the key. */
export function cartsOf(store: object): Carts {
  let carts = shops.get(store);
  if (carts === undefined) {
    carts = new Carts();
    shops.set(store, carts);
  }
  return carts;
}
