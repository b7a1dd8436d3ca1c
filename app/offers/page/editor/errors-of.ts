import type { OfferFaults, OfferField, OfferFieldFault } from "../../draft.ts";
import type { Stopped } from "../../what-stops.server.ts";
import type { FieldName, OfferFields } from "./fields.ts";

/** Why an offer was not saved, at the field it is about; `form` is about all of it. */
export type OfferErrors = Partial<Record<FieldName | "form", string>>;

/** The field that says it, as the form stands. */
function fieldNameOf(field: OfferField, fields: OfferFields): FieldName {
  switch (field) {
    case "title":
    case "amount":
    case "usesPerOrder":
    case "oncePerCustomer":
    case "usageLimit":
    case "code":
    case "startsAt":
    case "endsAt":
    case "holdout":
    case "quietDays":
      return field;
    case "percentage":
      return "percent";
    case "items":
      return "itemsOn";
    case "upTo":
      return "shippingUpTo";
    case "buys":
      return fields.buysBy === "amount" ? "buysAmount" : "buysQuantity";
    case "buysItems":
      return "buysOn";
    case "gets":
      return "getsQuantity";
    case "getsItems":
      return "getsOn";
    case "getsPercentage":
      return "getsPercent";
    case "minimum":
      return fields.minimum === "quantity" ? "minimumQuantity" : "minimumAmount";
  }
}

const WORDS: Record<OfferFieldFault, string> = {
  missing: "This is needed",
  "too-long": "This is too long",
  "out-of-range": "This is not possible",
  malformed: "This cannot be read",
  taken: "Another offer has this name",
  "before-start": "The end must be after the start",
  past: "The end has passed already",
  "codes-only": "Shopify has this for codes only",
  fixed:
    "This cannot change any more: who is kept from the offer was decided when it was activated",
};

const PERCENT = "From 1 to 100 per cent, with two decimals at most";
const MONEY = "An amount above zero, with your currency's decimals at most";
const PIECES = "A whole number, 1 or more";

/** What a field wants, where its fault alone does not say it. */
const WANTS: Partial<Record<FieldName, string>> = {
  percent: PERCENT,
  getsPercent: PERCENT,
  amount: MONEY,
  shippingUpTo: MONEY,
  buysAmount: MONEY,
  minimumAmount: MONEY,
  buysQuantity: PIECES,
  getsQuantity: PIECES,
  minimumQuantity: PIECES,
  usesPerOrder: PIECES,
  usageLimit: PIECES,
  holdout: "From 0 to 50 per cent: more than the half would be an offer for nobody",
  quietDays: "Whole days, from 0 to 365",
  code: "Letters, digits, - and _ only, without blanks",
  itemsOn: "Choose at least one",
  buysOn: "Choose at least one",
  getsOn: "Choose at least one",
};

export function errorsOfFaults(faults: OfferFaults, fields: OfferFields): OfferErrors {
  const errors: OfferErrors = {};
  for (const [field, fault] of entriesOf(faults)) {
    const name = fieldNameOf(field, fields);
    const isSaid = fault === "fixed" || (name === "code" && fault === "missing");
    errors[name] = isSaid ? WORDS[fault] : (WANTS[name] ?? WORDS[fault]);
  }
  return errors;
}

const entriesOf = (faults: OfferFaults) =>
  Object.entries(faults) as [OfferField, OfferFieldFault][];

/** Why an offer was not saved, at the fields it is about. */
export function refusedErrors(refused: Stopped, fields: OfferFields): OfferErrors {
  switch (refused.kind) {
    case "invalid":
      return errorsOfFaults(refused.faults, fields);
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
    case "guarded":
      return {
        form: "Customers have this offer: look at what stands against the change, and confirm it or mend it.",
      };
  }
}
