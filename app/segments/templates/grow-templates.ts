import { quote } from "#app/segments/query/read-value.ts";
import type { Lines } from "./lines.ts";
import type { ShopShape } from "./shop-shape.ts";
import { ADVICE, type Drawn } from "./template.ts";

/** They have begun. */
export const growTemplates = (lines: Lines, shape: ShopShape): Drawn[] => [
  ...firstOrders(lines),
  ...tastes(shape),
  {
    ...{ key: "small-baskets", name: "Often, but little", measure: "net-per-member" },
    description: "Five orders or more, each for less than most.",
    query: `number_of_orders >= 5 AND regulars.average_order_value <= ${lines.smallOrders.at}`,
    drawnFrom: lines.smallOrders.from,
    advice: "Bundles, and free shipping from a little above what they order for.",
  },
  {
    ...{ key: "rising", name: "Rising", measure: "net-per-member" },
    description: "They spend half as much again as they did half a year before.",
    query: "number_of_orders >= 3 AND regulars.spend_change MATCHES (days = 180, ratio >= 1.5)",
    advice: ADVICE.noDiscount,
  },
];

const firstOrders = ({ recent, secondOrder, highFirst }: Lines): Drawn[] => [
  {
    ...{ key: "prospects", name: "Prospects", measure: "members" },
    description: "They have an account and no order yet.",
    query: "number_of_orders = 0",
  },
  {
    ...{ key: "subscribed-never-bought", name: "Reads, never bought", measure: "members" },
    description: "They said yes to your e-mails, and have not ordered yet.",
    query: "number_of_orders = 0 AND email_subscription_status = 'SUBSCRIBED'",
    advice: "Say what makes you worth a first order.",
  },
  {
    ...{ key: "new", name: "New", measure: "ordering-share" },
    description: "Their first order was in the last 30 days.",
    query: "number_of_orders = 1 AND first_order_date >= -30d",
    advice: "How to use what they bought, before anything else.",
  },
  {
    ...{ key: "second-order-window", name: "Second order due", measure: "ordering-share" },
    description: "One order, about as long ago as those who came back had waited.",
    query: `number_of_orders = 1 AND last_order_date BETWEEN -${secondOrder.closes}d AND -${secondOrder.opens}d`,
    drawnFrom: secondOrder.from,
    advice: ADVICE.smallWithHoldout,
  },
  {
    ...{ key: "second-time", name: "Second-time buyers", measure: "ordering-share" },
    description: "They came back once, lately: the third order makes a habit.",
    query: `number_of_orders = 2 AND last_order_date >= -${recent.days}d`,
    drawnFrom: recent.from,
  },
  {
    ...{ key: "big-first-order", name: "Big first order", measure: "ordering-share" },
    description: "One order so far, larger than nine of ten first orders.",
    query: `number_of_orders = 1 AND amount_spent >= ${highFirst.at}`,
    drawnFrom: highFirst.from,
    advice: "A personal note.",
  },
];

const tastes = ({ favourites: { types, firstProduct }, holds }: ShopShape): Drawn[] => {
  const [first = "A", second = "B"] = types;
  const untyped = types.length < 2 && { missing: "Your products have no two types." };
  return [
    {
      ...{ key: "vendor-fan", name: "Fan of a vendor", measure: "net-per-member" },
      description: "Half of what they spent in a year, and three units, is of one vendor.",
      query: "regulars.vendors_purchased MATCHES (date >= -365d, quantity >= 3, share >= 0.5)",
      advice: "Tell them first what is new of it.",
      ...(holds.vendors ? {} : { missing: "Your products have fewer than two vendors." }),
    },
    {
      ...{ key: "type-loyal", name: "Loyal to one type", measure: "net-per-member" },
      description: "Three orders or more, and most of it of one product type.",
      query: "number_of_orders >= 3 AND regulars.types_purchased MATCHES (share >= 0.6)",
      advice: "What goes with it, from another type.",
      ...untyped,
    },
    {
      ...{ key: "explorers", name: "Explorers", measure: "net-per-member" },
      description: "They bought of four product types or more within a year.",
      query: "regulars.types_purchased MATCHES (date >= -365d, count >= 4)",
      advice: "What is new, whatever it is.",
      ...untyped,
    },
    {
      ...{ key: "one-not-other", name: `${first}, never ${second}`, measure: "ordering-share" },
      description: `They bought ${first}, and never ${second}.`,
      query: `regulars.products_purchased MATCHES (type = ${quote(first)}) AND regulars.products_purchased NOT MATCHES (type = ${quote(second)})`,
      drawnFrom: "The two types that most of your customers buy. Put in your own.",
      ...untyped,
    },
    {
      ...{ key: "first-product", name: "Began with your favourite", measure: "ordering-share" },
      description: `Their first order had ${firstProduct?.title ?? "a certain product"} in it.`,
      query: `regulars.first_product MATCHES (id = ${firstProduct?.productId ?? 1})`,
      drawnFrom: "The product that most first orders have. Put in another to compare.",
      ...(firstProduct ? {} : { missing: "Nobody has ordered yet." }),
    },
  ];
};
