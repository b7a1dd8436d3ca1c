import { ADVICE, type Drawn } from "./template.ts";

/** They buy at a reduced price anyway. */
export const clearStockTemplates = (): Drawn[] => [
  {
    ...{ key: "discount-dependent", name: "Discount-dependent", measure: "full-price-share" },
    description: "Three orders or more, most of them with a discount.",
    query: "number_of_orders >= 3 AND regulars.discount_share >= 0.6",
    advice: ADVICE.neverDeepen,
  },
  {
    ...{ key: "sale-only", name: "Sale only", measure: "full-price-share" },
    description: "They came back, and hardly ever bought without a discount.",
    query: "number_of_orders >= 2 AND regulars.full_price_share <= 0.1",
    drawnFrom: "Full price is an order without a discount; a compare-at price is not seen.",
    advice: ADVICE.neverDeepen,
  },
  {
    ...{ key: "holiday-only", name: "Holiday only", measure: "ordering-share" },
    description: "Four of five of their orders are of November and December.",
    query: "number_of_orders >= 2 AND regulars.share_of_orders MATCHES (month >= 11, share >= 0.8)",
    advice: "Write in October, and leave them alone in spring.",
  },
  {
    ...{ key: "gift-buyers", name: "Gift buyers", measure: "ordering-share" },
    description: "Half of their orders hold a gift.",
    query: "regulars.gift_share >= 0.5",
    drawnFrom: "A gift is an order with a product whose type says so: gift cards, wrapping.",
    advice: "What they buy says little about what they like themselves.",
  },
];
