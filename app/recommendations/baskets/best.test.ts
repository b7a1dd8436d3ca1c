import fc from "fast-check";
import { expect, test } from "vitest";
import { keepBest } from "./best.ts";

test("the best are those that sorting all would give, equal scores by the lower number", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 }),
      fc.nat(70),
      (values, wanted) => {
        const expected = values
          .map((score, number) => ({ score, number }))
          .sort((a, b) => b.score - a.score || a.number - b.number)
          .slice(0, wanted)
          .map(({ number }) => number);
        const among = Int32Array.from(values.keys()).reverse();
        const kept = keepBest(Float64Array.from(values), among, among.length, wanted);
        expect([...among.subarray(0, kept)].sort((a, b) => a - b)).toEqual(
          expected.sort((a, b) => a - b),
        );
      },
    ),
  );
});
