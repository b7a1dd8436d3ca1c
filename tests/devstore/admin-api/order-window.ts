import { holds } from "../oauth/access.ts";
import type { Fragment } from "./connection.ts";
import type { Context } from "./resolver.ts";

const sixtyDays = 60 * 86_400_000;

/** Without `read_all_orders` an app sees the orders of the last 60 days only. */
export function visibleOrders(context: Context): Fragment[] {
  return seesAll(context)
    ? []
    : [
        {
          sql: "orders.created_at >= ?",
          values: [context.store.now() - sixtyDays],
          isSpan: true,
        },
      ];
}

export function isOrderVisible(order: { readonly created_at: number }, context: Context): boolean {
  return seesAll(context) || order.created_at >= context.store.now() - sixtyDays;
}

function seesAll(context: Context): boolean {
  return holds(context.access.scopes, "read_all_orders");
}
