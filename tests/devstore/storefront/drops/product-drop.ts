import { Drop } from "liquidjs";
import { liquidPrice } from "../liquid/money.ts";
import type { Page } from "../page.ts";
import { ImageDrop } from "./image-drop.ts";
import { MetafieldsDrop } from "./metafields-drop.ts";

export interface ProductRow {
  readonly id: number;
  readonly title: string;
  readonly handle: string;
  readonly product_type: string;
  readonly vendor: string;
  readonly tags: string;
  readonly description: string;
  readonly image_url: string | null;
}

export interface VariantRow {
  readonly id: number;
  readonly product_id: number;
  readonly title: string;
  readonly sku: string | null;
  readonly price_minor: number;
  readonly compare_at_minor: number | null;
  readonly inventory_quantity: number;
  readonly inventory_policy: string;
  readonly tracked: number;
}

class VariantDrop extends Drop {
  readonly id: number;
  readonly title: string;
  readonly sku: string | null;
  readonly price: number;
  readonly available: boolean;
  readonly product: ProductDrop;
  readonly url: string;
  /** Nothing of ours is sold by subscription alone. */
  readonly requires_selling_plan = false;

  constructor(page: Page, product: ProductDrop, row: VariantRow) {
    super();
    this.product = product;
    this.url = `${product.url}?variant=${row.id}`;
    this.id = row.id;
    this.title = row.title;
    this.sku = row.sku;
    this.price = liquidPrice(row.price_minor, page.store.currency);
    this.available =
      row.tracked === 0 || row.inventory_policy === "CONTINUE" || row.inventory_quantity > 0;
  }
}

/** A published product; its price is the lowest of its variants'. */
export class ProductDrop extends Drop {
  readonly id: number;
  readonly title: string;
  readonly handle: string;
  readonly type: string;
  readonly vendor: string;
  readonly description: string;
  readonly url: string;
  readonly featured_image: ImageDrop | null;
  readonly variants: readonly VariantDrop[];
  readonly metafields: MetafieldsDrop;

  constructor(page: Page, row: ProductRow, variants: readonly VariantRow[]) {
    super();
    this.id = row.id;
    this.title = row.title;
    this.handle = row.handle;
    this.type = row.product_type;
    this.vendor = row.vendor;
    this.description = row.description;
    this.url = `${page.root}/products/${encodeURIComponent(row.handle)}`;
    this.featured_image = row.image_url === null ? null : new ImageDrop(row.image_url, row.title);
    this.variants = variants.map((variant) => new VariantDrop(page, this, variant));
    this.metafields = new MetafieldsDrop(page, "PRODUCT", row.id);
  }

  get available(): boolean {
    return this.variants.some((variant) => variant.available);
  }
  get price(): number {
    return Math.min(...this.variants.map((variant) => variant.price));
  }
  get price_max(): number {
    return Math.max(...this.variants.map((variant) => variant.price));
  }
  get price_varies(): boolean {
    return this.price !== this.price_max;
  }
  get has_only_default_variant(): boolean {
    return this.variants.length === 1;
  }
  get selected_or_first_available_variant(): VariantDrop | undefined {
    return this.variants.find((variant) => variant.available) ?? this.variants[0];
  }
}
