import type { Random } from "../random.ts";
import type { Habit } from "./habits.ts";

export interface Code {
  code: string;
  percent: number;
}

/** What was on offer in a month, counted from 0 as UTC has it. */
const OF_MONTH: Readonly<Record<number, Code>> = {
  0: { code: "NEWYEAR15", percent: 15 },
  5: { code: "SUMMER15", percent: 15 },
  7: { code: "LATESUMMER10", percent: 10 },
  10: { code: "BLACKFRIDAY20", percent: 20 },
};

/** The discount code that an order used: bargain hunters nearly always, wholesale its own, others now and then. */
export function codeFor(
  habit: Habit["name"],
  nth: number,
  at: number,
  random: Random,
): Code | null {
  if (habit === "wholesale") return { code: "TRADE25", percent: 25 };
  const offered = OF_MONTH[new Date(at).getUTCMonth()];
  if (habit === "bargains")
    return random.chance(0.9) ? (offered ?? { code: "WELCOME10", percent: 10 }) : null;
  if (nth === 0 && random.chance(0.16)) return { code: "WELCOME10", percent: 10 };
  return offered && random.chance(0.22) ? offered : null;
}
