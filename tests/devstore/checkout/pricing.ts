import { allocate } from "./allocation.ts";
import { classOf, type Discount } from "./discount.ts";
import {
  appliesTo,
  combine,
  refusalOf,
  subtotalOf,
  type Buyer,
  type Candidate,
  type CartLine,
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
  readonly code: string | null;
  readonly title: string;
  readonly amountMinor: number;
}

export interface Priced {
  readonly lines: readonly PricedLine[];
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly totalMinor: number;
  readonly applied: readonly Applied[];
  /** Candidates without effect, and why; `outdone`: a better combination without it was chosen. */
  readonly refused: readonly { readonly candidate: Candidate; readonly why: Refusal | "outdone" }[];
}

/**
 * Prices a cart as Shopify's checkout does: of all combinations of eligible discounts whose `combinesWith` accept one another,
 * the one that saves the buyer most, automatic and code alike.
 *
 * A line gets at most one product discount, the best for it. Order discounts count from what product discounts leave, each
 * from the same base, together never more than it. A minimum looks at the items a discount applies to, before discounts.
 */
export function priceCart(
  lines: readonly CartLine[],
  candidates: readonly Candidate[],
  buyer: Buyer,
  now: number,
): Priced {
  const judged = candidates.map((candidate) => ({
    candidate,
    why: refusalOf(candidate, lines, buyer, now),
  }));
  const eligible = judged.filter(({ why }) => why === null).map(({ candidate }) => candidate);
  const best = combinations(eligible)
    .map((combination) => priceWith(lines, combination))
    .reduce((one, other) => (other.discountMinor > one.discountMinor ? other : one));
  const applied = new Set(best.applied.map(({ discountId }) => discountId));
  return {
    ...best,
    refused: judged
      .filter(({ candidate }) => !applied.has(candidate.discount.id))
      .map(({ candidate, why }) => ({ candidate, why: why ?? "outdone" })),
  };
}

/**
 * Every set of discounts that all combine and to which none can be added. Smaller sets never save more: a further discount
 * takes at most what it adds itself from the others.
 */
function combinations(candidates: readonly Candidate[]): Candidate[][] {
  const found: Candidate[][] = [];
  const grow = (
    chosen: Candidate[],
    open: readonly Candidate[],
    done: readonly Candidate[],
  ): void => {
    if (open.length === 0 && done.length === 0) found.push(chosen);
    let rest = [...open];
    const seen = [...done];
    for (const next of open) {
      const fits = (other: Candidate): boolean => combine(next.discount, other.discount);
      rest = rest.filter((other) => other !== next);
      grow([...chosen, next], rest.filter(fits), seen.filter(fits));
      seen.push(next);
    }
  };
  grow([], candidates, []);
  return found;
}

function priceWith(
  lines: readonly CartLine[],
  chosen: readonly Candidate[],
): Omit<Priced, "refused"> {
  const given = lines.map((): { discountId: number; amountMinor: number }[] => []);
  const left = lines.map(subtotalOf);
  const give = (index: number, discountId: number, amountMinor: number): void => {
    if (amountMinor <= 0) return;
    given[index]?.push({ discountId, amountMinor });
    left[index] = (left[index] ?? 0) - amountMinor;
  };

  const ofClass = (name: string): Candidate[] =>
    chosen.filter(({ discount }) => classOf(discount) === name);
  const products = ofClass("PRODUCT").map(({ discount }) => ({
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
  for (const { discount } of ofClass("ORDER")) {
    partsOf(discount, lines, base).forEach((amount, index) => {
      give(index, discount.id, Math.min(amount, left[index] ?? 0));
    });
  }

  const priced = lines.map((line, index): PricedLine => {
    const allocations = given[index] ?? [];
    const discountMinor = sum(allocations.map(({ amountMinor }) => amountMinor));
    return {
      line,
      subtotalMinor: subtotalOf(line),
      allocations,
      discountMinor,
      totalMinor: subtotalOf(line) - discountMinor,
    };
  });
  const applied = chosen
    .map(({ discount, code }): Applied => {
      const parts = given.flat().filter(({ discountId }) => discountId === discount.id);
      return {
        discountId: discount.id,
        code,
        title: discount.title,
        amountMinor: sum(parts.map((part) => part.amountMinor)),
      };
    })
    .filter(({ amountMinor }) => amountMinor > 0);
  return {
    lines: priced,
    subtotalMinor: sum(priced.map((line) => line.subtotalMinor)),
    discountMinor: sum(priced.map((line) => line.discountMinor)),
    totalMinor: sum(priced.map((line) => line.totalMinor)),
    applied,
  };
}

/** What a discount takes off each line when it stands alone on `base`, in whole minor units. */
function partsOf(
  discount: Discount,
  lines: readonly CartLine[],
  base: readonly number[],
): number[] {
  const { value } = discount.terms;
  const weights = lines.map((line, index) => (appliesTo(discount, line) ? (base[index] ?? 0) : 0));
  const whole = sum(weights);
  switch (value.kind) {
    case "percentage":
      return allocate(Math.min(whole, Math.round(whole * value.percentage)), weights);
    case "amount":
      return value.onEachItem
        ? weights.map((weight, index) =>
            Math.min(weight, value.amountMinor * (lines[index]?.quantity ?? 0)),
          )
        : allocate(Math.min(whole, value.amountMinor), weights);
    case "bxgy":
    case "free-shipping":
      return weights.map(() => 0);
  }
}

const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0);
