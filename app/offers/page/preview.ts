/** What an offer would do, while it is being written. */
export interface OfferPreview {
  /** What such a holdout could find out, in a sentence; null where nothing is kept out. */
  sizing: string | null;
}
