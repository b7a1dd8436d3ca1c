import { Drop } from "liquidjs";
import type { Page } from "../page.ts";
import { liquidValue } from "./metafield-value.ts";

/** `product.metafields['$app'].goes_with.value`: namespaces first, with the app's reserved ones resolved. */
export class MetafieldsDrop extends Drop {
  readonly #page: Page;
  readonly #ownerType: string;
  readonly #ownerId: number;

  constructor(page: Page, ownerType: string, ownerId: number) {
    super();
    this.#page = page;
    this.#ownerType = ownerType;
    this.#ownerId = ownerId;
  }

  override liquidMethodMissing(name: string | number): NamespaceDrop {
    const namespace = this.#page.namespace(String(name));
    return new NamespaceDrop(this.#page, this.#ownerType, this.#ownerId, namespace);
  }
}

class NamespaceDrop extends Drop {
  readonly #page: Page;
  readonly #ownerType: string;
  readonly #ownerId: number;
  readonly #namespace: string;

  constructor(page: Page, ownerType: string, ownerId: number, namespace: string) {
    super();
    this.#page = page;
    this.#ownerType = ownerType;
    this.#ownerId = ownerId;
    this.#namespace = namespace;
  }

  override liquidMethodMissing(key: string | number): MetafieldDrop | null {
    const row = this.#page.store.get<{ type: string; value: string }>(
      "SELECT type, value FROM metafields WHERE owner_type = ? AND owner_id = ? AND namespace = ? AND key = ?",
      this.#ownerType,
      this.#ownerId,
      this.#namespace,
      String(key),
    );
    return row ? new MetafieldDrop(this.#page, row.type, row.value) : null;
  }
}

/** A metafield, or a field of a metaobject. References become products only when `value` is asked for. */
export class MetafieldDrop extends Drop {
  readonly type: string;
  readonly #page: Page;
  readonly #text: string;
  #value: unknown;
  #read = false;

  constructor(page: Page, type: string, text: string) {
    super();
    this.#page = page;
    this.type = type;
    this.#text = text;
  }

  get value(): unknown {
    if (!this.#read) {
      this.#value = liquidValue(this.#page, this.type, this.#text);
      this.#read = true;
    }
    return this.#value;
  }

  get "list?"(): boolean {
    return this.type.startsWith("list.");
  }
}
