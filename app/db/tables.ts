import type { Prisma } from "@prisma/client";
import type { Generated } from "kysely";

/** 64-bit columns are read as numbers: Shopify's ids and minor units stay below 2^53, and the border checks it. */
type Read<Scalar> = Scalar extends bigint ? number : Scalar;

/** Kysely's row type of a Prisma model: its scalars, with columns that have a default optional on insert. */
type Row<
  Payload extends { scalars: object },
  Defaulted extends keyof Payload["scalars"] = never,
> = {
  [Column in keyof Payload["scalars"]]: Column extends Defaulted
    ? Generated<Read<Payload["scalars"][Column]>>
    : Read<Payload["scalars"][Column]>;
};

/** Every table, by its name in the database (Kysely's CamelCasePlugin does the rest). Derived from prisma/schema.prisma. */
export interface Tables {
  jobs: Row<Prisma.$JobPayload, "jobId" | "attempts" | "maxAttempts">;
  workerHeartbeats: Row<Prisma.$WorkerHeartbeatPayload>;

  shops: Row<
    Prisma.$ShopPayload,
    "shopId" | "locale" | "hasAllOrders" | "countsShipping" | "countsTax" | "consent"
  >;
  refreshes: Row<Prisma.$RefreshPayload>;

  customers: Row<Prisma.$CustomerPayload>;
  customerTags: Row<Prisma.$CustomerTagPayload>;
  customerCountries: Row<Prisma.$CustomerCountryPayload>;
  customerRegions: Row<Prisma.$CustomerRegionPayload>;
  customerCities: Row<Prisma.$CustomerCityPayload>;
  customerPoints: Row<Prisma.$CustomerPointPayload>;
  customerCompanies: Row<Prisma.$CustomerCompanyPayload>;
  customerTraces: Row<Prisma.$CustomerTracePayload>;
  customerMetafields: Row<Prisma.$CustomerMetafieldPayload>;
  metafieldDefinitions: Row<Prisma.$MetafieldDefinitionPayload>;
  storeCreditAccounts: Row<Prisma.$StoreCreditAccountPayload>;
  customerEvents: Row<Prisma.$CustomerEventPayload>;
  customerChoices: Row<Prisma.$CustomerChoicePayload>;
  orders: Row<Prisma.$OrderPayload>;
  lineItems: Row<Prisma.$LineItemPayload>;
  refunds: Row<Prisma.$RefundPayload>;
  products: Row<Prisma.$ProductPayload>;
  productTags: Row<Prisma.$ProductTagPayload>;
  variants: Row<Prisma.$VariantPayload>;
  collections: Row<Prisma.$CollectionPayload>;
  productCollections: Row<Prisma.$ProductCollectionPayload>;
  customerFacts: Row<Prisma.$CustomerFactsPayload>;
  purchaseFacts: Row<Prisma.$PurchaseFactsPayload>;
  numberCutoffs: Row<Prisma.$NumberCutoffPayload>;
  outsideEvents: Row<Prisma.$OutsideEventPayload>;
  touchedCustomers: Row<Prisma.$TouchedCustomerPayload, "reasons">;
  lateOrders: Row<Prisma.$LateOrderPayload>;

  imports: Row<Prisma.$ImportPayload, "savedBytes" | "savedObjects">;
  webhookDeliveries: Row<Prisma.$WebhookDeliveryPayload>;
  reconciliations: Row<Prisma.$ReconciliationPayload, "checked" | "missing" | "stale" | "extra">;
  privacyRequests: Row<Prisma.$PrivacyRequestPayload>;

  rfmScores: Row<Prisma.$RfmScorePayload>;
  rfmCutoffs: Row<Prisma.$RfmCutoffsPayload>;
  rfmSettings: Row<Prisma.$RfmSettingsPayload>;
  customerCadence: Row<Prisma.$CustomerCadencePayload>;
  usualGaps: Row<Prisma.$UsualGapPayload>;
  customerLifetime: Row<Prisma.$CustomerLifetimePayload>;
  lifetimePatterns: Row<Prisma.$LifetimePatternPayload>;
  modelReports: Row<Prisma.$ModelReportPayload>;
  tierRules: Row<Prisma.$TierRulesPayload>;
  tiers: Row<Prisma.$TierPayload>;
  tierBenefits: Row<Prisma.$TierBenefitPayload>;
  tierAudiences: Row<Prisma.$TierAudiencePayload>;
  tierHoldings: Row<Prisma.$TierHoldingPayload>;
  customerTiers: Row<Prisma.$CustomerTierPayload>;
  tierMoves: Row<Prisma.$TierMovePayload>;
  segmentVersions: Row<Prisma.$SegmentVersionPayload>;
  segments: Row<Prisma.$SegmentPayload, "memberCount">;
  memberships: Row<Prisma.$MembershipPayload, "sinceCause">;
  pastMemberships: Row<Prisma.$PastMembershipPayload, "sinceCause" | "untilCause">;
  segmentSizes: Row<Prisma.$SegmentSizePayload>;

  productPairs: Row<Prisma.$ProductPairPayload, "kind">;
  productSubstitutes: Row<Prisma.$ProductSubstitutePayload>;
  recommendationModels: Row<Prisma.$RecommendationModelPayload>;
  recommendationProgress: Row<Prisma.$RecommendationProgressPayload>;
  recommendationRules: Row<Prisma.$RecommendationRulePayload>;
  shelfItems: Row<Prisma.$ShelfItemPayload>;
  picks: Row<Prisma.$PickPayload, "shopperReason">;
  usualProducts: Row<Prisma.$UsualProductPayload>;

  offers: Row<Prisma.$OfferPayload, "holdoutBasisPoints" | "quietDays" | "confirmed">;
  offerCodes: Row<Prisma.$OfferCodePayload>;
  offerAssignments: Row<Prisma.$OfferAssignmentPayload>;
  offerSettings: Row<Prisma.$OfferSettingsPayload>;

  publishedMetafields: Row<Prisma.$PublishedMetafieldPayload>;
  publishedObjects: Row<Prisma.$PublishedObjectPayload>;
  publishRuns: Row<Prisma.$PublishRunPayload, "differences" | "sent" | "refused">;
  publishScans: Row<Prisma.$PublishScanPayload>;
  publishingMetafields: Row<Prisma.$PublishingMetafieldPayload>;
}
