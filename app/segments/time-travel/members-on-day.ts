/**
 * What made the members that were kept differ from those that purchases tell now: an order that we learned of on a later
 * day; one that was changed later in a way that is not kept; a customer who was merged, or changed where the query reads
 * what is taken from today; or that nothing was refreshed on that day.
 */
export type Late =
  | ("late-order" | "order-edited-later" | "merged-later" | "customer-changed-later")
  | "not-refreshed-that-day";

export interface Difference {
  customerId: number;
  wasKept: boolean;
  /** Empty: nothing that we hold explains it. */
  because: Late[];
}

export type MembersOnDay =
  | {
      kind: "known";
      day: number;
      /** The segment's query of that day. */
      query: string;
      /** Members by the purchases of that day as we know them now. */
      members: number[];
      kept: number;
      differences: Difference[];
      /** Filters that were taken as they are today. */
      today: string[];
    }
  /** The segment was made, or first filled, after that day. */
  | { kind: "not-kept" }
  | { kind: "query-refused"; message: string }
  | { kind: "missing" };
