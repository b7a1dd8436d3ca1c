import type { Offer } from "./offer.ts";

/**
 * The life of an offer. A draft is nowhere but with us; an active one is promised and applied between its dates; a
 * paused one is neither, and can go on; an ended one never comes back.
 */
export type OfferState = Offer["state"];
export type OfferMove = "activate" | "pause" | "resume" | "end" | "delete";

const MOVES: Record<OfferMove, { from: readonly OfferState[]; to: OfferState | "deleted" }> = {
  activate: { from: ["draft"], to: "active" },
  pause: { from: ["active"], to: "paused" },
  resume: { from: ["paused"], to: "active" },
  end: { from: ["draft", "active", "paused"], to: "ended" },
  delete: { from: ["draft"], to: "deleted" },
};

export const OFFER_MOVES = Object.keys(MOVES) as readonly OfferMove[];

export type Moved =
  | { kind: "moved"; to: OfferState | "deleted" }
  | { kind: "illegal-move"; move: OfferMove; from: OfferState };

/** Where a move leads, or that it is none from there. */
export function moved(from: OfferState, move: OfferMove): Moved {
  const { from: allowed, to } = MOVES[move];
  return allowed.includes(from) ? { kind: "moved", to } : { kind: "illegal-move", move, from };
}

/** What can be done with an offer: for its buttons. */
export const movesFrom = (from: OfferState): OfferMove[] =>
  OFFER_MOVES.filter((move) => moved(from, move).kind === "moved");
