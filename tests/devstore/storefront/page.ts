import type { Cart } from "../checkout/cart.ts";
import { resolveNamespace, resolveType } from "../store/definitions.ts";
import type { Store } from "../store/open-store.ts";
import { PageLimits } from "./page-limits.ts";

/** Who asks for which page, and how. */
export interface Visit {
  readonly customerId: number | null;
  readonly locale: string;
  readonly cart: Cart;
  /** Typed at the checkout; it identifies a customer who is not signed in. */
  readonly email: string | null;
  /** As in the theme editor: `request.design_mode`. */
  readonly designMode: boolean;
}

/** Products to be rendered, by id; those that the online store does not show are not among them. */
type FindProducts = (page: Page, ids: readonly number[]) => ReadonlyMap<number, unknown>;

/** One page being rendered. Every drop of the page reads through it; nothing outlives it. */
export class Page {
  readonly store: Store;
  readonly visit: Visit;
  readonly limits = new PageLimits();

  readonly #findProducts: FindProducts;

  constructor(store: Store, visit: Visit, findProducts: FindProducts) {
    this.store = store;
    this.visit = visit;
    this.#findProducts = findProducts;
  }

  /** The products that a metafield refers to. A product has metafields itself, so it is found through the page. */
  productsById(ids: readonly number[]): ReadonlyMap<number, unknown> {
    return this.#findProducts(this, ids);
  }

  /** Where the storefront begins: `/s/demo`. */
  get root(): string {
    return `/s/${this.store.domain.split(".")[0] ?? ""}`;
  }

  get locale(): string {
    return this.visit.locale;
  }

  get clientId(): string {
    return this.store.shops.app.clientId;
  }

  namespace(name: string): string {
    return resolveNamespace(this.clientId, name);
  }

  metaobjectType(name: string): string {
    return resolveType(this.clientId, name);
  }
}
