import { beforeAll, describe, expect, test } from "vitest";
import { isHeldOut } from "./holdout.ts";

const CUSTOMERS = 100_000;
const OFFERS = 50;
const SHARES = [500, 1_000, 2_000, 3_000, 5_000];
/** Shopify's own numbers are multiples of 32 and far from zero; a few are not. */
const customerIdOf = (n: number) => (n % 10 === 0 ? n + 1 : 7_012_345_678_912 + n * 32);

const offers = Array.from({ length: OFFERS }, (_, n) => ({
  handle: `o-${(n * 7_919 + 123_457).toString(36).padStart(6, "0")}`,
  holdoutBasisPoints: SHARES[n % SHARES.length] ?? 0,
}));
const assign = (offer: (typeof offers)[number]) =>
  Uint8Array.from({ length: CUSTOMERS }, (_, n) => Number(isHeldOut(offer, customerIdOf(n))));

describe(`${CUSTOMERS} customers and ${OFFERS} offers`, () => {
  let heldOut: Uint8Array[];
  beforeAll(() => {
    heldOut = offers.map(assign);
  }, 120_000);

  /** Of a standard normal, two-sided: a thousandth among all of them, by Bonferroni. */
  test("the share kept from each offer is within its confidence interval", () => {
    const zOfAll = 4.27;
    for (const [n, { holdoutBasisPoints }] of offers.entries()) {
      const share = holdoutBasisPoints / 10_000;
      const count = heldOut[n]?.reduce((sum, one) => sum + one, 0) ?? 0;
      const spread = Math.sqrt(CUSTOMERS * share * (1 - share));
      expect(Math.abs(count - CUSTOMERS * share) / spread).toBeLessThan(zOfAll);
    }
  });

  test("who is kept from one offer says nothing of who is kept from another", () => {
    const statistics = heldOut.flatMap((one, n) =>
      heldOut.slice(n + 1).map((other) => chiSquare(one, other)),
    );
    const pairs = (OFFERS * (OFFERS - 1)) / 2;
    expect(statistics).toHaveLength(pairs);
    // A thousandth among all pairs, by Bonferroni: 1 degree of freedom, 0.001 / 1,225.
    expect(Math.max(...statistics)).toBeLessThan(24.3);
    // Pairwise independent, their sum has mean `pairs` and variance 2 `pairs`.
    const sum = statistics.reduce((all, one) => all + one, 0);
    expect(Math.abs(sum - pairs) / Math.sqrt(2 * pairs)).toBeLessThan(3.3);
  });

  test("the answer is the same again, and in whatever order it is asked", () => {
    const [offer] = offers;
    if (!offer) throw new Error("there are offers");
    for (let n = CUSTOMERS - 1; n >= 0; n -= 97) {
      expect(Number(isHeldOut(offer, customerIdOf(n)))).toBe(heldOut[0]?.[n]);
    }
  });

  test("a larger share keeps out whom a smaller one keeps out, and some more", () => {
    for (let n = 0; n < 2_000; n++) {
      const held = [0, ...SHARES, 10_000].map((holdoutBasisPoints) =>
        isHeldOut({ handle: "o-abcdef", holdoutBasisPoints }, customerIdOf(n)),
      );
      expect(held).toEqual(held.toSorted());
      expect([held[0], held.at(-1)]).toEqual([false, true]);
    }
  });
});

/** Pearson's, of a table of two by two. */
function chiSquare(one: Uint8Array, other: Uint8Array): number {
  const counts = [0, 0, 0, 0];
  for (let n = 0; n < one.length; n++) {
    const cell = (one[n] ?? 0) * 2 + (other[n] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  const [neither = 0, onlyOther = 0, onlyOne = 0, both = 0] = counts;
  const margins =
    (neither + onlyOther) * (onlyOne + both) * (neither + onlyOne) * (onlyOther + both);
  return (one.length * (neither * both - onlyOther * onlyOne) ** 2) / margins;
}
