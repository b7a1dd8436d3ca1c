import { describe, expect, test } from "vitest";
import { whatNeedsAttention, type Running } from "./attention.ts";

const NOW = 1_000_000_000;
const well: Running = {
  now: NOW,
  hasAllOrders: true,
  isDiskFull: false,
  workerSeenAt: NOW - 5_000,
  deadJobs: 0,
  failedImports: [],
  failedStages: [],
  faultySegments: [],
  faultyOffers: [],
  drift: { at: NOW, missing: 0, stale: 0, extra: 0 },
  segmentsAsOf: NOW - 3_600_000,
};
const titles = (running: Partial<Running>) =>
  whatNeedsAttention({ ...well, ...running }).map(({ title }) => title);

describe("what needs attention", () => {
  test("nothing does when all is well", () => {
    expect(titles({})).toEqual([]);
  });

  test.each<[string, Partial<Running>]>([
    ["the worker does not run", { workerSeenAt: NOW - 120_000 }],
    ["the worker does not run", { workerSeenAt: null }],
    ["The disk of the app is full", { isDiskFull: true, workerSeenAt: null }],
    ["The import of orders stopped", { failedImports: [{ resource: "orders", fault: null }] }],
    ["Only orders of the last 60 days", { hasAllOrders: false }],
    ["Segments are more than a day old", { segmentsAsOf: NOW - 27 * 3_600_000 }],
    ["found differences", { drift: { at: NOW, missing: 1, stale: 0, extra: 0 } }],
    ["One piece of work was given up", { deadJobs: 1 }],
  ])("%s", (title, running) => {
    expect(titles(running)).toEqual([expect.stringContaining(title)]);
  });

  test("a fault is told in its words, without its code", () => {
    const [told] = whatNeedsAttention({
      ...well,
      failedStages: [{ stage: "publish", fault: "shopify_unavailable: Shopify does not answer" }],
    });
    expect(told?.advice).toMatch(/^Shopify does not answer\. /);
    expect(told?.advice).not.toContain("shopify_unavailable");
  });

  test("the worst comes first", () => {
    expect(titles({ hasAllOrders: false, deadJobs: 2, workerSeenAt: null })[0]).toContain("worker");
  });
});
