import { setImmediate as otherTurns } from "node:timers/promises";
import type { ExpressionBuilder } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import type { Tables } from "#app/db/tables.ts";
import type { WasMember } from "./members-then.server.ts";
import type { PastLine, PastOrder } from "./past-order.ts";

interface Asked {
  shopId: number;
  segmentId: number;
  /** Orders from then on, and before `until`. */
  from: number;
  until: number;
  /** Since when the segment's members are kept. */
  keptSince: number;
  /** Whether who ordered before that was a member; null: if they are one now. */
  wasMemberBefore: WasMember | null;
}

/** Orders at once: what is held in memory. */
const PAGE = 2_000;

/**
 * Orders of a segment's members that count, in the order of time, page by page. A member is who was one when they
 * ordered.
 */
export async function* readPastOrders(db: Database, asked: Asked): AsyncGenerator<PastOrder[]> {
  const { shopId, from, until, keptSince, wasMemberBefore } = asked;
  let after = { processedAt: from, orderId: 0 };
  for (;;) {
    const rows = await db
      .selectFrom("orders as o")
      .select(["o.orderId", "o.customerId", "o.processedAt", "o.discountMinor", "o.shippingMinor"])
      .where("o.shopId", "=", shopId)
      .where("o.processedAt", ">=", after.processedAt)
      .where("o.processedAt", "<", until)
      .where((eb) =>
        eb.or([eb("o.processedAt", ">", after.processedAt), eb("o.orderId", ">", after.orderId)]),
      )
      .where("o.isTest", "=", 0)
      .where("o.cancelledAt", "is", null)
      .where((eb) => mayCount(eb, asked))
      .orderBy("o.processedAt")
      .orderBy("o.orderId")
      .limit(PAGE)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    const counted = rows.flatMap(({ customerId, ...order }) => {
      if (customerId === null) return [];
      const known = { ...order, customerId };
      const isBefore = wasMemberBefore !== null && order.processedAt < keptSince;
      return isBefore && !wasMemberBefore(known) ? [] : [known];
    });
    const lines = await linesOf(
      db,
      shopId,
      counted.map(({ orderId }) => orderId),
    );
    yield counted.map((order) => ({ ...order, lines: lines.get(order.orderId) ?? [] }));
    if (rows.length < PAGE) return;
    after = last;
    await otherTurns();
  }
}

function mayCount(
  eb: ExpressionBuilder<{ o: Tables["orders"] } & Tables, "o">,
  { segmentId, keptSince, wasMemberBefore }: Asked,
) {
  const now = eb
    .selectFrom("memberships as m")
    .select("m.customerId")
    .whereRef("m.shopId", "=", "o.shopId")
    .where("m.segmentId", "=", segmentId)
    .whereRef("m.customerId", "=", "o.customerId")
    .where((of) =>
      of.or([of("m.since", "<=", of.ref("o.processedAt")), of("o.processedAt", "<", keptSince)]),
    );
  const then = eb
    .selectFrom("pastMemberships as p")
    .select("p.customerId")
    .whereRef("p.shopId", "=", "o.shopId")
    .where("p.segmentId", "=", segmentId)
    .whereRef("p.customerId", "=", "o.customerId")
    .whereRef("p.since", "<=", "o.processedAt")
    .whereRef("p.until", ">", "o.processedAt");
  const beforeKept = wasMemberBefore ? [eb("o.processedAt", "<", keptSince)] : [];
  return eb.or([...beforeKept, eb.exists(now), eb.exists(then)]);
}

async function linesOf(
  db: Database,
  shopId: number,
  orderIds: readonly number[],
): Promise<Map<number, PastLine[]>> {
  const rows = await db
    .selectFrom("lineItems as l")
    .leftJoin("variants as v", (join) =>
      join
        .onRef("v.shopId", "=", "l.shopId")
        .onRef("v.productId", "=", "l.productId")
        .onRef("v.variantId", "=", "l.variantId"),
    )
    .select([
      "l.orderId",
      "l.productId",
      "l.quantity",
      "l.totalMinor",
      "v.priceMinor",
      "v.costMinor",
    ])
    .where("l.shopId", "=", shopId)
    .where("l.orderId", "in", idsIn(db, orderIds))
    .where("l.quantity", ">", 0)
    .orderBy("l.orderId")
    .orderBy("l.lineItemId")
    .execute();
  const lines = new Map<number, PastLine[]>();
  for (const { orderId, totalMinor, ...line } of rows) {
    const own = lines.get(orderId);
    const one = { ...line, paidMinor: totalMinor };
    if (own) own.push(one);
    else lines.set(orderId, [one]);
  }
  return lines;
}
