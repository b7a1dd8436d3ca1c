import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";

interface Key {
  shopId: number;
  customerId: number;
}

export interface CustomerMove {
  segmentId: number;
  name: string;
  at: number;
  isComing: boolean;
  cause: string;
}

/** When a customer came into segments and left them, the latest first, each with its cause. */
export async function movesOfCustomer(
  db: Database,
  { shopId, customerId, limit = 30 }: Key & { limit?: number },
): Promise<CustomerMove[]> {
  const { rows } = await sql<Omit<CustomerMove, "isComing"> & { isComing: number }>`
    select moves.segment_id, segments.name, moves.at, moves.is_coming, moves.cause from (
      select segment_id, since as at, 1 as is_coming, since_cause as cause from memberships
      where shop_id = ${shopId} and customer_id = ${customerId}
      union all
      select segment_id, since, 1, since_cause from past_memberships
      where shop_id = ${shopId} and customer_id = ${customerId}
      union all
      select segment_id, until, 0, until_cause from past_memberships
      where shop_id = ${shopId} and customer_id = ${customerId}
    ) as moves
    join segments on segments.shop_id = ${shopId} and segments.segment_id = moves.segment_id
    order by moves.at desc, moves.segment_id, moves.is_coming limit ${limit}`.execute(db);
  return rows.map((row) => ({ ...row, isComing: row.isComing === 1 }));
}

export interface CustomerOrder {
  orderId: number;
  processedAt: number;
  totalMinor: number;
  discountMinor: number;
  refundedMinor: number;
  isCancelled: boolean;
  units: number;
  /** Of up to three products. */
  titles: string[];
}

const TITLES = 3;

/** A customer's latest orders, tests left out, with what was in them. */
export async function ordersOfCustomer(
  db: Database,
  { shopId, customerId, limit = 20 }: Key & { limit?: number },
): Promise<CustomerOrder[]> {
  const orders = await db
    .selectFrom("orders")
    .select(["orderId", "processedAt", "totalMinor", "discountMinor", "refundedMinor"])
    .select("cancelledAt")
    .where("shopId", "=", shopId)
    .where("customerId", "=", customerId)
    .where("isTest", "=", 0)
    .orderBy("processedAt", "desc")
    .orderBy("orderId", "desc")
    .limit(limit)
    .execute();
  if (orders.length === 0) return [];
  const lines = await db
    .selectFrom("lineItems")
    .leftJoin("products", (join) =>
      join
        .onRef("products.shopId", "=", "lineItems.shopId")
        .onRef("products.productId", "=", "lineItems.productId"),
    )
    .select(["lineItems.orderId", "lineItems.quantity", "products.title"])
    .where("lineItems.shopId", "=", shopId)
    .where(
      "lineItems.orderId",
      "in",
      orders.map(({ orderId }) => orderId),
    )
    .orderBy("lineItems.totalMinor", "desc")
    .orderBy("lineItems.lineItemId")
    .execute();
  const ofOrder = Map.groupBy(lines, ({ orderId }) => orderId);
  return orders.map(({ cancelledAt, ...order }) => {
    const its = ofOrder.get(order.orderId) ?? [];
    const titles = [...new Set(its.flatMap(({ title }) => title ?? []))];
    return {
      ...order,
      isCancelled: cancelledAt !== null,
      units: its.reduce((sum, { quantity }) => sum + quantity, 0),
      titles: titles.slice(0, TITLES),
    };
  });
}
