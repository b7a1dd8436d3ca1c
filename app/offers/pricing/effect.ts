import { classOf, type Reduction } from "../terms.ts";
import { buyXGetY } from "./buy-x-get-y.ts";
import { subtotalOf, type Cart, type Discount, type Refusal } from "./cart.ts";
import { coverage, meets, type Covers } from "./entitled.ts";
import { percentOf, spread } from "./share.ts";

/** What one discount would take off a cart if it stood alone. */
export type Effect =
  /** So much off each line. */
  | { class: "product"; off: readonly number[] }
  /** So much of what the lines come to once product discounts are off. */
  | { class: "order"; offOf: (leftMinor: number) => number }
  | { class: "shipping"; minor: number }
  | { class: null; why: Refusal };

/** A discount made ready for many carts. */
export function effectOf({ terms: { reduction, minimum } }: Discount): (cart: Cart) => Effect {
  if (reduction.kind === "buy-x-get-y") {
    const off = buyXGetY(reduction);
    return ({ lines }) => onLines(off(lines), "minimum-not-met");
  }
  const isShipping = reduction.kind === "free-shipping";
  const covers = coverage(isShipping ? { kind: "all" } : reduction.items);
  const off = isShipping
    ? ({ shippingMinor }: Cart) => freeShipping(shippingMinor, reduction.upToMinor)
    : offItems(reduction, covers);
  return (cart) => {
    if (!cart.lines.some(covers)) return { class: null, why: "no-items" };
    if (!meets(minimum, cart.lines, covers)) return { class: null, why: "minimum-not-met" };
    return off(cart);
  };
}

/** Takes the rate that was chosen, all of it (DiscountAutomaticFreeShipping.maximumShippingPrice). */
function freeShipping(shippingMinor: number, upToMinor: number | null): Effect {
  if (shippingMinor === 0) return { class: null, why: "no-items" };
  if (upToMinor !== null && shippingMinor > upToMinor) return { class: null, why: "rate-too-high" };
  return { class: "shipping", minor: shippingMinor };
}

type OffItems = Extract<Reduction, { kind: "percentage" | "amount" }>;

/**
 * What is taken off all items together is rounded once, then spread over their lines
 * (DiscountApplicationAllocationMethod ACROSS: "the value is spread across all entitled lines"). An order's amount is
 * taken off once: off each of everything is nothing that Shopify has.
 */
function offItems(reduction: OffItems, covers: Covers): (cart: Cart) => Effect {
  const off =
    reduction.kind === "percentage"
      ? (minor: number) => percentOf(minor, reduction.basisPoints)
      : (minor: number) => Math.min(minor, reduction.minor);
  if (classOf({ reduction }) === "order") return () => ({ class: "order", offOf: off });
  if (reduction.kind === "amount" && reduction.eachItem) {
    return ({ lines }) =>
      onLines(
        lines.map((line) => (covers(line) ? line.quantity * off(line.unitPriceMinor) : 0)),
        "no-items",
      );
  }
  return ({ lines }) => {
    const worth = lines.map((line) => (covers(line) ? subtotalOf(line) : 0));
    const minor = worth.reduce((sum, one) => sum + one, 0);
    return onLines(spread(off(minor), worth), "no-items");
  };
}

const onLines = (off: readonly number[], otherwise: Refusal): Effect =>
  off.some((minor) => minor > 0) ? { class: "product", off } : { class: null, why: otherwise };
