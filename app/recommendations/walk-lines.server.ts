import type { Database } from "#app/db/database.server.ts";

const LINES_A_PAGE = 20_000;

/**
 * All lines of a shop's orders that count, with what is left of them, in the order of their orders: a page at a time
 * by key, so that memory holds one page.
 */
export async function* countedLinePages(db: Database, { shopId }: { shopId: number }) {
  let after = { orderId: 0, lineItemId: 0 };
  for (;;) {
    const { orderId, lineItemId } = after;
    const lines = await db
      .selectFrom("lineItems")
      .innerJoin("orders", (join) =>
        join
          .onRef("orders.shopId", "=", "lineItems.shopId")
          .onRef("orders.orderId", "=", "lineItems.orderId"),
      )
      .select(["lineItems.orderId", "lineItems.lineItemId", "lineItems.productId"])
      .select(["lineItems.currentQuantity", "orders.customerId", "orders.processedDay"])
      .where("lineItems.shopId", "=", shopId)
      .where("lineItems.currentQuantity", ">", 0)
      .where("orders.isTest", "=", 0)
      .where("orders.cancelledAt", "is", null)
      .where(({ eb, refTuple, tuple }) =>
        eb(refTuple("lineItems.orderId", "lineItems.lineItemId"), ">", tuple(orderId, lineItemId)),
      )
      .orderBy("lineItems.orderId")
      .orderBy("lineItems.lineItemId")
      .limit(LINES_A_PAGE)
      .execute();
    yield lines;
    const last = lines.at(-1);
    if (!last || lines.length < LINES_A_PAGE) return;
    after = last;
  }
}
