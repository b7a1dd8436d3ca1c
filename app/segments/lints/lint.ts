import type { Query } from "#app/segments/query/query.ts";
import type { Clock } from "#app/segments/query/spans.ts";

/** What may be wrong with a segment although its query is right. */
export interface Finding {
  code:
    | "too-broad"
    | "too-few"
    | "near-duplicate"
    | "too-small-to-measure"
    | "only-demographic"
    | "stale-date"
    | "deleted-product"
    | "over-shopify-caps"
    | "protected-ground"
    | "reversed-between";
  /** What is so, with its numbers. */
  message: string;
  /** What to do about it. */
  advice: string;
  /** No offer may use the segment before the merchant has said that they know. */
  needsAcknowledgement?: true;
}

/** A segment, and of its shop what the lints look at. */
export interface Linted {
  query: Query;
  /** As it was typed: Shopify counts its characters. */
  text: string;
  /** Null while it has not been filled yet. */
  members: number | null;
  /** All customers of the shop, and the share of its buyers who order in a month. */
  customers: number;
  monthlyOrderingShare: number;
  clock: Clock;
  /** Products that the query names and the shop has no more. */
  deletedProducts: readonly number[];
  others: readonly { name: string; members: number; shared: number }[];
}

export type Lint = (linted: Linted) => Finding[];
