import type { Measure } from "#app/segments/objectives.ts";
import type { Habits } from "./habits.ts";
import type { Moves } from "./moves.server.ts";

/** The number a segment is judged by; null where there is nothing to take it of. */
export function measured(
  measure: Measure,
  {
    members,
    recent,
    moves,
  }: { members: number; recent: Habits["recent"]; moves: readonly Moves[] },
): number | null {
  switch (measure) {
    case "members":
      return members;
    case "ordering-share":
      return members === 0 ? null : recent.orderingShare;
    case "net-per-member":
      return members === 0 ? null : recent.netPerCustomer;
    case "full-price-share":
      return recent.fullPriceShare;
    case "came-back": {
      const left = moves.reduce((total, { went }) => total + went, 0);
      const byOrder = moves.find(({ cause }) => cause === "order")?.went ?? 0;
      return left === 0 ? null : byOrder / left;
    }
  }
}
