import { operation } from "#app/shopify/operation.ts";

/** At most 25 at once; all of them or, if one is refused, none. */
export const SET_METAFIELDS = operation(`#graphql
  mutation SetMetafields($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) {
      metafields { id }
      userErrors { code field message elementIndex }
    }
  }
`);

export const DELETE_METAFIELDS = operation(`#graphql
  mutation DeleteMetafields($metafields: [MetafieldIdentifierInput!]!) {
    metafieldsDelete(metafields: $metafields) {
      deletedMetafields { ownerId key }
      userErrors { field message }
    }
  }
`);

export const UPSERT_METAOBJECT = operation(`#graphql
  mutation UpsertMetaobject($handle: MetaobjectHandleInput!, $metaobject: MetaobjectUpsertInput!) {
    metaobjectUpsert(handle: $handle, metaobject: $metaobject) {
      metaobject { id }
      userErrors { code field message elementKey }
    }
  }
`);

export const DELETE_METAOBJECT = operation(`#graphql
  mutation DeleteMetaobject($id: ID!) {
    metaobjectDelete(id: $id) {
      deletedId
      userErrors { code field message }
    }
  }
`);

export const APP_INSTALLATION = operation(`#graphql
  query AppInstallationId {
    currentAppInstallation { id }
  }
`);

/** Under which namespace Shopify keeps what we call $app. */
export const SEGMENTS_DEFINITION = operation(`#graphql
  query SegmentsDefinition {
    metafieldDefinitions(first: 1, ownerType: CUSTOMER, namespace: "$app", key: "segments") {
      nodes { namespace key }
    }
  }
`);

/** What a shop's native segments may ask about. */
export const SEGMENT_FILTERS = operation(`#graphql
  query SegmentFilters($cursor: String) {
    segmentFilters(first: 250, after: $cursor) {
      nodes { queryName }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const NEWEST_SEGMENTS = operation(`#graphql
  query NewestSegments {
    segments(first: 100, sortKey: CREATION_DATE, reverse: true) {
      nodes { id name }
    }
  }
`);

export const CREATE_TWIN = operation(`#graphql
  mutation CreateTwin($name: String!, $query: String!) {
    segmentCreate(name: $name, query: $query) {
      segment { id }
      userErrors { field message }
    }
  }
`);

export const DELETE_TWIN = operation(`#graphql
  mutation DeleteTwin($id: ID!) {
    segmentDelete(id: $id) {
      deletedSegmentId
      userErrors { field message }
    }
  }
`);

export const TWIN_MEMBERSHIP = operation(`#graphql
  query TwinMembership($customerId: ID!, $twinId: ID!) {
    customerSegmentMembership(customerId: $customerId, segmentIds: [$twinId]) {
      memberships { segmentId isMember }
    }
  }
`);

export const CREATE_AUTOMATIC_DISCOUNT = operation(`#graphql
  mutation CreateAutomaticDiscount($discount: DiscountAutomaticBasicInput!) {
    discountAutomaticBasicCreate(automaticBasicDiscount: $discount) {
      automaticDiscountNode { id }
      userErrors { code field message }
    }
  }
`);

export const CREATE_CODE_DISCOUNT = operation(`#graphql
  mutation CreateCodeDiscount($discount: DiscountCodeBasicInput!) {
    discountCodeBasicCreate(basicCodeDiscount: $discount) {
      codeDiscountNode { id }
      userErrors { code field message }
    }
  }
`);

/** Discounts for a segment. The segments are asked for as well, to be sure. */
export const DISCOUNTS_OF_SEGMENT = operation(`#graphql
  query DiscountsOfSegment($query: String!) {
    discountNodes(first: 50, query: $query) {
      nodes {
        id
        discount {
          __typename
          ... on DiscountAutomaticBasic { context { ... on DiscountCustomerSegments { segments { id } } } }
          ... on DiscountCodeBasic { context { ... on DiscountCustomerSegments { segments { id } } } }
        }
      }
    }
  }
`);

/** Whether Shopify still holds what carries an offer: the merchant may have deleted either. */
export const OFFER_CARRIERS = operation(`#graphql
  query OfferCarriers($twinId: ID!, $discountId: ID!) {
    segment(id: $twinId) { id }
    discountNode(id: $discountId) { id }
  }
`);

export const DELETE_AUTOMATIC_DISCOUNT = operation(`#graphql
  mutation DeleteAutomaticDiscount($id: ID!) {
    discountAutomaticDelete(id: $id) {
      deletedAutomaticDiscountId
      userErrors { code field message }
    }
  }
`);

export const DELETE_CODE_DISCOUNT = operation(`#graphql
  mutation DeleteCodeDiscount($id: ID!) {
    discountCodeDelete(id: $id) {
      deletedCodeDiscountId
      userErrors { code field message }
    }
  }
`);
