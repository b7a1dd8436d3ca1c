import { z } from "zod";
import {
  ITEMS_NAMED,
  type CombinesWith,
  type Minimum,
  type Reduction,
  type Terms,
} from "./terms.ts";

/** One per cent to a hundred. */
const SMALLEST_BASIS_POINTS = 100;
const LARGEST_BASIS_POINTS = 10_000;
/** Ten thousand million of a currency with two decimals: no price of a shop is near. */
const MOST_MINOR = 1_000_000_000_000;
const MOST_PIECES = 10_000;
const MOST_USES = 1_000_000_000;

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
