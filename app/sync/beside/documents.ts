import { operation } from "#app/shopify/operation.ts";

/** What can be asked of customers' metafields at all. */
export const METAFIELD_DEFINITIONS = operation(`#graphql
  query MetafieldDefinitions($cursor: String) {
    metafieldDefinitions(ownerType: CUSTOMER, first: 250, after: $cursor) {
      nodes { name namespace key type { name } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

/** Checkouts that were left, the latest first. */
export const ABANDONED_CHECKOUTS = operation(`#graphql
  query AbandonedCheckouts($cursor: String) {
    abandonedCheckouts(first: 250, after: $cursor, sortKey: CREATED_AT, reverse: true) {
      nodes { createdAt completedAt customer { id } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);
