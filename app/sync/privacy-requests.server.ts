import type { Database } from "#app/db/database.server.ts";

const SHOWN = 50;

/** What customers asked for through Shopify, the latest first. */
export async function listPrivacyRequests(db: Database, { shopId }: { shopId: number }) {
  const rows = await db
    .selectFrom("privacyRequests")
    .select(["requestId", "kind", "receivedAt", "completedAt"])
    .select(({ eb }) => eb("report", "is not", null).as("hasReport"))
    .where("shopId", "=", shopId)
    .orderBy("receivedAt", "desc")
    .limit(SHOWN)
    .execute();
  return rows.map((row) => ({ ...row, hasReport: Boolean(row.hasReport) }));
}

/** The document to hand over to who asked for their data; undefined if there is none (any more). */
export async function findReport(
  db: Database,
  { shopId, requestId }: { shopId: number; requestId: number },
): Promise<string | undefined> {
  const row = await db
    .selectFrom("privacyRequests")
    .select("report")
    .where("shopId", "=", shopId)
    .where("requestId", "=", requestId)
    .executeTakeFirst();
  return row?.report ?? undefined;
}
