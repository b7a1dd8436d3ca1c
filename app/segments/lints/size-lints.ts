import type { Lint } from "./lint.ts";

const BROAD_SHARE = 0.6;
/** In a shop smaller than this every segment is broad, or of few. */
const SMALL_SHOP = 50;
const FEW = 10;
const ALIKE = 0.9;

const percent = (share: number) => `${Math.round(share * 100)}%`;

/** What nearly everybody is in tells nobody apart. */
export const tooBroad: Lint = ({ members, customers }) =>
  members === null || customers < SMALL_SHOP || members <= customers * BROAD_SHARE
    ? []
    : [
        {
          code: "too-broad",
          message: `${percent(members / customers)} of your customers are in it.`,
          advice: "Whatever you offer here is offered to nearly everybody: narrow it down.",
        },
      ];

/** So few that a message would be about persons, not about a group. */
export const tooFew: Lint = ({ members, customers }) =>
  members === null || customers < SMALL_SHOP || members >= FEW
    ? []
    : [
        {
          code: "too-few",
          message:
            members === 0
              ? "Nobody is in it."
              : `It has ${members} member${members === 1 ? "" : "s"}.`,
          advice: `Below ${FEW} a personal note does more than a segment: widen it, or write to them.`,
        },
      ];

/** Two segments with the same members are one segment with two names (Jaccard's index, 1901). */
export const nearDuplicate: Lint = ({ members, others }) =>
  members === null || members === 0
    ? []
    : others.flatMap(({ name, members: ofOther, shared }) => {
        const alike = shared / (members + ofOther - shared);
        if (!(alike >= ALIKE)) return [];
        return {
          code: "near-duplicate",
          message: `${percent(alike)} of its members are those of “${name}”.`,
          advice: "Keep one of the two, or say in their names what tells them apart.",
        };
      });

/** Whether two sizes are near enough that the segments could be duplicates. */
export const couldBeAlike = (members: number, others: number): boolean =>
  members > 0 && others > 0 && Math.min(members, others) >= ALIKE * Math.max(members, others);

/** Standard normal quantiles of a two-sided 5 per cent test and of 80 per cent power. */
const Z = 1.96 + 0.84;
/** The largest lift that one may hope for. */
const HOPE = 0.5;

/**
 * How many members it takes to tell a lift by half from chance in a month, half of them held out: the two-proportion
 * normal approximation.
 */
export function membersToMeasure(share: number): number {
  const [from, to] = [share, Math.min(1, share * (1 + HOPE))];
  const spread = from * (1 - from) + to * (1 - to);
  return Math.ceil((2 * Z ** 2 * spread) / (to - from) ** 2);
}

export const tooSmallToMeasure: Lint = ({ members, monthlyOrderingShare }) => {
  if (members === null || members === 0 || monthlyOrderingShare <= 0) return [];
  const needed = membersToMeasure(monthlyOrderingShare);
  if (members >= needed) return [];
  return [
    {
      code: "too-small-to-measure",
      message: `It has ${members} members; to see in a month whether an offer made half as many more of them order would take ${needed}.`,
      advice: "Results will say “can't tell yet” for long: widen it, or run the offer for longer.",
    },
  ];
};
