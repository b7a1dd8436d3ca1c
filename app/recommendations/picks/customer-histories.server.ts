import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { countedOrders } from "../what-counts.server.ts";
import type { CustomerHistory } from "./shop-model.ts";

interface History {
  daysByProduct: Map<number, number[]>;
  variantOf: Map<number, number>;
  handles: string[];
  returned: Set<number>;
}

/**
 * What some customers bought and when, also as gifts, what they gave back, and the segments they are in. Who bought
 * nothing that counts is left out.
 */
export async function readHistories(
  db: Database,
  { shopId, customerIds }: { shopId: number; customerIds: readonly number[] },
): Promise<Map<number, Omit<CustomerHistory, "ranked">>> {
  const chosen = countedOrders(db, { shopId })
    .select(["orders.orderId", "orders.customerId", "orders.processedDay"])
    .where("orders.customerId", "in", idsIn(db, customerIds));
  // Their orders first, then the lines of those: a cross join keeps SQLite from starting with all lines.
  const bought = await db
    .with(
      (cte) => cte("chosen").materialized(),
      () => chosen,
    )
    .selectFrom("chosen")
    .crossJoin("lineItems")
    .where("lineItems.shopId", "=", shopId)
    .whereRef("lineItems.orderId", "=", "chosen.orderId")
    .where("lineItems.productId", "is not", null)
    .select(["chosen.customerId", "lineItems.productId", "lineItems.variantId"])
    .select(["chosen.processedDay", "lineItems.currentQuantity"])
    .orderBy("chosen.customerId")
    .orderBy("chosen.processedDay")
    .orderBy("lineItems.currentQuantity", "desc") // of one day, what was given back comes last
    .orderBy("lineItems.variantId")
    .execute();
  const memberships = await db
    .selectFrom("memberships")
    .innerJoin("segments", (join) =>
      join
        .onRef("segments.shopId", "=", "memberships.shopId")
        .onRef("segments.segmentId", "=", "memberships.segmentId"),
    )
    .select(["memberships.customerId", "segments.handle"])
    .where("memberships.shopId", "=", shopId)
    .where("memberships.customerId", "in", idsIn(db, customerIds))
    .orderBy("segments.priority")
    .orderBy("segments.segmentId")
    .execute();

  const histories = new Map<number, History>();
  for (const { customerId, productId, variantId, processedDay, currentQuantity } of bought) {
    if (customerId === null || productId === null) continue;
    let history = histories.get(customerId);
    if (!history) {
      history = {
        ...{ daysByProduct: new Map(), variantOf: new Map() },
        ...{ handles: [], returned: new Set() },
      };
      histories.set(customerId, history);
    }
    if (currentQuantity <= 0) {
      history.returned.add(productId);
      continue;
    }
    history.returned.delete(productId); // bought again later and kept
    if (variantId !== null) history.variantOf.set(productId, variantId);
    const days = history.daysByProduct.get(productId);
    if (!days) history.daysByProduct.set(productId, [processedDay]);
    else if (days.at(-1) !== processedDay) days.push(processedDay);
  }
  for (const { customerId, handle } of memberships) {
    histories.get(customerId)?.handles.push(handle);
  }
  return histories;
}
