/**
 * Faults: the work could not be done. What a merchant can answer for (a name taken, a query that does not parse) is
 * not a fault; domain functions return it as a value.
 */
export abstract class Fault extends Error {
  /** Stable: logs, pages and tests match on it, never on `message`. */
  abstract readonly code: string;
  /** Whether the same input may succeed later; if not, a job gives up at once. */
  abstract readonly retryable: boolean;

  override get name() {
    return this.constructor.name;
  }
}

/** How the databases and the file system say that there is no room left. */
const DISK_FULL = new Set(["SQLITE_FULL", "SQLITE_IOERR_SHMSIZE", "ENOSPC", "53100"]);

/** The code under which a full disk is kept. */
export const DISK_FULL_CODE = "disk_full";

/** Whether there was no room left under the database. What was being written was rolled back; nothing else is lost. */
export const isDiskFull = (thrown: unknown): boolean =>
  thrown instanceof Error &&
  "code" in thrown &&
  typeof thrown.code === "string" &&
  DISK_FULL.has(thrown.code);

const DATABASE_AWAY =
  /^(SQLITE_(FULL|BUSY|IOERR|NOMEM)|E(NOSPC|PIPE|CONN|TIMEDOUT)|(08|40|53|57)\w{3}$)/;

/** Whether the database could do nothing at that moment, whatever it was asked: its disk, its connections, its locks. */
export const isDatabaseAway = (thrown: unknown): boolean =>
  thrown instanceof Error &&
  "code" in thrown &&
  typeof thrown.code === "string" &&
  DATABASE_AWAY.test(thrown.code);

/** What to keep and show of anything thrown: the code and message of a fault, and nothing of what we did not write. */
export function faultText(thrown: unknown): string {
  if (thrown instanceof Fault) return `${thrown.code}: ${thrown.message}`;
  if (isDiskFull(thrown)) return `${DISK_FULL_CODE}: the disk under the app's database is full`;
  return thrown instanceof Error ? `unexpected: ${thrown.name}` : "unexpected";
}
