import fc from "fast-check";
import { expect, test } from "vitest";
import { moved, movesFrom, OFFER_MOVES, type OfferMove, type OfferState } from "./moves.ts";

const LEGAL: Record<OfferState, Partial<Record<OfferMove, OfferState | "deleted">>> = {
  draft: { activate: "active", end: "ended", delete: "deleted" },
  active: { pause: "paused", end: "ended" },
  paused: { resume: "active", end: "ended" },
  ended: {},
};

test("whatever is tried in whatever order, only legal moves move an offer, and an ended one stays", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...OFFER_MOVES), { maxLength: 20 }), (tried) => {
      let state: OfferState = "draft";
      for (const move of tried) {
        const outcome = moved(state, move);
        const legal: OfferState | "deleted" | undefined = LEGAL[state][move];
        if (legal === undefined) {
          expect(outcome).toEqual({ kind: "illegal-move", move, from: state });
          continue;
        }
        expect(outcome).toEqual({ kind: "moved", to: legal });
        if (legal === "deleted") return;
        state = legal;
      }
    }),
  );
});

test("the buttons of an offer are its legal moves", () => {
  for (const state of ["draft", "active", "paused", "ended"] as const) {
    expect(movesFrom(state)).toEqual(OFFER_MOVES.filter((move) => move in LEGAL[state]));
  }
});
