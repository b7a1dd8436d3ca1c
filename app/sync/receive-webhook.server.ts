import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { Fault } from "#app/platform/errors.ts";
import { askedBy, type Asked } from "./webhooks.ts";
import { findShop } from "#app/purchases/shops.server.ts";

export interface Delivery {
  /** Of the shop, as the verified request says it. */
  domain: string;
  topic: string;
  webhookId: string;
  /** ISO 8601, as Shopify sends it. */
  triggeredAt?: string | null | undefined;
  payload: unknown;
}

/** All but `malformed` are to be answered with 200. */
export type Received = "queued" | "doubled" | "ignored" | "unknown-shop" | "malformed";

/**
 * Takes a delivery that has been verified: it is written down and the job it asks for enqueued in one transaction,
 * so a delivery that was answered is never lost. A delivery that came before is dropped.
 */
export async function receiveWebhook(
  db: Database,
  delivery: Delivery,
  now: number,
): Promise<Received> {
  const shop = await findShop(db, delivery.domain);
  if (!shop) return "unknown-shop";
  const { shopId } = shop;

  let asked: Asked;
  try {
    asked = askedBy(delivery.topic, { shopId, payload: delivery.payload });
  } catch (thrown) {
    if (isFaultOfPayload(thrown)) return "malformed";
    throw thrown;
  }

  return db.transaction().execute(async (tx) => {
    const triggeredAt = Date.parse(delivery.triggeredAt ?? "");
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto("webhookDeliveries")
      .values({
        shopId,
        webhookId: delivery.webhookId,
        topic: delivery.topic,
        triggeredAt: Number.isNaN(triggeredAt) ? null : triggeredAt,
        receivedAt: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows !== 1n) return "doubled";
    if (asked.kind === "nothing") return "ignored";
    if (asked.kind === "job") {
      const { name, payload, key } = asked.job;
      await enqueue(tx, name, payload, { key, runAt: now });
    } else {
      await writeRequest(tx, { shopId, now }, asked);
    }
    return "queued";
  });
}

const isFaultOfPayload = (thrown: unknown) =>
  (thrown instanceof Error && thrown.name === "ZodError") ||
  (thrown instanceof Fault && thrown.code === "id_invalid");

async function writeRequest(
  tx: Database,
  { shopId, now }: { shopId: number; now: number },
  { request, customerId }: Extract<Asked, { kind: "privacy" }>,
): Promise<void> {
  const { requestId } = await tx
    .insertInto("privacyRequests")
    .values((row) => ({
      shopId,
      requestId: row
        .selectFrom("privacyRequests")
        .select(sql<number>`coalesce(max(request_id), 0) + 1`.as("next"))
        .where("shopId", "=", shopId),
      kind: request,
      customerId,
      receivedAt: now,
      completedAt: null,
      report: null,
    }))
    .returning("requestId")
    .executeTakeFirstOrThrow();
  const name = request === "customers/redact" ? "privacy.redact-customer" : "privacy.data-request";
  await enqueue(
    tx,
    name,
    { shopId, requestId },
    { key: `${name}:${shopId}:${requestId}`, runAt: now },
  );
}
