import { operation } from "#app/shopify/operation.ts";

/** How many native segments the shop has, its merchant's and those of all apps. */
export const SEGMENTS_IN_SHOP = operation(`#graphql
  query SegmentsInShop {
    segmentsCount(limit: 10000) { count }
  }
`);
