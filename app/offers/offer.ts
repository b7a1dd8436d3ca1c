/** How a shopper comes by a reduction: at checkout without doing anything, or by typing a code. */
export type OfferMethod = "automatic" | "code";

/** Our intention: so much off for one segment, for a time. */
export interface Offer {
  offerId: number;
  /** Opaque, since a shopper may see it: o-x1y2z3. */
  handle: string;
  segmentId: number;
  title: string;
  /** Hundredths of a per cent. */
  basisPoints: number;
  method: OfferMethod;
  /** Of the method `code` alone. */
  code: string | null;
  startsAt: number;
  /** The first moment at which it is over; null while nobody has said when. */
  endsAt: number | null;
  /** What the merchant said last; where it stands by its dates says `phaseOf`. */
  state: "active" | "ended";
}

export type OfferPhase = "scheduled" | "live" | "ended";

/** Where an offer stands at a moment. */
export function phaseOf(
  { state, startsAt, endsAt }: Pick<Offer, "state" | "startsAt" | "endsAt">,
  at: number,
): OfferPhase {
  if (state === "ended" || (endsAt !== null && endsAt <= at)) return "ended";
  return startsAt <= at ? "live" : "scheduled";
}

/** What a merchant asks for. */
export interface OfferDraft {
  segmentId: number;
  title: string;
  basisPoints: number;
  method: OfferMethod;
  code?: string | null;
  startsAt: number;
  endsAt?: number | null;
}

export type OfferField = "title" | "basisPoints" | "code" | "startsAt" | "endsAt";
export type OfferFieldFault =
  "missing" | "too-long" | "out-of-range" | "malformed" | "taken" | "before-start" | "past";
export type OfferFaults = Partial<Record<OfferField, OfferFieldFault>>;

export type OfferTerms = Pick<
  Offer,
  "segmentId" | "title" | "basisPoints" | "method" | "code" | "startsAt" | "endsAt"
>;

/** One per cent to a hundred. */
export const SMALLEST_BASIS_POINTS = 100;
export const LARGEST_BASIS_POINTS = 10_000;
export const LONGEST_TITLE = 100;
/** What can be typed at a checkout without asking how: no spaces, nothing that looks like a quote. */
const CODE = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,59}$/u;

/** The terms of a draft, tidied; or what is wrong with it, field by field. */
export function offerTerms(
  draft: OfferDraft,
  now: number,
): { kind: "valid"; terms: OfferTerms } | { kind: "invalid"; faults: OfferFaults } {
  const title = draft.title.normalize("NFC").trim().replace(/\s+/gu, " ");
  const code = draft.method === "code" ? (draft.code ?? "").normalize("NFC").trim() : null;
  const endsAt = draft.endsAt ?? null;
  const { segmentId, basisPoints, method, startsAt } = draft;

  const faults: OfferFaults = {};
  if (title === "") faults.title = "missing";
  else if (title.length > LONGEST_TITLE) faults.title = "too-long";
  if (
    !Number.isInteger(basisPoints) ||
    basisPoints < SMALLEST_BASIS_POINTS ||
    basisPoints > LARGEST_BASIS_POINTS
  ) {
    faults.basisPoints = "out-of-range";
  }
  if (code === "") faults.code = "missing";
  else if (code !== null && !CODE.test(code)) faults.code = "malformed";
  if (!Number.isSafeInteger(startsAt)) faults.startsAt = "malformed";
  if (endsAt !== null) {
    if (!Number.isSafeInteger(endsAt)) faults.endsAt = "malformed";
    else if (endsAt <= startsAt) faults.endsAt = "before-start";
    else if (endsAt <= now) faults.endsAt = "past";
  }

  return Object.keys(faults).length > 0
    ? { kind: "invalid", faults }
    : { kind: "valid", terms: { segmentId, title, basisPoints, method, code, startsAt, endsAt } };
}

/** Codes are the same to a checkout whatever their case. */
export const codeKey = (code: string) => code.normalize("NFC").toLowerCase();

/** As Shopify counts percentages: 1000 basis points are 0.1. */
export const fractionOf = (basisPoints: number): number => basisPoints / 10_000;

/** For people and for Shopify's decimals: 1250 is "12.5". */
export const percentText = (basisPoints: number): string => String(basisPoints / 100);
