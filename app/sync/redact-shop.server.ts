import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import type { Tables } from "#app/db/tables.ts";

/** Every table with rows of a shop, what refers to others first; the shop itself comes last. */
const TABLES_OF_SHOP = [
  "publishingMetafields",
  "publishedMetafields",
  "publishedObjects",
  "publishRuns",
  "publishScans",
  "picks",
  "usualProducts",
  "shelfItems",
  "productPairs",
  "productSubstitutes",
  "recommendationModels",
  "recommendationProgress",
  "recommendationRules",
  "offerAssignments",
  "offerCodes",
  "offers",
  "offerSettings",
  "pastMemberships",
  "memberships",
  "segmentSizes",
  "segmentVersions",
  "segments",
  "rfmScores",
  "rfmCutoffs",
  "rfmSettings",
  "customerCadence",
  "usualGaps",
  "customerLifetime",
  "lifetimePatterns",
  "modelReports",
  "tierMoves",
  "customerTiers",
  "tierHoldings",
  "tierAudiences",
  "tierBenefits",
  "tiers",
  "tierRules",
  "customerFacts",
  "purchaseFacts",
  "numberCutoffs",
  "outsideEvents",
  "touchedCustomers",
  "lateOrders",
  "refunds",
  "lineItems",
  "orders",
  "customerTags",
  "customerCountries",
  "customerRegions",
  "customerCities",
  "customerPoints",
  "customerCompanies",
  "customerTraces",
  "customerMetafields",
  "customerEvents",
  "customerChoices",
  "storeCreditAccounts",
  "customers",
  "productCollections",
  "collections",
  "metafieldDefinitions",
  "productTags",
  "variants",
  "products",
  "imports",
  "reconciliations",
  "webhookDeliveries",
  "privacyRequests",
  "refreshes",
  "shops",
] as const satisfies readonly (keyof Tables)[];

/**
 * Removes every row of a shop, and its sessions. A shop that has come back meanwhile keeps everything. May run twice,
 * and be killed between two tables: the shop's own row goes last.
 */
export async function redactShop(db: Database, { shopId }: { shopId: number }): Promise<void> {
  const shop = await db
    .selectFrom("shops")
    .select(["domain", "uninstalledAt"])
    .where("shopId", "=", shopId)
    .executeTakeFirst();
  if (typeof shop?.uninstalledAt !== "number") return;
  await removeSessions(db, shop.domain);
  for (const table of TABLES_OF_SHOP) {
    await db.deleteFrom(table).where("shopId", "=", shopId).execute();
  }
}

/** Shopify's session storage has its own names for things. */
export const removeSessions = (db: Database, domain: string) =>
  sql`delete from "Session" where shop = ${domain}`.execute(db);
