import { operation } from "#app/shopify/operation.ts";

/** Of an order whose `currencyCode` is asked for once: in a long import every word asked for counts. */
const MONEY = `{ shopMoney { amount } }`;

const ORDER = `
  id
  customer { id }
  processedAt
  updatedAt
  cancelledAt
  test
  app { id }
  retailLocation { id }
  taxesIncluded
  currencyCode
  originalTotalPriceSet ${MONEY}
  currentSubtotalPriceSet ${MONEY}
  currentTotalTaxSet ${MONEY}
  currentShippingPriceSet ${MONEY}
  currentTotalDiscountsSet ${MONEY}
  totalRefundedSet ${MONEY}
  refundDiscrepancySet ${MONEY}
  refunds {
    id
    createdAt
    totalRefundedSet ${MONEY}
  }
`;

const LINE_ITEM = `
  id
  quantity
  currentQuantity
  originalTotalSet ${MONEY}
  discountAllocations { allocatedAmountSet ${MONEY} }
  product { id }
  variant { id }
`;

const CUSTOMER = `
  id
  createdAt
  updatedAt
  numberOfOrders
  amountSpent { amount currencyCode }
  lastOrder { processedAt }
  statistics { rfmGroup predictedSpendTier }
  productSubscriberStatus
  state
  locale
  tags
  defaultEmailAddress { emailAddress marketingState }
  defaultPhoneNumber { smsMarketingConsent { state } }
  companyContactProfiles { company { id } }
`;

const ADDRESS = `
  id
  countryCodeV2
  provinceCode
  city
  latitude
  longitude
`;

const METAFIELD = `
  id
  namespace
  key
  type
  value
  definition { id }
`;

const PRODUCT = `
  id
  title
  handle
  productType
  vendor
  status
  tags
  category { id }
  publishedAt
  createdAt
  updatedAt
  featuredMedia { preview { image { url } } }
`;

const VARIANT = `
  id
  price
  availableForSale
  inventoryItem { unitCost { amount currencyCode } }
`;

/** What we keep of the shop itself, and which of its data we may see. */
export const SHOP = operation(`#graphql
  query Shop {
    shop {
      name
      myshopifyDomain
      currencyCode
      ianaTimezone
    }
    currentAppInstallation {
      accessScopes { handle }
    }
  }
`);

/** How many there are, for the import's progress and the nightly comparison. */
export const COUNTS = operation(`#graphql
  query Counts {
    productsCount(limit: null) { count precision }
    customersCount(limit: null) { count precision }
    ordersCount(limit: null) { count precision }
  }
`);

// -- the first import: bulk queries, every nested connection comes as lines of its own ------------------------------

export const IMPORT_PRODUCTS = operation(`#graphql
  query ImportProducts {
    products {
      edges {
        node {
          ${PRODUCT}
          variants {
            edges {
              node { ${VARIANT} }
            }
          }
        }
      }
    }
  }
`);

export const IMPORT_CUSTOMERS = operation(`#graphql
  query ImportCustomers {
    customers {
      edges {
        node {
          ${CUSTOMER}
          addressesV2 {
            edges {
              node { ${ADDRESS} }
            }
          }
          metafields {
            edges {
              node { ${METAFIELD} }
            }
          }
        }
      }
    }
  }
`);

export const IMPORT_ORDERS = operation(`#graphql
  query ImportOrders {
    orders {
      edges {
        node {
          ${ORDER}
          lineItems {
            edges {
              node { ${LINE_ITEM} }
            }
          }
        }
      }
    }
  }
`);

// -- the truth about a few, by id ------------------------------------------------------------------------------------

export const ORDERS_BY_ID = operation(`#graphql
  query OrdersById($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Order {
        ${ORDER}
        lineItems(first: 50) {
          nodes { ${LINE_ITEM} }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
`);

export const LINE_ITEMS_OF_ORDER = operation(`#graphql
  query LineItemsOfOrder($id: ID!, $cursor: String) {
    order(id: $id) {
      lineItems(first: 100, after: $cursor) {
        nodes { ${LINE_ITEM} }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

export const CUSTOMERS_BY_ID = operation(`#graphql
  query CustomersById($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Customer {
        ${CUSTOMER}
        addressesV2(first: 20) {
          nodes { ${ADDRESS} }
          pageInfo { hasNextPage endCursor }
        }
        metafields(first: 25) {
          nodes { ${METAFIELD} }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
`);

export const METAFIELDS_OF_CUSTOMER = operation(`#graphql
  query MetafieldsOfCustomer($id: ID!, $cursor: String) {
    customer(id: $id) {
      metafields(first: 100, after: $cursor) {
        nodes { ${METAFIELD} }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

export const ADDRESSES_OF_CUSTOMER = operation(`#graphql
  query AddressesOfCustomer($id: ID!, $cursor: String) {
    customer(id: $id) {
      addressesV2(first: 100, after: $cursor) {
        nodes { ${ADDRESS} }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

export const PRODUCTS_BY_ID = operation(`#graphql
  query ProductsById($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Product {
        ${PRODUCT}
        variants(first: 50) {
          nodes { ${VARIANT} }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
`);

export const VARIANTS_OF_PRODUCT = operation(`#graphql
  query VariantsOfProduct($id: ID!, $cursor: String) {
    product(id: $id) {
      variants(first: 100, after: $cursor) {
        nodes { ${VARIANT} }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

// -- the nightly comparison: versions only, in the order of their ids ------------------------------------------------

export const ORDER_VERSIONS = operation(`#graphql
  query OrderVersions($filter: String, $cursor: String) {
    orders(first: 250, after: $cursor, query: $filter, sortKey: ID) {
      nodes { id updatedAt }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const CUSTOMER_VERSIONS = operation(`#graphql
  query CustomerVersions($filter: String, $cursor: String) {
    customers(first: 250, after: $cursor, query: $filter, sortKey: ID) {
      nodes { id updatedAt }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const PRODUCT_VERSIONS = operation(`#graphql
  query ProductVersions($filter: String, $cursor: String) {
    products(first: 250, after: $cursor, query: $filter, sortKey: ID) {
      nodes { id updatedAt }
      pageInfo { hasNextPage endCursor }
    }
  }
`);
