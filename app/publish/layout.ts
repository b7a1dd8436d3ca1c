import type { Offer } from "#app/offers/offer.ts";

/** What Shopify holds of ours, and how much of it: docs/architecture.md, "The publish layout". */

export type OwnerType = "customer" | "product" | "app";

/** The namespace that Shopify keeps for the app, and the one of its own data, which blocks read as `app.metafields`. */
const RESERVED = "$app";
const APP_DATA = "regulars";

interface MetafieldLayout {
  ownerType: OwnerType;
  owner: "Customer" | "Product" | "AppInstallation";
  namespace: string;
  type: string;
}

export const metafields = {
  segments: {
    ownerType: "customer",
    owner: "Customer",
    namespace: RESERVED,
    type: "list.single_line_text_field",
  },
  picks: {
    ownerType: "customer",
    owner: "Customer",
    namespace: RESERVED,
    type: "list.product_reference",
  },
  usual: {
    ownerType: "customer",
    owner: "Customer",
    namespace: RESERVED,
    type: "list.variant_reference",
  },
  why: { ownerType: "customer", owner: "Customer", namespace: RESERVED, type: "json" },
  codes: { ownerType: "customer", owner: "Customer", namespace: RESERVED, type: "json" },
  tier: { ownerType: "customer", owner: "Customer", namespace: RESERVED, type: "json" },
  choice: {
    ownerType: "customer",
    owner: "Customer",
    namespace: RESERVED,
    type: "single_line_text_field",
  },
  goes_with: {
    ownerType: "product",
    owner: "Product",
    namespace: RESERVED,
    type: "list.product_reference",
  },
  enabled: { ownerType: "app", owner: "AppInstallation", namespace: APP_DATA, type: "boolean" },
  config: { ownerType: "app", owner: "AppInstallation", namespace: APP_DATA, type: "json" },
} as const satisfies Record<string, MetafieldLayout>;

export type MetafieldKey = keyof typeof metafields;
export const isMetafieldKey = (key: string): key is MetafieldKey => Object.hasOwn(metafields, key);

/** A customer carries so many handles at most, the offers' first: what is cut off is neither promised nor reduced. */
export const HANDLES_PER_CUSTOMER = 20;
/** Of the first offers among them, where each member has a code of their own. */
export const CODES_PER_CUSTOMER = 12;
export const PICKS_PER_CUSTOMER = 12;
export const USUAL_PER_CUSTOMER = 12;
export const GOES_WITH_PER_PRODUCT = 12;
export const PRODUCTS_PER_SHELF = 50;
/** Shopify takes so many metafields in one call. */
export const METAFIELDS_PER_CALL = 25;

export const productReferences = (productIds: readonly number[]) =>
  JSON.stringify(productIds.map((id) => `gid://shopify/Product/${id}`));

/** As Shopify writes moments: no fractions of a second. */
export const isoMoment = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, "Z");

/** A twin is found again by its name, which holds the offer's handle. */
export const twinName = ({ title, handle }: Pick<Offer, "title" | "handle">) =>
  `Regulars: ${title} (${handle})`;

/** Who has the offer, as a native segment. Handles are letters, digits and a hyphen: nothing to quote. */
export const twinQuery = (filterName: string, { handle }: Pick<Offer, "handle">) =>
  `${filterName} CONTAINS '${handle}'`;
