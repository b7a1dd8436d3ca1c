import { minorUnits } from "#app/platform/money.ts";
import type { Customer } from "#app/purchases/customer.ts";
import { metafieldEntries, metafieldType } from "#app/purchases/metafield-entries.ts";
import { pointOf } from "#app/purchases/point.ts";
import type { Operations } from "#app/shopify/generated/operations.ts";
import { numericId } from "#app/shopify/ids.ts";

type ImportedCustomer = Operations["ImportCustomers"]["data"]["customers"]["edges"][number]["node"];

/** A customer as Shopify says it, without its addresses and metafields, which come in pages or on lines of their own. */
export type CustomerNode = Omit<ImportedCustomer, "addressesV2" | "metafields">;
export type AddressNode = ImportedCustomer["addressesV2"]["edges"][number]["node"];
export type MetafieldNode = ImportedCustomer["metafields"]["edges"][number]["node"];

/** What stands below a customer in a bulk operation's result. */
export const isMetafield = (child: AddressNode | MetafieldNode): child is MetafieldNode =>
  child.id.startsWith("gid://shopify/Metafield/");

/**
 * Shopify's customer in our terms: ids, numbers and states, never who it is. Of the e-mail the domain stays, of
 * addresses the place.
 * @throws MoneyInvalid, IdInvalid
 */
export const customerFromShopify = (
  node: CustomerNode,
  {
    addresses,
    metafields,
  }: { addresses: readonly AddressNode[]; metafields: readonly MetafieldNode[] },
): Customer => ({
  customerId: numericId(node.id),
  createdAt: Date.parse(node.createdAt),
  updatedAt: Date.parse(node.updatedAt),
  numberOfOrders: Number(node.numberOfOrders),
  amountSpentMinor: minorUnits(node.amountSpent.amount, node.amountSpent.currencyCode),
  lastOrderAt: node.lastOrder && Date.parse(node.lastOrder.processedAt),
  shopifyRfmGroup: node.statistics.rfmGroup,
  predictedTier: node.statistics.predictedSpendTier,
  accountStatus: node.state,
  emailStatus: node.defaultEmailAddress?.marketingState ?? null,
  emailDomain: node.defaultEmailAddress && domainOf(node.defaultEmailAddress.emailAddress),
  smsStatus: node.defaultPhoneNumber && SMS[node.defaultPhoneNumber.smsMarketingConsent.state],
  subscriptionStatus: SUBSCRIPTIONS[node.productSubscriberStatus],
  language: node.locale,
  tags: node.tags,
  countries: addresses.flatMap(({ countryCodeV2 }) => countryCodeV2 ?? []),
  regions: addresses.flatMap((address) => regionOf(address) ?? []),
  cities: addresses.flatMap((address) => cityOf(address) ?? []),
  points: addresses.flatMap(({ latitude, longitude }) =>
    latitude === null || longitude === null ? [] : pointOf(latitude, longitude),
  ),
  companyIds: node.companyContactProfiles.map(({ company }) => numericId(company.id)),
  metafields: metafields.flatMap(({ namespace, key, type, value, definition }) => {
    const asked = definition && metafieldType(type);
    return asked ? metafieldEntries(`${namespace}.${key}`, asked, value) : [];
  }),
});

/** Shopify's states of consent, and the words that segments have for them. */
const SMS: Record<
  NonNullable<CustomerNode["defaultPhoneNumber"]>["smsMarketingConsent"]["state"],
  string
> = {
  NEVER_SUBSCRIBED: "NOT_SUBSCRIBED",
  PENDING: "PENDING",
  REDACTED: "REDACTED",
  SUBSCRIBED: "SUBSCRIBED",
  UNSUBSCRIBED: "UNSUBSCRIBED",
};

/** Shopify's states of a subscriber, and the words that segments have for them. */
const SUBSCRIPTIONS: Record<CustomerNode["productSubscriberStatus"], string> = {
  ACTIVE: "SUBSCRIBED",
  CANCELLED: "CANCELED",
  EXPIRED: "EXPIRED",
  FAILED: "FAILED",
  NEVER_SUBSCRIBED: "NEVER_SUBSCRIBED",
  PAUSED: "PAUSED",
};

/** What stands behind the last @, in lower case. */
const domainOf = (email: string) => email.slice(email.lastIndexOf("@") + 1).toLowerCase();

const regionOf = ({ countryCodeV2, provinceCode }: AddressNode) =>
  countryCodeV2 && provinceCode ? `${countryCodeV2}-${provinceCode}` : null;

/** Country, region and city, as a segment names a city: US-NY-NewYorkCity. */
function cityOf(address: AddressNode): string | null {
  const city = address.city?.replace(/\s/g, "");
  if (!city || !address.countryCodeV2) return null;
  return `${regionOf(address) ?? address.countryCodeV2}-${city}`;
}
