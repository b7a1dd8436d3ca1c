import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amountText, dayText, readAmount, readDay } from "./field-values.ts";

describe("values of a file", () => {
  test("days are read as they are written", () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), (day) => {
        expect(readDay(dayText(day))).toBe(day);
      }),
    );
  });

  test.each(["2026-02-30", "2026-13-01", "26-01-01", "2026-1-1", "2026-03-10T00:00", "", "today"])(
    "%j is no day",
    (text) => {
      expect(readDay(text)).toBeNull();
    },
  );

  test("amounts come back as they were", () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 14), max: 10 ** 14 }), (amount) => {
        expect(readAmount(amountText(amount))).toBe(amount);
      }),
    );
    expect(amountText(125_000)).toBe("12.50");
    expect(amountText(-5)).toBe("-0.0005");
    expect(readAmount("0.1")).toBe(1000);
  });

  test.each(["", "1,50", "1.23456", "abc", "1e5", "$5", "NaN", " 1", "1.", ".5", "123456789012"])(
    "%j is no amount",
    (text) => {
      expect(readAmount(text)).toBeNull();
    },
  );
});
