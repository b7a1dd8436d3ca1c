import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { importProgress, type ImportStep } from "./home.ts";

const step = (
  resource: ImportStep["resource"],
  saved: number,
  expected: number | null,
): ImportStep => ({
  resource,
  saved,
  expected,
  state: "saving",
});

describe("the progress of an import", () => {
  test("an estimate follows the speed so far", () => {
    const steps = [step("products", 10, 10), step("customers", 10, 10), step("orders", 0, 100)];
    const { share, remainingMs } = importProgress(steps, { startedAt: 0, now: 40_000 });
    expect(share).toBeCloseTo(0.4);
    expect(remainingMs).toBe(60_000);
  });

  test("nothing is guessed before anything was saved", () => {
    const steps = [step("products", 0, 10), step("orders", 0, null)];
    expect(importProgress(steps, { startedAt: 0, now: 9_000 }).remainingMs).toBeNull();
  });

  test("an import that is done is whole, whatever was expected", () => {
    const done: ImportStep = { resource: "orders", state: "done", saved: 7, expected: 9 };
    const progress = importProgress([done], { startedAt: 0, now: 1 });
    expect(progress).toMatchObject({ share: 1, isRunning: false, remainingMs: null });
  });

  test("the share is never below nothing or above the whole", () => {
    const steps = fc.array(
      fc.record({
        resource: fc.constantFrom("products", "customers", "orders"),
        state: fc.constantFrom("waiting", "running", "saving", "done", "failed"),
        saved: fc.nat(),
        expected: fc.option(fc.nat()),
      }),
    );
    fc.assert(
      fc.property(steps, fc.nat(), (given, now) => {
        const { share, remainingMs } = importProgress(given, { startedAt: 0, now });
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
        expect(remainingMs ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
