import { operation } from "#app/shopify/operation.ts";

/** How many metafields there are of each of our definitions; Shopify counts them itself. */
export const COUNT_METAFIELDS = operation(`#graphql
  query CountOurMetafields {
    customers: metafieldDefinitions(first: 50, ownerType: CUSTOMER, namespace: "$app") {
      nodes { key metafieldsCount }
    }
    products: metafieldDefinitions(first: 50, ownerType: PRODUCT, namespace: "$app") {
      nodes { key metafieldsCount }
    }
    currentAppInstallation {
      metafields(first: 50, namespace: "regulars") { nodes { key } }
    }
  }
`);

export const COUNT_METAOBJECTS = operation(`#graphql
  query CountOurMetaobjects($type: String!) {
    metaobjectDefinitionByType(type: $type) { metaobjectsCount }
  }
`);

export const ALL_SEGMENT_NAMES = operation(`#graphql
  query AllSegmentNames($cursor: String) {
    segments(first: 250, after: $cursor) {
      nodes { id name }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

/** With the segments that each is for: one of ours is for a twin. */
export const ALL_DISCOUNT_SEGMENTS = operation(`#graphql
  query AllDiscountSegments($cursor: String) {
    discountNodes(first: 25, after: $cursor) {
      nodes {
        id
        discount {
          __typename
          ... on DiscountAutomaticBasic { title context { ... on DiscountCustomerSegments { segments { id name } } } }
          ... on DiscountAutomaticBxgy { title context { ... on DiscountCustomerSegments { segments { id name } } } }
          ... on DiscountAutomaticFreeShipping { title context { ... on DiscountCustomerSegments { segments { id name } } } }
          ... on DiscountCodeBasic { title context { ... on DiscountCustomerSegments { segments { id name } } } }
          ... on DiscountCodeBxgy { title context { ... on DiscountCustomerSegments { segments { id name } } } }
          ... on DiscountCodeFreeShipping { title context { ... on DiscountCustomerSegments { segments { id name } } } }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);
