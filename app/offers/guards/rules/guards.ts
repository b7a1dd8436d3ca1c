import {
  automaticFull,
  codeWithoutLimit,
  segmentsFull,
  usesRunOut,
  withoutEnd,
} from "./cap-guards.ts";
import {
  codeTaken,
  excludes,
  notReckoned,
  oneSided,
  stacks,
  titleTaken,
} from "./conflict-guards.ts";
import type { Finding, Level } from "../finding.ts";
import type { Guard, Guarded } from "./guarded.ts";
import { betterForStrangers } from "./loyalty-guards.ts";
import {
  marginBelowFloor,
  marginUnknown,
  pastBelowFloor,
  stackBelowFloor,
} from "./margin-guards.ts";
import {
  accessNotDiscount,
  groundNotAcknowledged,
  holdout,
  nobodyInIt,
  overlaps,
  paidInFull,
} from "./segment-guards.ts";

const GUARDS: readonly Guard[] = [
  ...[marginBelowFloor, groundNotAcknowledged, automaticFull, segmentsFull, titleTaken, codeTaken],
  ...[
    pastBelowFloor,
    stackBelowFloor,
    stacks,
    betterForStrangers,
    nobodyInIt,
    usesRunOut,
    paidInFull,
  ],
  ...[accessNotDiscount, oneSided, excludes, notReckoned, overlaps, marginUnknown, holdout],
  ...[codeWithoutLimit, withoutEnd],
];

const WEIGHT: Record<Level, number> = { stop: 0, confirm: 1, advice: 2 };

/** All that there is to say of an offer before it is activated, what weighs most first. */
export const guard = (guarded: Guarded): Finding[] =>
  GUARDS.flatMap((one) => one(guarded)).toSorted((a, b) => WEIGHT[a.level] - WEIGHT[b.level]);
