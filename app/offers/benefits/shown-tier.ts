import type { Offer, OfferPhase } from "../offer.ts";
import type { Audience } from "./benefit.ts";

/** A tier as its card shows it. */
export interface ShownTier {
  tierId: number;
  name: string;
  threshold: number;
  customers: number;
  benefits: { benefitId: number; text: string; isCollection: boolean }[];
  audiences: {
    audience: Audience;
    segmentId: number;
    members: number;
    isStale: boolean;
    offers: (Pick<Offer, "offerId" | "title" | "terms"> & { phase: OfferPhase })[];
  }[];
}
