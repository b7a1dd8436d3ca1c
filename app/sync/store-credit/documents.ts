import { operation } from "#app/shopify/operation.ts";

/**
 * Who has store credit: a bulk query, of which an account is a line. Its transactions cannot be asked for in one:
 * Shopify's bulk queries take connections of nodes only, and not every transaction is one.
 */
export const STORE_CREDIT_HOLDERS = operation(`#graphql
  query StoreCreditHolders {
    customers {
      edges {
        node {
          id
          storeCreditAccounts {
            edges {
              node { id }
            }
          }
        }
      }
    }
  }
`);

const ACCOUNT = `
  id
  balance { amount currencyCode }
  transactions(first: 50, sortKey: CREATED_AT, reverse: true) {
    nodes {
      createdAt
      ... on StoreCreditAccountCreditTransaction {
        expiresAt
        remainingAmount { amount }
      }
    }
  }
`;

/** Accounts with their latest transactions. */
export const STORE_CREDIT_ACCOUNTS = operation(`#graphql
  query StoreCreditAccounts($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on StoreCreditAccount {
        ${ACCOUNT}
        owner { ... on Customer { id } }
      }
    }
  }
`);

/** A customer has an account a currency. */
export const STORE_CREDIT_OF_CUSTOMER = operation(`#graphql
  query StoreCreditOfCustomer($id: ID!) {
    customer(id: $id) {
      id
      storeCreditAccounts(first: 10) {
        nodes { ${ACCOUNT} }
      }
    }
  }
`);
