import { minorUnits } from "#app/platform/money.ts";
import type { StoreCredit } from "#app/purchases/store-credit.ts";
import type { Operations } from "#app/shopify/generated/operations.ts";
import { numericId } from "#app/shopify/ids.ts";

type Customer = NonNullable<Operations["StoreCreditOfCustomer"]["data"]["customer"]>;
export type AccountNode = Customer["storeCreditAccounts"]["nodes"][number];

/** Three decimals, whatever the currency has: as many as a currency of them. */
const THOUSANDTHS = "KWD";

/**
 * An account as we keep it. What is spent is taken from the credit that ends soonest (Shopify's own words), so that
 * a credit older than the fifty latest transactions is spent, or is none that ends.
 * @throws MoneyInvalid, IdInvalid
 */
export function accountFromShopify(node: AccountNode, customerId: number): StoreCredit {
  const credits = node.transactions.nodes.flatMap((transaction) =>
    "remainingAmount" in transaction ? transaction : [],
  );
  const ends = credits.flatMap(({ expiresAt, remainingAmount }) =>
    expiresAt === null || Number(remainingAmount.amount) <= 0 ? [] : Date.parse(expiresAt),
  );
  const made = credits.map(({ createdAt }) => Date.parse(createdAt));
  return {
    ...{ accountId: numericId(node.id), customerId, currency: node.balance.currencyCode },
    balanceThousandths: minorUnits(node.balance.amount, THOUSANDTHS),
    nextExpiryAt: ends.length === 0 ? null : Math.min(...ends),
    lastCreditAt: made.length === 0 ? null : Math.max(...made),
  };
}
