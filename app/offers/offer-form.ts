import { Temporal } from "temporal-polyfill";
import type { OfferActivated } from "./activate-offer.server.ts";
import type { OfferDrafted } from "./draft-offer.server.ts";
import type { OfferDraft, OfferField, OfferFieldFault } from "./draft.ts";
import { plainTerms } from "./terms.ts";

/** The form as it is typed; moments as `2026-11-21T10:00` in the shop's zone. */
export interface OfferFields {
  title: string;
  segmentId: string;
  percent: string;
  method: string;
  code: string;
  startsAt: string;
  endsAt: string;
}

export type OfferFormErrors = Partial<Record<keyof OfferFields | "form", string>>;

/** An offer of ten per cent from now on, to begin with. */
export const emptyFields = ({
  now,
  timeZone,
  segmentId,
}: {
  now: number;
  timeZone: string;
  segmentId: string;
}): OfferFields => ({
  title: "",
  segmentId,
  percent: "10",
  method: "automatic",
  code: "",
  startsAt: localText(now, timeZone),
  endsAt: "",
});

export function fieldsOf(form: FormData): OfferFields {
  const read = (name: keyof OfferFields) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  return {
    title: read("title"),
    segmentId: read("segmentId"),
    percent: read("percent"),
    method: read("method"),
    code: read("code"),
    startsAt: read("startsAt"),
    endsAt: read("endsAt"),
  };
}

/** What the merchant asks for; a number that cannot be read is NaN, and refused with the rest. */
export const draftOf = (fields: OfferFields, timeZone: string): OfferDraft => ({
  segmentId: Number(fields.segmentId),
  title: fields.title,
  terms: plainTerms({
    kind: "percentage",
    basisPoints: basisPointsOf(fields.percent),
    items: { kind: "all" },
  }),
  method: fields.method === "code" ? "code" : "automatic",
  code: fields.code,
  startsAt: momentOf(fields.startsAt, timeZone),
  endsAt: fields.endsAt === "" ? null : momentOf(fields.endsAt, timeZone),
});

function basisPointsOf(percent: string): number {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(percent.trim());
  return match ? Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0")) : NaN;
}

/** A local time that a change of the clock skips is taken as the one after it. */
function momentOf(local: string, timeZone: string): number {
  try {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds;
  } catch {
    return NaN;
  }
}

const localText = (at: number, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: "minute" });

const FIELDS: Partial<Record<OfferField, keyof OfferFields>> = {
  title: "title",
  percentage: "percent",
  code: "code",
  startsAt: "startsAt",
  endsAt: "endsAt",
};

const WORDS: Record<OfferFieldFault, string> = {
  missing: "This is needed",
  "too-long": "This is too long",
  "out-of-range": "From 1 to 100 per cent, with two decimals at most",
  malformed: "This cannot be read",
  taken: "Another offer has this name",
  "before-start": "The end must be after the start",
  past: "The end has passed already",
  "codes-only": "Shopify counts uses of codes only",
};

/** Why an offer was not made, at the field it is about. */
export function errorsOf(
  refused: Exclude<OfferDrafted | OfferActivated, { kind: "created" | "activated" }>,
): OfferFormErrors {
  switch (refused.kind) {
    case "missing":
    case "illegal-move":
      return { form: "This offer is no draft any more" };
    case "invalid": {
      const errors: OfferFormErrors = {};
      for (const [field, name] of Object.entries(FIELDS)) {
        const fault = refused.faults[field as OfferField];
        if (fault) errors[name] = WORDS[fault];
      }
      if (refused.faults.code === "malformed") {
        errors.code = "Letters, digits, - and _ only, without blanks";
      }
      return errors;
    }
    case "segment-missing":
      return { segmentId: "This segment has been deleted: choose another" };
    case "ground-not-acknowledged":
      return {
        segmentId:
          "This segment asks who or where somebody is. Open it, and say that you know before a price depends on it",
      };
    case "code-taken":
      return {
        code: refused.ours
          ? "Another of your offers has this code"
          : "Your shop has a discount with this code already",
      };
    case "too-many-automatic":
      return {
        form: `Shopify runs ${refused.limit} automatic discounts at once at most, and your shop has them. End one, or make this offer with a code.`,
      };
  }
}
