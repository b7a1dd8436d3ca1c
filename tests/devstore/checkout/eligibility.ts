import { tradeOf } from "./buy-x-get-y.ts";
import { statusAt, type Discount } from "./discount.ts";
import { isOn, subtotalOf, type CartLine } from "./cart-line.ts";

/** Who buys, as far as discounts care. A guest has neither customer nor segments. */
export interface Buyer {
  readonly customerId: number | null;
  readonly segmentIds: ReadonlySet<number>;
}

/** A discount that wants to be applied, with how often it was used so far. */
export interface Candidate {
  readonly discount: Discount;
  /** The code that was typed, in the shop's own spelling; null for automatic ones. */
  readonly code: string | null;
  readonly uses: number;
  readonly usedByBuyer: boolean;
}

/** What is bought, and what sending it costs before discounts. */
export interface CartToPrice {
  readonly lines: readonly CartLine[];
  readonly shippingMinor: number;
  /** Where it goes; null: not said yet. */
  readonly countryCode?: string | null;
}

export type Refusal =
  | "not-active"
  | "not-for-this-customer"
  | "minimum-not-met"
  | "no-items"
  | "used-up"
  | "used-before"
  | "shipping-too-dear"
  | "not-to-this-country";

/** Why a discount may not be applied to this cart at all; null when it may. */
export function refusalOf(
  { discount, uses, usedByBuyer }: Candidate,
  cart: CartToPrice,
  buyer: Buyer,
  now: number,
): Refusal | null {
  if (statusAt(discount, now) !== "ACTIVE") return "not-active";
  if (discount.usageLimit !== null && uses >= discount.usageLimit) return "used-up";
  if (!isFor(discount, buyer)) return "not-for-this-customer";
  if (discount.oncePerCustomer && usedByBuyer) return "used-before";
  return cartRefusalOf(discount, cart);
}

function cartRefusalOf({ terms }: Discount, cart: CartToPrice): Refusal | null {
  const { value, minimum, items } = terms;
  const entitled = cart.lines.filter((line) => isOn(items, line));
  if (entitled.length === 0) return "no-items";
  if (value.kind === "bxgy") {
    const bought = cart.lines.filter((line) => isOn(value.buys.items, line));
    if (bought.length === 0) return "no-items";
    return tradeOf(value, items, cart.lines).uses === 0 ? "minimum-not-met" : null;
  }
  if (minimum?.kind === "subtotal" && sum(entitled.map(subtotalOf)) < minimum.minor)
    return "minimum-not-met";
  const units = sum(entitled.map((line) => line.quantity));
  if (minimum?.kind === "quantity" && units < minimum.quantity) return "minimum-not-met";
  if (value.kind !== "free-shipping") return null;
  const { upToMinor, destination } = value;
  if (upToMinor !== null && cart.shippingMinor > upToMinor) return "shipping-too-dear";
  const country = cart.countryCode ?? null;
  return destination.kind === "all" ||
    destination.restOfWorld ||
    country === null ||
    destination.countries.includes(country)
    ? null
    : "not-to-this-country";
}

/** Whether the discount is meant for the buyer. Only someone the shop knows is ever in a segment. */
function isFor(discount: Discount, buyer: Buyer): boolean {
  const { context } = discount.terms;
  if (context.kind === "all") return true;
  const { customerId } = buyer;
  if (customerId === null) return false;
  return context.kind === "customers"
    ? context.customerIds.includes(customerId)
    : context.segmentIds.some((id) => buyer.segmentIds.has(id));
}

const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0);
