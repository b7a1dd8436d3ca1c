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

/** What to keep and show of anything thrown: the code and message of a fault, and nothing of what we did not write. */
export function faultText(thrown: unknown): string {
  if (thrown instanceof Fault) return `${thrown.code}: ${thrown.message}`;
  return thrown instanceof Error ? `unexpected: ${thrown.name}` : "unexpected";
}
