/**
 * Gives every customer the group that Shopify's statistics would say: quintiles of recency, of orders and of money among
 * customers who bought, equal values scoring equally; FM is the mean of the last two, halves up. Shopify does not publish
 * its exact cells: these are the common five by five grid that its descriptions fit. Run after the lifetime aggregates.
 */
export const RECOMPUTE_RFM_GROUPS = `
WITH buyers AS (
  SELECT c.id, o.processed_at AS last_at, c.number_of_orders AS orders, c.amount_spent_minor AS spent
  FROM customers AS c JOIN orders AS o ON o.id = c.last_order_id
),
scores AS (
  SELECT id,
    1 + (RANK() OVER (ORDER BY last_at) - 1) * 5 / COUNT(*) OVER () AS r,
    1 + (RANK() OVER (ORDER BY orders) - 1) * 5 / COUNT(*) OVER () AS f,
    1 + (RANK() OVER (ORDER BY spent) - 1) * 5 / COUNT(*) OVER () AS m
  FROM buyers
),
cells AS (SELECT id, r, (f + m + 1) / 2 AS fm FROM scores)
UPDATE customers SET rfm_group = CASE
    WHEN cells.r = 5 AND cells.fm >= 4 THEN 'CHAMPIONS'
    WHEN cells.r >= 3 AND cells.fm >= 4 THEN 'LOYAL'
    WHEN cells.r >= 4 AND cells.fm >= 2 THEN 'ACTIVE'
    WHEN cells.r = 5 THEN 'NEW'
    WHEN cells.r = 4 THEN 'PROMISING'
    WHEN cells.r = 3 AND cells.fm = 3 THEN 'NEEDS_ATTENTION'
    WHEN cells.r = 3 THEN 'ALMOST_LOST'
    WHEN cells.fm = 5 THEN 'PREVIOUSLY_LOYAL'
    WHEN cells.fm >= 3 THEN 'AT_RISK'
    ELSE 'DORMANT'
  END
FROM cells WHERE cells.id = customers.id`;

/** Who never bought is a prospect. */
export const MARK_PROSPECTS =
  "UPDATE customers SET rfm_group = 'PROSPECTS' WHERE last_order_id IS NULL";
