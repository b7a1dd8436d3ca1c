import { Drop } from "liquidjs";
import type { Page } from "../page.ts";
import { listedProducts } from "../products.ts";
import type { ProductDrop } from "./product-drop.ts";

/** Products of one page of a collection: less than Liquid's fifty turns of a loop. */
const PRODUCTS_A_PAGE = 24;

/** A collection; without a row it is `all`. */
class CollectionDrop extends Drop {
  readonly title: string;
  readonly handle: string;
  readonly url: string;
  readonly #page: Page;
  readonly #id: number | null;
  readonly #number: number;

  constructor(
    page: Page,
    row: { readonly id: number | null; readonly title: string; readonly handle: string },
    number = 1,
  ) {
    super();
    this.title = row.title;
    this.handle = row.handle;
    this.url = `${page.root}/collections/${encodeURIComponent(row.handle)}`;
    this.#page = page;
    this.#id = row.id;
    this.#number = number;
  }

  get products(): ProductDrop[] {
    return this.#listed(PRODUCTS_A_PAGE);
  }
  get previous_url(): string | null {
    return this.#number > 1 ? `${this.url}?page=${this.#number - 1}` : null;
  }
  get next_url(): string | null {
    const more = this.#listed(PRODUCTS_A_PAGE + 1).length > PRODUCTS_A_PAGE;
    return more ? `${this.url}?page=${this.#number + 1}` : null;
  }

  #listed(limit: number): ProductDrop[] {
    const offset = (this.#number - 1) * PRODUCTS_A_PAGE;
    return listedProducts(this.#page, { collectionId: this.#id, limit, offset });
  }
}

export function collectionByHandle(
  page: Page,
  handle: string,
  number: number,
): CollectionDrop | null {
  if (handle === "all") return new CollectionDrop(page, { id: null, title: "", handle }, number);
  const row = page.store.get<{ id: number; title: string; handle: string }>(
    "SELECT id, title, handle FROM collections WHERE handle = ?",
    handle,
  );
  return row ? new CollectionDrop(page, row, number) : null;
}

/** The first few collections, for the menu. */
export function menuCollections(page: Page): CollectionDrop[] {
  return page.store
    .all<{ id: number; title: string; handle: string }>(
      "SELECT id, title, handle FROM collections ORDER BY id LIMIT 6",
    )
    .map((row) => new CollectionDrop(page, row));
}
