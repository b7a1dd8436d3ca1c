/** Rows of one shop as the loaders make them. Ids are Shopify's numbers, money minor units, moments epoch ms. */
export interface ProductRow {
  id: number;
  title: string;
  handle: string;
  productType: string;
  vendor: string;
  status: "ACTIVE" | "DRAFT" | "ARCHIVED" | "UNLISTED";
  tags: readonly string[];
  description: string;
  imageUrl: string | null;
  publishedAt: number | null;
  createdAt: number;
  updatedAt: number;
}

export interface VariantRow {
  id: number;
  productId: number;
  title: string;
  sku: string;
  priceMinor: number;
  compareAtMinor: number | null;
  costMinor: number | null;
  inventoryQuantity: number;
  inventoryPolicy: "DENY" | "CONTINUE";
  position: number;
  at: number;
}

export interface CustomerRow {
  id: number;
  firstName: string;
  lastName: string;
  email: string;
  locale: string;
  state: "DISABLED" | "INVITED" | "ENABLED" | "DECLINED";
  emailMarketingState: "SUBSCRIBED" | "NOT_SUBSCRIBED" | "UNSUBSCRIBED" | "PENDING";
  tags: readonly string[];
  createdAt: number;
  /** Null: no address known. */
  countryCode: string | null;
  city: string;
}

export interface LineRow {
  id: number;
  productId: number | null;
  variantId: number | null;
  title: string;
  sku: string | null;
  vendor: string | null;
  quantity: number;
  currentQuantity: number;
  unitPriceMinor: number;
  discountMinor: number;
}

export interface RefundRow {
  id: number;
  at: number;
  /** Money given back, all in; it may differ from its lines' (goodwill, a price agreed later). */
  totalMinor: number;
  shippingMinor: number;
  lines: readonly { lineItemId: number; quantity: number; subtotalMinor: number }[];
}

export interface OrderRow {
  id: number;
  number: number;
  customerId: number | null;
  email: string | null;
  countryCode: string | null;
  at: number;
  cancelledAt: number | null;
  cancelReason: string | null;
  isTest: boolean;
  sourceName: string;
  discountCodes: readonly string[];
  shippingMinor: number;
  lines: readonly LineRow[];
  refunds: readonly RefundRow[];
}
