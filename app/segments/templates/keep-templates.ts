import { quote } from "#app/segments/query/read-value.ts";
import type { Lines } from "./lines.ts";
import type { ShopShape } from "./shop-shape.ts";
import { ADVICE, type Drawn } from "./template.ts";

/** They are here, and should stay. */
export const keepTemplates = ({ recent }: Lines, { favourites, holds }: ShopShape): Drawn[] => [
  {
    ...{ key: "regulars", name: "Regulars", measure: "ordering-share", advice: ADVICE.noDiscount },
    description: "Four orders or more, the last one not long ago.",
    query: `number_of_orders >= 4 AND last_order_date >= -${Math.max(recent.days, 90)}d`,
    drawnFrom: recent.from,
  },
  {
    ...{ key: "in-rhythm", name: "In their rhythm", measure: "ordering-share" },
    description: "Three orders or more, and no later than is usual for them.",
    query: "number_of_orders >= 3 AND regulars.lateness <= 1.2",
    drawnFrom: "Each customer by their own usual gap, with a fifth of it to spare.",
    advice: ADVICE.noDiscount,
  },
  {
    ...{ key: "loyal", name: "Loyal", measure: "ordering-share", advice: ADVICE.noDiscount },
    description: "Four orders within a year, one of them in the last half year.",
    query: "orders_placed MATCHES (date >= -365d, count >= 4) AND last_order_date >= -180d",
  },
  {
    ...{ key: "repeat", name: "Repeat customers", measure: "ordering-share" },
    description: "Two orders or more, whenever.",
    query: "number_of_orders >= 2",
  },
  {
    ...{ key: "due-now", name: "Due now", measure: "ordering-share" },
    description: "By their own rhythm they would order about now.",
    query: "number_of_orders >= 3 AND regulars.lateness BETWEEN 0.8 AND 1.2",
    drawnFrom: "Each customer by their own usual gap: from a fifth before it to a fifth after.",
    advice: "A reminder. They would come anyway: no discount.",
  },
  replenishers(favourites.rebought),
  {
    ...{ key: "keeps-everything", name: "Keeps everything", measure: "net-per-member" },
    description: "Three orders or more, and nothing ever returned.",
    query: "number_of_orders >= 3 AND regulars.refund_share = 0",
    advice: "Easier returns cost you nothing here.",
  },
  {
    ...{ key: "serial-returners", name: "Serial returners", measure: "net-per-member" },
    description: "Three orders or more, and half of what was paid was given back.",
    query: "number_of_orders >= 3 AND regulars.refund_share >= 0.5",
    advice: "No free returns as a reward; better sizes and pictures help more.",
  },
  {
    ...{ key: "subscribers", name: "Product subscribers", measure: "members" },
    description: "They have a running subscription to a product.",
    query: "product_subscription_status = 'SUBSCRIBED'",
    ...(holds.subscriptions ? {} : { missing: "No customer of yours has a product subscription." }),
  },
  {
    ...{ key: "local", name: "Local", measure: "ordering-share" },
    description: "They live where most of your customers do.",
    query: `customer_cities CONTAINS ${quote(favourites.city ?? "US-NY-NewYorkCity")}`,
    ...(favourites.city === null
      ? { missing: "No city of your customers is known." }
      : { drawnFrom: `Most of your customers with a city live in ${favourites.city}.` }),
    advice: "Events and pick-up. A price by place needs a reason that you can give.",
  },
  {
    ...{ key: "b2b", name: "Business buyers", measure: "net-per-member" },
    description: "They buy for a company.",
    query: "companies IS NOT NULL",
    ...(holds.companies ? {} : { missing: "No customer of yours belongs to a company." }),
  },
  {
    ...{ key: "reachable", name: "Reachable on the storefront", measure: "ordering-share" },
    description: "They have an account, and ordered in the last three months.",
    query: "customer_account_status = 'ENABLED' AND last_order_date >= -90d",
  },
  {
    ...{ key: "do-not-push", name: "Do not push", measure: "members", advice: ADVICE.nothing },
    description: "They opted out, complained or took their money back through the bank.",
    query:
      "email_subscription_status = 'UNSUBSCRIBED' OR customer_tags CONTAINS 'complaint' OR customer_tags CONTAINS 'chargeback'",
    drawnFrom: "Put in the tags that you use for complaints.",
  },
];

function replenishers(rebought: ShopShape["favourites"]["rebought"]): Drawn {
  const days = rebought?.days ?? 30;
  const [from, to] = [Math.max(1, Math.round(days * 0.8)), Math.round(days * 1.3) + 1];
  const id = rebought?.productId ?? 1;
  return {
    ...{ key: "replenishers", name: "Running out", measure: "ordering-share" },
    description: `They bought ${rebought?.title ?? "a product"} as long ago as others do who buy it again.`,
    query: `products_purchased MATCHES (id = ${id}, date BETWEEN -${to}d AND -${from}d) AND products_purchased NOT MATCHES (id = ${id}, date > -${from}d)`,
    advice: "A reminder with the product in it.",
    ...(rebought
      ? { drawnFrom: `${rebought.title} is what most buy again, usually after ${days} days.` }
      : {
          missing: "No product of yours has been bought again often enough to know its interval.",
        }),
  };
}
