import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bgNbdLikelihood,
  expectedOfNew,
  expectedPurchases,
  fitBgNbd,
  probabilityAlive,
  type BgNbd,
} from "./bg-nbd.ts";
import { logGamma } from "./special-functions.ts";

const rate = fc.double({ min: 0.05, max: 8, noNaN: true });
const models = fc.record({ r: rate, alpha: rate, a: rate, b: rate });
const buyings = fc
  .record({
    repeats: fc.integer({ min: 0, max: 60 }),
    share: fc.double({ min: 0.01, max: 1, noNaN: true }),
    age: fc.double({ min: 1, max: 200, noNaN: true }),
  })
  .map(({ repeats, share, age }) => ({ repeats, last: repeats > 0 ? share * age : 0, age }));

/** The published fit to CDNOW. */
const PUBLISHED: BgNbd = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };

describe("BG/NBD", () => {
  test("the likelihood's slopes are its slopes", () => {
    fc.assert(
      fc.property(models, fc.array(buyings, { minLength: 1, maxLength: 5 }), (model, some) => {
        const patterns = some.map((buying) => ({ ...buying, customers: 2 }));
        const { gradient } = bgNbdLikelihood(model, patterns);
        const step = 1e-5;
        for (const [i, name] of (["r", "alpha", "a", "b"] as const).entries()) {
          const beside = (by: number) =>
            bgNbdLikelihood({ ...model, [name]: model[name] * Math.exp(by) }, patterns).value;
          const slope = (beside(step) - beside(-step)) / (2 * step);
          expect(Math.abs((gradient[i] ?? NaN) - slope)).toBeLessThan(1e-4 * (1 + Math.abs(slope)));
        }
      }),
    );
  });

  test("counting equal customers changes no likelihood", () => {
    fc.assert(
      fc.property(models, buyings, fc.integer({ min: 1, max: 9 }), (model, buying, customers) => {
        const one = bgNbdLikelihood(model, [{ ...buying, customers: 1 }]).value;
        const all = bgNbdLikelihood(model, [{ ...buying, customers }]).value;
        expect(all).toBeCloseTo(customers * one, 8);
      }),
    );
  });

  test("the expectation is the integral over the chance to die", () => {
    fc.assert(
      fc.property(
        // Where the integrand has no poles at the ends, so that a plain sum is exact enough.
        fc.record({
          r: rate,
          alpha: rate,
          a: fc.double({ min: 2, max: 8, noNaN: true }),
          b: fc.double({ min: 2, max: 8, noNaN: true }),
        }),
        buyings,
        fc.double({ min: 0.1, max: 300, noNaN: true }),
        (model, buying, time) => {
          const { r, alpha, a, b } = model;
          const { repeats, age } = buying;
          const logBeta = logGamma(a) + logGamma(b + repeats) - logGamma(a + b + repeats);
          const cells = 20_000;
          let ifAlive = 0;
          for (let i = 0; i < cells; i++) {
            const p = (i + 0.5) / cells;
            const density = (a - 1) * Math.log(p) + (b + repeats - 1) * Math.log1p(-p) - logBeta;
            const dead = 1 - ((alpha + age) / (alpha + age + p * time)) ** (r + repeats);
            ifAlive += (Math.exp(density) * dead) / p / cells;
          }
          const expected = ifAlive * probabilityAlive(model, buying);
          const got = expectedPurchases(model, buying, time);
          expect(Math.abs(got - expected)).toBeLessThan(1e-4 * (1 + expected));
        },
      ),
      { numRuns: 20 },
    );
  });

  test("a chance is a chance, and silence lowers it", () => {
    fc.assert(
      fc.property(models, buyings, rate, (model, buying, silence) => {
        const now = probabilityAlive(model, buying);
        const later = probabilityAlive(model, { ...buying, age: buying.age + silence });
        expect(now).toBeLessThanOrEqual(1);
        expect(later).toBeGreaterThanOrEqual(0);
        expect(later).toBeLessThanOrEqual(now);
      }),
    );
  });

  test("more time brings no fewer purchases, none brings none, and all are finite", () => {
    fc.assert(
      fc.property(models, buyings, rate, rate, (model, buying, time, more) => {
        expect(expectedPurchases(model, buying, 0)).toBeCloseTo(0, 6);
        const sooner = expectedPurchases(model, buying, time);
        expect(Number.isFinite(sooner)).toBe(true);
        expect(expectedPurchases(model, buying, time + more)).toBeGreaterThanOrEqual(
          sooner - 1e-7 * (1 + sooner),
        );
      }),
    );
  });

  test("customers who are all alike are expected to buy what the two chances say", () => {
    // Without differences: rate 0.3 a unit, a tenth dies after each purchase. E = P(alive) (1 - e^(-rate p t)) / p.
    const alike: BgNbd = { r: 3e6, alpha: 1e7, a: 1e6, b: 9e6 };
    fc.assert(
      fc.property(buyings, fc.double({ min: 0.1, max: 5000, noNaN: true }), (buying, time) => {
        const expected = (1 - Math.exp(-0.3 * 0.1 * time)) / 0.1;
        const got = expectedPurchases(alike, buying, time) / probabilityAlive(alike, buying);
        expect(Math.abs(got / expected - 1)).toBeLessThan(2e-2);
      }),
    );
  });

  test("nothing jumps where a is one", () => {
    const buying = { repeats: 3, last: 20, age: 30 };
    const at = (a: number) => expectedPurchases({ ...PUBLISHED, a }, buying, 39);
    expect(at(1)).toBeCloseTo((at(1 - 1e-3) + at(1 + 1e-3)) / 2, 5);
    expect(expectedOfNew({ ...PUBLISHED, a: 1 }, 39)).toBeCloseTo(
      expectedOfNew({ ...PUBLISHED, a: 1.0001 }, 39),
      3,
    );
  });

  test("the published customer is expected to buy 1.226 times in the next 39 weeks", () => {
    // Fader, Hardie and Lee, Implementing the BG/NBD Model in Excel (2005): x = 2, t_x = 30.43, T = 38.86.
    const buying = { repeats: 2, last: 30.43, age: 38.86 };
    expect(expectedPurchases(PUBLISHED, buying, 39)).toBeCloseTo(1.226, 3);
  });

  test("it fits what it made up itself", () => {
    const random = seeded(11);
    const truth: BgNbd = { r: 1.2, alpha: 6, a: 1.5, b: 4 };
    const patterns = Array.from({ length: 8000 }, () => ({
      ...madeUp(truth, 50, random),
      customers: 1,
    }));
    const fit = fitBgNbd(patterns);
    expect(fit.converged).toBe(true);
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(bgNbdLikelihood(truth, patterns).value);
    expect(fit.r / fit.alpha).toBeCloseTo(truth.r / truth.alpha, 1);
    expect(fit.a / (fit.a + fit.b)).toBeCloseTo(truth.a / (truth.a + truth.b), 1);
  });
});

/** A customer who lives by the model. Shapes are taken as sums of exponentials, so b and a of a Beta by rejection. */
function madeUp({ r, alpha, a, b }: BgNbd, age: number, random: () => number) {
  const lambda = gamma(r, random) / alpha;
  const one = gamma(a, random);
  const death = one / (one + gamma(b, random));
  let last = 0;
  let repeats = 0;
  for (let at = 0; ;) {
    at += -Math.log(1 - random()) / lambda;
    if (at > age) break;
    last = at;
    repeats++;
    if (random() < death) break;
  }
  return { repeats, last, age };
}

/** Marsaglia and Tsang's gamma variate, for shapes above one third. */
function gamma(shape: number, random: () => number): number {
  const d = shape + 1 - 1 / 3;
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const cube = (1 + normal / Math.sqrt(9 * d)) ** 3;
    if (
      cube > 0 &&
      Math.log(1 - random()) < 0.5 * normal ** 2 + d - d * cube + d * Math.log(cube)
    ) {
      return d * cube * (1 - random()) ** (1 / shape);
    }
  }
}

function seeded(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
