import type { OfferActivated } from "../../activate-offer.server.ts";
import type { OfferMoved } from "../../move-offer.server.ts";
import type { OfferMove, OfferState } from "../../moves.ts";

/** Why a move was not made, and what to do now. */
export interface MoveRefused {
  title: string;
  advice: string;
}

const NOT_ACTIVATED = "The offer was not activated";

type Refusal =
  | Exclude<OfferActivated | OfferMoved, { kind: "activated" | "moved" | "missing" }>
  /** Of mending and adopting what was changed in Shopify. */
  | { kind: "no-drift" | "inexpressible" };

export function refusalWords(refused: Refusal): MoveRefused {
  switch (refused.kind) {
    case "illegal-move":
      return illegal(refused.move, refused.from);
    case "invalid":
      return {
        title: NOT_ACTIVATED,
        advice: refused.faults.title
          ? "Another offer has this name: edit it, and give it another."
          : "Its end has passed already: edit it, and set another.",
      };
    case "no-drift":
      return { title: "There is nothing to settle", advice: "Shopify holds what this offer says." };
    case "inexpressible":
      return {
        title: "The offer was not changed",
        advice: "An offer cannot be like what stands in Shopify: mend it, or end it.",
      };
    case "segment-missing":
      return {
        title: NOT_ACTIVATED,
        advice: "Its segment has been deleted: edit it, and choose another.",
      };
    case "ground-not-acknowledged":
      return {
        title: NOT_ACTIVATED,
        advice:
          "Its segment asks who or where somebody is. Open the segment, and say that you know, before a price depends on it.",
      };
    case "code-taken":
      return {
        title: NOT_ACTIVATED,
        advice: refused.ours
          ? "Another of your offers has this code: edit it, and choose another."
          : "Your shop has a discount with this code already: edit it, and choose another.",
      };
    case "too-many-automatic":
      return {
        title: NOT_ACTIVATED,
        advice: `Shopify runs ${refused.limit} automatic discounts at once at most, and your shop has them. End one, or give this offer a code.`,
      };
    case "guarded":
      return {
        title: NOT_ACTIVATED,
        advice: refused.findings.some(({ level }) => level === "stop")
          ? "A check stands in its way: see below what it is, and edit the offer."
          : "A check asks you to confirm something first: see below what it is.",
      };
  }
}

const VERBS: Record<OfferMove, string> = {
  activate: "activated",
  pause: "paused",
  resume: "resumed",
  end: "ended",
  delete: "deleted",
};

const STATES: Record<OfferState, string> = {
  draft: "a draft",
  active: "active",
  paused: "paused",
  ended: "over",
};

/** Somebody else was faster, or the page was old. */
const illegal = (move: OfferMove, from: OfferState): MoveRefused => ({
  title: `The offer was not ${VERBS[move]}`,
  advice: `It is ${STATES[from]} by now.`,
});
