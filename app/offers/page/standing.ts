import type { OfferPhase } from "../offer.ts";

/** Where an offer stands, by its dates and by Shopify. */
export interface Standing {
  phase: OfferPhase;
  /** Whether Shopify holds what carries it: until then it reduces nothing. */
  isPublished: boolean;
  fault: string | null;
  hasDrift: boolean;
  /** When Shopify was first seen to know its members. */
  confirmedAt: number | null;
}

/** Whether there is news to wait for: Shopify does not hold it yet, or does not know its members yet. */
export const isBeingPublished = ({ phase, isPublished, fault, confirmedAt }: Standing): boolean =>
  (phase === "live" || phase === "scheduled") &&
  fault === null &&
  (!isPublished || (phase === "live" && confirmedAt === null));
