import { fractionOf } from "#app/offers/offer.ts";
import type { Items, Minimum, Reduction } from "#app/offers/terms.ts";
import { decimalText } from "#app/platform/money.ts";
import type { Operations } from "#app/shopify/generated/operations.ts";
import { gid } from "#app/shopify/ids.ts";
import { isoMoment } from "../layout.ts";
import type { Carried } from "./carried.ts";
import type { HeldDiscount } from "./held.ts";

interface Shop {
  currency: string;
  twinId: number;
}

/** Which of Shopify's inputs carries it. */
const kindOf = ({ kind }: Reduction): HeldDiscount["kind"] =>
  kind === "buy-x-get-y" ? "bxgy" : kind === "free-shipping" ? "free-shipping" : "basic";

interface Inputs {
  "automatic-basic": Operations["CreateAutomaticBasic"]["variables"]["discount"];
  "automatic-bxgy": Operations["CreateAutomaticBxgy"]["variables"]["discount"];
  "automatic-free-shipping": Operations["CreateAutomaticFreeShipping"]["variables"]["discount"];
  "code-basic": Operations["CreateCodeBasic"]["variables"]["discount"];
  "code-bxgy": Operations["CreateCodeBxgy"]["variables"]["discount"];
  "code-free-shipping": Operations["CreateCodeFreeShipping"]["variables"]["discount"];
}

/** What to make or change a discount with, by the mutation that takes it. */
export type DiscountRequest = {
  [Native in keyof Inputs]: { native: Native; discount: Inputs[Native] };
}[keyof Inputs];

/**
 * The input of the discount that carries an offer, to make it or, with what Shopify holds, to bring that to it: lists
 * are told to Shopify as what comes to them and what goes. `code` is what the discount's first code is to be; null
 * leaves it.
 */
export function discountInput(
  carried: Carried,
  { shop, held, code }: { shop: Shop; held: HeldDiscount | null; code: string | null },
): DiscountRequest {
  const { reduction, minimum } = carried.terms;
  const common = commonInput(carried, shop, held);
  const ofCode = { ...common, ...codeInput(carried, code) };
  const isCode = carried.method !== "automatic";
  switch (reduction.kind) {
    case "percentage":
    case "amount": {
      const basic = basicInput(reduction, minimum, shop, held);
      return isCode
        ? { native: "code-basic", discount: { ...ofCode, ...basic } }
        : { native: "automatic-basic", discount: { ...common, ...basic } };
    }
    case "buy-x-get-y": {
      const bxgy = bxgyInput(reduction, shop, held);
      const usesPerOrderLimit = reduction.usesPerOrder;
      if (isCode)
        return { native: "code-bxgy", discount: { ...ofCode, ...bxgy, usesPerOrderLimit } };
      const limit = usesPerOrderLimit === null ? null : String(usesPerOrderLimit);
      return {
        native: "automatic-bxgy",
        discount: { ...common, ...bxgy, usesPerOrderLimit: limit },
      };
    }
    case "free-shipping": {
      const free = freeShippingInput(reduction, minimum, shop);
      return isCode
        ? { native: "code-free-shipping", discount: { ...ofCode, ...free } }
        : { native: "automatic-free-shipping", discount: { ...common, ...free } };
    }
  }
}

const commonInput = (carried: Carried, { twinId }: Shop, held: HeldDiscount | null) => ({
  title: carried.title,
  startsAt: isoMoment(carried.startsAt),
  endsAt: carried.endsAt === null ? null : isoMoment(carried.endsAt),
  context: { customerSegments: segmentsInput(twinId, held) },
  combinesWith: {
    orderDiscounts: carried.terms.combinesWith.order,
    productDiscounts: carried.terms.combinesWith.product,
    shippingDiscounts: carried.terms.combinesWith.shipping,
  },
});

/** What codes have besides; each code counts its uses for itself. */
const codeInput = ({ terms }: Carried, code: string | null) => ({
  ...(code === null ? {} : { code }),
  appliesOncePerCustomer: terms.oncePerCustomer,
  usageLimit: terms.usageLimit,
});

type Of<Kind extends Reduction["kind"]> = Extract<Reduction, { kind: Kind }>;

