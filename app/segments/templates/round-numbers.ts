/** The first of the steps that is no less, else the last. */
export const roundDays = (days: number, steps: readonly number[]): number =>
  steps.find((step) => step >= days) ?? steps.at(-1) ?? days;

/** Two leading digits: 1,234 is 1,200. At least one unit. */
export function readable(amount: number): number {
  const magnitude = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, amount))) - 1);
  return Math.max(1, Math.round(amount / magnitude) * magnitude);
}

/** A whole number of days, one at least. */
export const wholeDays = (days: number): number => Math.max(1, Math.round(days));
