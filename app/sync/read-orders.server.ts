import type { Order } from "#app/purchases/order.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { gid } from "#app/shopify/ids.ts";
import { foundNodes } from "#app/shopify/nodes.ts";
import { pages } from "#app/shopify/pages.ts";
import { LINE_ITEMS_OF_ORDER, ORDERS_BY_ID } from "./documents.ts";
import { orderFromShopify } from "./order-from-shopify.ts";

/** Orders a question: with their lines within what one question may cost. */
const AT_ONCE = 10;

/**
 * The truth about some orders, each with all its lines. Those that Shopify does not have, or does not show us, are
 * missing from the answer.
 */
export async function readOrders(
  admin: Admin,
  orderIds: readonly number[],
  dayOf: (at: number) => number,
): Promise<Order[]> {
  const orders: Order[] = [];
  for (let from = 0; from < orderIds.length; from += AT_ONCE) {
    const ids = orderIds.slice(from, from + AT_ONCE).map((id) => gid("Order", id));
    const { nodes } = await admin.ask(ORDERS_BY_ID, { ids });
    for (const node of foundNodes(nodes)) {
      const { nodes: lines, pageInfo } = node.lineItems;
      if (pageInfo.hasNextPage) {
        const rest = pages(async (cursor) => {
          const { order } = await admin.ask(LINE_ITEMS_OF_ORDER, {
            id: node.id,
            cursor: cursor ?? pageInfo.endCursor,
          });
          return order?.lineItems;
        });
        for await (const page of rest) lines.push(...page);
      }
      orders.push(orderFromShopify(node, lines, dayOf));
    }
  }
  return orders;
}
