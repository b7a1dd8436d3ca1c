import { operation } from "#app/shopify/operation.ts";

const COLLECTION = `
  id
  title
  handle
  updatedAt
`;

/** All collections, each with its first products. */
export const COLLECTIONS = operation(`#graphql
  query Collections($cursor: String) {
    collections(first: 20, after: $cursor, sortKey: ID) {
      nodes {
        ${COLLECTION}
        products(first: 250) {
          nodes { id }
          pageInfo { hasNextPage endCursor }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const COLLECTION_BY_ID = operation(`#graphql
  query CollectionById($id: ID!) {
    collection(id: $id) {
      ${COLLECTION}
      products(first: 250) {
        nodes { id }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

export const PRODUCTS_OF_COLLECTION = operation(`#graphql
  query ProductsOfCollection($id: ID!, $cursor: String) {
    collection(id: $id) {
      products(first: 250, after: $cursor) {
        nodes { id }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

export const COLLECTIONS_OF_PRODUCTS = operation(`#graphql
  query CollectionsOfProducts($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Product {
        id
        collections(first: 250) {
          nodes { id }
        }
      }
    }
  }
`);
