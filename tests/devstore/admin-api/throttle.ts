import type { Store } from "../store/open-store.ts";

/** Points that come back each second, by plan; the bucket holds twenty times as much. */
const restoreRates: Readonly<Record<string, number>> = { standard: 100, advanced: 200, plus: 1000 };

export interface ThrottleStatus {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  readonly restoreRate: number;
}

/** `off` for load tests; `always` refuses every request; `next` refuses so many and then counts as usual. */
export interface ThrottleSwitch {
  mode: "on" | "off" | "always";
  refuseNext: number;
}

interface Bucket {
  level: number;
  at: number;
}

const buckets = new WeakMap<Store, Bucket>();
const switches = new WeakMap<Store, ThrottleSwitch>();

export function throttleSwitch(store: Store): ThrottleSwitch {
  let found = switches.get(store);
  if (!found) switches.set(store, (found = { mode: "on", refuseNext: 0 }));
  return found;
}

/** Whether the bucket has room for the cost that was asked for; if so it is taken, to be settled by `settle`. */
export function take(store: Store, requested: number): boolean {
  const setting = throttleSwitch(store);
  if (setting.refuseNext > 0) {
    setting.refuseNext--;
    return false;
  }
  if (setting.mode !== "on") return setting.mode === "off";
  const { bucket } = filled(store);
  if (bucket.level < requested) return false;
  bucket.level -= requested;
  return true;
}

/** Gives back what was asked for and not used. */
export function settle(store: Store, requested: number, actual: number): void {
  if (throttleSwitch(store).mode !== "on") return;
  const { bucket, most } = filled(store);
  bucket.level = Math.min(most, bucket.level + requested - actual);
}

/** As `extensions.cost.throttleStatus` says it. */
export function throttleStatus(store: Store): ThrottleStatus {
  const { bucket, most, rate } = filled(store);
  return {
    maximumAvailable: most,
    currentlyAvailable: Math.floor(bucket.level),
    restoreRate: rate,
  };
}

function filled(store: Store): { bucket: Bucket; most: number; rate: number } {
  const rate = restoreRates[store.plan] ?? 100;
  const most = rate * 20;
  const now = performance.now();
  let bucket = buckets.get(store);
  if (!bucket) buckets.set(store, (bucket = { level: most, at: now }));
  bucket.level = Math.min(most, bucket.level + ((now - bucket.at) / 1000) * rate);
  bucket.at = now;
  return { bucket, most, rate };
}
