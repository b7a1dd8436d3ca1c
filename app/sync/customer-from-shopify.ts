import { minorUnits } from "#app/platform/money.ts";
import type { Customer } from "#app/purchases/customer.ts";
import type { Operations } from "#app/shopify/generated/operations.ts";
import { numericId } from "#app/shopify/ids.ts";

type ImportedCustomer = Operations["ImportCustomers"]["data"]["customers"]["edges"][number]["node"];

export type CustomerNode = Omit<ImportedCustomer, "addressesV2">;
export type AddressNode = ImportedCustomer["addressesV2"]["edges"][number]["node"];

/**
 * Shopify's customer in our terms: ids, numbers and states, never who it is.
 * @throws MoneyInvalid, IdInvalid
 */
export const customerFromShopify = (
  node: CustomerNode,
  addresses: readonly AddressNode[],
): Customer => ({
  customerId: numericId(node.id),
  createdAt: Date.parse(node.createdAt),
  updatedAt: Date.parse(node.updatedAt),
  numberOfOrders: Number(node.numberOfOrders),
  amountSpentMinor: minorUnits(node.amountSpent.amount, node.amountSpent.currencyCode),
  lastOrderAt: node.lastOrder && Date.parse(node.lastOrder.processedAt),
  shopifyRfmGroup: node.statistics.rfmGroup,
  accountStatus: node.state,
  emailStatus: node.defaultEmailAddress?.marketingState ?? null,
  language: node.locale,
  tags: node.tags,
  countries: addresses.flatMap(({ countryCodeV2 }) => countryCodeV2 ?? []),
});
