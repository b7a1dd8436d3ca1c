import { basketsOf } from "../baskets/baskets.ts";
import { crowdOf } from "../engine/crowd.ts";
import { rankerOf } from "../engine/ranker.ts";
import { planOf } from "../engine/work-plan.ts";
import { type World, baselineOf } from "../evaluation/baselines.ts";
import type { Learned } from "./learned.ts";
import { type ShopPurchases, latestBuyers } from "./shop-purchases.ts";

/** As many products as a customer's shelf is chosen from. */
export const DEPTH = 60;

/** For each customer asked for, DEPTH products by number, best first; -1 where there are no more. */
export interface Candidates {
  item: Int32Array;
  /** The part of the most similar customers' votes that went to it; 0 where nobody was asked. */
  alike: Float32Array;
}

/** What a line of a crowd takes in memory decides how many there may be. */
const MOST_LINES = 6_000_000;
/** For a customer, on one core, and for a small shop in all: a larger crowd would find hardly more. */
const SECONDS_EACH = 0.0007;
const LEAST_SECONDS = 60;

/** Ranks for any of a shop's customers by the method that was learned to be best. */
export function candidatesOf(
  purchases: ShopPurchases,
  learned: Learned,
  asked: number,
): (customers: Int32Array) => Candidates {
  const { baskets } = purchases;
  const known = baskets.basketStart.slice(1);
  const { crowd } = planOf({
    baskets,
    lists: asked,
    folds: 1,
    learners: 0,
    timeBudget: Math.max(LEAST_SECONDS, asked * SECONDS_EACH),
  });
  const members = latestBuyers(purchases, crowd, MOST_LINES);
  const one = rankOne(purchases, learned, known, members);
  return (customers) => {
    const item = new Int32Array(customers.length * DEPTH).fill(-1);
    const alike = new Float32Array(item.length);
    customers.forEach((customer, place) => {
      one(
        customer,
        item.subarray(place * DEPTH, (place + 1) * DEPTH),
        alike.subarray(place * DEPTH),
      );
    });
    return { item, alike };
  };
}

type RankOne = (customer: number, item: Int32Array, alike: Float32Array) => void;

function rankOne(
  purchases: ShopPurchases,
  learned: Learned,
  known: Int32Array,
  members: Int32Array,
): RankOne {
  const { baskets } = purchases;
  if (learned.method !== "engine") {
    const everyone = Int32Array.from({ length: baskets.users }, (_, user) => user);
    const world: World = { baskets, known, members, asked: everyone };
    const lists = baselineOf(learned.method, world, learned.setting);
    return (customer, item) => {
      item.set(lists(customer, DEPTH));
    };
  }
  const crowd = crowdOf(baskets, known, members);
  const rank = rankerOf(crowd, { weights: Float64Array.from(learned.weights), learnedFrom: 0 });
  return (customer, item, alike) => {
    const [first, end] = basketsOf(baskets, customer);
    const ranked = rank(baskets, first, end, crowd.memberOf[customer] ?? -1, DEPTH);
    item.set(ranked.item.subarray(0, ranked.count));
    alike.set(ranked.alike.subarray(0, ranked.count));
  };
}
