import { operation } from "#app/shopify/operation.ts";

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

export const UPDATE_TWIN = operation(`#graphql
  mutation UpdateTwin($id: ID!, $name: String!, $query: String!) {
    segmentUpdate(id: $id, name: $name, query: $query) {
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

/** Discounts for a segment. The segments are asked for as well, to be sure. */
export const DISCOUNTS_OF_SEGMENT = operation(`#graphql
  query DiscountsOfSegment($query: String!) {
    discountNodes(first: 50, query: $query) {
      nodes {
        id
        discount {
          __typename
          ... on DiscountAutomaticBasic { context { ...SegmentsOfContext } }
          ... on DiscountAutomaticBxgy { context { ...SegmentsOfContext } }
          ... on DiscountAutomaticFreeShipping { context { ...SegmentsOfContext } }
          ... on DiscountCodeBasic { context { ...SegmentsOfContext } }
          ... on DiscountCodeBxgy { context { ...SegmentsOfContext } }
          ... on DiscountCodeFreeShipping { context { ...SegmentsOfContext } }
        }
      }
    }
  }
  fragment SegmentsOfContext on DiscountContext {
    ... on DiscountCustomerSegments { segments { id } }
  }
`);

/**
 * What Shopify holds of an offer, to compare it with what we sent: the merchant may have changed or deleted either.
 * One more product or collection is asked for than we ever name. By `node`, since `segment` fails for one that is gone.
 */
export const HELD_OFFER = operation(`#graphql
  query HeldOffer($twinId: ID!, $discountId: ID!) {
    twin: node(id: $twinId) { ... on Segment { id query } }
    discountNode(id: $discountId) {
      id
      discount {
        __typename
        ... on DiscountAutomaticBasic {
          title startsAt endsAt status
          context { ...HeldContext }
          combinesWith { orderDiscounts productDiscounts shippingDiscounts }
          minimumRequirement { ...HeldMinimum }
          customerGets { ...HeldGets }
        }
        ... on DiscountAutomaticBxgy {
          title startsAt endsAt status
          context { ...HeldContext }
          combinesWith { orderDiscounts productDiscounts shippingDiscounts }
          customerBuys { ...HeldBuys }
          customerGets { ...HeldGets }
          usesPerOrderLimit
        }
        ... on DiscountAutomaticFreeShipping {
          title startsAt endsAt status
          context { ...HeldContext }
          combinesWith { orderDiscounts productDiscounts shippingDiscounts }
          minimumRequirement { ...HeldMinimum }
          maximumShippingPrice { amount }
          destinationSelection { __typename }
        }
        ... on DiscountCodeBasic {
          title startsAt endsAt status
          context { ...HeldContext }
          combinesWith { orderDiscounts productDiscounts shippingDiscounts }
          minimumRequirement { ...HeldMinimum }
          customerGets { ...HeldGets }
          appliesOncePerCustomer usageLimit
          codes(first: 1) { nodes { code } }
        }
        ... on DiscountCodeBxgy {
          title startsAt endsAt status
          context { ...HeldContext }
          combinesWith { orderDiscounts productDiscounts shippingDiscounts }
          customerBuys { ...HeldBuys }
          customerGets { ...HeldGets }
          usesPerOrderLimit
          appliesOncePerCustomer usageLimit
          codes(first: 1) { nodes { code } }
        }
        ... on DiscountCodeFreeShipping {
          title startsAt endsAt status
          context { ...HeldContext }
          combinesWith { orderDiscounts productDiscounts shippingDiscounts }
          minimumRequirement { ...HeldMinimum }
          maximumShippingPrice { amount }
          destinationSelection { __typename }
          appliesOncePerCustomer usageLimit
          codes(first: 1) { nodes { code } }
        }
      }
    }
  }
  fragment HeldContext on DiscountContext {
    __typename
    ... on DiscountCustomerSegments { segments { id } }
  }
  fragment HeldMinimum on DiscountMinimumRequirement {
    __typename
    ... on DiscountMinimumQuantity { greaterThanOrEqualToQuantity }
    ... on DiscountMinimumSubtotal { greaterThanOrEqualToSubtotal { amount } }
  }
  fragment HeldGets on DiscountCustomerGets {
    value {
      __typename
      ... on DiscountPercentage { percentage }
      ... on DiscountAmount { amount { amount } appliesOnEachItem }
      ... on DiscountOnQuantity {
        quantity { quantity }
        effect {
          __typename
          ... on DiscountPercentage { percentage }
        }
      }
    }
    items { ...HeldItems }
  }
  fragment HeldBuys on DiscountCustomerBuys {
    value {
      __typename
      ... on DiscountQuantity { quantity }
      ... on DiscountPurchaseAmount { amount }
    }
    items { ...HeldItems }
  }
  fragment HeldItems on DiscountItems {
    __typename
    ... on DiscountProducts {
      products(first: 101) { nodes { id } }
      productVariants(first: 1) { nodes { id } }
    }
    ... on DiscountCollections { collections(first: 101) { nodes { id } } }
  }
`);

export const CREATE_AUTOMATIC_BASIC = operation(`#graphql
  mutation CreateAutomaticBasic($discount: DiscountAutomaticBasicInput!) {
    discountAutomaticBasicCreate(automaticBasicDiscount: $discount) {
      automaticDiscountNode { id }
      userErrors { code field message }
    }
  }
`);

export const CREATE_AUTOMATIC_BXGY = operation(`#graphql
  mutation CreateAutomaticBxgy($discount: DiscountAutomaticBxgyInput!) {
    discountAutomaticBxgyCreate(automaticBxgyDiscount: $discount) {
      automaticDiscountNode { id }
      userErrors { code field message }
    }
  }
`);

export const CREATE_AUTOMATIC_FREE_SHIPPING = operation(`#graphql
  mutation CreateAutomaticFreeShipping($discount: DiscountAutomaticFreeShippingInput!) {
    discountAutomaticFreeShippingCreate(freeShippingAutomaticDiscount: $discount) {
      automaticDiscountNode { id }
      userErrors { code field message }
    }
  }
`);

export const CREATE_CODE_BASIC = operation(`#graphql
  mutation CreateCodeBasic($discount: DiscountCodeBasicInput!) {
    discountCodeBasicCreate(basicCodeDiscount: $discount) {
      codeDiscountNode { id }
      userErrors { code field message }
    }
  }
`);

export const CREATE_CODE_BXGY = operation(`#graphql
  mutation CreateCodeBxgy($discount: DiscountCodeBxgyInput!) {
    discountCodeBxgyCreate(bxgyCodeDiscount: $discount) {
      codeDiscountNode { id }
      userErrors { code field message }
    }
  }
`);

export const CREATE_CODE_FREE_SHIPPING = operation(`#graphql
  mutation CreateCodeFreeShipping($discount: DiscountCodeFreeShippingInput!) {
    discountCodeFreeShippingCreate(freeShippingCodeDiscount: $discount) {
      codeDiscountNode { id }
      userErrors { code field message }
    }
  }
`);

export const UPDATE_AUTOMATIC_BASIC = operation(`#graphql
  mutation UpdateAutomaticBasic($id: ID!, $discount: DiscountAutomaticBasicInput!) {
    discountAutomaticBasicUpdate(id: $id, automaticBasicDiscount: $discount) {
      automaticDiscountNode { id }
      userErrors { code field message }
    }
  }
`);

export const UPDATE_AUTOMATIC_BXGY = operation(`#graphql
  mutation UpdateAutomaticBxgy($id: ID!, $discount: DiscountAutomaticBxgyInput!) {
    discountAutomaticBxgyUpdate(id: $id, automaticBxgyDiscount: $discount) {
      automaticDiscountNode { id }
      userErrors { code field message }
    }
  }
`);

export const UPDATE_AUTOMATIC_FREE_SHIPPING = operation(`#graphql
  mutation UpdateAutomaticFreeShipping($id: ID!, $discount: DiscountAutomaticFreeShippingInput!) {
    discountAutomaticFreeShippingUpdate(id: $id, freeShippingAutomaticDiscount: $discount) {
      automaticDiscountNode { id }
      userErrors { code field message }
    }
  }
`);

export const UPDATE_CODE_BASIC = operation(`#graphql
  mutation UpdateCodeBasic($id: ID!, $discount: DiscountCodeBasicInput!) {
    discountCodeBasicUpdate(id: $id, basicCodeDiscount: $discount) {
      codeDiscountNode { id }
      userErrors { code field message }
    }
  }
`);

export const UPDATE_CODE_BXGY = operation(`#graphql
  mutation UpdateCodeBxgy($id: ID!, $discount: DiscountCodeBxgyInput!) {
    discountCodeBxgyUpdate(id: $id, bxgyCodeDiscount: $discount) {
      codeDiscountNode { id }
      userErrors { code field message }
    }
  }
`);

export const UPDATE_CODE_FREE_SHIPPING = operation(`#graphql
  mutation UpdateCodeFreeShipping($id: ID!, $discount: DiscountCodeFreeShippingInput!) {
    discountCodeFreeShippingUpdate(id: $id, freeShippingCodeDiscount: $discount) {
      codeDiscountNode { id }
      userErrors { code field message }
    }
  }
`);

export const DEACTIVATE_AUTOMATIC_DISCOUNT = operation(`#graphql
  mutation DeactivateAutomaticDiscount($id: ID!) {
    discountAutomaticDeactivate(id: $id) {
      automaticDiscountNode { id }
      userErrors { code field message }
    }
  }
`);

export const DEACTIVATE_CODE_DISCOUNT = operation(`#graphql
  mutation DeactivateCodeDiscount($id: ID!) {
    discountCodeDeactivate(id: $id) {
      codeDiscountNode { id }
      userErrors { code field message }
    }
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

/** At most 250 codes at once. Shopify answers before any of them is there. */
export const ADD_CODES = operation(`#graphql
  mutation AddCodes($discountId: ID!, $codes: [DiscountRedeemCodeInput!]!) {
    discountRedeemCodeBulkAdd(discountId: $discountId, codes: $codes) {
      bulkCreation { id }
      userErrors { code field message }
    }
  }
`);

export const CODES_ADDED = operation(`#graphql
  query CodesAdded($id: ID!) {
    discountRedeemCodeBulkCreation(id: $id) {
      done
      failedCount
      codes(first: 250) {
        nodes {
          code
          discountRedeemCode { id }
          errors { message }
        }
      }
    }
  }
`);

/** Which discount has a code. */
export const DISCOUNT_OF_CODE = operation(`#graphql
  query DiscountOfCode($code: String!) {
    codeDiscountNodeByCode(code: $code) { id }
  }
`);
