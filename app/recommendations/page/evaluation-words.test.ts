import { expect, test } from "vitest";
import type { ShopEvaluation } from "../learning/learned.ts";
import { evaluationSentences } from "./evaluation-words.ts";

const numbers = {
  count: (value: number) => String(value),
  percent: (share: number) => `${(100 * share).toFixed(1)}%`,
};
const at = {
  ...{ k: 10, recall: 0.2, recallLow: 0.19, recallHigh: 0.21, ndcg: 0.3, ndcgLow: 0.2 },
  ...{ ndcgHigh: 0.4, hitRate: 0.76, hitRateLow: 0.74, hitRateHigh: 0.78, coverage: 0.5 },
};
const evaluation: ShopEvaluation = {
  ...{ judged: 1000, customers: 4000, orders: 16000, products: 3000, learnedFrom: 500 },
  ...{ uses: "engine", methods: [{ method: "engine", at: [at] }], cut: [] },
  versus: { method: "tifuKnn", difference: 0.01, low: 0.005, high: 0.015 },
};

test("what it comes to is said first, with how sure it is, and what it rests on", () => {
  const [found, how, versus] = evaluationSentences(evaluation, numbers);
  expect(found).toContain("76.0% of customers find one that they bought next (74.0% to 78.0%)");
  expect(how).toContain("1000 customers was held back");
  expect(versus).toContain("1.0 points more of what they bought than the next best");
});

test("that a baseline is better is said, and that it is used", () => {
  const text = evaluationSentences({ ...evaluation, uses: "personalTop" }, numbers).join(" ");
  expect(text).toContain("In use: each customer's own most bought.");
});

test("what was left out for time's or memory's sake is said", () => {
  const cut = ["similar users are looked for among 5 of 9, for time's sake"];
  expect(evaluationSentences({ ...evaluation, cut }, numbers)).toContain(
    "To stay within time and memory, similar customers are looked for among 5 of 9, for time's sake.",
  );
});

test("what cannot be told is not told", () => {
  const versus = { method: "upCf", difference: 0.01, low: -0.01, high: 0.03 } as const;
  const few = evaluationSentences({ ...evaluation, judged: 20, versus }, numbers).join(" ");
  expect(few).toContain("cannot be told yet");
  expect(few).toContain("These are few");
  expect(evaluationSentences({ ...evaluation, judged: 0, methods: [] }, numbers)).toEqual([
    expect.stringContaining("Nobody has ordered twice yet"),
  ]);
});
