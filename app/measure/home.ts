import type { Attention } from "./attention.ts";

/** One resource of the first import, in real counts. */
export interface ImportStep {
  resource: "products" | "customers" | "orders";
  state: "waiting" | "running" | "saving" | "done" | "failed";
  saved: number;
  /** How many there are, once Shopify has said it. */
  expected: number | null;
}

export interface ImportProgress {
  steps: ImportStep[];
  isRunning: boolean;
  /** 0 to 1 over all resources, by rows. */
  share: number;
  /** Null until enough was saved to tell. */
  remainingMs: number | null;
}

export interface KeyFigures {
  customers: number;
  /** Who has at least one order that counts. */
  buyers: number;
  /** Of the buyers, who came back: two orders or more. */
  regulars: number;
  orders: number;
  netMinor: number;
  asOf: number | null;
}

export interface TopSegment {
  segmentId: number;
  name: string;
  memberCount: number;
  asOf: number | null;
  /** Members per day, oldest first. */
  trend: number[];
}

/** When each stage was last brought up to date. */
export interface Freshness {
  stage: string;
  asOf: number | null;
}

export interface Home {
  progress: ImportProgress | null;
  figures: KeyFigures;
  segments: TopSegment[];
  segmentCount: number;
  offerCount: number;
  freshness: Freshness[];
  attention: Attention[];
  /** Which orders and amounts the figures hold, in words. */
  countingRule: string;
}

/** Each resource weighs what a row of it costs to fetch and save, roughly. */
const WEIGHT = { products: 1, customers: 1, orders: 3 } as const;
/** Below this share an estimate would be a guess. */
const TELLS_FROM = 0.02;

/**
 * How far the import is and how long it will take at the speed so far. A resource whose size Shopify has not told yet
 * counts as not begun.
 */
export function importProgress(
  steps: ImportStep[],
  { startedAt, now }: { startedAt: number; now: number },
): ImportProgress {
  let whole = 0;
  let done = 0;
  for (const step of steps) {
    whole += WEIGHT[step.resource];
    done += WEIGHT[step.resource] * shareOf(step);
  }
  const share = whole === 0 ? 0 : done / whole;
  const isRunning = steps.some(({ state }) => state !== "done" && state !== "failed");
  const spent = now - startedAt;
  const remainingMs =
    isRunning && share > TELLS_FROM ? Math.round((spent / share) * (1 - share)) : null;
  return { steps, isRunning, share, remainingMs };
}

function shareOf({ state, saved, expected }: ImportStep): number {
  if (state === "done") return 1;
  return expected ? Math.min(1, saved / expected) : 0;
}
