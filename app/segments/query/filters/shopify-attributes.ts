import {
  ACCOUNT_STATUSES,
  EMAIL_STATUSES,
  RFM_GROUPS,
  SMS_STATUSES,
  SPEND_TIERS,
  SUBSCRIPTION_STATUSES,
} from "../closed-lists.ts";
import type { Attribute } from "./filter.ts";

/**
 * Shopify's attributes. Number of orders and amount spent are Shopify's own lifetime aggregates, dates come from the
 * orders that we see, the group is ours (docs/decisions/006-segment-values.md).
 */
export const shopifyAttributes: Readonly<Record<string, Attribute>> = {
  number_of_orders: {
    ...{ type: "integer", label: "Number of orders" },
    valueOf: (customer) => customer.numberOfOrders,
  },
  amount_spent: {
    ...{ type: "money", label: "Amount spent" },
    valueOf: (customer) => customer.amountSpentMinor,
  },
  first_order_date: {
    ...{ type: "date", label: "First order date" },
    valueOf: (customer) => customer.firstOrderAt,
  },
  last_order_date: {
    ...{ type: "date", label: "Last order date" },
    valueOf: (customer) => customer.lastOrderAt,
  },
  abandoned_checkout_date: {
    ...{ type: "date", label: "Abandoned checkout" },
    origin: "read from Shopify every night",
    valueOf: (customer) => customer.abandonedCheckoutAt,
  },
  customer_tags: {
    ...{ type: "tags", label: "Customer tags" },
    valueOf: (customer) => customer.tags,
  },
  customer_countries: {
    ...{ type: "countries", label: "Countries" },
    valueOf: (customer) => customer.countries,
  },
  customer_regions: {
    ...{ type: "entries", label: "Regions" },
    valueOf: (customer) => customer.regions,
  },
  customer_cities: {
    ...{ type: "entries", label: "Cities" },
    valueOf: (customer) => customer.cities,
  },
  companies: {
    ...{ type: "ids", label: "Companies" },
    valueOf: (customer) => customer.companyIds,
  },
  rfm_group: {
    ...{ type: "enum", label: "RFM group", values: RFM_GROUPS },
    valueOf: (customer) => customer.rfmGroup,
  },
  predicted_spend_tier: {
    ...{ type: "enum", label: "Predicted spend", values: SPEND_TIERS },
    valueOf: (customer) => customer.predictedTier,
  },
  customer_added_date: {
    ...{ type: "date", label: "Added" },
    valueOf: (customer) => customer.addedAt,
  },
  created_by_app_id: {
    ...{ type: "id", label: "Added by the app" },
    origin: "Shopify tells no app which app added a customer: this knows what arrives from outside",
    valueOf: (customer) => customer.createdByAppId,
  },
  customer_account_status: {
    ...{ type: "enum", label: "Account", values: ACCOUNT_STATUSES },
    valueOf: ({ accountStatus }) => accountStatus || null,
  },
  email_subscription_status: {
    ...{ type: "enum", label: "E-mail", values: EMAIL_STATUSES },
    valueOf: (customer) => customer.emailStatus,
  },
  sms_subscription_status: {
    ...{ type: "enum", label: "Text messages", values: SMS_STATUSES },
    valueOf: (customer) => customer.smsStatus,
  },
  product_subscription_status: {
    ...{ type: "enum", label: "Product subscription", values: SUBSCRIPTION_STATUSES },
    valueOf: (customer) => customer.subscriptionStatus,
  },
  customer_email_domain: {
    ...{ type: "text", label: "E-mail domain" },
    valueOf: (customer) => customer.emailDomain,
  },
  customer_language: {
    ...{ type: "text", label: "Language" },
    valueOf: (customer) => customer.language,
  },
};
