import { resolveNamespace, resolveType } from "../store/definitions.ts";
import type { Store } from "../store/open-store.ts";
import { PageLimits } from "./page-limits.ts";

/** What a shopper put in the cart, by variant, and the codes entered. It lives in a cookie. */
export interface Basket {
  readonly lines: readonly { readonly variantId: number; readonly quantity: number }[];
  readonly codes: readonly string[];
}

export const emptyBasket: Basket = { lines: [], codes: [] };

/** Who asks for which page, and how. */
export interface Visit {
  readonly customerId: number | null;
  readonly locale: string;
  readonly basket: Basket;
  /** As in the theme editor: `request.design_mode`. */
  readonly designMode: boolean;
}

/** One page being rendered. Every drop of the page reads through it; nothing outlives it. */
export class Page {
  readonly store: Store;
  readonly visit: Visit;
  readonly limits = new PageLimits();

  constructor(store: Store, visit: Visit) {
    this.store = store;
    this.visit = visit;
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
