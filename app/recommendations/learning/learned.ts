import { z } from "zod";
import { BASELINES } from "../evaluation/baselines.ts";

const Method = z.enum(["engine", ...BASELINES]);
const share = z.number();

/** How good each method was with customers' last orders, which had been kept from it. Shares from 0 to 1. */
export const ShopEvaluation = z.object({
  /** Customers whose last order was to be foretold; customers, days of buying and products that it was learned from. */
  judged: z.int(),
  customers: z.int(),
  orders: z.int(),
  products: z.int(),
  learnedFrom: z.int(),
  uses: Method,
  methods: z.array(
    z.object({
      method: Method,
      at: z.array(
        z.object({
          k: z.int(),
          ...{ recall: share, recallLow: share, recallHigh: share },
          ...{ ndcg: share, ndcgLow: share, ndcgHigh: share },
          ...{ hitRate: share, hitRateLow: share, hitRateHigh: share, coverage: share },
        }),
      ),
    }),
  ),
  /** What is used against the best of the others at ten: by how much more it finds, with its interval. */
  versus: z
    .object({ method: Method, difference: z.number(), low: z.number(), high: z.number() })
    .nullable(),
  /** What was left out for time's or memory's sake. */
  cut: z.array(z.string()),
});
export type ShopEvaluation = z.infer<typeof ShopEvaluation>;

/** What is needed to rank: the method with its settings, and the engine's blend. */
export const Learned = z.object({
  method: Method,
  setting: z.record(z.string(), z.number()),
  weights: z.array(z.number()),
  evaluation: ShopEvaluation,
});
export type Learned = z.infer<typeof Learned>;
