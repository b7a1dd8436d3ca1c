// Written by scripts/generate-operations.ts from Shopify's schema. Not to be changed by hand.
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
type BulkMutationErrorCode =
  | "INTERNAL_FILE_SERVER_ERROR"
  | "INVALID_MUTATION"
  | "INVALID_STAGED_UPLOAD_FILE"
  | "LIMIT_REACHED"
  | "NO_SUCH_FILE"
  | "OPERATION_IN_PROGRESS";

type BulkOperationErrorCode = "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | "TIMEOUT";

type BulkOperationStatus =
  "CANCELED" | "CANCELING" | "COMPLETED" | "CREATED" | "EXPIRED" | "FAILED" | "RUNNING";

type BulkOperationType = "MUTATION" | "QUERY";

type BulkOperationUserErrorCode = "INVALID" | "LIMIT_REACHED" | "OPERATION_IN_PROGRESS";

type CountPrecision = "AT_LEAST" | "EXACT";

type CountryCode =
  | "AC"
  | "AD"
  | "AE"
  | "AF"
  | "AG"
  | "AI"
  | "AL"
  | "AM"
  | "AN"
  | "AO"
  | "AR"
  | "AT"
  | "AU"
  | "AW"
  | "AX"
  | "AZ"
  | "BA"
  | "BB"
  | "BD"
  | "BE"
  | "BF"
  | "BG"
  | "BH"
  | "BI"
  | "BJ"
  | "BL"
  | "BM"
  | "BN"
  | "BO"
  | "BQ"
  | "BR"
  | "BS"
  | "BT"
  | "BV"
  | "BW"
  | "BY"
  | "BZ"
  | "CA"
  | "CC"
  | "CD"
  | "CF"
  | "CG"
  | "CH"
  | "CI"
  | "CK"
  | "CL"
  | "CM"
  | "CN"
  | "CO"
  | "CR"
  | "CU"
  | "CV"
  | "CW"
  | "CX"
  | "CY"
  | "CZ"
  | "DE"
  | "DJ"
  | "DK"
  | "DM"
  | "DO"
  | "DZ"
  | "EC"
  | "EE"
  | "EG"
  | "EH"
  | "ER"
  | "ES"
  | "ET"
  | "FI"
  | "FJ"
  | "FK"
  | "FO"
  | "FR"
  | "GA"
  | "GB"
  | "GD"
  | "GE"
  | "GF"
  | "GG"
  | "GH"
  | "GI"
  | "GL"
  | "GM"
  | "GN"
  | "GP"
  | "GQ"
  | "GR"
  | "GS"
  | "GT"
  | "GW"
  | "GY"
  | "HK"
  | "HM"
  | "HN"
  | "HR"
  | "HT"
  | "HU"
  | "ID"
  | "IE"
  | "IL"
  | "IM"
  | "IN"
  | "IO"
  | "IQ"
  | "IR"
  | "IS"
  | "IT"
  | "JE"
  | "JM"
  | "JO"
  | "JP"
  | "KE"
  | "KG"
  | "KH"
  | "KI"
  | "KM"
  | "KN"
  | "KP"
  | "KR"
  | "KW"
  | "KY"
  | "KZ"
  | "LA"
  | "LB"
  | "LC"
  | "LI"
  | "LK"
  | "LR"
  | "LS"
  | "LT"
  | "LU"
  | "LV"
  | "LY"
  | "MA"
  | "MC"
  | "MD"
  | "ME"
  | "MF"
  | "MG"
  | "MK"
  | "ML"
  | "MM"
  | "MN"
  | "MO"
  | "MQ"
  | "MR"
  | "MS"
  | "MT"
  | "MU"
  | "MV"
  | "MW"
  | "MX"
  | "MY"
  | "MZ"
  | "NA"
  | "NC"
  | "NE"
  | "NF"
  | "NG"
  | "NI"
  | "NL"
  | "NO"
  | "NP"
  | "NR"
  | "NU"
  | "NZ"
  | "OM"
  | "PA"
  | "PE"
  | "PF"
  | "PG"
  | "PH"
  | "PK"
  | "PL"
  | "PM"
  | "PN"
  | "PS"
  | "PT"
  | "PY"
  | "QA"
  | "RE"
  | "RO"
  | "RS"
  | "RU"
  | "RW"
  | "SA"
  | "SB"
  | "SC"
  | "SD"
  | "SE"
  | "SG"
  | "SH"
  | "SI"
  | "SJ"
  | "SK"
  | "SL"
  | "SM"
  | "SN"
  | "SO"
  | "SR"
  | "SS"
  | "ST"
  | "SV"
  | "SX"
  | "SY"
  | "SZ"
  | "TA"
  | "TC"
  | "TD"
  | "TF"
  | "TG"
  | "TH"
  | "TJ"
  | "TK"
  | "TL"
  | "TM"
  | "TN"
  | "TO"
  | "TR"
  | "TT"
  | "TV"
  | "TW"
  | "TZ"
  | "UA"
  | "UG"
  | "UM"
  | "US"
  | "UY"
  | "UZ"
  | "VA"
  | "VC"
  | "VE"
  | "VG"
  | "VN"
  | "VU"
  | "WF"
  | "WS"
  | "XK"
  | "YE"
  | "YT"
  | "ZA"
  | "ZM"
  | "ZW"
  | "ZZ";

type CurrencyCode =
  | "AED"
  | "AFN"
  | "ALL"
  | "AMD"
  | "ANG"
  | "AOA"
  | "ARS"
  | "AUD"
  | "AWG"
  | "AZN"
  | "BAM"
  | "BBD"
  | "BDT"
  | "BGN"
  | "BHD"
  | "BIF"
  | "BMD"
  | "BND"
  | "BOB"
  | "BRL"
  | "BSD"
  | "BTN"
  | "BWP"
  | "BYN"
  | "BYR"
  | "BZD"
  | "CAD"
  | "CDF"
  | "CHF"
  | "CLP"
  | "CNY"
  | "COP"
  | "CRC"
  | "CVE"
  | "CZK"
  | "DJF"
  | "DKK"
  | "DOP"
  | "DZD"
  | "EGP"
  | "ERN"
  | "ETB"
  | "EUR"
  | "FJD"
  | "FKP"
  | "GBP"
  | "GEL"
  | "GHS"
  | "GIP"
  | "GMD"
  | "GNF"
  | "GTQ"
  | "GYD"
  | "HKD"
  | "HNL"
  | "HRK"
  | "HTG"
  | "HUF"
  | "IDR"
  | "ILS"
  | "INR"
  | "IQD"
  | "IRR"
  | "ISK"
  | "JEP"
  | "JMD"
  | "JOD"
  | "JPY"
  | "KES"
  | "KGS"
  | "KHR"
  | "KID"
  | "KMF"
  | "KRW"
  | "KWD"
  | "KYD"
  | "KZT"
  | "LAK"
  | "LBP"
  | "LKR"
  | "LRD"
  | "LSL"
  | "LTL"
  | "LVL"
  | "LYD"
  | "MAD"
  | "MDL"
  | "MGA"
  | "MKD"
  | "MMK"
  | "MNT"
  | "MOP"
  | "MRU"
  | "MUR"
  | "MVR"
  | "MWK"
  | "MXN"
  | "MYR"
  | "MZN"
  | "NAD"
  | "NGN"
  | "NIO"
  | "NOK"
  | "NPR"
  | "NZD"
  | "OMR"
  | "PAB"
  | "PEN"
  | "PGK"
  | "PHP"
  | "PKR"
  | "PLN"
  | "PYG"
  | "QAR"
  | "RON"
  | "RSD"
  | "RUB"
  | "RWF"
  | "SAR"
  | "SBD"
  | "SCR"
  | "SDG"
  | "SEK"
  | "SGD"
  | "SHP"
  | "SLL"
  | "SOS"
  | "SRD"
  | "SSP"
  | "STD"
  | "STN"
  | "SYP"
  | "SZL"
  | "THB"
  | "TJS"
  | "TMT"
  | "TND"
  | "TOP"
  | "TRY"
  | "TTD"
  | "TWD"
  | "TZS"
  | "UAH"
  | "UGX"
  | "USD"
  | "USDC"
  | "UYU"
  | "UZS"
  | "VED"
  | "VEF"
  | "VES"
  | "VND"
  | "VUV"
  | "WST"
  | "XAF"
  | "XCD"
  | "XOF"
  | "XPF"
  | "XXX"
  | "YER"
  | "ZAR"
  | "ZMW";

type CustomerEmailAddressMarketingState =
  "INVALID" | "NOT_SUBSCRIBED" | "PENDING" | "SUBSCRIBED" | "UNSUBSCRIBED";

type CustomerMarketingConsentState =
  "NEVER_SUBSCRIBED" | "PENDING" | "REDACTED" | "SUBSCRIBED" | "UNSUBSCRIBED";

type CustomerPredictedSpendTier = "HIGH" | "LOW" | "MEDIUM";

type CustomerProductSubscriberStatus =
  "ACTIVE" | "CANCELLED" | "EXPIRED" | "FAILED" | "NEVER_SUBSCRIBED" | "PAUSED";

type CustomerRfmGroup =
  | "ACTIVE"
  | "ALMOST_LOST"
  | "AT_RISK"
  | "CHAMPIONS"
  | "DORMANT"
  | "LOYAL"
  | "NEEDS_ATTENTION"
  | "NEW"
  | "PREVIOUSLY_LOYAL"
  | "PROMISING"
  | "PROSPECTS";

type CustomerState = "DECLINED" | "DISABLED" | "ENABLED" | "INVITED";

type DiscountAmountInput = {
  amount?: string | null | undefined;
  appliesOnEachItem?: boolean | null | undefined;
};

type DiscountAutomaticBasicInput = {
  combinesWith?: DiscountCombinesWithInput | null | undefined;
  context?: DiscountContextInput | null | undefined;
  customerGets?: DiscountCustomerGetsInput | null | undefined;
  endsAt?: string | null | undefined;
  minimumRequirement?: DiscountMinimumRequirementInput | null | undefined;
  recurringCycleLimit?: number | null | undefined;
  startsAt?: string | null | undefined;
  tags?: Array<string> | null | undefined;
  title?: string | null | undefined;
};

