import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { countedLines } from "./counted-lines.server.ts";
import type { CustomerHistory } from "./picks.ts";

/** What some customers bought and when, and the segments they are in. Who bought nothing that counts is left out. */
export async function readHistories(
  db: Database,
  { shopId, customerIds }: { shopId: number; customerIds: readonly number[] },
): Promise<Map<number, CustomerHistory>> {
  const bought = await countedLines(db, { shopId })
    .where("orders.shopId", "=", shopId)
    .where("orders.customerId", "in", idsIn(db, customerIds))
    .select(["orders.customerId", "lineItems.productId", "orders.processedDay"])
    .orderBy("orders.customerId")
    .orderBy("orders.processedDay")
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
