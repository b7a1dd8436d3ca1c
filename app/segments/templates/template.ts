import type { Measure, Objective } from "#app/segments/objectives.ts";

/** A ready-made segment, drawn for one shop. */
export interface Template {
  key: string;
  name: string;
  description: string;
  goal: Objective;
  measure: Measure;
  query: string;
  /** Where its numbers come from; none where they are what the name says. */
  drawnFrom?: string;
  /** What to give its members, and what not. */
  advice?: string;
  /** Why it cannot be used: the data that is not there. */
  missing?: string;
}

/** The same for all templates of a goal. */
export type Drawn = Omit<Template, "goal">;

export const ADVICE = {
  noDiscount: "Access or content rather than a discount: they buy at full price.",
  smallWithHoldout:
    "A small discount, with a part of them held out to see whether it does anything.",
  neverDeepen: "Never a deeper discount than they get now.",
  nothing: "No offer and no message.",
} as const;
