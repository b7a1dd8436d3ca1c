import { z } from "zod";

/**
 * What an offer gives, in the kinds that Shopify's own discounts have. Money is in minor units of the shop's currency,
 * percentages are hundredths of a per cent. Nothing here can make a price higher: every number is above zero, and
 * none takes more than everything.
 */
export interface Terms {
  reduction: Reduction;
  minimum: Minimum;
  combinesWith: CombinesWith;
  /** Shopify keeps both of codes alone: an automatic discount has neither. */
  oncePerCustomer: boolean;
  usageLimit: number | null;
}

export type Reduction =
  | { kind: "percentage"; basisPoints: number; items: Items }
  /** `eachItem`: off every unit; else once, over all entitled lines. */
  | { kind: "amount"; minor: number; eachItem: boolean; items: Items }
  /** `upToMinor`: only of rates up to so much. */
  | { kind: "free-shipping"; upToMinor: number | null }
  | {
      kind: "buy-x-get-y";
      buys: { quantity: number; items: Items } | { minor: number; items: Items };
      /** 10,000 basis points: free. */
      gets: { quantity: number; items: Items; basisPoints: number };
      usesPerOrder: number | null;
    };

export type Items =
  | { kind: "all" }
  | { kind: "products"; productIds: number[] }
  | { kind: "collections"; collectionIds: number[] };

/** What must be in the cart before it applies. */
export type Minimum =
  null | { kind: "subtotal"; minor: number } | { kind: "quantity"; quantity: number };

/** Discounts of which classes it may stand beside. */
export interface CombinesWith {
  product: boolean;
  order: boolean;
  shipping: boolean;
}

export type DiscountClass = "product" | "order" | "shipping";

/** Shopify's class of a discount, by which it decides what combines. */
export function classOf({ reduction }: Pick<Terms, "reduction">): DiscountClass {
  switch (reduction.kind) {
    case "free-shipping":
      return "shipping";
    case "buy-x-get-y":
      return "product";
    case "percentage":
    case "amount":
      return reduction.items.kind === "all" ? "order" : "product";
  }
}

/** What is on the whole cart, and stands beside nothing but a discount on shipping: the usual to begin with. */
export const plainTerms = (reduction: Reduction): Terms => ({
  reduction,
  minimum: null,
  combinesWith: { product: false, order: false, shipping: true },
  oncePerCustomer: false,
  usageLimit: null,
});

/** One per cent to a hundred. */
const SMALLEST_BASIS_POINTS = 100;
const LARGEST_BASIS_POINTS = 10_000;
/** Ten thousand million of a currency with two decimals: no price of a shop is near. */
const MOST_MINOR = 1_000_000_000_000;
const MOST_PIECES = 10_000;
const MOST_USES = 1_000_000_000;
/** So many products or collections a discount names at most. */
export const ITEMS_NAMED = 100;

const basisPoints = z.int().min(SMALLEST_BASIS_POINTS).max(LARGEST_BASIS_POINTS);
const minor = z.int().min(1).max(MOST_MINOR);
const pieces = z.int().min(1).max(MOST_PIECES);
const uses = z.int().min(1).max(MOST_USES).nullable();
const ids = z
  .array(z.int().min(1))
  .min(1)
  .max(ITEMS_NAMED)
  .refine((given) => new Set(given).size === given.length);

const named = [
  z.strictObject({ kind: z.literal("products"), productIds: ids }),
  z.strictObject({ kind: z.literal("collections"), collectionIds: ids }),
] as const;
const namedItems = z.discriminatedUnion("kind", named);
const items = z.discriminatedUnion("kind", [z.strictObject({ kind: z.literal("all") }), ...named]);

const reduction: z.ZodType<Reduction> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("percentage"), basisPoints, items }),
  z
    .strictObject({ kind: z.literal("amount"), minor, eachItem: z.boolean(), items })
    // So much off every unit of everything is nothing that Shopify has: it takes an amount off an order once.
    .refine((amount) => !(amount.eachItem && amount.items.kind === "all"), { path: ["items"] }),
  z.strictObject({ kind: z.literal("free-shipping"), upToMinor: minor.nullable() }),
  z.strictObject({
    kind: z.literal("buy-x-get-y"),
    buys: z.union([
      z.strictObject({ quantity: pieces, items: namedItems }),
      z.strictObject({ minor, items: namedItems }),
    ]),
    gets: z.strictObject({ quantity: pieces, items: namedItems, basisPoints }),
    usesPerOrder: z.int().min(1).max(MOST_PIECES).nullable(),
  }),
]);

const minimum: z.ZodType<Minimum> = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("subtotal"), minor }),
    z.strictObject({ kind: z.literal("quantity"), quantity: pieces }),
  ])
  .nullable();
const combinesWith: z.ZodType<CombinesWith> = z.strictObject({
  product: z.boolean(),
  order: z.boolean(),
  shipping: z.boolean(),
});

/** What terms are made of, each read by itself. */
export const partsOfTerms = { reduction, minimum, combinesWith };

/** Reads terms, and refuses what is not a reduction. */
export const termsSchema: z.ZodType<Terms> = z
  .strictObject({
    reduction,
    minimum,
    combinesWith,
    oncePerCustomer: z.boolean(),
    usageLimit: uses,
  })
  // What must be bought for it is a minimum already.
  .refine((terms) => terms.reduction.kind !== "buy-x-get-y" || terms.minimum === null, {
    path: ["minimum"],
  });

/** As they stand in the table. */
export const termsOfText = (text: string): Terms => termsSchema.parse(JSON.parse(text));

/** The same terms are the same text. */
export const textOfTerms = (terms: Terms): string => JSON.stringify(termsSchema.parse(terms));
