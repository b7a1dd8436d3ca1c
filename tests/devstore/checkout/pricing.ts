import { allocate, shareOf } from "./allocation.ts";
import { tradeOf } from "./buy-x-get-y.ts";
import { isOn, subtotalOf, type CartLine } from "./cart-line.ts";
import { combinationsOf } from "./combinations.ts";
import { classOf, type Discount, type DiscountClass } from "./discount.ts";
import {
  refusalOf,
  type Buyer,
  type Candidate,
  type CartToPrice,
  type Refusal,
} from "./eligibility.ts";

export interface PricedLine {
  readonly line: CartLine;
  readonly subtotalMinor: number;
  readonly allocations: readonly { readonly discountId: number; readonly amountMinor: number }[];
  readonly discountMinor: number;
  readonly totalMinor: number;
}

export interface Applied {
  readonly discountId: number;
  readonly class: DiscountClass;
  readonly code: string | null;
  readonly title: string;
  readonly amountMinor: number;
}

export interface Priced {
  readonly lines: readonly PricedLine[];
  /** The lines before discounts. */
  readonly subtotalMinor: number;
  /** What product and order discounts take off the lines. */
  readonly discountMinor: number;
  /** The rate before discounts, and what a shipping discount takes off it. */
  readonly shippingMinor: number;
  readonly shippingDiscountMinor: number;
  /** Lines and shipping, after all discounts. */
  readonly totalMinor: number;
  /** Those that save something, in the order of the candidates. */
  readonly applied: readonly Applied[];
  /** Candidates without effect, and why; `outdone`: a better combination without it was chosen, or it saves nothing. */
  readonly refused: readonly { readonly candidate: Candidate; readonly why: Refusal | "outdone" }[];
}

/**
 * Prices a cart as Shopify's checkout does: of all combinations of eligible discounts whose `combinesWith` accept one another,
 * the one that saves the buyer most, shipping included, automatic and code alike; among equals the one with earlier ones.
 *
 * - A line gets at most one product discount, buy X get Y among them: the best for it, the earlier among equals.
 * - Order discounts count each from what product discounts leave, together never more than it.
 * - At most one shipping discount counts. A minimum looks at the items a discount applies to, before discounts.
 * - Gift cards are never discounted and never counted.
 */
export function priceCart(
  cart: CartToPrice,
  candidates: readonly Candidate[],
  buyer: Buyer,
  now: number,
): Priced {
  const judged = candidates.map((candidate) => ({
    candidate,
    why: refusalOf(candidate, cart, buyer, now),
  }));
  const eligible = judged.filter(({ why }) => why === null).map(({ candidate }) => candidate);
  const best = combinationsOf(eligible)
    .map((combination) => priceWith(cart, combination))
    .reduce((one, other) => (savingOf(other) > savingOf(one) ? other : one));
  const applied = new Set(best.applied.map(({ discountId }) => discountId));
  return {
    ...best,
    refused: judged
      .filter(({ candidate }) => !applied.has(candidate.discount.id))
      .map(({ candidate, why }) => ({ candidate, why: why ?? "outdone" })),
  };
}

type Reckoned = Omit<Priced, "refused">;
const savingOf = (priced: Reckoned): number => priced.discountMinor + priced.shippingDiscountMinor;

function priceWith(cart: CartToPrice, chosen: readonly Candidate[]): Reckoned {
  const { lines, shippingMinor } = cart;
  const given = lines.map((): { discountId: number; amountMinor: number }[] => []);
  const left = lines.map(subtotalOf);
  const give = (index: number, discountId: number, amountMinor: number): void => {
    if (amountMinor <= 0) return;
    given[index]?.push({ discountId, amountMinor });
    left[index] = (left[index] ?? 0) - amountMinor;
  };
  const ofClass = (name: DiscountClass): Discount[] =>
    chosen.map(({ discount }) => discount).filter((discount) => classOf(discount) === name);

  const products = ofClass("PRODUCT").map((discount) => ({
    discount,
    parts: partsOf(discount, lines, left),
  }));
  lines.forEach((_, index) => {
    const best = products.reduce<{ id: number; amount: number }>(
      (one, { discount, parts }) =>
        (parts[index] ?? 0) > one.amount ? { id: discount.id, amount: parts[index] ?? 0 } : one,
      { id: 0, amount: 0 },
    );
    give(index, best.id, best.amount);
  });

  const base = [...left];
  for (const discount of ofClass("ORDER")) {
    orderPartsOf(discount, lines, { base, left }).forEach((amount, index) => {
      give(index, discount.id, amount);
    });
  }

  const [shipping] = ofClass("SHIPPING");
  const shippingDiscountMinor = shipping === undefined ? 0 : shippingMinor;
  const offLines = given.flat();
  const applied = chosen.map(({ discount, code }): Applied => {
    const parts = offLines.filter(({ discountId }) => discountId === discount.id);
    const ofShipping = discount === shipping ? shippingDiscountMinor : 0;
    return {
      discountId: discount.id,
      class: classOf(discount),
      code,
      title: discount.title,
      amountMinor: sum(parts.map((part) => part.amountMinor)) + ofShipping,
    };
  });
  const priced = lines.map((line, index): PricedLine => {
    const allocations = given[index] ?? [];
    const discountMinor = sum(allocations.map(({ amountMinor }) => amountMinor));
    const subtotalMinor = subtotalOf(line);
    const totalMinor = subtotalMinor - discountMinor;
    return { line, subtotalMinor, allocations, discountMinor, totalMinor };
  });
  return {
    lines: priced,
    subtotalMinor: sum(priced.map((line) => line.subtotalMinor)),
    discountMinor: sum(priced.map((line) => line.discountMinor)),
    shippingMinor,
    shippingDiscountMinor,
    totalMinor: sum(priced.map((line) => line.totalMinor)) + shippingMinor - shippingDiscountMinor,
    applied: applied.filter(({ amountMinor }) => amountMinor > 0),
  };
}

/** What a discount takes off each line when it stands alone on `base`, in whole minor units. */
function partsOf(
  { terms: { value, items } }: Discount,
  lines: readonly CartLine[],
  base: readonly number[],
): readonly number[] {
  const weights = lines.map((line, index) => (isOn(items, line) ? (base[index] ?? 0) : 0));
  const whole = sum(weights);
  switch (value.kind) {
    case "percentage":
      return allocate(shareOf(whole, value.percentage), weights);
    case "amount":
      return value.onEachItem
        ? weights.map((weight, index) =>
            Math.min(weight, value.amountMinor * (lines[index]?.quantity ?? 0)),
          )
        : allocate(Math.min(whole, value.amountMinor), weights);
    case "bxgy":
      return tradeOf(value, items, lines).parts;
    case "free-shipping":
      return weights.map(() => 0);
  }
}

/**
 * What an order discount takes off each line: reckoned on what product discounts leave (`base`), at most what is still left of
 * it, shared out over what is left, so that no line falls below zero.
 */
function orderPartsOf(
  discount: Discount,
  lines: readonly CartLine[],
  { base, left }: { readonly base: readonly number[]; readonly left: readonly number[] },
): readonly number[] {
  const alone = partsOf(discount, lines, base);
  if (alone.every((amount, index) => amount <= (left[index] ?? 0))) return alone;
  const weights = lines.map((line, index) => (line.isGiftCard ? 0 : (left[index] ?? 0)));
  return allocate(Math.min(sum(alone), sum(weights)), weights);
}

const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0);
