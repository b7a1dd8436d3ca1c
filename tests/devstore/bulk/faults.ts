import type { Store } from "../store/open-store.ts";

/** Troubles that tests may ask for, kept per shop until they are cleared. */
export interface BulkFaults {
  /** Fails after so many lines, leaving them as partial data. */
  readonly failAfterLines?: number;
  readonly errorCode?: "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | "TIMEOUT";
  /** Goes to RUNNING and stays there. */
  readonly neverFinish?: boolean;
  /** Is EXPIRED as soon as it is done. */
  readonly expire?: boolean;
  /** Waits so long before the first line. */
  readonly delayMs?: number;
  /** The finish webhook is not sent. */
  readonly silent?: boolean;
  /** How many operations are hit; all while it is absent. */
  readonly times?: number;
}

const standing = new WeakMap<Store, BulkFaults>();

export function setBulkFaults(store: Store, faults: BulkFaults): void {
  standing.set(store, faults);
}

/** The troubles of the operation that starts now. */
export function takeBulkFaults(store: Store): BulkFaults {
  const faults = standing.get(store) ?? {};
  if (faults.times !== undefined) {
    if (faults.times <= 1) standing.delete(store);
    else standing.set(store, { ...faults, times: faults.times - 1 });
  }
  return faults;
}
