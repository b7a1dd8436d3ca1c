import { expect, test } from "vitest";
import { viabilityOf } from "./viability.ts";

const recent = { orderingShare: 0.2, netPerCustomer: 500, fullPriceShare: null };
const judged = {
  ...{ members: 100, customers: 1_000, habits: { reachableShare: 0.5, recent }, shop: { recent } },
  sizes: [
    { day: 100, members: 90 },
    { day: 120, members: 95 },
    { day: 150, members: 100 },
  ],
  hasObjective: true,
};
type Judged = Parameters<typeof viabilityOf>[0];

const verdicts = (given: Partial<Judged> = {}) =>
  Object.fromEntries(viabilityOf({ ...judged, ...given }).map(({ rule, holds }) => [rule, holds]));

test("a segment that keeps all five rules is worth having", () => {
  expect(Object.values(verdicts())).toEqual([true, true, true, true, true]);
});

test("each rule fails by its own number", () => {
  expect(verdicts({ members: 49 }).substantial).toBe(false);
  expect(verdicts({ customers: 10_001 }).substantial).toBe(false);
  expect(verdicts({ habits: { recent, reachableShare: 0.49 } }).reachable).toBe(false);
  const poorer = { recent: { ...recent, netPerCustomer: 499 }, reachableShare: 1 };
  expect(verdicts({ habits: poorer }).profitable).toBe(false);
  expect(verdicts({ sizes: [...judged.sizes, { day: 151, members: 94 }] }).growing).toBe(false);
  expect(verdicts({ hasObjective: false })["has-objective"]).toBe(false);
});

test("what nobody can tell yet is not guessed", () => {
  expect(verdicts({ members: 0 })).toMatchObject({ reachable: null, profitable: null });
  expect(verdicts({ sizes: [] }).growing).toBeNull();
  expect(verdicts({ sizes: judged.sizes.slice(-1) }).growing).toBeNull();
});

test("growth looks a month back, or as far as there is", () => {
  const growing = (sizes: Judged["sizes"]) =>
    viabilityOf({ ...judged, sizes }).find(({ rule }) => rule === "growing")?.figures;
  expect(growing(judged.sizes)).toEqual({ members: 100, before: 95, days: 30 });
  expect(growing(judged.sizes.slice(1, 2).concat({ day: 127, members: 97 }))).toEqual({
    ...{ members: 97, before: 95, days: 7 },
  });
});
