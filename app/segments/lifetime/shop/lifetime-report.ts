import { z } from "zod";

/** How far ahead a customer's expected orders and value look. */
export const HORIZON_WEEKS = 52;
/** Below so many customers who bought again there is nothing to tell one from another by. */
export const FEWEST_REPEATERS = 50;
/** Below so many days of orders nobody can be told from a customer who left. */
export const SHORTEST_HISTORY = 84;
/** The longest that is held out to measure the error, and the most of the history. */
const LONGEST_HELD_OUT = 182;
const MOST_HELD_OUT = 1 / 3;
/** Above so many customers who bought again, times are counted in whole weeks. */
const MOST_IN_DAYS = 20_000;

const Compared = z.object({
  expected: z.number(),
  actual: z.number(),
  error: z.number().nullable(),
});

const HeldOut = z.object({
  until: z.number(),
  end: z.number(),
  customers: z.number(),
  purchases: Compared,
  value: Compared,
  meanAbsoluteError: z.number(),
  byRepeats: z.array(
    z.object({
      repeats: z.number(),
      orMore: z.boolean(),
      customers: z.number(),
      expected: z.number(),
      actual: z.number(),
    }),
  ),
});
export type HeldOut = z.infer<typeof HeldOut>;

/** What came of fitting the models to a shop: parameters in weeks and minor units, or why there are none. */
export const LifetimeReport = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("fitted"),
    grainDays: z.number(),
    customers: z.number(),
    repeaters: z.number(),
    bgNbd: z.object({ r: z.number(), alpha: z.number(), a: z.number(), b: z.number() }),
    gammaGamma: z.object({ p: z.number(), q: z.number(), v: z.number() }),
    /** Of how often one buys with what one spends, which the models take to be none. */
    correlation: z.number().nullable(),
    /** Null where the shop was too small or too young before what would be held out. */
    heldOut: HeldOut.nullable(),
  }),
  z.object({ kind: z.literal("orders-missing") }),
  z.object({ kind: z.literal("too-short"), days: z.number(), needed: z.number() }),
  z.object({ kind: z.literal("too-few"), repeaters: z.number(), needed: z.number() }),
  z.object({ kind: z.literal("not-converged"), model: z.enum(["bgNbd", "gammaGamma"]) }),
]);
export type LifetimeReport = z.infer<typeof LifetimeReport>;
export type FittedLifetime = Extract<LifetimeReport, { kind: "fitted" }>;

/** How many of the last days are held out. */
export const heldOutDays = (historyDays: number): number =>
  Math.min(LONGEST_HELD_OUT, Math.floor(historyDays * MOST_HELD_OUT));

export const grainFor = (repeaters: number): number => (repeaters > MOST_IN_DAYS ? 7 : 1);
