import type { Habits } from "./habits.ts";

/** Whether a segment is worth having, by five rules (Kotler's tests of a segment, with our numbers). */
export interface Viability {
  rule: "substantial" | "reachable" | "profitable" | "growing" | "has-objective";
  /** Null: nobody can tell yet. */
  holds: boolean | null;
  /** The numbers that decide it. */
  figures:
    | { members: number; share: number }
    | { share: number }
    | { net: number; shopNet: number }
    | { members: number; before: number; days: number }
    | null;
}

export const SUBSTANTIAL = { members: 50, share: 0.01 };
export const REACHABLE_SHARE = 0.5;
/** A size is compared with one of so long ago, or of as long ago as there is, at least a week. */
export const GROWTH_DAYS = { wanted: 30, least: 7 };

interface Judged {
  members: number;
  customers: number;
  habits: Pick<Habits, "reachableShare" | "recent">;
  shop: Pick<Habits, "recent">;
  /** Sizes kept, oldest first. */
  sizes: readonly { day: number; members: number }[];
  hasObjective: boolean;
}

export function viabilityOf({
  members,
  customers,
  habits,
  shop,
  sizes,
  hasObjective,
}: Judged): Viability[] {
  const share = customers === 0 ? 0 : members / customers;
  const [net, shopNet] = [habits.recent.netPerCustomer, shop.recent.netPerCustomer];
  return [
    {
      rule: "substantial",
      holds: members >= SUBSTANTIAL.members && share >= SUBSTANTIAL.share,
      figures: { members, share },
    },
    {
      rule: "reachable",
      holds: members === 0 ? null : habits.reachableShare >= REACHABLE_SHARE,
      figures: { share: habits.reachableShare },
    },
    {
      rule: "profitable",
      holds: members === 0 ? null : net >= shopNet,
      figures: { net, shopNet },
    },
    growing(sizes),
    { rule: "has-objective", holds: hasObjective, figures: null },
  ];
}

function growing(sizes: Judged["sizes"]): Viability {
  const now = sizes.at(-1);
  const wanted = now ? now.day - GROWTH_DAYS.wanted : 0;
  const before = sizes.findLast(({ day }) => day <= wanted) ?? sizes[0];
  const days = now && before ? now.day - before.day : 0;
  if (!now || !before || days < GROWTH_DAYS.least) {
    return { rule: "growing", holds: null, figures: null };
  }
  return {
    rule: "growing",
    holds: now.members >= before.members,
    figures: { members: now.members, before: before.members, days },
  };
}
