import type { Store } from "../../store/open-store.ts";
import { connection, walkable, type PageArgs } from "../connection.ts";
import { gid } from "../ids.ts";
import { momentText } from "../moment.ts";
import { moneyBag, moneyV2 } from "../money.ts";
import type { Resolvers } from "../resolver.ts";

export interface RefundRow {
  readonly id: number;
  readonly order_id: number;
  readonly created_at: number;
  readonly total_minor: number;
}

interface RefundLineRow {
  readonly refund_id: number;
  readonly line_item_id: number;
  readonly quantity: number;
  readonly subtotal_minor: number;
}

export const refundFields: Resolvers = {
  Refund: {
    id: (refund: RefundRow) => gid("Refund", refund.id),
    legacyResourceId: (refund: RefundRow) => String(refund.id),
    createdAt: (refund: RefundRow) => momentText(refund.created_at),
    updatedAt: (refund: RefundRow) => momentText(refund.created_at),
    processedAt: (refund: RefundRow) => momentText(refund.created_at),
    order: (refund: RefundRow, _args, { store }) =>
      store.get("SELECT * FROM orders WHERE id = ?", refund.order_id),
    totalRefunded: (refund: RefundRow, _args, { store }) => moneyV2(refund.total_minor, store),
    totalRefundedSet: (refund: RefundRow, _args, { store }) => moneyBag(refund.total_minor, store),
    refundLineItems: walkable(
      (refund: RefundRow, args: PageArgs, { store }) =>
        connection(linesOf(store, refund), args, (line) => line.line_item_id),
      (refund: RefundRow, _args: PageArgs, { store }) => [linesOf(store, refund)],
    ),
  },
  RefundLineItem: {
    id: (line: RefundLineRow) =>
      gid("RefundLineItem", `${String(line.refund_id)}${String(line.line_item_id)}`),
    quantity: (line: RefundLineRow) => line.quantity,
    lineItem: (line: RefundLineRow, _args, { store }) =>
      store.get("SELECT * FROM line_items WHERE id = ?", line.line_item_id),
    priceSet: (line: RefundLineRow, _args, { store }) =>
      moneyBag(line.quantity === 0 ? 0 : Math.round(line.subtotal_minor / line.quantity), store),
    subtotalSet: (line: RefundLineRow, _args, { store }) => moneyBag(line.subtotal_minor, store),
    restocked: () => true,
    restockType: () => "RETURN",
  },
};

function linesOf(store: Store, refund: RefundRow): RefundLineRow[] {
  return store.all<RefundLineRow>(
    "SELECT * FROM refund_line_items WHERE refund_id = ? ORDER BY line_item_id",
    refund.id,
  );
}
