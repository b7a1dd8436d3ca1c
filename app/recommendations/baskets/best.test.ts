import fc from "fast-check";
import { expect, test } from "vitest";
import { bestPicker, keepBest } from "./best.ts";

test("the best are those that sorting all would give, equal scores by the lower number", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 }),
      fc.nat(12),
      (values, wanted) => {
        const all = Int32Array.from(values.keys()).reverse();
        const expected = values
          .map((score, number) => ({ score, number }))
          .sort((a, b) => b.score - a.score || a.number - b.number)
          .slice(0, Math.min(wanted, 10))
          .map(({ number }) => number);
        const pick = bestPicker(10);
        const scores = Float64Array.from(values);
        expect([...pick(scores, all, all.length, wanted)]).toEqual(expected);
        expect([...pick(scores, all, all.length, wanted)]).toEqual(expected);
        const kept = keepBest(scores, all, all.length, Math.min(wanted, 10));
        expect([...all.subarray(0, kept)].sort()).toEqual([...expected].sort());
      },
    ),
  );
});
