import type { Offer } from "#app/offers/offer.ts";
import { fractionOf, percentText, phaseOf } from "#app/offers/offer.ts";

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
export const PICKS_PER_CUSTOMER = 12;
export const GOES_WITH_PER_PRODUCT = 12;
export const PRODUCTS_PER_SHELF = 50;
/** Shopify takes so many metafields in one call. */
export const METAFIELDS_PER_CALL = 25;

export const METAOBJECT_TYPE = "$app:segment";
/** The shelf of guests, and of customers without one of their own. */
export const EVERYONE = "everyone";

/** The fields of a metaobject, all of them, so that one that is empty is cleared. */
export interface MetaobjectFields {
  title: string;
  message: string;
  products: string;
  offer: string;
  offer_percent: string;
  offer_method: string;
  code: string;
  starts_at: string;
  ends_at: string;
}

/**
 * What the storefront shows to one segment. Never the segment's name: it may say what nobody wants to read of
 * themselves. `productIds` best first; no offer is promised unless one is given.
 */
export function metaobjectFields(
  productIds: readonly number[],
  offer: Offer | undefined,
): MetaobjectFields {
  return {
    title: "",
    message: offer?.title ?? "",
    products: productReferences(productIds.slice(0, PRODUCTS_PER_SHELF)),
    offer: offer?.handle ?? "",
    offer_percent: offer ? percentText(basisPointsOf(offer)) : "",
    offer_method: offer?.method ?? "",
    code: offer?.code ?? "",
    starts_at: offer ? isoMoment(offer.startsAt) : "",
    ends_at: offer?.endsAt ? isoMoment(offer.endsAt) : "",
  };
}

export const productReferences = (productIds: readonly number[]) =>
  JSON.stringify(productIds.map((id) => `gid://shopify/Product/${id}`));

/** As Shopify writes moments: no fractions of a second. */
export const isoMoment = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, "Z");

/** A metaobject of a segment has room for one offer: the one that is live, then the greatest, then the oldest. */
export function offerToPromise<Candidate extends Offer>(
  offers: readonly Candidate[],
  at: number,
): Candidate | undefined {
  return offers
    .filter((offer) => phaseOf(offer, at) !== "ended")
    .sort(
      (a, b) =>
        Number(phaseOf(b, at) === "live") - Number(phaseOf(a, at) === "live") ||
        basisPointsOf(b) - basisPointsOf(a) ||
        a.offerId - b.offerId,
    )[0];
}

/** Far below the 8 KB that a block may read. */
const CONFIG_ENTRIES = 200;

/** What a block needs before it may choose: which segment goes first, and which offers there are. */
export const configText = (
  segmentHandles: readonly string[],
  promised: readonly { offer: string; segment: string }[],
) =>
  JSON.stringify({
    v: 1,
    order: segmentHandles.slice(0, CONFIG_ENTRIES),
    offers: promised.slice(0, CONFIG_ENTRIES).map(({ offer, segment }) => [offer, segment]),
  });

/** A twin is found again by its name, which holds the offer's handle. */
export const twinName = ({ title, handle }: Pick<Offer, "title" | "handle">) =>
  `Regulars: ${title} (${handle})`;

/** Who has the offer, as a native segment. Handles are letters, digits and a hyphen: nothing to quote. */
export const twinQuery = (filterName: string, { handle }: Pick<Offer, "handle">) =>
  `${filterName} CONTAINS '${handle}'`;

/** The discount that carries an offer, as both of Shopify's kinds take it. */
export const discountInput = (offer: Offer, twinGid: string) => ({
  title: offer.title,
  startsAt: isoMoment(offer.startsAt),
  endsAt: offer.endsAt === null ? null : isoMoment(offer.endsAt),
  context: { customerSegments: { add: [twinGid] } },
  customerGets: { value: { percentage: fractionOf(basisPointsOf(offer)) }, items: { all: true } },
  combinesWith: { orderDiscounts: false, productDiscounts: false, shippingDiscounts: true },
});

const basisPointsOf = ({ terms }: Pick<Offer, "terms">) =>
  terms.reduction.kind === "percentage" ? terms.reduction.basisPoints : 0;
