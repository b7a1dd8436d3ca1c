import type { Candidates } from "./candidates.ts";
import type { Learned } from "./learned.ts";
import type { ShopPurchases } from "./shop-purchases.ts";

/** What the thread is started with: without `learned` it learns first. */
export interface EngineStart {
  purchases: ShopPurchases;
  learned: Learned | null;
  /** For how many customers it will be asked. */
  asked: number;
}

/** What it answers: once what was learned, then for every list of customers their candidates. */
export type EngineAnswer =
  { kind: "learned"; learned: Learned } | { kind: "candidates"; candidates: Candidates };
