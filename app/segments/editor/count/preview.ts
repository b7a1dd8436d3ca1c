import type { QueryError } from "../../query/query-error.ts";

/** What a query as typed means right now. */
export type Preview = Counted | { kind: "refused"; errors: readonly QueryError[] };

export interface Counted {
  kind: "counted";
  members: number;
  customers: number;
  /** Whether `members` was estimated. */
  isEstimate: boolean;
  /** Where the true number lies in 19 of 20 cases. */
  between: readonly [least: number, most: number];
  asOf: number;
  /** Who would come and go by saving; null for a new segment. */
  moves: { join: number; leave: number } | null;
  /** What is right, and surely not what was meant. */
  warnings: readonly string[];
}
