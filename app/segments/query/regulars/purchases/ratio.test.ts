import fc from "fast-check";
import { expect, test } from "vitest";
import { ratioOf } from "./ratio.ts";

const minor = fc.integer({ min: 0, max: 9_000_000_000_000 });

test("a share without anything to share is missing", () => {
  expect([ratioOf(0, 0), ratioOf(5, 0), ratioOf(5, -1)]).toEqual([null, null, null]);
});

test("nothing alone is 0, and all alone is 1", () => {
  fc.assert(
    fc.property(minor, minor, (part, rest) => {
      const ratio = ratioOf(part, part + rest);
      expect(ratio === 0).toBe(part === 0 && rest > 0);
      expect(ratio === 1_000_000).toBe(rest === 0 && part > 0);
    }),
  );
});

test("a share is at least a limit exactly if the amounts say so", () => {
  fc.assert(
    fc.property(minor, minor, fc.integer({ min: 2, max: 1_000_000 }), (part, rest, limit) => {
      const of = part + rest;
      const ratio = ratioOf(part, of) ?? -1;
      expect(ratio >= limit).toBe(
        of > 0 && BigInt(part) * 1_000_000n >= BigInt(limit) * BigInt(of),
      );
    }),
  );
});
