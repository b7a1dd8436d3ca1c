import fc from "fast-check";
import { expect, test } from "vitest";
import type { CombinesWith, DiscountClass } from "../terms.ts";
import { stacksOf } from "./stacks.ts";

const combining = fc.record({
  class: fc.constantFrom<DiscountClass>("product", "order", "shipping"),
  combinesWith: fc.record({ product: fc.boolean(), order: fc.boolean(), shipping: fc.boolean() }),
});
interface Combining {
  class: DiscountClass;
  combinesWith: CombinesWith;
}

test("the sets are exactly those among all subsets that combine and that nothing could join", () => {
  fc.assert(
    fc.property(fc.array(combining, { maxLength: 9 }), (discounts) => {
      const found = stacksOf(discounts).map((stack) =>
        [...stack.product, ...stack.order, ...stack.shipping].sort((a, b) => a - b),
      );
      const keys = found.map((places) => places.join());
      expect(keys.toSorted()).toEqual(maximalSubsets(discounts).toSorted());
      expect(found).toEqual(found.toSorted(byPlaces));
    }),
    { numRuns: 300 },
  );
});

test("thirty discounts make no more than 1,330 sets", () => {
  fc.assert(
    fc.property(fc.array(combining, { minLength: 30, maxLength: 30 }), (discounts) => {
      expect(stacksOf(discounts).length).toBeLessThanOrEqual(1330);
    }),
    { numRuns: 50 },
  );
  const classes = ["product", "order", "shipping"] as const;
  const worst = Array.from({ length: 30 }, (_, place): Combining => {
    const own = classes[place % 3] ?? "order";
    const combinesWith = { product: true, order: true, shipping: true, [own]: false };
    return { class: own, combinesWith };
  });
  expect(stacksOf(worst)).toHaveLength(1000);
});

/** Every subset, looked at. */
function maximalSubsets(discounts: readonly Combining[]): string[] {
  const combine = (a: Combining, b: Combining) =>
    a.combinesWith[b.class] && b.combinesWith[a.class];
  const subsets = Array.from({ length: 2 ** discounts.length }, (_, bits) =>
    discounts.flatMap((_, place) => (bits & (2 ** place) ? [place] : [])),
  );
  const isSet = (places: number[]) => {
    const all = discounts.filter((_, place) => places.includes(place));
    return all.every((one) => all.every((other) => one === other || combine(one, other)));
  };
  return subsets
    .filter(isSet)
    .filter((places) => places.length > 0)
    .filter((places) =>
      discounts.every((_, place) => places.includes(place) || !isSet([...places, place])),
    )
    .map((places) => places.join());
}

function byPlaces(a: number[], b: number[]): number {
  const at = a.findIndex((place, index) => place !== b[index]);
  return (a[at] ?? -1) - (b[at] ?? -1);
}
