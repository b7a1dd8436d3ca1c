import type { Offer, OfferPhase } from "../offer.ts";
import type { Audience } from "./benefit.ts";

/** A tier and all that it gives. */
export interface TierWithBenefits {
  tierId: number;
  name: string;
  /** Orders, or minor units of net spend. */
  threshold: number;
  customers: number;
  benefits: { benefitId: number; text: string; isCollection: boolean }[];
  audiences: {
    audience: Audience;
    segmentId: number;
    members: number;
    /** Whether the segment does not ask for the tier as it is called now. */
    isStale: boolean;
    offers: (Offer & { phase: OfferPhase })[];
  }[];
}
