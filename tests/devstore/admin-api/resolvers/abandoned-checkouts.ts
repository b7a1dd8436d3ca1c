import { pageOf, type PageArgs } from "../connection.ts";
import { gid } from "../ids.ts";
import { momentText, momentTextOrNull } from "../moment.ts";
import type { Resolvers } from "../resolver.ts";
import { rowById } from "../row-memory.ts";
import { conditionOf, moment, number, type SearchFields } from "../search.ts";

interface CheckoutRow {
  readonly id: number;
  readonly customer_id: number | null;
  readonly created_at: number;
  readonly updated_at: number;
  readonly completed_at: number | null;
}

const searchFields: SearchFields = {
  id: number("abandoned_checkouts.id"),
  created_at: moment("abandoned_checkouts.created_at"),
  updated_at: moment("abandoned_checkouts.updated_at"),
};

export const abandonedCheckouts: Resolvers = {
  QueryRoot: {
    abandonedCheckouts: (_root, args: PageArgs & { query?: string | null }, { store }) =>
      pageOf<CheckoutRow>(
        store,
        {
          select: "SELECT abandoned_checkouts.* FROM abandoned_checkouts",
          where: conditionOf(args.query, searchFields).where,
          sort: "abandoned_checkouts.created_at",
          id: "abandoned_checkouts.id",
        },
        args,
      ),
  },
  AbandonedCheckout: {
    id: (row: CheckoutRow) => gid("AbandonedCheckout", row.id),
    createdAt: (row: CheckoutRow) => momentText(row.created_at),
    updatedAt: (row: CheckoutRow) => momentText(row.updated_at),
    completedAt: (row: CheckoutRow) => momentTextOrNull(row.completed_at),
    customer: (row: CheckoutRow, _args, context) => rowById(context, "customers", row.customer_id),
  },
};
