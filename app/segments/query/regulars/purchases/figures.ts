import type { Attribute } from "../../filters/filter.ts";
import { RATIO_DECIMALS, ratioOf } from "./ratio.ts";
import type { PurchaseFigures } from "./purchase-values.ts";

const share = (
  label: string,
  partsOf: (figures: PurchaseFigures) => [part: number, of: number],
): Attribute => ({
  ...{ type: "number", decimals: RATIO_DECIMALS, label },
  valueOf: ({ purchases: { figures } }) => ratioOf(...partsOf(figures)),
});

const count = (label: string, valueOf: (figures: PurchaseFigures) => number): Attribute => ({
  ...{ type: "integer", label },
  valueOf: ({ purchases: { figures } }) => valueOf(figures),
});

/**
 * Numbers of a customer's orders that count: neither tests nor cancelled, net of refunds. Shares are between 0 and 1,
 * and missing for who has no such order (docs/segment-query-language.md).
 */
export const figureAttributes: Readonly<Record<string, Attribute>> = {
  "regulars.net_spent": {
    ...{ type: "money", label: "Net spent" },
    valueOf: ({ purchases: { figures } }) => figures.netMinor,
  },
  /** In whole minor units, rounded towards zero. */
  "regulars.average_order_value": {
    ...{ type: "money", label: "Average order value" },
    valueOf: ({ purchases: { figures } }) =>
      figures.orders === 0 ? null : Math.trunc(figures.netMinor / figures.orders) || 0,
  },
  "regulars.refund_share": share("Refund share", (of) => [of.refundedMinor, of.grossMinor]),
  "regulars.discount_share": share("Discount share", (of) => [of.discountedOrders, of.placed]),
  "regulars.full_price_share": share("Full-price share", (of) => [of.fullPriceUnits, of.units]),
  "regulars.gift_share": share("Gift share", (of) => [of.giftOrders, of.placed]),
  "regulars.distinct_products": count("Distinct products", (of) => of.products),
  "regulars.distinct_types": count("Distinct product types", (of) => of.types),
  "regulars.distinct_vendors": count("Distinct vendors", (of) => of.vendors),
};
