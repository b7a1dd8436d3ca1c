import { z } from "zod";
import type { Offer } from "#app/offers/offer.ts";
import { termsSchema } from "#app/offers/read-terms.ts";
import { classOf, type Items, type Reduction, type Terms } from "#app/offers/terms.ts";

const method = z.enum(["automatic", "code", "member-codes"]);

const carriedSchema = z.strictObject({
  title: z.string(),
  method,
  code: z.string().nullable(),
  terms: termsSchema,
  startsAt: z.int(),
  endsAt: z.int().nullable(),
  /** Paused: Shopify holds it, and applies it to nobody. */
  isResting: z.boolean(),
});

/** What of an offer its discount carries: whatever is another, is sent again. */
export type Carried = z.infer<typeof carriedSchema>;

export const carriedOf = (offer: Offer): Carried => ({
  title: offer.title,
  method: offer.method,
  code: offer.code,
  terms: keptByShopify(offer.terms),
  startsAt: wholeSecond(offer.startsAt),
  endsAt: offer.endsAt === null ? null : wholeSecond(offer.endsAt),
  isResting: offer.state === "paused",
});

/** Free shipping combines with no other: Shopify refuses to be told so. Lists have no order. */
function keptByShopify(terms: Terms): Terms {
  const shipping = terms.combinesWith.shipping && classOf(terms) !== "shipping";
  return {
    ...terms,
    reduction: withSortedItems(terms.reduction),
    combinesWith: { ...terms.combinesWith, shipping },
  };
}

function withSortedItems(reduction: Reduction): Reduction {
  switch (reduction.kind) {
    case "free-shipping":
      return reduction;
    case "percentage":
    case "amount":
      return { ...reduction, items: sorted(reduction.items) };
    case "buy-x-get-y": {
      const { buys, gets } = reduction;
      return {
        ...reduction,
        buys: { ...buys, items: sorted(buys.items) },
        gets: { ...gets, items: sorted(gets.items) },
      };
    }
  }
}

function sorted(items: Items): Items {
  switch (items.kind) {
    case "all":
      return items;
    case "products":
      return { ...items, productIds: items.productIds.toSorted((a, b) => a - b) };
    case "collections":
      return { ...items, collectionIds: items.collectionIds.toSorted((a, b) => a - b) };
  }
}

/** Shopify's moments have no fractions. */
const wholeSecond = (at: number) => Math.floor(at / 1000) * 1000;

/** The same is the same text. */
export const isSame = (one: Carried | null, other: Carried) =>
  one !== null && textOf(one) === textOf(other);

const textOf = (carried: Carried) => JSON.stringify(carriedSchema.parse(carried));

const contentSchema = z.object({
  method,
  /** What Shopify was last sent, and took; null when it is to be sent again. */
  sent: carriedSchema.nullable().default(null),
  /** Whether its members were seen by Shopify and it gives what is promised: then a block may tell of it. */
  isConfirmed: z.boolean(),
});

/** What we keep of a published discount. */
export type DiscountContent = z.infer<typeof contentSchema>;

export const discountContent = ({ content }: { content: string }): DiscountContent =>
  contentSchema.parse(JSON.parse(content));
export const discountText = (content: DiscountContent): string =>
  JSON.stringify(contentSchema.parse(content));

const twinSchema = z.object({ name: z.string(), query: z.string() });

/** What we keep of a published twin; of one made by an earlier version nothing, so that it is sent again. */
export type TwinContent = z.infer<typeof twinSchema>;

export function twinContent({ content }: { content: string }): TwinContent | null {
  try {
    return twinSchema.parse(JSON.parse(content));
  } catch {
    return null;
  }
}
export const twinText = (content: TwinContent): string => JSON.stringify(content);
