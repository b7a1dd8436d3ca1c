import type { Lines } from "./lines.ts";
import type { ShopShape } from "./shop-shape.ts";
import { ADVICE, type Drawn } from "./template.ts";

/** They were here and have gone quiet. */
export const winBackTemplates = (
  { quiet, gone, oneAndDone, goodSpend }: Lines,
  { holds }: ShopShape,
): Drawn[] => [
  {
    ...{ key: "at-risk", name: "At risk", measure: "came-back", advice: ADVICE.smallWithHoldout },
    description: "Good customers who have not been here for long.",
    query: "rfm_group = 'AT_RISK' OR rfm_group = 'PREVIOUSLY_LOYAL'",
    drawnFrom: "Scores among your own customers.",
  },
  {
    ...{ key: "late", name: "Later than usual for them", measure: "came-back" },
    description: "Three orders or more, and one and a half to three times their own usual gap ago.",
    query: "number_of_orders >= 3 AND regulars.lateness BETWEEN 1.5 AND 3",
    drawnFrom: "Each customer by their own usual gap.",
    advice: ADVICE.smallWithHoldout,
  },
  {
    ...{ key: "at-risk-high-value", name: "At risk, high value", measure: "came-back" },
    description: "They spent much, and have been away for three to six months.",
    query: `amount_spent >= ${goodSpend.at} AND last_order_date BETWEEN -180d AND -90d`,
    drawnFrom: goodSpend.from,
    advice: "Write to them yourself first; then a small discount, with a holdout.",
  },
  {
    ...{ key: "falling", name: "Falling", measure: "came-back" },
    description: "They spend half of what they spent half a year before, and are late.",
    query:
      "number_of_orders >= 3 AND regulars.spend_change MATCHES (days = 180, ratio <= 0.5) AND regulars.lateness > 1",
    advice: ADVICE.smallWithHoldout,
  },
  {
    ...{ key: "one-and-done", name: "One and done", measure: "came-back" },
    description: "One order, and the time when others order again has passed.",
    query: `number_of_orders = 1 AND last_order_date < -${oneAndDone.days}d`,
    drawnFrom: oneAndDone.from,
    advice: ADVICE.smallWithHoldout,
  },
  {
    ...{ key: "lapsed", name: "Lapsed", measure: "came-back", advice: ADVICE.smallWithHoldout },
    description: "They bought before, and have been quiet for longer than is usual here.",
    query: `last_order_date BETWEEN -${gone.days}d AND -${Math.max(quiet.days, 90) + 1}d`,
    drawnFrom: quiet.from,
  },
  {
    ...{ key: "lost", name: "Lost", measure: "came-back" },
    description: "No order for so long that a return would be a surprise.",
    query: `last_order_date < -${gone.days}d`,
    drawnFrom: gone.from,
    advice: "Cheap channels only.",
  },
  {
    ...{ key: "won-back", name: "Won back", measure: "ordering-share" },
    description: "They were lapsed or lost, and ordered in the last two months.",
    query: `orders_placed MATCHES (date >= -60d) AND orders_placed MATCHES (date < -${Math.max(quiet.days, 90) + 60}d) AND orders_placed NOT MATCHES (date BETWEEN -${Math.max(quiet.days, 90) + 60}d AND -61d)`,
    drawnFrom: quiet.from,
    advice: "A welcome, and nothing else: they are back.",
  },
  {
    ...{ key: "abandoned", name: "Left a checkout", measure: "came-back" },
    description: "They left a checkout in the last week, and have not ordered since.",
    query: "abandoned_checkout_date >= -7d AND orders_placed NOT MATCHES (date >= -7d)",
    ...(holds.abandonedCheckouts
      ? {}
      : { missing: "Shopify tells no app of abandoned checkouts; none has arrived from outside." }),
    advice: "A reminder before a discount.",
  },
  {
    ...{ key: "cancelled-subscription", name: "Subscription cancelled", measure: "came-back" },
    description: "They had a subscription to a product, and ended it.",
    query: "product_subscription_status = 'CANCELED'",
    ...(holds.subscriptions ? {} : { missing: "No customer of yours has a product subscription." }),
    advice: "Ask why before offering anything.",
  },
];
