import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MoneyInvalid, minorUnits, minorUnitsOf } from "./money.ts";

describe("minorUnits", () => {
  test.each([
    ["10.99", "EUR", 1099],
    ["10.9", "EUR", 1090],
    ["10", "EUR", 1000],
    ["-0.05", "EUR", -5],
    ["-0.00", "EUR", 0],
    ["1200.0", "JPY", 1200],
    ["1.234", "KWD", 1234],
    ["1.2340", "KWD", 1234],
    ["90071992547409.91", "EUR", Number.MAX_SAFE_INTEGER],
  ])("%s %s is %d", (amount, currency, minor) => {
    expect(minorUnits(amount, currency)).toBe(minor);
  });

  test("every amount in any spelling is read to the last minor unit", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.nat(4), (minor, zeros) => {
        const digits = String(Math.abs(minor)).padStart(3, "0");
        const text = `${minor < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}${"0".repeat(zeros)}`;
        expect(minorUnits(text, "EUR")).toBe(minor);
      }),
    );
  });

  test.each([
    "",
    "-",
    ".",
    "1.",
    ".5",
    "-.5",
    "1.001",
    "1..0",
    "1e3",
    "1,00",
    " 1",
    "1 ",
    "--1",
    "+1",
    "1.-5",
  ])("%j is not an amount of EUR", (amount) => {
    expect(() => minorUnits(amount, "EUR")).toThrow(MoneyInvalid);
  });

  test.each(["90071992547409.92", "99999999999999999999"])("%s EUR is too large", (amount) => {
    expect(() => minorUnits(amount, "EUR")).toThrow("too large");
  });
});

test.each([
  [" 12,50 ", "EUR", 1250],
  ["12.5", "EUR", 1250],
  ["1.000", "EUR", 100],
  ["1,000", "EUR", null],
  ["1,000", "JPY", null],
  ["1,000", "KWD", 1000],
  ["1,000.00", "EUR", null],
  ["twelve", "EUR", null],
])("what a merchant typed as %j %s is %s", (typed, currency, minor) => {
  expect(minorUnitsOf(typed, currency)).toBe(minor);
});
