import { z } from "zod";
import { SCHEME_NAMES } from "./group-schemes.ts";
import type { Cutoffs, RfmCutoffs } from "./rfm.ts";
import { METHODS } from "./scoring-methods.ts";

const four = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** Four values of one measure, from the best score down for recency, from score 2 up for the others. */
export type Four = z.infer<typeof four>;

/** Cut-offs a merchant set by hand; null: the method decides. Recency in days since the last order. */
export const EditedCutoffs = z.object({
  recency: four.nullable(),
  frequency: four.nullable(),
  monetary: four.nullable(),
});
export type EditedCutoffs = z.infer<typeof EditedCutoffs>;

export const RfmSettings = z.object({
  method: z.enum(METHODS),
  /** Whose groups are shown; `rfm_group` is always one of Shopify's eleven. */
  scheme: z.enum(SCHEME_NAMES),
  /** For fixed-days: most days since the last order for scores 5, 4, 3 and 2. */
  recencyDays: four,
  edited: EditedCutoffs,
});
export type RfmSettings = z.infer<typeof RfmSettings>;

/** The usual months, where a shop has too few repeat customers for days of its own. */
export const USUAL_RECENCY_DAYS: Four = [30, 90, 180, 365];

export const AUTOMATIC: RfmSettings = {
  method: "tie-safe",
  scheme: "shopify",
  recencyDays: USUAL_RECENCY_DAYS,
  edited: { recency: null, frequency: null, monetary: null },
};

/** Most days since the last order, best score first, as least days of scores 2 to 5. */
export const recencyFrom = (days: readonly number[], asOfDay: number): Cutoffs => {
  const [five = 0, four = 0, three = 0, two = 0] = days;
  return [asOfDay - two, asOfDay - three, asOfDay - four, asOfDay - five];
};

/** What customers are scored by: the merchant's own cut-offs where there are some, else what the method found. */
export function cutoffsInUse(
  { method, recencyDays, edited }: RfmSettings,
  automatic: RfmCutoffs,
  asOfDay: number,
): RfmCutoffs {
  const days = edited.recency ?? (method === "fixed-days" ? recencyDays : null);
  return {
    recency: days ? recencyFrom(days, asOfDay) : automatic.recency,
    frequency: edited.frequency ?? automatic.frequency,
    monetary: edited.monetary ?? automatic.monetary,
  };
}