type DiscountAutomaticBxgyInput = {
  combinesWith?: DiscountCombinesWithInput | null | undefined;
  context?: DiscountContextInput | null | undefined;
  customerBuys?: DiscountCustomerBuysInput | null | undefined;
  customerGets?: DiscountCustomerGetsInput | null | undefined;
  endsAt?: string | null | undefined;
  startsAt?: string | null | undefined;
  tags?: Array<string> | null | undefined;
  title?: string | null | undefined;
  usesPerOrderLimit?: string | null | undefined;
};

type DiscountAutomaticFreeShippingInput = {
  appliesOnOneTimePurchase?: boolean | null | undefined;
  appliesOnSubscription?: boolean | null | undefined;
  combinesWith?: DiscountCombinesWithInput | null | undefined;
  context?: DiscountContextInput | null | undefined;
  destination?: DiscountShippingDestinationSelectionInput | null | undefined;
  endsAt?: string | null | undefined;
  maximumShippingPrice?: string | null | undefined;
  minimumRequirement?: DiscountMinimumRequirementInput | null | undefined;
  recurringCycleLimit?: number | null | undefined;
  startsAt?: string | null | undefined;
  tags?: Array<string> | null | undefined;
  title?: string | null | undefined;
};

type DiscountBuyerSelection = "ALL";

type DiscountCodeBasicInput = {
  appliesOncePerCustomer?: boolean | null | undefined;
  code?: string | null | undefined;
  combinesWith?: DiscountCombinesWithInput | null | undefined;
  context?: DiscountContextInput | null | undefined;
  customerGets?: DiscountCustomerGetsInput | null | undefined;
  /** @deprecated Use `context` instead. */
  customerSelection?: DiscountCustomerSelectionInput | null | undefined;
  endsAt?: string | null | undefined;
  minimumRequirement?: DiscountMinimumRequirementInput | null | undefined;
  recurringCycleLimit?: number | null | undefined;
  startsAt?: string | null | undefined;
  tags?: Array<string> | null | undefined;
  title?: string | null | undefined;
  usageLimit?: number | null | undefined;
};

type DiscountCodeBxgyInput = {
  appliesOncePerCustomer?: boolean | null | undefined;
  code?: string | null | undefined;
  combinesWith?: DiscountCombinesWithInput | null | undefined;
  context?: DiscountContextInput | null | undefined;
  customerBuys?: DiscountCustomerBuysInput | null | undefined;
  customerGets?: DiscountCustomerGetsInput | null | undefined;
  /** @deprecated Use `context` instead. */
  customerSelection?: DiscountCustomerSelectionInput | null | undefined;
  endsAt?: string | null | undefined;
  startsAt?: string | null | undefined;
  tags?: Array<string> | null | undefined;
  title?: string | null | undefined;
  usageLimit?: number | null | undefined;
  usesPerOrderLimit?: number | null | undefined;
};

type DiscountCodeFreeShippingInput = {
  appliesOnOneTimePurchase?: boolean | null | undefined;
  appliesOnSubscription?: boolean | null | undefined;
  appliesOncePerCustomer?: boolean | null | undefined;
  code?: string | null | undefined;
  combinesWith?: DiscountCombinesWithInput | null | undefined;
  context?: DiscountContextInput | null | undefined;
  /** @deprecated Use `context` instead. */
  customerSelection?: DiscountCustomerSelectionInput | null | undefined;
  destination?: DiscountShippingDestinationSelectionInput | null | undefined;
  endsAt?: string | null | undefined;
  maximumShippingPrice?: string | null | undefined;
  minimumRequirement?: DiscountMinimumRequirementInput | null | undefined;
  recurringCycleLimit?: number | null | undefined;
  startsAt?: string | null | undefined;
  tags?: Array<string> | null | undefined;
  title?: string | null | undefined;
  usageLimit?: number | null | undefined;
};

type DiscountCollectionsInput = {
  add?: Array<string> | null | undefined;
  remove?: Array<string> | null | undefined;
};

type DiscountCombinesWithInput = {
  orderDiscounts?: boolean | null | undefined;
  productDiscounts?: boolean | null | undefined;
  productDiscountsWithTagsOnSameCartLine?:
    ProductDiscountsWithTagsOnSameCartLineInput | null | undefined;
  shippingDiscounts?: boolean | null | undefined;
};

type DiscountContextInput =
  | { all: DiscountBuyerSelection; customerSegments?: never; customers?: never; markets?: never }
  | {
      all?: never;
      customerSegments: DiscountCustomerSegmentsInput;
      customers?: never;
      markets?: never;
    }
  | { all?: never; customerSegments?: never; customers: DiscountCustomersInput; markets?: never }
  | { all?: never; customerSegments?: never; customers?: never; markets: DiscountMarketsInput };

type DiscountCountriesInput = {
  add?: Array<CountryCode> | null | undefined;
  includeRestOfWorld?: boolean | null | undefined;
  remove?: Array<CountryCode> | null | undefined;
};

type DiscountCustomerBuysInput = {
  isOneTimePurchase?: boolean | null | undefined;
  isSubscription?: boolean | null | undefined;
  items?: DiscountItemsInput | null | undefined;
  value?: DiscountCustomerBuysValueInput | null | undefined;
};

type DiscountCustomerBuysValueInput = {
  amount?: string | null | undefined;
  quantity?: string | null | undefined;
};

type DiscountCustomerGetsInput = {
  appliesOnOneTimePurchase?: boolean | null | undefined;
  appliesOnSubscription?: boolean | null | undefined;
  items?: DiscountItemsInput | null | undefined;
  value?: DiscountCustomerGetsValueInput | null | undefined;
};

type DiscountCustomerGetsValueInput = {
  discountAmount?: DiscountAmountInput | null | undefined;
  discountOnQuantity?: DiscountOnQuantityInput | null | undefined;
  percentage?: number | null | undefined;
};

type DiscountCustomerSegmentsInput = {
  add?: Array<string> | null | undefined;
  remove?: Array<string> | null | undefined;
};

type DiscountCustomerSelectionInput = {
  all?: boolean | null | undefined;
  customerSegments?: DiscountCustomerSegmentsInput | null | undefined;
  customers?: DiscountCustomersInput | null | undefined;
};

type DiscountCustomersInput = {
  add?: Array<string> | null | undefined;
  remove?: Array<string> | null | undefined;
};

type DiscountEffectInput = {
  amount?: string | null | undefined;
  percentage?: number | null | undefined;
};

type DiscountErrorCode =
  | "ACTIVE_PERIOD_OVERLAP"
  | "APPLIES_ON_NOTHING"
  | "BLANK"
  | "CONFLICT"
  | "DISCOUNT_NOT_COMPATIBLE_WITH_CONDITION_TYPES"
  | "DUPLICATE"
  | "END_DATE_BEFORE_START_DATE"
  | "EQUAL_TO"
  | "EXCEEDED_MAX"
  | "GREATER_THAN"
  | "GREATER_THAN_OR_EQUAL_TO"
  | "IMPLICIT_DUPLICATE"
  | "INCLUSION"
  | "INTERNAL_ERROR"
  | "INVALID"
  | "INVALID_COMBINES_WITH_FOR_DISCOUNT_CLASS"
  | "INVALID_DISCOUNT_CLASS_FOR_PRICE_RULE"
  | "INVALID_PRODUCT_DISCOUNTS_FALSE_WITH_EXISTING_TAGS_ON_SAME_CART_LINE"
  | "INVALID_PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE_FOR_DISCOUNT_CLASS"
  | "INVALID_PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE_WITHOUT_PRODUCT_DISCOUNTS"
  | "INVALID_TAG_LENGTH"
  | "LESS_THAN"
  | "LESS_THAN_OR_EQUAL_TO"
  | "MAX_APP_DISCOUNTS"
  | "MINIMUM_SUBTOTAL_AND_QUANTITY_RANGE_BOTH_PRESENT"
  | "MISSING_ARGUMENT"
  | "MISSING_FUNCTION_IDENTIFIER"
  | "MULTIPLE_FUNCTION_IDENTIFIERS"
  | "MULTIPLE_RECURRING_CYCLE_LIMIT_FOR_NON_SUBSCRIPTION_ITEMS"
  | "PRESENT"
  | "PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE_NOT_ENTITLED"
  | "RECURRING_CYCLE_LIMIT_NOT_A_VALID_INTEGER"
  | "TAKEN"
  | "TOO_LONG"
  | "TOO_MANY_ARGUMENTS"
  | "TOO_MANY_PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE"
  | "TOO_MANY_TAGS"
  | "TOO_SHORT"
  | "VALUE_OUTSIDE_RANGE";

type DiscountItemsInput = {
  all?: boolean | null | undefined;
  collections?: DiscountCollectionsInput | null | undefined;
  products?: DiscountProductsInput | null | undefined;
};

type DiscountMarketsInput = {
  add?: Array<string> | null | undefined;
  remove?: Array<string> | null | undefined;
};

type DiscountMinimumQuantityInput = {
  greaterThanOrEqualToQuantity?: string | null | undefined;
};

type DiscountMinimumRequirementInput = {
  quantity?: DiscountMinimumQuantityInput | null | undefined;
  subtotal?: DiscountMinimumSubtotalInput | null | undefined;
};

type DiscountMinimumSubtotalInput = {
  greaterThanOrEqualToSubtotal?: string | null | undefined;
};

type DiscountOnQuantityInput = {
  effect?: DiscountEffectInput | null | undefined;
  quantity?: string | null | undefined;
};

type DiscountProductsInput = {
  productVariantsToAdd?: Array<string> | null | undefined;
  productVariantsToRemove?: Array<string> | null | undefined;
  productsToAdd?: Array<string> | null | undefined;
  productsToRemove?: Array<string> | null | undefined;
};

type DiscountRedeemCodeInput = {
  code: string;
};

type DiscountShippingDestinationSelectionInput = {
  all?: boolean | null | undefined;
  countries?: DiscountCountriesInput | null | undefined;
};

type DiscountStatus = "ACTIVE" | "EXPIRED" | "SCHEDULED";

type MetafieldIdentifierInput = {
  key: string;
  namespace: string;
  ownerId: string;
};

type MetafieldsSetInput = {
  compareDigest?: string | null | undefined;
  key: string;
  namespace?: string | null | undefined;
  ownerId: string;
  type?: string | null | undefined;
  value: string;
};

type MetafieldsSetUserErrorCode =
  | "APP_NOT_AUTHORIZED"
  | "BLANK"
  | "CAPABILITY_VIOLATION"
  | "INCLUSION"
  | "INTERNAL_ERROR"
  | "INVALID"
  | "INVALID_COMPARE_DIGEST"
  | "INVALID_TYPE"
  | "INVALID_VALUE"
  | "LESS_THAN_OR_EQUAL_TO"
  | "PRESENT"
  | "STALE_OBJECT"
  | "TAKEN"
  | "TOO_LONG"
  | "TOO_SHORT";

