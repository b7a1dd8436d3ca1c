import { basketsOf } from "../baskets/baskets.ts";
import { learnBlend } from "../engine/blend.ts";
import { intervalOf } from "../evaluation/bootstrap.ts";
import { type MethodResult, evaluate } from "../evaluation/evaluate.ts";
import { someOf } from "../evaluation/random.ts";
import type { Learned, ShopEvaluation } from "./learned.ts";
import type { ShopPurchases } from "./shop-purchases.ts";

const SHOWN_AT = [4, 8, 10, 20];
const COMPARED_AT = 10;
const MOST_JUDGED = 3000;
/** Always the same: same purchases, same outcome. */
const SEED = 1;
const SECONDS = 600;

/**
 * Holds out the last order of some customers, learns from the rest how to blend, and says how well each method foretold
 * what was held out. What is used is what did best with other customers' last orders, not with those.
 */
export function learnShop({ baskets }: ShopPurchases, now: () => number): Learned {
  const again = Array.from({ length: baskets.users }, (_, user) => user).filter((user) => {
    const [first, end] = basketsOf(baskets, user);
    return end - first >= 2;
  });
  const judged = someOf(again, Math.min(MOST_JUDGED, Math.ceil(again.length / 2)), SEED);
  const counts = {
    judged: judged.length,
    customers: baskets.users,
    orders: baskets.lineStart.length - 1,
    products: baskets.items,
  };
  if (judged.length === 0) {
    const evaluation: ShopEvaluation = {
      ...counts,
      learnedFrom: 0,
      uses: "engine",
      methods: [],
      versus: null,
      cut: [],
    };
    return { method: "engine", setting: {}, weights: [...learnBlend([]).weights], evaluation };
  }
  const began = now();
  const { results, plan } = evaluate(
    baskets,
    { folds: [judged], ks: SHOWN_AT, ideal: "capped", seed: SEED, timeBudget: SECONDS },
    { spent: () => now() - began, peakMemory: () => 0 },
  );
  const engine = results.find(({ method }) => method === "engine");
  const method = engine?.uses[0] ?? "engine";
  return {
    method,
    setting: results.find((one) => one.method === method)?.settings[0] ?? {},
    weights: [...(engine?.blends[0] ?? learnBlend([])).weights],
    evaluation: {
      ...counts,
      judged: engine?.judged[0] ?? 0,
      learnedFrom: engine?.learnedFrom[0] ?? 0,
      uses: method,
      methods: results.map((one) => ({ method: one.method, at: one.at.map(inShort) })),
      versus: versusBest(results, method),
      cut: plan.cut,
    },
  };
}

function inShort({ k, mean, interval, coverage }: MethodResult["at"][number]) {
  const [recallLow, recallHigh] = interval.recall;
  const [ndcgLow, ndcgHigh] = interval.ndcg;
  const [hitRateLow, hitRateHigh] = interval.hitRate;
  return {
    ...{ k, ...mean, coverage },
    ...{ recallLow, recallHigh, ndcgLow, ndcgHigh, hitRateLow, hitRateHigh },
  };
}

/** What is used against the best of the other methods, customer by customer. */
function versusBest(results: readonly MethodResult[], used: MethodResult["method"]) {
  const at = (one: MethodResult | undefined) => one?.at.find(({ k }) => k === COMPARED_AT);
  const mine = at(results.find(({ method }) => method === "engine"));
  const others = results.filter(({ method }) => method !== "engine" && method !== used);
  const best = others.reduce<MethodResult | null>(
    (a, b) => (a === null || (at(b)?.mean.recall ?? 0) > (at(a)?.mean.recall ?? 0) ? b : a),
    null,
  );
  const theirs = best ? at(best) : undefined;
  if (!mine || !best || !theirs) return null;
  const both = Math.min(mine.recalls.length, theirs.recalls.length); // the same customers in the same order
  const differences = mine.recalls
    .subarray(0, both)
    .map((recall, customer) => recall - (theirs.recalls[customer] ?? 0));
  const [low, high] = intervalOf(differences, SEED);
  const difference = mine.mean.recall - theirs.mean.recall;
  return { method: best.method, difference, low, high };
}
