import type { Sizing } from "../holdout/sizing.ts";

/** How much a finding weighs: no activation, none before the merchant has confirmed it, or good to know. */
export type Level = "stop" | "confirm" | "advice";

/** What is left of a price after reduction and cost, in hundredths of a per cent of what is paid; below zero: a loss. */
export interface MarginFigures {
  floor: number;
  margin: number;
  product: string;
}

/** What there can be to say of an offer, each with the figures it is about. */
export interface FindingValues {
  "ground-not-acknowledged": { segment: string; segmentId: number };
  "margin-below-floor": MarginFigures;
  "past-below-floor": MarginFigures & { days: number };
  "stack-below-floor": MarginFigures & { titles: string[] };
  "margin-unknown": { pieces: number; withCost: number };
  "automatic-full": { running: number; limit: number };
  "automatic-nearly-full": { running: number; limit: number };
  "segments-full": { limit: number };
  "title-taken": { title: string };
  "code-taken": { code: string; title: string };
  stacks: { titles: string[] };
  "one-sided": { theyRefuse: string[]; weRefuse: string[] };
  excludes: { titles: string[] };
  "not-reckoned": { titles: string[] };
  "better-for-strangers": {
    /** Champions, or the name of the highest tier. */
    whom: string;
    customers: number;
    /** Of these, who have this offer or one as good. */
    served: number;
    /** What it takes off a usual cart, and what the best they have takes off. */
    savingMinor: number;
    theirsMinor: number;
  };
  overlaps: { members: number; others: { title: string; members: number }[] };
  "nobody-in-it": { segment: string };
  "few-in-it": { segment: string; members: number };
  "not-for-offers": { segment: string; advice: string };
  "access-not-discount": { segment: string; advice: string };
  "uses-run-out": { usageLimit: number; members: number };
  "code-without-limit": { code: string };
  "no-end": Record<string, never>;
  long: { days: number };
  "quiet-off": { members: number; days: number };
  quiet: { members: number; days: number };
  holdout: { sizing: Sizing };
}

export type FindingCode = keyof FindingValues;

/** What a guard has to say. */
export type Finding = {
  [Code in FindingCode]: { code: Code; level: Level; values: FindingValues[Code] };
}[FindingCode];

/** What keeps an offer from being activated: what stops it, and what the merchant has not confirmed. */
export const inTheWay = (findings: readonly Finding[], confirmed: readonly string[]): Finding[] =>
  findings.filter(
    ({ code, level }) => level === "stop" || (level === "confirm" && !confirmed.includes(code)),
  );
