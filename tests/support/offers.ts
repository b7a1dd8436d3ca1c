import { plainTerms, textOfTerms } from "#app/offers/terms.ts";

/** Ten per cent off everything, as an offer's row has it. */
export const TEN_OFF = textOfTerms(
  plainTerms({ kind: "percentage", basisPoints: 1000, items: { kind: "all" } }),
);
