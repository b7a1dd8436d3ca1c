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

type ProductStatus = "ACTIVE" | "ARCHIVED" | "DRAFT" | "UNLISTED";

type DiscountsInTheWayQueryVariables = Exact<{
  code: string;
}>;

type DiscountsInTheWayQuery = {
  codeDiscountNodeByCode: { id: string } | null;
  discountNodesCount: { count: number } | null;
};

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

type AddressesOfCustomerQueryVariables = Exact<{
  id: string;
  cursor?: string | null | undefined;
}>;

type AddressesOfCustomerQuery = {
  customer: {
    addressesV2: {
      nodes: Array<{ id: string; countryCodeV2: CountryCode | null }>;
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
        state: CustomerState;
        locale: string;
        tags: Array<string>;
        amountSpent: { amount: string; currencyCode: CurrencyCode };
        lastOrder: { processedAt: string } | null;
        statistics: { rfmGroup: CustomerRfmGroup | null };
        defaultEmailAddress: { marketingState: CustomerEmailAddressMarketingState } | null;
        addressesV2: {
          nodes: Array<{ id: string; countryCodeV2: CountryCode | null }>;
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
        state: CustomerState;
        locale: string;
        tags: Array<string>;
        amountSpent: { amount: string; currencyCode: CurrencyCode };
        lastOrder: { processedAt: string } | null;
        statistics: { rfmGroup: CustomerRfmGroup | null };
        defaultEmailAddress: { marketingState: CustomerEmailAddressMarketingState } | null;
        addressesV2: { edges: Array<{ node: { id: string; countryCodeV2: CountryCode | null } }> };
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
        customer: { id: string } | null;
        originalTotalPriceSet: { shopMoney: { amount: string; currencyCode: CurrencyCode } };
        currentSubtotalPriceSet: { shopMoney: { amount: string; currencyCode: CurrencyCode } };
        currentTotalTaxSet: { shopMoney: { amount: string; currencyCode: CurrencyCode } };
        currentShippingPriceSet: { shopMoney: { amount: string; currencyCode: CurrencyCode } };
        currentTotalDiscountsSet: { shopMoney: { amount: string; currencyCode: CurrencyCode } };
        totalRefundedSet: { shopMoney: { amount: string; currencyCode: CurrencyCode } };
        refundDiscrepancySet: { shopMoney: { amount: string; currencyCode: CurrencyCode } };
        refunds: Array<{
          id: string;
          createdAt: string | null;
          totalRefundedSet: { shopMoney: { amount: string; currencyCode: CurrencyCode } };
        }>;
        lineItems: {
          edges: Array<{
            node: {
              id: string;
              quantity: number;
              currentQuantity: number;
              discountedTotalSet: { shopMoney: { amount: string; currencyCode: CurrencyCode } };
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
        publishedAt: string | null;
        createdAt: string;
        updatedAt: string;
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
        discountedTotalSet: { shopMoney: { amount: string; currencyCode: CurrencyCode } };
        product: { id: string } | null;
        variant: { id: string } | null;
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
        customer: { id: string } | null;
        originalTotalPriceSet: { shopMoney: { amount: string; currencyCode: CurrencyCode } };
        currentSubtotalPriceSet: { shopMoney: { amount: string; currencyCode: CurrencyCode } };
        currentTotalTaxSet: { shopMoney: { amount: string; currencyCode: CurrencyCode } };
        currentShippingPriceSet: { shopMoney: { amount: string; currencyCode: CurrencyCode } };
        currentTotalDiscountsSet: { shopMoney: { amount: string; currencyCode: CurrencyCode } };
        totalRefundedSet: { shopMoney: { amount: string; currencyCode: CurrencyCode } };
        refundDiscrepancySet: { shopMoney: { amount: string; currencyCode: CurrencyCode } };
        refunds: Array<{
          id: string;
          createdAt: string | null;
          totalRefundedSet: { shopMoney: { amount: string; currencyCode: CurrencyCode } };
        }>;
        lineItems: {
          nodes: Array<{
            id: string;
            quantity: number;
            currentQuantity: number;
            discountedTotalSet: { shopMoney: { amount: string; currencyCode: CurrencyCode } };
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
        publishedAt: string | null;
        createdAt: string;
        updatedAt: string;
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

/** Every document by its name. */
export interface Operations {
  DiscountsInTheWay: { data: DiscountsInTheWayQuery; variables: DiscountsInTheWayQueryVariables };
  BulkOperationById: { data: BulkOperationByIdQuery; variables: BulkOperationByIdQueryVariables };
  CancelBulkOperation: {
    data: CancelBulkOperationMutation;
    variables: CancelBulkOperationMutationVariables;
  };
  RunBulkMutation: { data: RunBulkMutationMutation; variables: RunBulkMutationMutationVariables };
  RunBulkQuery: { data: RunBulkQueryMutation; variables: RunBulkQueryMutationVariables };
  StageUpload: { data: StageUploadMutation; variables: StageUploadMutationVariables };
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
  OrdersById: { data: OrdersByIdQuery; variables: OrdersByIdQueryVariables };
  OrderVersions: { data: OrderVersionsQuery; variables: OrderVersionsQueryVariables };
  ProductsById: { data: ProductsByIdQuery; variables: ProductsByIdQueryVariables };
  ProductVersions: { data: ProductVersionsQuery; variables: ProductVersionsQueryVariables };
  Shop: { data: ShopQuery; variables: ShopQueryVariables };
  VariantsOfProduct: { data: VariantsOfProductQuery; variables: VariantsOfProductQueryVariables };
}