const basicInput = (
  reduction: Of<"percentage" | "amount">,
  minimum: Minimum,
  { currency }: Shop,
  held: HeldDiscount | null,
) => ({
  customerGets: {
    value:
      reduction.kind === "percentage"
        ? { percentage: fractionOf(reduction.basisPoints) }
        : {
            discountAmount: {
              amount: decimalText(reduction.minor, currency),
              appliesOnEachItem: reduction.eachItem,
            },
          },
    items: itemsInput(reduction.items, held?.items ?? null),
  },
  minimumRequirement: minimumInput(minimum, currency),
});

const bxgyInput = (
  { buys, gets }: Of<"buy-x-get-y">,
  { currency }: Shop,
  held: HeldDiscount | null,
) => ({
  customerBuys: {
    value:
      "quantity" in buys
        ? { quantity: String(buys.quantity) }
        : { amount: decimalText(buys.minor, currency) },
    items: itemsInput(buys.items, held?.buysItems ?? null),
  },
  customerGets: {
    value: {
      discountOnQuantity: {
        quantity: String(gets.quantity),
        effect: { percentage: fractionOf(gets.basisPoints) },
      },
    },
    items: itemsInput(gets.items, held?.items ?? null),
  },
});

const freeShippingInput = (
  { upToMinor }: Of<"free-shipping">,
  minimum: Minimum,
  { currency }: Shop,
) => ({
  destination: { all: true },
  maximumShippingPrice: upToMinor === null ? null : decimalText(upToMinor, currency),
  minimumRequirement: minimumInput(minimum, currency),
});

/** A minimum that is no more is taken away by null: the schema allows it, and nobody has yet tried it on Shopify itself. */
function minimumInput(minimum: Minimum, currency: string) {
  if (minimum === null) return null;
  return minimum.kind === "quantity"
    ? { quantity: { greaterThanOrEqualToQuantity: String(minimum.quantity) } }
    : { subtotal: { greaterThanOrEqualToSubtotal: decimalText(minimum.minor, currency) } };
}

function segmentsInput(twinId: number, held: HeldDiscount | null) {
  const others = Array.isArray(held?.segmentIds)
    ? held.segmentIds.filter((segmentId) => segmentId !== twinId)
    : [];
  const gids = (ids: readonly number[]) => ids.map((id) => gid("Segment", id));
  return { add: gids([twinId]), ...(others.length > 0 ? { remove: gids(others) } : {}) };
}

function itemsInput(items: Items, held: Items | null) {
  switch (items.kind) {
    case "all":
      return { all: true };
    case "products": {
      const before = held?.kind === "products" ? held.productIds : [];
      const { come, go } = changes(before, items.productIds);
      const gids = (ids: readonly number[]) => ids.map((id) => gid("Product", id));
      return { products: { productsToAdd: gids(come), productsToRemove: gids(go) } };
    }
    case "collections": {
      const before = held?.kind === "collections" ? held.collectionIds : [];
      const { come, go } = changes(before, items.collectionIds);
      const gids = (ids: readonly number[]) => ids.map((id) => gid("Collection", id));
      return { collections: { add: gids(come), remove: gids(go) } };
    }
  }
}

function changes(before: readonly number[], after: readonly number[]) {
  return {
    come: after.filter((id) => !before.includes(id)),
    go: before.filter((id) => !after.includes(id)),
  };
}

/**
 * Whether what Shopify holds can become what is carried. Another kind of discount is another object; and whether a
 * list of products may be changed for one of collections nobody has tried, so that is another object as well.
 */
export function canBecome(held: HeldDiscount, carried: Carried): boolean {
  const { reduction } = carried.terms;
  if (held.kind !== kindOf(reduction)) return false;
  if ((held.method === "code") !== (carried.method !== "automatic")) return false;
  switch (reduction.kind) {
    case "free-shipping":
      return true;
    case "buy-x-get-y":
      return (
        held.items?.kind === reduction.gets.items.kind &&
        held.buysItems?.kind === reduction.buys.items.kind
      );
    case "percentage":
    case "amount":
      return held.items?.kind === reduction.items.kind;
  }
}
