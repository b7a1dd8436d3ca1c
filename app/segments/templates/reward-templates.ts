import type { Lines } from "./lines.ts";
import type { ShopShape } from "./shop-shape.ts";
import { ADVICE, type Drawn } from "./template.ts";

/** They carry the shop. */
export const rewardTemplates = (
  { highSpend, goodSpend, largeOrders }: Lines,
  { holds }: ShopShape,
): Drawn[] => [
  {
    ...{ key: "champions", name: "Champions", measure: "net-per-member" },
    description: "They bought very recently, often, and spent the most.",
    query: "rfm_group = 'CHAMPIONS'",
    drawnFrom: "Scores among your own customers.",
    advice: ADVICE.noDiscount,
  },
  {
    ...{ key: "vip", name: "VIP", measure: "net-per-member", advice: ADVICE.noDiscount },
    description: "They spent more than nine of ten buyers, came back, and were here this year.",
    query: `amount_spent >= ${highSpend.at} AND number_of_orders >= 2 AND last_order_date >= -365d`,
    drawnFrom: highSpend.from,
  },
  {
    ...{ key: "vip-classic", name: "VIP, classic", measure: "net-per-member" },
    description: "Four orders within a year, and in three months as much as most ever spend.",
    query: `orders_placed MATCHES (date >= -365d, count >= 4) AND orders_placed MATCHES (date >= -90d, sum_amount >= ${goodSpend.at})`,
    drawnFrom: goodSpend.from,
    advice: ADVICE.noDiscount,
  },
  {
    ...{ key: "large-orders", name: "Large orders", measure: "net-per-member" },
    description: "They came back, and order for more at a time than most.",
    query: `number_of_orders >= 2 AND regulars.average_order_value >= ${largeOrders.at}`,
    drawnFrom: largeOrders.from,
    advice: "Free shipping costs least here.",
  },
  {
    ...{ key: "full-price", name: "Full-price buyers", measure: "full-price-share" },
    description: "Two orders or more, none of them with a discount.",
    query: "number_of_orders >= 2 AND regulars.discount_share = 0",
    advice: ADVICE.noDiscount,
  },
  {
    ...{ key: "advocates", name: "Likely advocates", measure: "ordering-share" },
    description: "They order often and lately, keep what they buy, and rarely wait for a discount.",
    query:
      "number_of_orders >= 4 AND regulars.refund_share <= 0.1 AND regulars.discount_share <= 0.25 AND last_order_date >= -120d",
    advice: "Ask for a review or a friend, not for another order.",
  },
  holds.birthday === null
    ? {
        ...{ key: "anniversary", name: "A year since the first order", measure: "ordering-share" },
        description: "Their first order was a year ago, give or take a week.",
        query: "first_order_date BETWEEN -372d AND -358d",
        drawnFrom:
          "No metafield of your customers is a birthday: the first order stands in for it.",
        advice: "A thank-you on the day.",
      }
    : {
        ...{ key: "anniversary", name: "Birthday within a week", measure: "ordering-share" },
        description: "Their birthday is today or within the next seven days.",
        query: `anniversary MATCHES ('${holds.birthday}') BETWEEN today AND +7d`,
        drawnFrom: `Birthdays are in your metafield ${holds.birthday}.`,
        advice: "A present for everybody alike: the day may not decide on the price.",
      },
];