type MetaobjectCapabilityDataInput = {
  onlineStore?: MetaobjectCapabilityDataOnlineStoreInput | null | undefined;
  publishable?: MetaobjectCapabilityDataPublishableInput | null | undefined;
};

type MetaobjectCapabilityDataOnlineStoreInput = {
  templateSuffix?: string | null | undefined;
};

type MetaobjectCapabilityDataPublishableInput = {
  status: MetaobjectStatus;
};

type MetaobjectFieldInput = {
  key: string;
  value: string;
};

type MetaobjectHandleInput = {
  handle: string;
  type: string;
};

type MetaobjectStatus = "ACTIVE" | "DRAFT";

type MetaobjectUpsertInput = {
  capabilities?: MetaobjectCapabilityDataInput | null | undefined;
  fields?: Array<MetaobjectFieldInput> | null | undefined;
  handle?: string | null | undefined;
};

type MetaobjectUserErrorCode =
  | "ADMIN_ACCESS_INPUT_NOT_ALLOWED"
  | "APP_CONFIG_MANAGED"
  | "BLANK"
  | "CAPABILITY_NOT_ENABLED"
  | "DISPLAY_NAME_CONFLICT"
  | "DUPLICATE_FIELD_INPUT"
  | "FIELD_TYPE_INVALID"
  | "IMMUTABLE"
  | "INCLUSION"
  | "INPUT_LIMIT_EXCEEDED"
  | "INTERNAL_ERROR"
  | "INVALID"
  | "INVALID_OPTION"
  | "INVALID_TYPE"
  | "INVALID_VALUE"
  | "MAX_DEFINITIONS_EXCEEDED"
  | "MAX_OBJECTS_EXCEEDED"
  | "MISSING_REQUIRED_KEYS"
  | "NOT_AUTHORIZED"
  | "OBJECT_FIELD_REQUIRED"
  | "OBJECT_FIELD_TAKEN"
  | "PRESENT"
  | "RECORD_NOT_FOUND"
  | "REFERENCE_EXISTS_ERROR"
  | "RESERVED_NAME"
  | "STANDARD_METAOBJECT_DEFINITION_DEPENDENT_ON_APP"
  | "TAKEN"
  | "TOO_LONG"
  | "TOO_SHORT"
  | "UNDEFINED_OBJECT_FIELD"
  | "UNDEFINED_OBJECT_TYPE"
  | "URL_HANDLE_BLANK"
  | "URL_HANDLE_INVALID"
  | "URL_HANDLE_TAKEN";

type ProductDiscountsWithTagsOnSameCartLineInput = {
  add?: Array<string> | null | undefined;
  remove?: Array<string> | null | undefined;
};

type ProductStatus = "ACTIVE" | "ARCHIVED" | "DRAFT" | "UNLISTED";

type DiscountsInTheWayQueryVariables = Exact<{
  code: string;
}>;

type DiscountsInTheWayQuery = {
  codeDiscountNodeByCode: { id: string } | null;
  discountNodesCount: { count: number } | null;
};

type SegmentsInShopQueryVariables = Exact<{ [key: string]: never }>;

type SegmentsInShopQuery = { segmentsCount: { count: number } | null };

type LiveDiscountsQueryVariables = Exact<{
  query: string;
  cursor?: string | null | undefined;
}>;

