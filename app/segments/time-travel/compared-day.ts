import type { Late, MembersOnDay } from "./members-on-day.ts";

/** A past day's members by purchases beside those that were kept, as a page shows it. */
export type ComparedDay =
  | Exclude<MembersOnDay, { kind: "known" }>
  | {
      kind: "known";
      query: string;
      members: number;
      kept: number;
      differences: number;
      /** How many differ for each reason; a customer may have several. */
      because: { late: Late | "unexplained"; customers: number }[];
      today: string[];
    };

/** The figures of it alone: customers by the thousand are no matter for a page. */
export function comparedDay(found: MembersOnDay): ComparedDay {
  if (found.kind !== "known") return found;
  const reasons = found.differences.flatMap(({ because }): (Late | "unexplained")[] =>
    because.length === 0 ? ["unexplained"] : because,
  );
  const counted = Map.groupBy(reasons, (late) => late);
  return {
    ...{ kind: "known", query: found.query, members: found.members.length, kept: found.kept },
    ...{ differences: found.differences.length, today: found.today },
    because: [...counted].map(([late, all]) => ({ late, customers: all.length })),
  };
}

export const LATE_WORDS: Record<Late | "unexplained", string> = {
  "late-order": "an order came in on a later day",
  "order-edited-later": "an order was changed later",
  "merged-later": "they were merged later",
  "customer-changed-later": "they were changed later",
  "not-refreshed-that-day": "nothing was refreshed on that day",
  unexplained: "nothing that we hold says why",
};
