/** Without `read_all_orders` Shopify shows orders of the last 60 days only. */
export const VISIBLE_DAYS = 60;

const MS_PER_DAY = 86_400_000;

/**
 * Whether an order may be missing from Shopify's answers only because it is old. A day early: the window moves while
 * we read.
 */
export const isOutOfSight = (processedAt: number, now: number): boolean =>
  processedAt < now - (VISIBLE_DAYS - 1) * MS_PER_DAY;