type LiveDiscountsQuery = {
  shop: { currencyCode: CurrencyCode };
  discountNodes: {
    nodes: Array<{
      id: string;
      discount:
        | {
            __typename: "DiscountAutomaticApp";
            title: string;
            startsAt: string;
            endsAt: string | null;
            context:
              | { __typename: "DiscountBuyerSelectionAll" }
              | { __typename: "DiscountCustomerSegments" }
              | { __typename: "DiscountCustomers" }
              | { __typename: "DiscountMarkets" };
          }
        | {
            __typename: "DiscountAutomaticBasic";
            title: string;
            startsAt: string;
            endsAt: string | null;
            context:
              | { __typename: "DiscountBuyerSelectionAll" }
              | { __typename: "DiscountCustomerSegments" }
              | { __typename: "DiscountCustomers" }
              | { __typename: "DiscountMarkets" };
            combinesWith: {
              orderDiscounts: boolean;
              productDiscounts: boolean;
              shippingDiscounts: boolean;
              productDiscountsWithTagsOnSameCartLine: Array<string> | null;
            };
            minimumRequirement:
              | { greaterThanOrEqualToQuantity: string }
              | { greaterThanOrEqualToSubtotal: { amount: string } }
              | null;
            customerGets: {
              appliesOnOneTimePurchase: boolean;
              items:
                | { __typename: "AllDiscountItems" }
                | {
                    __typename: "DiscountCollections";
                    collections: {
                      nodes: Array<{ id: string }>;
                      pageInfo: { hasNextPage: boolean };
                    };
                  }
                | {
                    __typename: "DiscountProducts";
                    products: { nodes: Array<{ id: string }>; pageInfo: { hasNextPage: boolean } };
                    productVariants: { nodes: Array<{ id: string }> };
                  };
              value:
                | { appliesOnEachItem: boolean; amount: { amount: string } }
                | {
                    quantity: { quantity: string };
                    effect: { percentage: number } | Record<PropertyKey, never>;
                  }
                | { percentage: number };
            };
          }
        | {
            __typename: "DiscountAutomaticBxgy";
            title: string;
            startsAt: string;
            endsAt: string | null;
            usesPerOrderLimit: number | null;
            context:
              | { __typename: "DiscountBuyerSelectionAll" }
              | { __typename: "DiscountCustomerSegments" }
              | { __typename: "DiscountCustomers" }
              | { __typename: "DiscountMarkets" };
            combinesWith: {
              orderDiscounts: boolean;
              productDiscounts: boolean;
              shippingDiscounts: boolean;
              productDiscountsWithTagsOnSameCartLine: Array<string> | null;
            };
            customerBuys: {
              isOneTimePurchase: boolean;
              items:
                | { __typename: "AllDiscountItems" }
                | {
                    __typename: "DiscountCollections";
                    collections: {
                      nodes: Array<{ id: string }>;
                      pageInfo: { hasNextPage: boolean };
                    };
                  }
                | {
                    __typename: "DiscountProducts";
                    products: { nodes: Array<{ id: string }>; pageInfo: { hasNextPage: boolean } };
                    productVariants: { nodes: Array<{ id: string }> };
                  };
              value: { purchaseAmount: string } | { quantity: string };
            };
            customerGets: {
              appliesOnOneTimePurchase: boolean;
              items:
                | { __typename: "AllDiscountItems" }
                | {
                    __typename: "DiscountCollections";
                    collections: {
                      nodes: Array<{ id: string }>;
                      pageInfo: { hasNextPage: boolean };
                    };
                  }
                | {
                    __typename: "DiscountProducts";
                    products: { nodes: Array<{ id: string }>; pageInfo: { hasNextPage: boolean } };
                    productVariants: { nodes: Array<{ id: string }> };
                  };
              value:
                | { appliesOnEachItem: boolean; amount: { amount: string } }
                | {
                    quantity: { quantity: string };
                    effect: { percentage: number } | Record<PropertyKey, never>;
                  }
                | { percentage: number };
            };
          }
        | {
            __typename: "DiscountAutomaticFreeShipping";
            title: string;
            startsAt: string;
            endsAt: string | null;
            appliesOnOneTimePurchase: boolean;
            context:
              | { __typename: "DiscountBuyerSelectionAll" }
              | { __typename: "DiscountCustomerSegments" }
              | { __typename: "DiscountCustomers" }
              | { __typename: "DiscountMarkets" };
            combinesWith: {
              orderDiscounts: boolean;
              productDiscounts: boolean;
              shippingDiscounts: boolean;
              productDiscountsWithTagsOnSameCartLine: Array<string> | null;
            };
            minimumRequirement:
              | { greaterThanOrEqualToQuantity: string }
              | { greaterThanOrEqualToSubtotal: { amount: string } }
              | null;
            maximumShippingPrice: { amount: string } | null;
          }
        | {
            __typename: "DiscountCodeApp";
            title: string;
            startsAt: string;
            endsAt: string | null;
            context:
              | { __typename: "DiscountBuyerSelectionAll" }
              | { __typename: "DiscountCustomerSegments" }
              | { __typename: "DiscountCustomers" }
              | { __typename: "DiscountMarkets" };
            codes: { nodes: Array<{ code: string }> };
          }
        | {
            __typename: "DiscountCodeBasic";
            title: string;
            startsAt: string;
            endsAt: string | null;
            appliesOncePerCustomer: boolean;
            usageLimit: number | null;
            context:
              | { __typename: "DiscountBuyerSelectionAll" }
              | { __typename: "DiscountCustomerSegments" }
              | { __typename: "DiscountCustomers" }
              | { __typename: "DiscountMarkets" };
            codes: { nodes: Array<{ code: string }> };
            combinesWith: {
              orderDiscounts: boolean;
              productDiscounts: boolean;
              shippingDiscounts: boolean;
              productDiscountsWithTagsOnSameCartLine: Array<string> | null;
            };
            minimumRequirement:
              | { greaterThanOrEqualToQuantity: string }
              | { greaterThanOrEqualToSubtotal: { amount: string } }
              | null;
            customerGets: {
              appliesOnOneTimePurchase: boolean;
              items:
                | { __typename: "AllDiscountItems" }
                | {
                    __typename: "DiscountCollections";
                    collections: {
                      nodes: Array<{ id: string }>;
                      pageInfo: { hasNextPage: boolean };
                    };
                  }
                | {
                    __typename: "DiscountProducts";
                    products: { nodes: Array<{ id: string }>; pageInfo: { hasNextPage: boolean } };
                    productVariants: { nodes: Array<{ id: string }> };
                  };
              value:
                | { appliesOnEachItem: boolean; amount: { amount: string } }
                | {
                    quantity: { quantity: string };
                    effect: { percentage: number } | Record<PropertyKey, never>;
                  }
                | { percentage: number };
            };
          }
        | {
            __typename: "DiscountCodeBxgy";
            title: string;
            startsAt: string;
            endsAt: string | null;
            appliesOncePerCustomer: boolean;
            usageLimit: number | null;
            usesPerOrderLimit: number | null;
            context:
              | { __typename: "DiscountBuyerSelectionAll" }
              | { __typename: "DiscountCustomerSegments" }
              | { __typename: "DiscountCustomers" }
              | { __typename: "DiscountMarkets" };
            codes: { nodes: Array<{ code: string }> };
            combinesWith: {
              orderDiscounts: boolean;
              productDiscounts: boolean;
              shippingDiscounts: boolean;
              productDiscountsWithTagsOnSameCartLine: Array<string> | null;
            };
            customerBuys: {
              isOneTimePurchase: boolean;
              items:
                | { __typename: "AllDiscountItems" }
                | {
                    __typename: "DiscountCollections";
                    collections: {
                      nodes: Array<{ id: string }>;
                      pageInfo: { hasNextPage: boolean };
                    };
                  }
                | {
                    __typename: "DiscountProducts";
                    products: { nodes: Array<{ id: string }>; pageInfo: { hasNextPage: boolean } };
                    productVariants: { nodes: Array<{ id: string }> };
                  };
              value: { purchaseAmount: string } | { quantity: string };
            };
            customerGets: {
              appliesOnOneTimePurchase: boolean;
              items:
                | { __typename: "AllDiscountItems" }
                | {
                    __typename: "DiscountCollections";
                    collections: {
                      nodes: Array<{ id: string }>;
                      pageInfo: { hasNextPage: boolean };
                    };
                  }
                | {
                    __typename: "DiscountProducts";
                    products: { nodes: Array<{ id: string }>; pageInfo: { hasNextPage: boolean } };
                    productVariants: { nodes: Array<{ id: string }> };
                  };
              value:
                | { appliesOnEachItem: boolean; amount: { amount: string } }
                | {
                    quantity: { quantity: string };
                    effect: { percentage: number } | Record<PropertyKey, never>;
                  }
                | { percentage: number };
            };
          }
        | {
            __typename: "DiscountCodeFreeShipping";
            title: string;
            startsAt: string;
            endsAt: string | null;
            appliesOncePerCustomer: boolean;
            usageLimit: number | null;
            appliesOnOneTimePurchase: boolean;
            context:
              | { __typename: "DiscountBuyerSelectionAll" }
              | { __typename: "DiscountCustomerSegments" }
              | { __typename: "DiscountCustomers" }
              | { __typename: "DiscountMarkets" };
            codes: { nodes: Array<{ code: string }> };
            combinesWith: {
              orderDiscounts: boolean;
              productDiscounts: boolean;
              shippingDiscounts: boolean;
              productDiscountsWithTagsOnSameCartLine: Array<string> | null;
            };
            minimumRequirement:
              | { greaterThanOrEqualToQuantity: string }
              | { greaterThanOrEqualToSubtotal: { amount: string } }
              | null;
            maximumShippingPrice: { amount: string } | null;
          };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

type AppInstallationIdQueryVariables = Exact<{ [key: string]: never }>;

type AppInstallationIdQuery = { currentAppInstallation: { id: string } };

type DeleteMetafieldsMutationVariables = Exact<{
  metafields: Array<MetafieldIdentifierInput> | MetafieldIdentifierInput;
}>;

type DeleteMetafieldsMutation = {
  metafieldsDelete: {
    deletedMetafields: Array<{ ownerId: string; key: string } | null> | null;
    userErrors: Array<{ field: Array<string> | null; message: string }>;
  } | null;
};

type DeleteMetaobjectMutationVariables = Exact<{
  id: string;
}>;

type DeleteMetaobjectMutation = {
  metaobjectDelete: {
    deletedId: string | null;
    userErrors: Array<{
      code: MetaobjectUserErrorCode | null;
      field: Array<string> | null;
      message: string;
    }>;
  } | null;
};

type SetMetafieldsMutationVariables = Exact<{
  metafields: Array<MetafieldsSetInput> | MetafieldsSetInput;
}>;

type SetMetafieldsMutation = {
  metafieldsSet: {
    metafields: Array<{ id: string }> | null;
    userErrors: Array<{
      code: MetafieldsSetUserErrorCode | null;
      field: Array<string> | null;
      message: string;
      elementIndex: number | null;
    }>;
  } | null;
};

type UpsertMetaobjectMutationVariables = Exact<{
  handle: MetaobjectHandleInput;
  metaobject: MetaobjectUpsertInput;
}>;

type UpsertMetaobjectMutation = {
  metaobjectUpsert: {
    metaobject: { id: string } | null;
    userErrors: Array<{
      code: MetaobjectUserErrorCode | null;
      field: Array<string> | null;
      message: string;
      elementKey: string | null;
    }>;
  } | null;
};

type AddCodesMutationVariables = Exact<{
  discountId: string;
  codes: Array<DiscountRedeemCodeInput> | DiscountRedeemCodeInput;
}>;

type AddCodesMutation = {
  discountRedeemCodeBulkAdd: {
    bulkCreation: { id: string } | null;
    userErrors: Array<{
      code: DiscountErrorCode | null;
      field: Array<string> | null;
      message: string;
    }>;
  } | null;
};

type CodesAddedQueryVariables = Exact<{
  id: string;
}>;

type CodesAddedQuery = {
  discountRedeemCodeBulkCreation: {
    done: boolean;
    failedCount: number;
    codes: {
      nodes: Array<{
        code: string;
        discountRedeemCode: { id: string } | null;
        errors: Array<{ message: string }>;
      }>;
    };
  } | null;
};

type CreateAutomaticBasicMutationVariables = Exact<{
  discount: DiscountAutomaticBasicInput;
}>;

type CreateAutomaticBasicMutation = {
  discountAutomaticBasicCreate: {
    automaticDiscountNode: { id: string } | null;
    userErrors: Array<{
      code: DiscountErrorCode | null;
      field: Array<string> | null;
      message: string;
    }>;
  } | null;
};

type CreateAutomaticBxgyMutationVariables = Exact<{
  discount: DiscountAutomaticBxgyInput;
}>;

type CreateAutomaticBxgyMutation = {
  discountAutomaticBxgyCreate: {
    automaticDiscountNode: { id: string } | null;
    userErrors: Array<{
      code: DiscountErrorCode | null;
      field: Array<string> | null;
      message: string;
    }>;
  } | null;
};

type CreateAutomaticFreeShippingMutationVariables = Exact<{
  discount: DiscountAutomaticFreeShippingInput;
}>;

type CreateAutomaticFreeShippingMutation = {
  discountAutomaticFreeShippingCreate: {
    automaticDiscountNode: { id: string } | null;
    userErrors: Array<{
      code: DiscountErrorCode | null;
      field: Array<string> | null;
      message: string;
    }>;
  } | null;
};

type CreateCodeBasicMutationVariables = Exact<{
  discount: DiscountCodeBasicInput;
}>;

type CreateCodeBasicMutation = {
  discountCodeBasicCreate: {
    codeDiscountNode: { id: string } | null;
    userErrors: Array<{
      code: DiscountErrorCode | null;
      field: Array<string> | null;
      message: string;
    }>;
  } | null;
};

type CreateCodeBxgyMutationVariables = Exact<{
  discount: DiscountCodeBxgyInput;
}>;

type CreateCodeBxgyMutation = {
  discountCodeBxgyCreate: {
    codeDiscountNode: { id: string } | null;
    userErrors: Array<{
      code: DiscountErrorCode | null;
      field: Array<string> | null;
      message: string;
    }>;
  } | null;
};

type CreateCodeFreeShippingMutationVariables = Exact<{
  discount: DiscountCodeFreeShippingInput;
}>;

type CreateCodeFreeShippingMutation = {
  discountCodeFreeShippingCreate: {
    codeDiscountNode: { id: string } | null;
    userErrors: Array<{
      code: DiscountErrorCode | null;
      field: Array<string> | null;
      message: string;
    }>;
  } | null;
};

type CreateTwinMutationVariables = Exact<{
  name: string;
  query: string;
}>;

type CreateTwinMutation = {
  segmentCreate: {
    segment: { id: string } | null;
    userErrors: Array<{ field: Array<string> | null; message: string }>;
  } | null;
};

type DeactivateAutomaticDiscountMutationVariables = Exact<{
  id: string;
}>;

type DeactivateAutomaticDiscountMutation = {
  discountAutomaticDeactivate: {
    automaticDiscountNode: { id: string } | null;
    userErrors: Array<{
      code: DiscountErrorCode | null;
      field: Array<string> | null;
      message: string;
    }>;
  } | null;
};

type DeactivateCodeDiscountMutationVariables = Exact<{
  id: string;
}>;

type DeactivateCodeDiscountMutation = {
  discountCodeDeactivate: {
    codeDiscountNode: { id: string } | null;
    userErrors: Array<{
      code: DiscountErrorCode | null;
      field: Array<string> | null;
      message: string;
    }>;
  } | null;
};

type DeleteAutomaticDiscountMutationVariables = Exact<{
  id: string;
}>;

type DeleteAutomaticDiscountMutation = {
  discountAutomaticDelete: {
    deletedAutomaticDiscountId: string | null;
    userErrors: Array<{
      code: DiscountErrorCode | null;
      field: Array<string> | null;
      message: string;
    }>;
  } | null;
};

type DeleteCodeDiscountMutationVariables = Exact<{
  id: string;
}>;

type DeleteCodeDiscountMutation = {
  discountCodeDelete: {
    deletedCodeDiscountId: string | null;
    userErrors: Array<{
      code: DiscountErrorCode | null;
      field: Array<string> | null;
      message: string;
    }>;
  } | null;
};

type DeleteTwinMutationVariables = Exact<{
  id: string;
}>;

type DeleteTwinMutation = {
  segmentDelete: {
    deletedSegmentId: string | null;
    userErrors: Array<{ field: Array<string> | null; message: string }>;
  } | null;
};

type DiscountsOfSegmentQueryVariables = Exact<{
  query: string;
}>;

type DiscountsOfSegmentQuery = {
  discountNodes: {
    nodes: Array<{
      id: string;
      discount:
        | { __typename: "DiscountAutomaticApp" }
        | {
            __typename: "DiscountAutomaticBasic";
            context: { segments: Array<{ id: string }> } | Record<PropertyKey, never>;
          }
        | {
            __typename: "DiscountAutomaticBxgy";
            context: { segments: Array<{ id: string }> } | Record<PropertyKey, never>;
          }
        | {
            __typename: "DiscountAutomaticFreeShipping";
            context: { segments: Array<{ id: string }> } | Record<PropertyKey, never>;
          }
        | { __typename: "DiscountCodeApp" }
        | {
            __typename: "DiscountCodeBasic";
            context: { segments: Array<{ id: string }> } | Record<PropertyKey, never>;
          }
        | {
            __typename: "DiscountCodeBxgy";
            context: { segments: Array<{ id: string }> } | Record<PropertyKey, never>;
          }
        | {
            __typename: "DiscountCodeFreeShipping";
            context: { segments: Array<{ id: string }> } | Record<PropertyKey, never>;
          };
    }>;
  };
};

type DiscountOfCodeQueryVariables = Exact<{
  code: string;
}>;

type DiscountOfCodeQuery = { codeDiscountNodeByCode: { id: string } | null };

type HeldOfferQueryVariables = Exact<{
  twinId: string;
  discountId: string;
}>;

type HeldOfferQuery = {
  twin: { id: string; query: string } | Record<PropertyKey, never> | null;
  discountNode: {
    id: string;
    discount:
      | { __typename: "DiscountAutomaticApp" }
      | {
          __typename: "DiscountAutomaticBasic";
          title: string;
          startsAt: string;
          endsAt: string | null;
          status: DiscountStatus;
          context:
            | { __typename: "DiscountBuyerSelectionAll" }
            | { __typename: "DiscountCustomerSegments"; segments: Array<{ id: string }> }
            | { __typename: "DiscountCustomers" }
            | { __typename: "DiscountMarkets" };
          combinesWith: {
            orderDiscounts: boolean;
            productDiscounts: boolean;
            shippingDiscounts: boolean;
          };
          minimumRequirement:
            | { __typename: "DiscountMinimumQuantity"; greaterThanOrEqualToQuantity: string }
            | {
                __typename: "DiscountMinimumSubtotal";
                greaterThanOrEqualToSubtotal: { amount: string };
              }
            | null;
          customerGets: {
            value:
              | {
                  __typename: "DiscountAmount";
                  appliesOnEachItem: boolean;
                  amount: { amount: string };
                }
              | {
                  __typename: "DiscountOnQuantity";
                  quantity: { quantity: string };
                  effect:
                    | { __typename: "DiscountAmount" }
                    | { __typename: "DiscountPercentage"; percentage: number };
                }
              | { __typename: "DiscountPercentage"; percentage: number };
            items:
              | { __typename: "AllDiscountItems" }
              | { __typename: "DiscountCollections"; collections: { nodes: Array<{ id: string }> } }
              | {
                  __typename: "DiscountProducts";
                  products: { nodes: Array<{ id: string }> };
                  productVariants: { nodes: Array<{ id: string }> };
                };
          };
        }
      | {
          __typename: "DiscountAutomaticBxgy";
          title: string;
          startsAt: string;
          endsAt: string | null;
          status: DiscountStatus;
          usesPerOrderLimit: number | null;
          context:
            | { __typename: "DiscountBuyerSelectionAll" }
            | { __typename: "DiscountCustomerSegments"; segments: Array<{ id: string }> }
            | { __typename: "DiscountCustomers" }
            | { __typename: "DiscountMarkets" };
          combinesWith: {
            orderDiscounts: boolean;
            productDiscounts: boolean;
            shippingDiscounts: boolean;
          };
          customerBuys: {
            value:
              | { __typename: "DiscountPurchaseAmount"; amount: string }
              | { __typename: "DiscountQuantity"; quantity: string };
            items:
              | { __typename: "AllDiscountItems" }
              | { __typename: "DiscountCollections"; collections: { nodes: Array<{ id: string }> } }
              | {
                  __typename: "DiscountProducts";
                  products: { nodes: Array<{ id: string }> };
                  productVariants: { nodes: Array<{ id: string }> };
                };
          };
          customerGets: {
            value:
              | {
                  __typename: "DiscountAmount";
                  appliesOnEachItem: boolean;
                  amount: { amount: string };
                }
              | {
                  __typename: "DiscountOnQuantity";
                  quantity: { quantity: string };
                  effect:
                    | { __typename: "DiscountAmount" }
                    | { __typename: "DiscountPercentage"; percentage: number };
                }
              | { __typename: "DiscountPercentage"; percentage: number };
            items:
              | { __typename: "AllDiscountItems" }
              | { __typename: "DiscountCollections"; collections: { nodes: Array<{ id: string }> } }
              | {
                  __typename: "DiscountProducts";
                  products: { nodes: Array<{ id: string }> };
                  productVariants: { nodes: Array<{ id: string }> };
                };
          };
        }
      | {
          __typename: "DiscountAutomaticFreeShipping";
          title: string;
          startsAt: string;
          endsAt: string | null;
          status: DiscountStatus;
          context:
            | { __typename: "DiscountBuyerSelectionAll" }
            | { __typename: "DiscountCustomerSegments"; segments: Array<{ id: string }> }
            | { __typename: "DiscountCustomers" }
            | { __typename: "DiscountMarkets" };
          combinesWith: {
            orderDiscounts: boolean;
            productDiscounts: boolean;
            shippingDiscounts: boolean;
          };
          minimumRequirement:
            | { __typename: "DiscountMinimumQuantity"; greaterThanOrEqualToQuantity: string }
            | {
                __typename: "DiscountMinimumSubtotal";
                greaterThanOrEqualToSubtotal: { amount: string };
              }
            | null;
          maximumShippingPrice: { amount: string } | null;
          destinationSelection:
            { __typename: "DiscountCountries" } | { __typename: "DiscountCountryAll" };
        }
      | { __typename: "DiscountCodeApp" }
      | {
          __typename: "DiscountCodeBasic";
          title: string;
          startsAt: string;
          endsAt: string | null;
          status: DiscountStatus;
          appliesOncePerCustomer: boolean;
          usageLimit: number | null;
          context:
            | { __typename: "DiscountBuyerSelectionAll" }
            | { __typename: "DiscountCustomerSegments"; segments: Array<{ id: string }> }
            | { __typename: "DiscountCustomers" }
            | { __typename: "DiscountMarkets" };
          combinesWith: {
            orderDiscounts: boolean;
            productDiscounts: boolean;
            shippingDiscounts: boolean;
          };
          minimumRequirement:
            | { __typename: "DiscountMinimumQuantity"; greaterThanOrEqualToQuantity: string }
            | {
                __typename: "DiscountMinimumSubtotal";
                greaterThanOrEqualToSubtotal: { amount: string };
              }
            | null;
          customerGets: {
            value:
              | {
                  __typename: "DiscountAmount";
                  appliesOnEachItem: boolean;
                  amount: { amount: string };
                }
              | {
                  __typename: "DiscountOnQuantity";
                  quantity: { quantity: string };
                  effect:
                    | { __typename: "DiscountAmount" }
                    | { __typename: "DiscountPercentage"; percentage: number };
                }
              | { __typename: "DiscountPercentage"; percentage: number };
            items:
              | { __typename: "AllDiscountItems" }
              | { __typename: "DiscountCollections"; collections: { nodes: Array<{ id: string }> } }
              | {
                  __typename: "DiscountProducts";
                  products: { nodes: Array<{ id: string }> };
                  productVariants: { nodes: Array<{ id: string }> };
                };
          };
          codes: { nodes: Array<{ code: string }> };
        }
      | {
          __typename: "DiscountCodeBxgy";
          title: string;
          startsAt: string;
          endsAt: string | null;
          status: DiscountStatus;
          usesPerOrderLimit: number | null;
          appliesOncePerCustomer: boolean;
          usageLimit: number | null;
          context:
            | { __typename: "DiscountBuyerSelectionAll" }
            | { __typename: "DiscountCustomerSegments"; segments: Array<{ id: string }> }
            | { __typename: "DiscountCustomers" }
            | { __typename: "DiscountMarkets" };
          combinesWith: {
            orderDiscounts: boolean;
            productDiscounts: boolean;
            shippingDiscounts: boolean;
          };
          customerBuys: {
            value:
              | { __typename: "DiscountPurchaseAmount"; amount: string }
              | { __typename: "DiscountQuantity"; quantity: string };
            items:
              | { __typename: "AllDiscountItems" }
              | { __typename: "DiscountCollections"; collections: { nodes: Array<{ id: string }> } }
              | {
                  __typename: "DiscountProducts";
                  products: { nodes: Array<{ id: string }> };
                  productVariants: { nodes: Array<{ id: string }> };
                };
          };
          customerGets: {
            value:
              | {
                  __typename: "DiscountAmount";
                  appliesOnEachItem: boolean;
                  amount: { amount: string };
                }
              | {
                  __typename: "DiscountOnQuantity";
                  quantity: { quantity: string };
                  effect:
                    | { __typename: "DiscountAmount" }
                    | { __typename: "DiscountPercentage"; percentage: number };
                }
              | { __typename: "DiscountPercentage"; percentage: number };
            items:
              | { __typename: "AllDiscountItems" }
              | { __typename: "DiscountCollections"; collections: { nodes: Array<{ id: string }> } }
              | {
                  __typename: "DiscountProducts";
                  products: { nodes: Array<{ id: string }> };
                  productVariants: { nodes: Array<{ id: string }> };
                };
          };
          codes: { nodes: Array<{ code: string }> };
        }
      | {
          __typename: "DiscountCodeFreeShipping";
          title: string;
          startsAt: string;
          endsAt: string | null;
          status: DiscountStatus;
          appliesOncePerCustomer: boolean;
          usageLimit: number | null;
          context:
            | { __typename: "DiscountBuyerSelectionAll" }
            | { __typename: "DiscountCustomerSegments"; segments: Array<{ id: string }> }
            | { __typename: "DiscountCustomers" }
            | { __typename: "DiscountMarkets" };
          combinesWith: {
            orderDiscounts: boolean;
            productDiscounts: boolean;
            shippingDiscounts: boolean;
          };
          minimumRequirement:
            | { __typename: "DiscountMinimumQuantity"; greaterThanOrEqualToQuantity: string }
            | {
                __typename: "DiscountMinimumSubtotal";
                greaterThanOrEqualToSubtotal: { amount: string };
              }
            | null;
          maximumShippingPrice: { amount: string } | null;
          destinationSelection:
            { __typename: "DiscountCountries" } | { __typename: "DiscountCountryAll" };
          codes: { nodes: Array<{ code: string }> };
        };
  } | null;
};

type NewestSegmentsQueryVariables = Exact<{ [key: string]: never }>;

type NewestSegmentsQuery = { segments: { nodes: Array<{ id: string; name: string }> } };

type SegmentsDefinitionQueryVariables = Exact<{ [key: string]: never }>;

type SegmentsDefinitionQuery = {
  metafieldDefinitions: { nodes: Array<{ namespace: string; key: string }> };
};

type SegmentFiltersQueryVariables = Exact<{
  cursor?: string | null | undefined;
}>;

type SegmentFiltersQuery = {
  segmentFilters: {
    nodes: Array<
      | { queryName: string }
      | { queryName: string }
      | { queryName: string }
      | { queryName: string }
      | { queryName: string }
      | { queryName: string }
      | { queryName: string }
      | { queryName: string }
    >;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

type TwinMembershipQueryVariables = Exact<{
  customerId: string;
  twinId: string;
}>;

type TwinMembershipQuery = {
  customerSegmentMembership: { memberships: Array<{ segmentId: string; isMember: boolean }> };
};

type UpdateAutomaticBasicMutationVariables = Exact<{
  id: string;
  discount: DiscountAutomaticBasicInput;
}>;

type UpdateAutomaticBasicMutation = {
  discountAutomaticBasicUpdate: {
    automaticDiscountNode: { id: string } | null;
    userErrors: Array<{
      code: DiscountErrorCode | null;
      field: Array<string> | null;
      message: string;
    }>;
  } | null;
};

type UpdateAutomaticBxgyMutationVariables = Exact<{
  id: string;
  discount: DiscountAutomaticBxgyInput;
}>;

type UpdateAutomaticBxgyMutation = {
  discountAutomaticBxgyUpdate: {
    automaticDiscountNode: { id: string } | null;
    userErrors: Array<{
      code: DiscountErrorCode | null;
      field: Array<string> | null;
      message: string;
    }>;
  } | null;
};

type UpdateAutomaticFreeShippingMutationVariables = Exact<{
  id: string;
  discount: DiscountAutomaticFreeShippingInput;
}>;

type UpdateAutomaticFreeShippingMutation = {
  discountAutomaticFreeShippingUpdate: {
    automaticDiscountNode: { id: string } | null;
    userErrors: Array<{
      code: DiscountErrorCode | null;
      field: Array<string> | null;
      message: string;
    }>;
  } | null;
};

type UpdateCodeBasicMutationVariables = Exact<{
  id: string;
  discount: DiscountCodeBasicInput;
}>;

type UpdateCodeBasicMutation = {
  discountCodeBasicUpdate: {
    codeDiscountNode: { id: string } | null;
    userErrors: Array<{
      code: DiscountErrorCode | null;
      field: Array<string> | null;
      message: string;
    }>;
  } | null;
};

type UpdateCodeBxgyMutationVariables = Exact<{
  id: string;
  discount: DiscountCodeBxgyInput;
}>;

type UpdateCodeBxgyMutation = {
  discountCodeBxgyUpdate: {
    codeDiscountNode: { id: string } | null;
    userErrors: Array<{
      code: DiscountErrorCode | null;
      field: Array<string> | null;
      message: string;
    }>;
  } | null;
};

type UpdateCodeFreeShippingMutationVariables = Exact<{
  id: string;
  discount: DiscountCodeFreeShippingInput;
}>;

type UpdateCodeFreeShippingMutation = {
  discountCodeFreeShippingUpdate: {
    codeDiscountNode: { id: string } | null;
    userErrors: Array<{
      code: DiscountErrorCode | null;
      field: Array<string> | null;
      message: string;
    }>;
  } | null;
};

type UpdateTwinMutationVariables = Exact<{
  id: string;
  name: string;
  query: string;
}>;

type UpdateTwinMutation = {
  segmentUpdate: {
    segment: { id: string } | null;
    userErrors: Array<{ field: Array<string> | null; message: string }>;
  } | null;
};

type AllDiscountSegmentsQueryVariables = Exact<{
  cursor?: string | null | undefined;
}>;

type AllDiscountSegmentsQuery = {
  discountNodes: {
    nodes: Array<{
      id: string;
      discount:
        | { __typename: "DiscountAutomaticApp" }
        | {
            __typename: "DiscountAutomaticBasic";
            title: string;
            context: { segments: Array<{ id: string; name: string }> } | Record<PropertyKey, never>;
          }
        | {
            __typename: "DiscountAutomaticBxgy";
            title: string;
            context: { segments: Array<{ id: string; name: string }> } | Record<PropertyKey, never>;
          }
        | {
            __typename: "DiscountAutomaticFreeShipping";
            title: string;
            context: { segments: Array<{ id: string; name: string }> } | Record<PropertyKey, never>;
          }
        | { __typename: "DiscountCodeApp" }
        | {
            __typename: "DiscountCodeBasic";
            title: string;
            context: { segments: Array<{ id: string; name: string }> } | Record<PropertyKey, never>;
          }
        | {
            __typename: "DiscountCodeBxgy";
            title: string;
            context: { segments: Array<{ id: string; name: string }> } | Record<PropertyKey, never>;
          }
        | {
            __typename: "DiscountCodeFreeShipping";
            title: string;
            context: { segments: Array<{ id: string; name: string }> } | Record<PropertyKey, never>;
          };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

type AllSegmentNamesQueryVariables = Exact<{
  cursor?: string | null | undefined;
}>;

type AllSegmentNamesQuery = {
  segments: {
    nodes: Array<{ id: string; name: string }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

type CountOurMetafieldsQueryVariables = Exact<{ [key: string]: never }>;

type CountOurMetafieldsQuery = {
  customers: { nodes: Array<{ key: string; metafieldsCount: number }> };
  products: { nodes: Array<{ key: string; metafieldsCount: number }> };
  currentAppInstallation: { metafields: { nodes: Array<{ key: string }> } };
};

type CountOurMetaobjectsQueryVariables = Exact<{
  type: string;
}>;

type CountOurMetaobjectsQuery = { metaobjectDefinitionByType: { metaobjectsCount: number } | null };

type BulkOperationByIdQueryVariables = Exact<{
  id: string;
}>;

type BulkOperationByIdQuery = {
  bulkOperation: {
    id: string;
    type: BulkOperationType;
    status: BulkOperationStatus;
    errorCode: BulkOperationErrorCode | null;
    createdAt: string;
    completedAt: string | null;
    objectCount: string;
    rootObjectCount: string;
    fileSize: string | null;
    url: string | null;
    partialDataUrl: string | null;
  } | null;
};

type CancelBulkOperationMutationVariables = Exact<{
  id: string;
}>;

type CancelBulkOperationMutation = {
  bulkOperationCancel: {
    bulkOperation: {
      id: string;
      type: BulkOperationType;
      status: BulkOperationStatus;
      errorCode: BulkOperationErrorCode | null;
      createdAt: string;
      completedAt: string | null;
      objectCount: string;
      rootObjectCount: string;
      fileSize: string | null;
      url: string | null;
      partialDataUrl: string | null;
    } | null;
    userErrors: Array<{ field: Array<string> | null; message: string }>;
  } | null;
};

type RunBulkMutationMutationVariables = Exact<{
  mutation: string;
  stagedUploadPath: string;
  clientIdentifier?: string | null | undefined;
}>;

type RunBulkMutationMutation = {
  bulkOperationRunMutation: {
    bulkOperation: {
      id: string;
      type: BulkOperationType;
      status: BulkOperationStatus;
      errorCode: BulkOperationErrorCode | null;
      createdAt: string;
      completedAt: string | null;
      objectCount: string;
      rootObjectCount: string;
      fileSize: string | null;
      url: string | null;
      partialDataUrl: string | null;
    } | null;
    userErrors: Array<{
      code: BulkMutationErrorCode | null;
      field: Array<string> | null;
      message: string;
    }>;
  } | null;
};

type RunBulkQueryMutationVariables = Exact<{
  query: string;
  groupObjects: boolean;
}>;

type RunBulkQueryMutation = {
  bulkOperationRunQuery: {
    bulkOperation: {
      id: string;
      type: BulkOperationType;
      status: BulkOperationStatus;
      errorCode: BulkOperationErrorCode | null;
      createdAt: string;
      completedAt: string | null;
      objectCount: string;
      rootObjectCount: string;
      fileSize: string | null;
      url: string | null;
      partialDataUrl: string | null;
    } | null;
    userErrors: Array<{
      code: BulkOperationUserErrorCode | null;
      field: Array<string> | null;
      message: string;
    }>;
  } | null;
};

type StageUploadMutationVariables = Exact<{
  filename: string;
  fileSize?: string | null | undefined;
}>;

type StageUploadMutation = {
  stagedUploadsCreate: {
    stagedTargets: Array<{
      url: string | null;
      parameters: Array<{ name: string; value: string }>;
    }> | null;
    userErrors: Array<{ field: Array<string> | null; message: string }>;
  } | null;
};

type AbandonedCheckoutsQueryVariables = Exact<{
  cursor?: string | null | undefined;
}>;

type AbandonedCheckoutsQuery = {
  abandonedCheckouts: {
    nodes: Array<{
      createdAt: string;
      completedAt: string | null;
      customer: { id: string } | null;
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

type MetafieldDefinitionsQueryVariables = Exact<{
  cursor?: string | null | undefined;
}>;

type MetafieldDefinitionsQuery = {
  metafieldDefinitions: {
    nodes: Array<{ name: string; namespace: string; key: string; type: { name: string } }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

type CollectionsQueryVariables = Exact<{
  cursor?: string | null | undefined;
}>;

type CollectionsQuery = {
  collections: {
    nodes: Array<{
      id: string;
      title: string;
      handle: string;
      updatedAt: string;
      products: {
        nodes: Array<{ id: string }>;
        pageInfo: { hasNextPage: boolean; endCursor: string | null };
      };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

type CollectionsOfProductsQueryVariables = Exact<{
  ids: Array<string> | string;
}>;

type CollectionsOfProductsQuery = {
  nodes: Array<
    | { id: string; collections: { nodes: Array<{ id: string }> } }
    | Record<PropertyKey, never>
    | null
  >;
};

type CollectionByIdQueryVariables = Exact<{
  id: string;
}>;

type CollectionByIdQuery = {
  collection: {
    id: string;
    title: string;
    handle: string;
    updatedAt: string;
    products: {
      nodes: Array<{ id: string }>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  } | null;
};

type ProductsOfCollectionQueryVariables = Exact<{
  id: string;
  cursor?: string | null | undefined;
}>;

type ProductsOfCollectionQuery = {
  collection: {
    products: {
      nodes: Array<{ id: string }>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  } | null;
};

type AddressesOfCustomerQueryVariables = Exact<{
  id: string;
  cursor?: string | null | undefined;
}>;

type AddressesOfCustomerQuery = {
  customer: {
    addressesV2: {
      nodes: Array<{
        id: string;
        countryCodeV2: CountryCode | null;
        provinceCode: string | null;
        city: string | null;
        latitude: number | null;
        longitude: number | null;
      }>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  } | null;
};

type CountsQueryVariables = Exact<{ [key: string]: never }>;

type CountsQuery = {
  productsCount: { count: number; precision: CountPrecision } | null;
  customersCount: { count: number; precision: CountPrecision } | null;
  ordersCount: { count: number; precision: CountPrecision } | null;
};

type CustomersByIdQueryVariables = Exact<{
  ids: Array<string> | string;
}>;

type CustomersByIdQuery = {
  nodes: Array<
    | {
        id: string;
        createdAt: string;
        updatedAt: string;
        numberOfOrders: string;
        productSubscriberStatus: CustomerProductSubscriberStatus;
        state: CustomerState;
        locale: string;
        tags: Array<string>;
        amountSpent: { amount: string; currencyCode: CurrencyCode };
        lastOrder: { processedAt: string } | null;
        statistics: {
          rfmGroup: CustomerRfmGroup | null;
          predictedSpendTier: CustomerPredictedSpendTier | null;
        };
        defaultEmailAddress: {
          emailAddress: string;
          marketingState: CustomerEmailAddressMarketingState;
        } | null;
        defaultPhoneNumber: {
          smsMarketingConsent: { state: CustomerMarketingConsentState };
        } | null;
        companyContactProfiles: Array<{ company: { id: string } }>;
        addressesV2: {
          nodes: Array<{
            id: string;
            countryCodeV2: CountryCode | null;
            provinceCode: string | null;
            city: string | null;
            latitude: number | null;
            longitude: number | null;
          }>;
          pageInfo: { hasNextPage: boolean; endCursor: string | null };
        };
        metafields: {
          nodes: Array<{
            id: string;
            namespace: string;
            key: string;
            type: string;
            value: string;
            definition: { id: string } | null;
          }>;
          pageInfo: { hasNextPage: boolean; endCursor: string | null };
        };
      }
    | Record<PropertyKey, never>
    | null
  >;
};

type CustomerVersionsQueryVariables = Exact<{
  filter?: string | null | undefined;
  cursor?: string | null | undefined;
}>;

type CustomerVersionsQuery = {
  customers: {
    nodes: Array<{ id: string; updatedAt: string }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

type ImportCustomersQueryVariables = Exact<{ [key: string]: never }>;

type ImportCustomersQuery = {
  customers: {
    edges: Array<{
      node: {
        id: string;
        createdAt: string;
        updatedAt: string;
        numberOfOrders: string;
        productSubscriberStatus: CustomerProductSubscriberStatus;
        state: CustomerState;
        locale: string;
        tags: Array<string>;
        amountSpent: { amount: string; currencyCode: CurrencyCode };
        lastOrder: { processedAt: string } | null;
        statistics: {
          rfmGroup: CustomerRfmGroup | null;
          predictedSpendTier: CustomerPredictedSpendTier | null;
        };
        defaultEmailAddress: {
          emailAddress: string;
          marketingState: CustomerEmailAddressMarketingState;
        } | null;
        defaultPhoneNumber: {
          smsMarketingConsent: { state: CustomerMarketingConsentState };
        } | null;
        companyContactProfiles: Array<{ company: { id: string } }>;
        addressesV2: {
          edges: Array<{
            node: {
              id: string;
              countryCodeV2: CountryCode | null;
              provinceCode: string | null;
              city: string | null;
              latitude: number | null;
              longitude: number | null;
            };
          }>;
        };
        metafields: {
          edges: Array<{
            node: {
              id: string;
              namespace: string;
              key: string;
              type: string;
              value: string;
              definition: { id: string } | null;
            };
          }>;
        };
      };
    }>;
  };
};

type ImportOrdersQueryVariables = Exact<{ [key: string]: never }>;

type ImportOrdersQuery = {
  orders: {
    edges: Array<{
      node: {
        id: string;
        processedAt: string;
        updatedAt: string;
        cancelledAt: string | null;
        test: boolean;
        taxesIncluded: boolean;
        currencyCode: CurrencyCode;
        customer: { id: string } | null;
        app: { id: string } | null;
        retailLocation: { id: string } | null;
        originalTotalPriceSet: { shopMoney: { amount: string } };
        currentSubtotalPriceSet: { shopMoney: { amount: string } };
        currentTotalTaxSet: { shopMoney: { amount: string } };
        currentShippingPriceSet: { shopMoney: { amount: string } };
        currentTotalDiscountsSet: { shopMoney: { amount: string } };
        totalRefundedSet: { shopMoney: { amount: string } };
        refundDiscrepancySet: { shopMoney: { amount: string } };
        refunds: Array<{
          id: string;
          createdAt: string | null;
          totalRefundedSet: { shopMoney: { amount: string } };
        }>;
        lineItems: {
          edges: Array<{
            node: {
              id: string;
              quantity: number;
              currentQuantity: number;
              originalTotalSet: { shopMoney: { amount: string } };
              discountAllocations: Array<{ allocatedAmountSet: { shopMoney: { amount: string } } }>;
              product: { id: string } | null;
              variant: { id: string } | null;
            };
          }>;
        };
      };
    }>;
  };
};

type ImportProductsQueryVariables = Exact<{ [key: string]: never }>;

type ImportProductsQuery = {
  products: {
    edges: Array<{
      node: {
        id: string;
        title: string;
        handle: string;
        productType: string;
        vendor: string;
        status: ProductStatus;
        tags: Array<string>;
        publishedAt: string | null;
        createdAt: string;
        updatedAt: string;
        category: { id: string } | null;
        featuredMedia:
          | { preview: { image: { url: string } | null } | null }
          | { preview: { image: { url: string } | null } | null }
          | { preview: { image: { url: string } | null } | null }
          | { preview: { image: { url: string } | null } | null }
          | null;
        variants: {
          edges: Array<{
            node: {
              id: string;
              price: string;
              availableForSale: boolean;
              inventoryItem: { unitCost: { amount: string; currencyCode: CurrencyCode } | null };
            };
          }>;
        };
      };
    }>;
  };
};

type LineItemsOfOrderQueryVariables = Exact<{
  id: string;
  cursor?: string | null | undefined;
}>;

type LineItemsOfOrderQuery = {
  order: {
    lineItems: {
      nodes: Array<{
        id: string;
        quantity: number;
        currentQuantity: number;
        originalTotalSet: { shopMoney: { amount: string } };
        discountAllocations: Array<{ allocatedAmountSet: { shopMoney: { amount: string } } }>;
        product: { id: string } | null;
        variant: { id: string } | null;
      }>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  } | null;
};

type MetafieldsOfCustomerQueryVariables = Exact<{
  id: string;
  cursor?: string | null | undefined;
}>;

type MetafieldsOfCustomerQuery = {
  customer: {
    metafields: {
      nodes: Array<{
        id: string;
        namespace: string;
        key: string;
        type: string;
        value: string;
        definition: { id: string } | null;
      }>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  } | null;
};

type OrdersByIdQueryVariables = Exact<{
  ids: Array<string> | string;
}>;

type OrdersByIdQuery = {
  nodes: Array<
    | {
        id: string;
        processedAt: string;
        updatedAt: string;
        cancelledAt: string | null;
        test: boolean;
        taxesIncluded: boolean;
        currencyCode: CurrencyCode;
        customer: { id: string } | null;
        app: { id: string } | null;
        retailLocation: { id: string } | null;
        originalTotalPriceSet: { shopMoney: { amount: string } };
        currentSubtotalPriceSet: { shopMoney: { amount: string } };
        currentTotalTaxSet: { shopMoney: { amount: string } };
        currentShippingPriceSet: { shopMoney: { amount: string } };
        currentTotalDiscountsSet: { shopMoney: { amount: string } };
        totalRefundedSet: { shopMoney: { amount: string } };
        refundDiscrepancySet: { shopMoney: { amount: string } };
        refunds: Array<{
          id: string;
          createdAt: string | null;
          totalRefundedSet: { shopMoney: { amount: string } };
        }>;
        lineItems: {
          nodes: Array<{
            id: string;
            quantity: number;
            currentQuantity: number;
            originalTotalSet: { shopMoney: { amount: string } };
            discountAllocations: Array<{ allocatedAmountSet: { shopMoney: { amount: string } } }>;
            product: { id: string } | null;
            variant: { id: string } | null;
          }>;
          pageInfo: { hasNextPage: boolean; endCursor: string | null };
        };
      }
    | Record<PropertyKey, never>
    | null
  >;
};

type OrderVersionsQueryVariables = Exact<{
  filter?: string | null | undefined;
  cursor?: string | null | undefined;
}>;

type OrderVersionsQuery = {
  orders: {
    nodes: Array<{ id: string; updatedAt: string }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

type ProductsByIdQueryVariables = Exact<{
  ids: Array<string> | string;
}>;

type ProductsByIdQuery = {
  nodes: Array<
    | {
        id: string;
        title: string;
        handle: string;
        productType: string;
        vendor: string;
        status: ProductStatus;
        tags: Array<string>;
        publishedAt: string | null;
        createdAt: string;
        updatedAt: string;
        category: { id: string } | null;
        featuredMedia:
          | { preview: { image: { url: string } | null } | null }
          | { preview: { image: { url: string } | null } | null }
          | { preview: { image: { url: string } | null } | null }
          | { preview: { image: { url: string } | null } | null }
          | null;
        variants: {
          nodes: Array<{
            id: string;
            price: string;
            availableForSale: boolean;
            inventoryItem: { unitCost: { amount: string; currencyCode: CurrencyCode } | null };
          }>;
          pageInfo: { hasNextPage: boolean; endCursor: string | null };
        };
      }
    | Record<PropertyKey, never>
    | null
  >;
};

type ProductVersionsQueryVariables = Exact<{
  filter?: string | null | undefined;
  cursor?: string | null | undefined;
}>;

type ProductVersionsQuery = {
  products: {
    nodes: Array<{ id: string; updatedAt: string }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

type ShopQueryVariables = Exact<{ [key: string]: never }>;

type ShopQuery = {
  shop: { name: string; myshopifyDomain: string; currencyCode: CurrencyCode; ianaTimezone: string };
  currentAppInstallation: { accessScopes: Array<{ handle: string }> };
};

type VariantsOfProductQueryVariables = Exact<{
  id: string;
  cursor?: string | null | undefined;
}>;

type VariantsOfProductQuery = {
  product: {
    variants: {
      nodes: Array<{
        id: string;
        price: string;
        availableForSale: boolean;
        inventoryItem: { unitCost: { amount: string; currencyCode: CurrencyCode } | null };
      }>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  } | null;
};

type StoreCreditAccountsQueryVariables = Exact<{
  ids: Array<string> | string;
}>;

type StoreCreditAccountsQuery = {
  nodes: Array<
    | {
        id: string;
        balance: { amount: string; currencyCode: CurrencyCode };
        transactions: {
          nodes: Array<
            | { expiresAt: string | null; createdAt: string; remainingAmount: { amount: string } }
            | { createdAt: string }
            | { createdAt: string }
            | { createdAt: string }
          >;
        };
        owner: { id: string } | Record<PropertyKey, never>;
      }
    | Record<PropertyKey, never>
    | null
  >;
};

type StoreCreditHoldersQueryVariables = Exact<{ [key: string]: never }>;

type StoreCreditHoldersQuery = {
  customers: {
    edges: Array<{
      node: { id: string; storeCreditAccounts: { edges: Array<{ node: { id: string } }> } };
    }>;
  };
};

type StoreCreditOfCustomerQueryVariables = Exact<{
  id: string;
}>;

type StoreCreditOfCustomerQuery = {
  customer: {
    id: string;
    storeCreditAccounts: {
      nodes: Array<{
        id: string;
        balance: { amount: string; currencyCode: CurrencyCode };
        transactions: {
          nodes: Array<
            | { expiresAt: string | null; createdAt: string; remainingAmount: { amount: string } }
            | { createdAt: string }
            | { createdAt: string }
            | { createdAt: string }
          >;
        };
      }>;
    };
  } | null;
};

/** Every document by its name. */
export interface Operations {
  DiscountsInTheWay: { data: DiscountsInTheWayQuery; variables: DiscountsInTheWayQueryVariables };
  SegmentsInShop: { data: SegmentsInShopQuery; variables: SegmentsInShopQueryVariables };
  LiveDiscounts: { data: LiveDiscountsQuery; variables: LiveDiscountsQueryVariables };
  AppInstallationId: { data: AppInstallationIdQuery; variables: AppInstallationIdQueryVariables };
  DeleteMetafields: {
    data: DeleteMetafieldsMutation;
    variables: DeleteMetafieldsMutationVariables;
  };
  DeleteMetaobject: {
    data: DeleteMetaobjectMutation;
    variables: DeleteMetaobjectMutationVariables;
  };
  SetMetafields: { data: SetMetafieldsMutation; variables: SetMetafieldsMutationVariables };
  UpsertMetaobject: {
    data: UpsertMetaobjectMutation;
    variables: UpsertMetaobjectMutationVariables;
  };
  AddCodes: { data: AddCodesMutation; variables: AddCodesMutationVariables };
  CodesAdded: { data: CodesAddedQuery; variables: CodesAddedQueryVariables };
  CreateAutomaticBasic: {
    data: CreateAutomaticBasicMutation;
    variables: CreateAutomaticBasicMutationVariables;
  };
  CreateAutomaticBxgy: {
    data: CreateAutomaticBxgyMutation;
    variables: CreateAutomaticBxgyMutationVariables;
  };
  CreateAutomaticFreeShipping: {
    data: CreateAutomaticFreeShippingMutation;
    variables: CreateAutomaticFreeShippingMutationVariables;
  };
  CreateCodeBasic: { data: CreateCodeBasicMutation; variables: CreateCodeBasicMutationVariables };
  CreateCodeBxgy: { data: CreateCodeBxgyMutation; variables: CreateCodeBxgyMutationVariables };
  CreateCodeFreeShipping: {
    data: CreateCodeFreeShippingMutation;
    variables: CreateCodeFreeShippingMutationVariables;
  };
  CreateTwin: { data: CreateTwinMutation; variables: CreateTwinMutationVariables };
  DeactivateAutomaticDiscount: {
    data: DeactivateAutomaticDiscountMutation;
    variables: DeactivateAutomaticDiscountMutationVariables;
  };
  DeactivateCodeDiscount: {
    data: DeactivateCodeDiscountMutation;
    variables: DeactivateCodeDiscountMutationVariables;
  };
  DeleteAutomaticDiscount: {
    data: DeleteAutomaticDiscountMutation;
    variables: DeleteAutomaticDiscountMutationVariables;
  };
  DeleteCodeDiscount: {
    data: DeleteCodeDiscountMutation;
    variables: DeleteCodeDiscountMutationVariables;
  };
  DeleteTwin: { data: DeleteTwinMutation; variables: DeleteTwinMutationVariables };
  DiscountsOfSegment: {
    data: DiscountsOfSegmentQuery;
    variables: DiscountsOfSegmentQueryVariables;
  };
  DiscountOfCode: { data: DiscountOfCodeQuery; variables: DiscountOfCodeQueryVariables };
  HeldOffer: { data: HeldOfferQuery; variables: HeldOfferQueryVariables };
  NewestSegments: { data: NewestSegmentsQuery; variables: NewestSegmentsQueryVariables };
  SegmentsDefinition: {
    data: SegmentsDefinitionQuery;
    variables: SegmentsDefinitionQueryVariables;
  };
  SegmentFilters: { data: SegmentFiltersQuery; variables: SegmentFiltersQueryVariables };
  TwinMembership: { data: TwinMembershipQuery; variables: TwinMembershipQueryVariables };
  UpdateAutomaticBasic: {
    data: UpdateAutomaticBasicMutation;
    variables: UpdateAutomaticBasicMutationVariables;
  };
  UpdateAutomaticBxgy: {
    data: UpdateAutomaticBxgyMutation;
    variables: UpdateAutomaticBxgyMutationVariables;
  };
  UpdateAutomaticFreeShipping: {
    data: UpdateAutomaticFreeShippingMutation;
    variables: UpdateAutomaticFreeShippingMutationVariables;
  };
  UpdateCodeBasic: { data: UpdateCodeBasicMutation; variables: UpdateCodeBasicMutationVariables };
  UpdateCodeBxgy: { data: UpdateCodeBxgyMutation; variables: UpdateCodeBxgyMutationVariables };
  UpdateCodeFreeShipping: {
    data: UpdateCodeFreeShippingMutation;
    variables: UpdateCodeFreeShippingMutationVariables;
  };
  UpdateTwin: { data: UpdateTwinMutation; variables: UpdateTwinMutationVariables };
  AllDiscountSegments: {
    data: AllDiscountSegmentsQuery;
    variables: AllDiscountSegmentsQueryVariables;
  };
  AllSegmentNames: { data: AllSegmentNamesQuery; variables: AllSegmentNamesQueryVariables };
  CountOurMetafields: {
    data: CountOurMetafieldsQuery;
    variables: CountOurMetafieldsQueryVariables;
  };
  CountOurMetaobjects: {
    data: CountOurMetaobjectsQuery;
    variables: CountOurMetaobjectsQueryVariables;
  };
  BulkOperationById: { data: BulkOperationByIdQuery; variables: BulkOperationByIdQueryVariables };
  CancelBulkOperation: {
    data: CancelBulkOperationMutation;
    variables: CancelBulkOperationMutationVariables;
  };
  RunBulkMutation: { data: RunBulkMutationMutation; variables: RunBulkMutationMutationVariables };
  RunBulkQuery: { data: RunBulkQueryMutation; variables: RunBulkQueryMutationVariables };
  StageUpload: { data: StageUploadMutation; variables: StageUploadMutationVariables };
  AbandonedCheckouts: {
    data: AbandonedCheckoutsQuery;
    variables: AbandonedCheckoutsQueryVariables;
  };
  MetafieldDefinitions: {
    data: MetafieldDefinitionsQuery;
    variables: MetafieldDefinitionsQueryVariables;
  };
  Collections: { data: CollectionsQuery; variables: CollectionsQueryVariables };
  CollectionsOfProducts: {
    data: CollectionsOfProductsQuery;
    variables: CollectionsOfProductsQueryVariables;
  };
  CollectionById: { data: CollectionByIdQuery; variables: CollectionByIdQueryVariables };
  ProductsOfCollection: {
    data: ProductsOfCollectionQuery;
    variables: ProductsOfCollectionQueryVariables;
  };
  AddressesOfCustomer: {
    data: AddressesOfCustomerQuery;
    variables: AddressesOfCustomerQueryVariables;
  };
  Counts: { data: CountsQuery; variables: CountsQueryVariables };
  CustomersById: { data: CustomersByIdQuery; variables: CustomersByIdQueryVariables };
  CustomerVersions: { data: CustomerVersionsQuery; variables: CustomerVersionsQueryVariables };
  ImportCustomers: { data: ImportCustomersQuery; variables: ImportCustomersQueryVariables };
  ImportOrders: { data: ImportOrdersQuery; variables: ImportOrdersQueryVariables };
  ImportProducts: { data: ImportProductsQuery; variables: ImportProductsQueryVariables };
  LineItemsOfOrder: { data: LineItemsOfOrderQuery; variables: LineItemsOfOrderQueryVariables };
  MetafieldsOfCustomer: {
    data: MetafieldsOfCustomerQuery;
    variables: MetafieldsOfCustomerQueryVariables;
  };
  OrdersById: { data: OrdersByIdQuery; variables: OrdersByIdQueryVariables };
  OrderVersions: { data: OrderVersionsQuery; variables: OrderVersionsQueryVariables };
  ProductsById: { data: ProductsByIdQuery; variables: ProductsByIdQueryVariables };
  ProductVersions: { data: ProductVersionsQuery; variables: ProductVersionsQueryVariables };
  Shop: { data: ShopQuery; variables: ShopQueryVariables };
  VariantsOfProduct: { data: VariantsOfProductQuery; variables: VariantsOfProductQueryVariables };
  StoreCreditAccounts: {
    data: StoreCreditAccountsQuery;
    variables: StoreCreditAccountsQueryVariables;
  };
  StoreCreditHolders: {
    data: StoreCreditHoldersQuery;
    variables: StoreCreditHoldersQueryVariables;
  };
  StoreCreditOfCustomer: {
    data: StoreCreditOfCustomerQuery;
    variables: StoreCreditOfCustomerQueryVariables;
  };
}
