import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readAppConfig } from "#tests/devstore/store/app-config.ts";
import { Shops, type Store } from "#tests/devstore/store/open-store.ts";

const CLIENT_ID = "a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6";
const DAY = 86_400_000;

interface ProductGiven {
  readonly title?: string;
  readonly handle?: string;
  readonly priceMinor?: number;
  readonly stock?: number;
  readonly published?: boolean;
  readonly picture?: boolean;
}

interface PublishedToCustomer {
  readonly segments?: unknown;
  readonly picks?: readonly number[];
  /** Variants. */
  readonly usual?: readonly number[];
  readonly why?: unknown;
  readonly codes?: unknown;
  readonly tier?: unknown;
  readonly choice?: string;
}

interface SegmentGiven {
  readonly [field: string]: string | readonly number[] | undefined;
  readonly products?: string | readonly number[];
}

/** A shop on a real store file with what Regulars would have published, written past the Admin API. */
export class StorefrontShop {
  readonly store: Store;
  readonly shops: Shops;
  readonly #folder = mkdtempSync(join(tmpdir(), "storefront-"));
  readonly #namespace = `app--${CLIENT_ID}`;

  constructor(domain = "shelf.myshopify.com") {
    const app = readAppConfig(join(import.meta.dirname, "../../shopify.app.toml"), {
      clientId: CLIENT_ID,
      secret: "secret",
      url: "http://localhost:1",
    });
    this.shops = new Shops(this.#folder, app);
    this.store = this.shops.open(domain);
    this.store.setMeta("name", "Kettle & Crumb");
    this.store.setMeta("currency", "EUR");
    this.store.setMeta("country", "DE");
    this.store.setMeta("timezone", "Europe/Berlin");
    this.store.run(
      "INSERT INTO installations (client_id, id, scopes, installed_at) VALUES (?, 7, '', 0)",
      CLIENT_ID,
    );
    this.enable(true);
  }

  close(): void {
    this.shops.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  product(id: number, given: ProductGiven = {}): number {
    const handle = given.handle ?? `product-${id}`;
    const now = this.store.now();
    const picture = given.picture === false ? null : `/s/shelf/images/${handle}.svg`;
    this.store.run(
      "INSERT INTO products (id, title, handle, image_url, published_at, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
      ...[id, given.title ?? `Product ${id}`, handle, picture],
      ...[given.published === false ? null : now - DAY, now, now],
    );
    this.variant(id * 10, id, given);
    return id;
  }

  variant(id: number, productId: number, given: ProductGiven = {}): void {
    this.store.run(
      "INSERT INTO variants (id, product_id, price_minor, inventory_quantity, created_at, updated_at) VALUES (?, ?, ?, ?, 0, 0)",
      ...[id, productId, given.priceMinor ?? 1000 + productId, given.stock ?? 5],
    );
  }

  customer(id: number, published: PublishedToCustomer = {}): number {
    const now = this.store.now();
    this.store.run(
      "INSERT INTO customers (id, first_name, last_name, email, created_at, updated_at) VALUES (?, 'Ada', 'Byron', ?, ?, ?)",
      ...[id, `ada${id}@example.com`, now, now],
    );
    if (published.segments !== undefined) {
      const text = JSON.stringify(published.segments);
      this.metafield("CUSTOMER", id, "segments", "list.single_line_text_field", text);
      if (Array.isArray(published.segments)) {
        for (const handle of published.segments) {
          this.store.run(
            "INSERT INTO customer_list_entries (namespace, key, entry_key, customer_id) VALUES (?, 'segments', ?, ?)",
            ...[this.#namespace, String(handle), id],
          );
        }
      }
    }
    if (published.picks) this.references("CUSTOMER", id, "picks", published.picks);
    if (published.usual) {
      const text = JSON.stringify(
        published.usual.map((one) => `gid://shopify/ProductVariant/${one}`),
      );
      this.metafield("CUSTOMER", id, "usual", "list.variant_reference", text);
    }
    for (const key of ["why", "codes", "tier"] as const) {
      const value = published[key];
      if (value !== undefined) this.metafield("CUSTOMER", id, key, "json", JSON.stringify(value));
    }
    if (published.choice !== undefined) {
      this.metafield("CUSTOMER", id, "choice", "single_line_text_field", published.choice);
    }
    return id;
  }

  goesWith(productId: number, products: readonly number[]): void {
    this.references("PRODUCT", productId, "goes_with", products);
  }

  segment(handle: string, given: SegmentGiven): void {
    this.metaobject("segment", handle, given);
  }

  offer(handle: string, given: SegmentGiven): void {
    this.metaobject("offer", handle, given);
  }

  /** Fields as text; `products` as ids or as text. */
  metaobject(type: string, handle: string, { products, ...texts }: SegmentGiven): void {
    const listed = typeof products === "string" || !products ? products : gids(products);
    const fields = listed === undefined ? texts : { ...texts, products: listed };
    this.store.run(
      `INSERT INTO metaobjects (id, type, handle, fields, created_at, updated_at) VALUES (?, ?, ?, ?, 0, 0)
       ON CONFLICT (type, handle) DO UPDATE SET fields = excluded.fields`,
      ...[this.store.nextId(), `${this.#namespace}--${type}`, handle, JSON.stringify(fields)],
    );
  }

  /** Text as it is; of an object what is not given is usual. */
  config(value: string | object): void {
    const usual = { v: 2, order: [], offers: [], consent: "opt-out", disclose: [], tiers: [] };
    const text = typeof value === "string" ? value : JSON.stringify({ ...usual, ...value });
    this.metafield("API_INSTALLATION", 7, "config", "json", text, "regulars");
  }

  enable(on: boolean): void {
    this.metafield("API_INSTALLATION", 7, "enabled", "boolean", String(on), "regulars");
  }

  metafield(
    ownerType: string,
    ownerId: number,
    key: string,
    type: string,
    value: string,
    namespace = this.#namespace,
  ): void {
    this.store.run(
      `INSERT INTO metafields (id, owner_type, owner_id, namespace, key, type, value, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0)
       ON CONFLICT (owner_type, owner_id, namespace, key) DO UPDATE SET type = excluded.type, value = excluded.value`,
      ...[this.store.nextId(), ownerType, ownerId, namespace, key, type, value],
    );
  }

  private references(ownerType: string, id: number, key: string, products: readonly number[]) {
    this.metafield(ownerType, id, key, "list.product_reference", gids(products));
  }
}

const gids = (products: readonly number[]) =>
  JSON.stringify(products.map((id) => `gid://shopify/Product/${id}`));
