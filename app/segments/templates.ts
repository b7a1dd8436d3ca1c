/** What a shop's own buyers are like: where ready-made segments draw their lines. */
export interface ShopShape {
  /** The typical days between two orders of one customer; null below two orders. */
  typicalGapDays: number | null;
  /** What nine of ten buyers spent less than, in whole units of the currency. */
  highSpend: number | null;
  /** The same of those who ordered once. */
  highFirstSpend: number | null;
}

/** A ready-made segment. */
export interface Template {
  key: string;
  name: string;
  description: string;
  query: string;
}

/**
 * The twelve ready-made segments, the one to be shown first first. Days follow the shop's own rhythm in round
 * numbers, amounts its own distribution; whoever installs them can change every one.
 */
export function templatesFor(shape: ShopShape): Template[] {
  const gap = shape.typicalGapDays;
  const recent = roundDays(gap === null ? 90 : gap * 2, [30, 60, 90, 120, 180]);
  const quiet = roundDays(gap === null ? 60 : gap * 2, [60, 90, 120, 180, 270]);
  const gone = roundDays(gap === null ? 365 : gap * 5, [365, 540, 730]);
  const spend = readable(shape.highSpend ?? 300);
  const firstSpend = readable(shape.highFirstSpend ?? 150);
  return [
    {
      key: "champions",
      name: "Champions",
      description: "They bought very recently, often, and spent the most.",
      query: "rfm_group = 'CHAMPIONS'",
    },
    {
      key: "vip",
      name: "VIP",
      description: "They spent more than nine of ten buyers, came back, and were here this year.",
      query: `amount_spent >= ${spend} AND number_of_orders >= 2 AND last_order_date >= -365d`,
    },
    {
      key: "regulars",
      name: "Regulars",
      description: "Four orders or more, the last one not long ago.",
      query: `number_of_orders >= 4 AND last_order_date >= -${Math.max(recent, 90)}d`,
    },
    {
      key: "at-risk",
      name: "At risk",
      description: "Good customers who have not been here for long.",
      query: "rfm_group = 'AT_RISK' OR rfm_group = 'PREVIOUSLY_LOYAL'",
    },
    {
      key: "second-time",
      name: "Second-time buyers",
      description: "They came back once, lately: the third order makes a habit.",
      query: `number_of_orders = 2 AND last_order_date >= -${recent}d`,
    },
    {
      key: "big-first-order",
      name: "Big first order",
      description: "One order so far, larger than nine of ten first orders.",
      query: `number_of_orders = 1 AND amount_spent >= ${firstSpend}`,
    },
    {
      key: "new",
      name: "New",
      description: "Their first order was in the last 30 days.",
      query: "number_of_orders = 1 AND first_order_date >= -30d",
    },
    {
      key: "lapsed",
      name: "Lapsed",
      description: "They bought before, and have been quiet for longer than is usual here.",
      query: `last_order_date BETWEEN -${gone}d AND -${Math.max(quiet, 90) + 1}d`,
    },
    {
      key: "one-and-done",
      name: "One and done",
      description: "One order, and the time when others order again has passed.",
      query: `number_of_orders = 1 AND last_order_date < -${quiet}d`,
    },
    {
      key: "lost",
      name: "Lost",
      description: "No order for so long that a return would be a surprise.",
      query: `last_order_date < -${gone}d`,
    },
    {
      key: "repeat",
      name: "Repeat customers",
      description: "Two orders or more, whenever.",
      query: "number_of_orders >= 2",
    },
    {
      key: "prospects",
      name: "Prospects",
      description: "They have an account and no order yet.",
      query: "number_of_orders = 0",
    },
  ];
}

/** The first of the steps that is no less, else the last. */
const roundDays = (days: number, steps: readonly number[]) =>
  steps.find((step) => step >= days) ?? steps.at(-1) ?? days;

/** Two leading digits: 1,234 is 1,200. At least one unit. */
function readable(amount: number): number {
  const magnitude = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, amount))) - 1);
  return Math.max(1, Math.round(amount / magnitude) * magnitude);
}
