/** A product as we keep it. */
export interface Product {
  productId: number;
  title: string;
  handle: string;
  productType: string;
  vendor: string;
  /** ACTIVE, DRAFT, ARCHIVED, UNLISTED */
  status: string;
  /** Null when it is not on the online store. */
  publishedAt: number | null;
  imageUrl: string | null;
  tags: string[];
  /** Of Shopify's taxonomy: sg-4-17-2-17. */
  categoryId: string | null;
  createdAt: number;
  /** Shopify's version: an older one never overwrites a newer one. */
  updatedAt: number;
  variants: Variant[];
}

export interface Variant {
  variantId: number;
  priceMinor: number;
  /** What one costs the merchant; null where Shopify does not know. */
  costMinor: number | null;
  isAvailable: boolean;
}

/** Whether any variant can be bought now. */
export const isAvailable = (product: Product): boolean =>
  product.variants.some((variant) => variant.isAvailable);

/** The cheapest variant's price; 0 for a product without any. */
export const minPriceMinor = (product: Product): number =>
  product.variants.reduce(
    (lowest, { priceMinor }) => Math.min(lowest, priceMinor),
    product.variants[0]?.priceMinor ?? 0,
  );
