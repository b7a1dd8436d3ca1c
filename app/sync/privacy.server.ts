import type { Database } from "#app/db/database.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { removeCustomers } from "#app/purchases/save-customers.server.ts";

interface Request {
  shopId: number;
  requestId: number;
  now: number;
}

/**
 * Writes down all that we hold of a customer, for the merchant to hand over. A customer we hold nothing of makes a
 * report that says so. May run twice.
 */
export async function reportCustomer(
  db: Database,
  { shopId, requestId, now }: Request,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const request = await openRequest(tx, { shopId, requestId });
    if (!request) return;
    const { customerId } = request;
    const report = customerId === null ? {} : await everythingOf(tx, { shopId, customerId });
    await tx
      .updateTable("privacyRequests")
      .set({ report: JSON.stringify(report), customerId: null, completedAt: now })
      .where("shopId", "=", shopId)
      .where("requestId", "=", requestId)
      .execute();
  });
}

const openRequest = (db: Database, { shopId, requestId }: { shopId: number; requestId: number }) =>
  db
    .selectFrom("privacyRequests")
    .select("customerId")
    .where("shopId", "=", shopId)
    .where("requestId", "=", requestId)
    .where("completedAt", "is", null)
    .executeTakeFirst();

/** Every table that knows a customer by id; their orders, and with them line items and refunds, come apart. */
const TABLES_OF_CUSTOMER = [
  "customers",
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
  "customerFacts",
  "purchaseFacts",
  "outsideEvents",
  "touchedCustomers",
  "rfmScores",
  "customerCadence",
  "customerLifetime",
  "tierHoldings",
  "customerTiers",
  "tierMoves",
  "memberships",
  "pastMemberships",
  "offerAssignments",
  "offerCodes",
  "picks",
  "usualProducts",
] as const;

/** How a report about a customer begins: its request has forgotten the id, the report itself has not. */
const reportBegin = (customerId: number) => `{"customerId":${customerId},`;

async function everythingOf(
  db: Database,
  { shopId, customerId }: { shopId: number; customerId: number },
): Promise<Record<string, unknown>> {
  const report: Record<string, unknown> = { customerId };
  for (const table of TABLES_OF_CUSTOMER) {
    report[table] = await db
      .selectFrom(table)
      .selectAll()
      .where("shopId", "=", shopId)
      .where("customerId", "=", customerId)
      .execute();
  }
  const theirOrders = db
    .selectFrom("orders")
    .select("orderId")
    .where("shopId", "=", shopId)
    .where("customerId", "=", customerId);
  report.orders = await db
    .selectFrom("orders")
    .selectAll()
    .where("shopId", "=", shopId)
    .where("customerId", "=", customerId)
    .execute();
  for (const table of ["lineItems", "refunds"] as const) {
    report[table] = await db
      .selectFrom(table)
      .selectAll()
      .where("shopId", "=", shopId)
      .where("orderId", "in", theirOrders)
      .execute();
  }
  report.published = await db
    .selectFrom("publishedMetafields")
    .select(["key", "value", "publishedAt"])
    .where("shopId", "=", shopId)
    .where("ownerType", "=", "customer")
    .where("ownerId", "=", customerId)
    .execute();
  return report;
}

/**
 * Removes a customer from every table. The orders stay without a customer, so that the shop's totals stay true. The
 * request itself forgets who it was about. May run twice.
 */
export async function redactCustomer(
  db: Database,
  { shopId, requestId, now }: Request,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const request = await openRequest(tx, { shopId, requestId });
    if (!request) return;
    const { customerId } = request;
    if (customerId !== null) {
      await eraseCustomer(tx, { shopId, customerId });
      // sizes of segments, and whatever else counted this customer
      await enqueue(
        tx,
        "segments.refresh-all",
        { shopId },
        { key: `segments.refresh-all:${shopId}`, runAt: now },
      );
    }
    await tx
      .updateTable("privacyRequests")
      .set({ customerId: null, completedAt: now })
      .where("shopId", "=", shopId)
      .where("requestId", "=", requestId)
      .execute();
  });
}

async function eraseCustomer(
  db: Database,
  { shopId, customerId }: { shopId: number; customerId: number },
): Promise<void> {
  await removeCustomers(db, { shopId, customerIds: [customerId] });
  for (const table of TABLES_OF_CUSTOMER) {
    await db
      .deleteFrom(table)
      .where("shopId", "=", shopId)
      .where("customerId", "=", customerId)
      .execute();
  }
  for (const table of ["publishedMetafields", "publishingMetafields"] as const) {
    await db
      .deleteFrom(table)
      .where("shopId", "=", shopId)
      .where("ownerType", "=", "customer")
      .where("ownerId", "=", customerId)
      .execute();
  }
  // Packed, it holds what many customers bought, theirs among them: it is learned anew.
  await db.deleteFrom("recommendationModels").where("shopId", "=", shopId).execute();
  // reports about the same customer that wait to be fetched, and requests that are still open
  await db
    .updateTable("privacyRequests")
    .set({ customerId: null, report: null })
    .where("shopId", "=", shopId)
    .where((row) =>
      row.or([
        row("customerId", "=", customerId),
        row("report", "like", reportBegin(customerId) + "%"),
      ]),
    )
    .execute();
}
