import { z } from "zod";

/** Below so many buyers a fifth is a handful. */
export const FEWEST_BUYERS = 100;
/** Below so many days of orders who is away cannot be told from who has had no time to come back. */
export const SHORTEST_DAYS = 182;
/** From this share of one-time buyers on frequency tells nobody apart. */
export const MOST_ONE_TIMERS = 0.9;
/** A measure that gives so few different scores has collapsed. */
export const COLLAPSED_SCORES = 2;
/** From this ratio of the slow tenth's usual gap to the quick tenth's on, one count of days fits few. */
export const WIDEST_RHYTHMS = 8;
/** Below so many customers with a usual gap of their own their spread is not judged. */
export const FEWEST_RHYTHMS = 50;
/** Recent buyers must come back so much more often than the others, or recency says little. */
export const LEAST_LIFT = 1.25;
/** Below so many customers in either half that is not judged. */
export const FEWEST_IN_HALF = 50;

const Half = z.object({ customers: z.number(), returned: z.number() });

/** What is measured of a shop, to say whether RFM means something there. */
export const FitnessFigures = z.object({
  buyers: z.number(),
  oneTimers: z.number(),
  /** Since the first order that we see. */
  historyDays: z.number(),
  hasAllOrders: z.boolean(),
  /** How many different scores buyers have. */
  frequencyScores: z.number(),
  monetaryScores: z.number(),
  /** Of customers with a usual gap of their own: how many, and the gaps of the quick and the slow tenth. */
  rhythms: z.object({ customers: z.number(), quick: z.number(), slow: z.number() }),
  /** On a past day, the more recent half of buyers and the others: who came back within the horizon. */
  recency: z.object({ horizonDays: z.number(), recent: Half, others: Half }),
});
export type FitnessFigures = z.infer<typeof FitnessFigures>;

export const RULES = [
  "few-buyers",
  "short-history",
  "sixty-days",
  "one-timers",
  "frequency-collapsed",
  "monetary-collapsed",
  "rhythms-differ",
  "recency-says-little",
] as const;
export type FitnessRule = (typeof RULES)[number];

/** A rule that a shop breaks. `stop`: do not use RFM here yet; `care`: use it, knowing this. */
export interface Finding {
  rule: FitnessRule;
  severity: "stop" | "care";
  /** In a sentence, with the shop's own figures. */
  says: string;
  /** What to use instead. */
  instead: string;
}

const percent = (share: number) => `${Math.round(share * 100)}%`;
const shareOf = ({ customers, returned }: z.infer<typeof Half>) =>
  customers === 0 ? 0 : returned / customers;

/** What speaks against RFM in a shop; nothing, where it fits. */
export function fitnessOf(figures: FitnessFigures): Finding[] {
  return RULES.flatMap((rule) => {
    const found = CHECKS[rule](figures);
    return found ? { rule, ...found } : [];
  });
}

type Check = (figures: FitnessFigures) => Omit<Finding, "rule"> | null;

const CHECKS: Readonly<Record<FitnessRule, Check>> = {
  "few-buyers": ({ buyers }) =>
    buyers >= FEWEST_BUYERS
      ? null
      : {
          severity: "stop",
          says: `${buyers} customers have bought; a fifth of fewer than ${FEWEST_BUYERS} is a handful, and one order moves it.`,
          instead: "Use number of orders and days since the last order as they are.",
        },
  "short-history": ({ historyDays, hasAllOrders }) =>
    !hasAllOrders || historyDays >= SHORTEST_DAYS
      ? null
      : {
          severity: "stop",
          says: `Orders reach back ${historyDays} days; in less than ${SHORTEST_DAYS} nobody has had time to stay away.`,
          instead: "Use first and last order date until half a year is there.",
        },
  "sixty-days": ({ hasAllOrders }) =>
    hasAllOrders
      ? null
      : {
          severity: "care",
          says: "Shopify shows us the orders of sixty days only. Older orders count by Shopify's lifetime figures, and a last order out of reach by its day.",
          instead: "Ask for access to all orders, or use Shopify's own lifetime filters.",
        },
  "one-timers": ({ buyers, oneTimers }) =>
    buyers === 0 || oneTimers / buyers < MOST_ONE_TIMERS
      ? null
      : {
          severity: "stop",
          says: `${percent(oneTimers / buyers)} of buyers ordered once. From ${percent(MOST_ONE_TIMERS)} on frequency tells nobody apart.`,
          instead: "Use the window for the second order: one order, and days since it.",
        },
  "frequency-collapsed": ({ buyers, frequencyScores }) =>
    buyers === 0 || frequencyScores > COLLAPSED_SCORES
      ? null
      : {
          severity: "care",
          says: `So many customers have equally many orders that only ${scores(frequencyScores)} of five occur.`,
          instead: "Use number of orders itself, or cut-offs of your own below.",
        },
  "monetary-collapsed": ({ buyers, monetaryScores }) =>
    buyers === 0 || monetaryScores > COLLAPSED_SCORES
      ? null
      : {
          severity: "care",
          says: `So many customers have spent the same that only ${scores(monetaryScores)} of five occur.`,
          instead: "Use the grid of recency and frequency, which leaves spend out.",
        },
  "rhythms-differ": ({ rhythms: { customers, quick, slow } }) =>
    customers < FEWEST_RHYTHMS || slow / Math.max(quick, 1) < WIDEST_RHYTHMS
      ? null
      : {
          severity: "care",
          says: `The quick tenth of your regulars buys every ${quick} days or sooner, the slow tenth every ${slow} or later. One count of days cannot be right for both.`,
          instead: "Use lateness, which reads each customer against their own usual gap.",
        },
  "recency-says-little": ({ recency: { horizonDays, recent, others } }) =>
    Math.min(recent.customers, others.customers) < FEWEST_IN_HALF ||
    shareOf(recent) >= LEAST_LIFT * shareOf(others)
      ? null
      : {
          severity: "care",
          says: `Of those who had bought recently ${percent(shareOf(recent))} came back within ${horizonDays} days, of the others ${percent(shareOf(others))}: recency hardly tells who comes back.`,
          instead: "Use lateness, or the season your customers buy in.",
        },
};

const scores = (count: number) => (count === 1 ? "one score" : `${count} scores`);

/** In a word: whether to use RFM in this shop. */
export function verdictOn(findings: readonly Finding[]): "fits" | "care" | "stop" {
  if (findings.some(({ severity }) => severity === "stop")) return "stop";
  return findings.length > 0 ? "care" : "fits";
}
