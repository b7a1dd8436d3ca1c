import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { countedOrders } from "./what-counts.server.ts";
import type { CustomerHistory } from "./picks.ts";

/** What some customers bought and when, and the segments they are in. Who bought nothing that counts is left out. */
export async function readHistories(
  db: Database,
  { shopId, customerIds }: { shopId: number; customerIds: readonly number[] },
): Promise<Map<number, CustomerHistory>> {
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
    .where("lineItems.currentQuantity", ">", 0)
    .select(["chosen.customerId", "lineItems.productId", "chosen.processedDay"])
    .orderBy("chosen.customerId")
    .orderBy("chosen.processedDay")
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

  const histories = new Map<number, { daysByProduct: Map<number, number[]>; handles: string[] }>();
  for (const { customerId, productId, processedDay } of bought) {
    if (customerId === null || productId === null) continue;
    let history = histories.get(customerId);
    if (!history) {
      history = { daysByProduct: new Map(), handles: [] };
      histories.set(customerId, history);
    }
    const days = history.daysByProduct.get(productId);
    if (!days) history.daysByProduct.set(productId, [processedDay]);
    else if (days.at(-1) !== processedDay) days.push(processedDay);
  }
  for (const { customerId, handle } of memberships) {
    histories.get(customerId)?.handles.push(handle);
  }
  return histories;
}
