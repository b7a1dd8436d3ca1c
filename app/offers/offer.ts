import type { Terms } from "./terms.ts";

/**
 * How a shopper comes by a reduction: at checkout without doing anything, by typing the offer's code, or by typing a
 * code of their own.
 */
export type OfferMethod = "automatic" | "code" | "member-codes";

/** Our intention: what one segment gets, for a time. */
export interface Offer {
  offerId: number;
  /** Opaque, since a shopper may see it: o-x1y2z3. */
  handle: string;
  segmentId: number;
  title: string;
  terms: Terms;
  method: OfferMethod;
  /** Of the method `code` alone. */
  code: string | null;
  startsAt: number;
  /** The first moment at which it is over; null while nobody has said when. */
  endsAt: number | null;
  /** What the merchant said last; where it stands by its dates says `phaseOf`. */
  state: "draft" | "active" | "paused" | "ended";
  /** The share of its segment that is kept from it, to compare: hundredths of a per cent. */
  holdoutBasisPoints: number;
  /** Nobody has it on what they paid full price for within so many days; 0 switches that off. */
  quietDays: number;
  /** Codes of the guards' findings that the merchant has confirmed. */
  confirmed: string[];
}

/** As a merchant looks for them: what runs first. */
export const OFFER_PHASES = ["live", "scheduled", "draft", "paused", "ended"] as const;
export type OfferPhase = (typeof OFFER_PHASES)[number];

/** Where an offer stands at a moment. */
export function phaseOf(
  { state, startsAt, endsAt }: Pick<Offer, "state" | "startsAt" | "endsAt">,
  at: number,
): OfferPhase {
  if (state === "draft" || state === "ended") return state;
  if (endsAt !== null && endsAt <= at) return "ended";
  if (state === "paused") return "paused";
  return startsAt <= at ? "live" : "scheduled";
}

/** Codes are the same to a checkout whatever their case. */
export const codeKey = (code: string) => code.normalize("NFC").toLowerCase();

/** As Shopify counts percentages: 1000 basis points are 0.1. */
export const fractionOf = (basisPoints: number): number => basisPoints / 10_000;

/** For people and for Shopify's decimals: 1250 is "12.5". */
export const percentText = (basisPoints: number): string => String(basisPoints / 100);
