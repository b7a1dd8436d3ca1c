import type { CustomerValues } from "#app/segments/query/customer-values.ts";
import { NO_MODELS } from "#app/segments/query/regulars/model-values.ts";
import { NO_PURCHASES } from "#app/segments/query/regulars/purchases/purchase-values.ts";

/** A customer of whom nothing is known. */
export const NO_VALUES: CustomerValues = {
  ...{ numberOfOrders: 0, amountSpentMinor: 0, firstOrderAt: null, lastOrderAt: null },
  ...{ tags: [], countries: [], regions: [], cities: [], points: [], companyIds: [] },
  ...{ rfmGroup: null, addedAt: 0, accountStatus: "DISABLED", emailStatus: null },
  ...{ emailDomain: null, smsStatus: null, language: null, predictedTier: null },
  ...{ subscriptionStatus: null, createdByAppId: null, abandonedCheckoutAt: null },
  ...{ metafields: [], events: [], creditAccounts: [], orders: [] },
  ...{ purchases: NO_PURCHASES, models: NO_MODELS, history: { stays: [] } },
};
