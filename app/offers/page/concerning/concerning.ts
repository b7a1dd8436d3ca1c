import type { OfferRow } from "../list/offer-table.tsx";
import type { Titles } from "../offer-words.ts";

/** Offers that concern a segment or a customer. */
export interface Concerning {
  offers: OfferRow[];
  titles: Titles;
}
