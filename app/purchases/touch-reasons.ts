/**
 * What can happen to a customer for their facts and memberships to be refreshed, lightest first. `edit` is any other
 * change of an order: cancelled, edited, deleted. All that happens to one who waits is kept; where one word must do,
 * the weightiest stands for the rest.
 */
export const TOUCH_REASONS = ["customer", "edit", "order", "refund", "merge"] as const;
export type TouchReason = (typeof TOUCH_REASONS)[number];

/** A reason as it is kept: one bit, so that reasons add up. */
export const reasonBit = (reason: TouchReason): number => 1 << TOUCH_REASONS.indexOf(reason);
