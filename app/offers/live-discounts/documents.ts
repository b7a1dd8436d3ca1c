import { operation } from "#app/shopify/operation.ts";

/** Discounts that run or will run, with all that they do. What they are on is asked for as far as it can be named. */
export const LIVE_DISCOUNTS = operation(`#graphql
  query LiveDiscounts($query: String!, $cursor: String) {
    shop { currencyCode }
    discountNodes(first: 25, after: $cursor, query: $query, sortKey: CREATED_AT, reverse: true) {
      nodes {
        id
        discount {
          __typename
          ... on DiscountAutomaticApp { title startsAt endsAt context { __typename } }
          ... on DiscountCodeApp { title startsAt endsAt context { __typename } codes(first: 1) { nodes { code } } }
          ... on DiscountAutomaticBasic {
            title startsAt endsAt
            context { __typename }
            combinesWith { ...Combines }
            minimumRequirement { ...Minimum }
            customerGets { ...Gets }
          }
          ... on DiscountCodeBasic {
            title startsAt endsAt appliesOncePerCustomer usageLimit
            context { __typename }
            codes(first: 1) { nodes { code } }
            combinesWith { ...Combines }
            minimumRequirement { ...Minimum }
            customerGets { ...Gets }
          }
          ... on DiscountAutomaticBxgy {
            title startsAt endsAt usesPerOrderLimit
            context { __typename }
            combinesWith { ...Combines }
            customerBuys { ...Buys }
            customerGets { ...Gets }
          }
          ... on DiscountCodeBxgy {
            title startsAt endsAt appliesOncePerCustomer usageLimit usesPerOrderLimit
            context { __typename }
            codes(first: 1) { nodes { code } }
            combinesWith { ...Combines }
            customerBuys { ...Buys }
            customerGets { ...Gets }
          }
          ... on DiscountAutomaticFreeShipping {
            title startsAt endsAt appliesOnOneTimePurchase
            context { __typename }
            combinesWith { ...Combines }
            minimumRequirement { ...Minimum }
            maximumShippingPrice { amount }
          }
          ... on DiscountCodeFreeShipping {
            title startsAt endsAt appliesOncePerCustomer usageLimit appliesOnOneTimePurchase
            context { __typename }
            codes(first: 1) { nodes { code } }
            combinesWith { ...Combines }
            minimumRequirement { ...Minimum }
            maximumShippingPrice { amount }
          }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
  fragment Combines on DiscountCombinesWith {
    orderDiscounts productDiscounts shippingDiscounts productDiscountsWithTagsOnSameCartLine
  }
  fragment Minimum on DiscountMinimumRequirement {
    ... on DiscountMinimumQuantity { greaterThanOrEqualToQuantity }
    ... on DiscountMinimumSubtotal { greaterThanOrEqualToSubtotal { amount } }
  }
  fragment Items on DiscountItems {
    __typename
    ... on DiscountProducts {
      products(first: 100) { nodes { id } pageInfo { hasNextPage } }
      productVariants(first: 1) { nodes { id } }
    }
    ... on DiscountCollections { collections(first: 100) { nodes { id } pageInfo { hasNextPage } } }
  }
  fragment Buys on DiscountCustomerBuys {
    isOneTimePurchase
    items { ...Items }
    value {
      ... on DiscountQuantity { quantity }
      ... on DiscountPurchaseAmount { purchaseAmount: amount }
    }
  }
  fragment Gets on DiscountCustomerGets {
    appliesOnOneTimePurchase
    items { ...Items }
    value {
      ... on DiscountPercentage { percentage }
      ... on DiscountAmount { appliesOnEachItem amount { amount } }
      ... on DiscountOnQuantity {
        quantity { quantity }
        effect { ... on DiscountPercentage { percentage } }
      }
    }
  }
`);
