import type { Database } from "#app/db/database.server.ts";

/** When Shopify last told us of a change, and when all was last compared with it. */
export async function lastHeard(db: Database, { shopId }: { shopId: number }) {
  const told = await db
    .selectFrom("webhookDeliveries")
    .select(({ fn }) => fn.max("receivedAt").as("at"))
    .where("shopId", "=", shopId)
    .executeTakeFirst();
  const compared = await db
    .selectFrom("reconciliations")
    .select(({ fn }) => fn.max("finishedAt").as("at"))
    .where("shopId", "=", shopId)
    .executeTakeFirst();
  return { lastWebhookAt: told?.at ?? null, lastComparedAt: compared?.at ?? null };
}
