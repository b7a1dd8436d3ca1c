import type { Forecast } from "../forecast/forecast.ts";
import type { Finding } from "../guards/finding.ts";

/** What an offer would do as it stands in the form. */
export type OfferPreview =
  | {
      kind: "reckoned";
      forecast: Forecast;
      findings: Finding[];
      /** What its holdout could find out, in a sentence. */
      sizing: string | null;
    }
  /** Something that is needed for it has not been said yet, or not in a way that can be read. */
  | { kind: "unfinished" };
