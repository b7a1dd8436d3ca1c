import type { Store } from "../store/open-store.ts";

/** Troubles on the way of webhooks, per shop. */
export interface WebhookSwitches {
  /** Every delivery waits this long. */
  readonly delayMs: number;
  /** Share of deliveries that are sent twice, 0 to 1. */
  readonly doubleRate: number;
  /** Share that never arrives. */
  readonly dropRate: number;
  /** Deliveries are sent in an order of chance, within half a second. */
  readonly reorder: boolean;
  /** Nothing is sent until this is off again. */
  readonly paused: boolean;
  /** Retries wait their documented time times this: 1 for real, 0.0001 in tests. */
  readonly retryScale: number;
  /** Where chance starts. */
  readonly seed: number;
}

const calm: WebhookSwitches = {
  delayMs: 0,
  doubleRate: 0,
  dropRate: 0,
  reorder: false,
  paused: false,
  retryScale: 1,
  seed: 1,
};

interface Standing {
  switches: WebhookSwitches;
  chance: number;
}

const standing = new WeakMap<Store, Standing>();

function of(store: Store): Standing {
  let found = standing.get(store);
  if (!found) standing.set(store, (found = { switches: calm, chance: calm.seed }));
  return found;
}

export function switchesOf(store: Store): WebhookSwitches {
  return of(store).switches;
}

/** Changes what is given; chance starts anew when a seed is. */
export function setSwitches(store: Store, changed: Partial<WebhookSwitches>): WebhookSwitches {
  const found = of(store);
  found.switches = { ...found.switches, ...changed };
  if (changed.seed !== undefined) found.chance = changed.seed;
  return found.switches;
}

/** The next number of the shop's own chance, from 0 to 1 (mulberry32). */
export function chance(store: Store): number {
  const found = of(store);
  found.chance = (found.chance + 0x6d2b79f5) | 0;
  let mixed = Math.imul(found.chance ^ (found.chance >>> 15), 1 | found.chance);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}
