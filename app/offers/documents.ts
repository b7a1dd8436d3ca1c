import { operation } from "#app/shopify/operation.ts";

/** What of the shop's own could be in the way of a new discount: a code in use, and how many run automatically. */
export const DISCOUNTS_IN_THE_WAY = operation(`#graphql
  query DiscountsInTheWay($code: String!) {
    codeDiscountNodeByCode(code: $code) { id }
    discountNodesCount(query: "method:automatic AND status:active") { count }
  }
`);
