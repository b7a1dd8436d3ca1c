import type { Offer } from "./offer.ts";
import { termsSchema } from "./read-terms.ts";
import type { Terms } from "./terms.ts";

/** What a merchant asks for; numbers that could not be read are NaN. */
export interface OfferDraft {
  segmentId: number;
  title: string;
  terms: Terms;
  method: Offer["method"];
  code?: string | null;
  startsAt: number;
  endsAt?: number | null;
  holdoutBasisPoints?: number;
  quietDays?: number;
}

export type OfferContent = Pick<
  Offer,
  | "segmentId"
  | "title"
  | "terms"
  | "method"
  | "code"
  | "startsAt"
  | "endsAt"
  | "holdoutBasisPoints"
  | "quietDays"
>;

/** What of a draft can be wrong; what is inside the terms by its path in them. */
export type OfferField =
  | "title"
  | "percentage"
  | "amount"
  | "items"
  | "upTo"
  | "buys"
  | "buysItems"
  | "gets"
  | "getsItems"
  | "getsPercentage"
  | "usesPerOrder"
  | "minimum"
  | "oncePerCustomer"
  | "usageLimit"
  | "code"
  | "startsAt"
  | "endsAt"
  | "holdout"
  | "quietDays";
export type OfferFieldFault =
  | "missing"
  | "too-long"
  | "out-of-range"
  | "malformed"
  | "taken"
  | "before-start"
  | "past"
  /** Shopify has it of codes only. */
  | "codes-only"
  /** Who is kept from an offer is decided once: the share stays what it was when it was activated. */
  | "fixed";
export type OfferFaults = Partial<Record<OfferField, OfferFieldFault>>;

export const LONGEST_TITLE = 100;
/** More than half kept from an offer is an offer for nobody. */
export const LARGEST_HOLDOUT = 5_000;
export const MOST_QUIET_DAYS = 365;
export const USUAL_QUIET_DAYS = 14;
/** What can be typed at a checkout without asking how: no spaces, nothing that looks like a quote. */
const CODE = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,59}$/u;

/** A draft, tidied; or what is wrong with it, field by field. */
export function readDraft(
  draft: OfferDraft,
  now: number,
): { kind: "valid"; content: OfferContent } | { kind: "invalid"; faults: OfferFaults } {
  const title = draft.title.normalize("NFC").trim().replace(/\s+/gu, " ");
  const code = draft.method === "code" ? (draft.code ?? "").normalize("NFC").trim() : null;
  const { segmentId, method, startsAt } = draft;
  const { endsAt = null, holdoutBasisPoints = 0, quietDays = USUAL_QUIET_DAYS } = draft;
  const terms = termsSchema.safeParse(draft.terms);

  const faults: OfferFaults = {
    ...(terms.success ? {} : faultsOfTerms(terms.error.issues)),
    ...limitFaults(draft),
    ...dateFaults({ startsAt, endsAt, now }),
  };
  if (title === "") faults.title = "missing";
  else if (title.length > LONGEST_TITLE) faults.title = "too-long";
  if (code === "") faults.code = "missing";
  else if (code !== null && !CODE.test(code)) faults.code = "malformed";
  if (!isWhole(holdoutBasisPoints, LARGEST_HOLDOUT)) faults.holdout = "out-of-range";
  if (!isWhole(quietDays, MOST_QUIET_DAYS)) faults.quietDays = "out-of-range";

  if (!terms.success || Object.keys(faults).length > 0) return { kind: "invalid", faults };
  const content = { segmentId, title, terms: terms.data, method, code, startsAt, endsAt };
  return { kind: "valid", content: { ...content, holdoutBasisPoints, quietDays } };
}

const isWhole = (value: number, most: number) =>
  Number.isInteger(value) && value >= 0 && value <= most;

function dateFaults({
  startsAt,
  endsAt,
  now,
}: {
  startsAt: number;
  endsAt: number | null;
  now: number;
}): OfferFaults {
  const faults: OfferFaults = {};
  if (!isMoment(startsAt)) faults.startsAt = "malformed";
  if (endsAt !== null) {
    if (!isMoment(endsAt)) faults.endsAt = "malformed";
    else if (endsAt <= startsAt) faults.endsAt = "before-start";
    else if (endsAt <= now) faults.endsAt = "past";
  }
  return faults;
}

/** The year 9999 is the last that is written with four digits. */
const LAST_MOMENT = Date.UTC(9999, 11, 31);
const isMoment = (at: number) => Number.isSafeInteger(at) && at >= 0 && at <= LAST_MOMENT;

/** An automatic discount of Shopify's counts neither its uses nor who has had it. */
function limitFaults({ method, terms }: OfferDraft): OfferFaults {
  if (method !== "automatic") return {};
  return {
    ...(terms.oncePerCustomer ? { oncePerCustomer: "codes-only" } : {}),
    ...(terms.usageLimit !== null ? { usageLimit: "codes-only" } : {}),
  };
}

/** By the path of what zod minds, longest first. */
const FIELDS: readonly (readonly [path: string, field: OfferField])[] = [
  ["reduction.basisPoints", "percentage"],
  ["reduction.minor", "amount"],
  ["reduction.eachItem", "amount"],
  ["reduction.items", "items"],
  ["reduction.upToMinor", "upTo"],
  ["reduction.buys.items", "buysItems"],
  ["reduction.buys", "buys"],
  ["reduction.gets.items", "getsItems"],
  ["reduction.gets.basisPoints", "getsPercentage"],
  ["reduction.gets", "gets"],
  ["reduction.usesPerOrder", "usesPerOrder"],
  ["reduction", "percentage"],
  ["minimum", "minimum"],
  ["usageLimit", "usageLimit"],
  ["oncePerCustomer", "oncePerCustomer"],
];

interface Issue {
  path: readonly PropertyKey[];
  errors?: readonly (readonly Issue[])[];
}

function faultsOfTerms(issues: readonly Issue[], under = ""): OfferFaults {
  const faults: OfferFaults = {};
  for (const issue of issues) {
    const path = [under, ...issue.path.map(String)].filter(Boolean).join(".");
    // Of the two ways to say what must be bought, the one that was nearly said.
    const nearest = issue.errors?.toSorted((a, b) => a.length - b.length)[0];
    if (nearest && nearest.length > 0) Object.assign(faults, faultsOfTerms(nearest, path));
    else {
      const field = FIELDS.find(([start]) => path.startsWith(start))?.[1] ?? "percentage";
      faults[field] = field.toLowerCase().endsWith("items") ? "missing" : "out-of-range";
    }
  }
  return faults;
}
