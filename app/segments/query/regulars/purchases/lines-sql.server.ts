import { sql, type RawBuilder } from "kysely";
import type { ListSql, SourceSql } from "../../filters/sql.server.ts";
import {
  FIRST_ORDER,
  HAS_DISCOUNT,
  KEPT,
  KEPT_AMOUNT,
  LINES,
  ORDER_NUMBER,
  TYPE,
  VENDOR,
} from "./kept-lines.server.ts";

const list = (rows: RawBuilder<unknown>, entry: string): { list: ListSql } => ({
  list: { rows, entry: sql<string | number>`${sql.ref(entry)}` },
});

/** The columns of `PRODUCT_PARAMETERS`, of a row of `LINES`. */
export const PRODUCT_COLUMNS = {
  id: sql<number | null>`(+line_items.product_id)`, // by the order: the index on products is no way to a customer
  type: TYPE,
  vendor: VENDOR,
  collection: list(
    sql`product_collections where product_collections.shop_id = line_items.shop_id and product_collections.product_id = line_items.product_id`,
    "product_collections.collection_id",
  ),
  category: list(
    sql`products p where p.shop_id = line_items.shop_id and p.product_id = line_items.product_id and p.category_id is not null`,
    "p.category_id",
  ),
  tag: list(
    sql`product_tags where product_tags.shop_id = line_items.shop_id and product_tags.product_id = line_items.product_id`,
    "product_tags.tag_key",
  ),
};

/** The columns of `LINE_PARAMETERS`. */
export const LINE_COLUMNS = {
  ...PRODUCT_COLUMNS,
  date: sql<number>`orders.processed_at`,
  full_price: sql<number>`(1 - ${HAS_DISCOUNT})`,
  quantity: sql<number>`line_items.current_quantity`,
  amount: KEPT_AMOUNT,
};

const kept = sql`${LINES} where ${KEPT}`;

/** The rows of `lineSources`. */
export const lineRows: Readonly<Record<string, SourceSql>> = {
  "regulars.products_purchased": { rows: kept, columns: LINE_COLUMNS },
  "regulars.first_product": {
    rows: sql`${kept} and orders.order_id = ${FIRST_ORDER}`,
    columns: LINE_COLUMNS,
  },
  "regulars.nth_product": { rows: kept, columns: { ...LINE_COLUMNS, n: ORDER_NUMBER } },
};
