import { sql } from "kysely";
import type { SourceSql } from "../../filters/sql.server.ts";
import { specOf } from "./asked.ts";
import { satisfiesAllSql } from "./asked-sql.server.ts";
import { COUNTED, KEPT, KEPT_AMOUNT, LINES } from "./kept-lines.server.ts";
import { LINE_COLUMNS, PRODUCT_COLUMNS } from "./lines-sql.server.ts";
import { PRODUCT_PARAMETERS } from "./lines.ts";
import { ORDER_COLUMNS } from "./orders-sql.server.ts";
import { ratioSql } from "./ratio-sql.server.ts";
import { ORDER_PARTS, SHARES, SPEND_PARTS, WHOLE } from "./shares.ts";

/** The conditions of `shareSources`. */
export const shareRows: Readonly<Record<string, SourceSql>> = {
  "regulars.share_of_spend": {
    condition: (parameters, clock) => {
      const whole = satisfiesAllSql(LINE_COLUMNS, WHOLE, parameters, clock);
      const part = satisfiesAllSql(LINE_COLUMNS, SPEND_PARTS, parameters, clock);
      const share = ratioSql(
        sql`sum(case when ${part} then ${KEPT_AMOUNT} else 0 end)`,
        sql`sum(${KEPT_AMOUNT})`,
      );
      const isAsked = satisfiesAllSql({ share }, SHARES, parameters, clock);
      return sql`(select ${isAsked} from ${LINES} where ${KEPT} and ${whole})`;
    },
  },
  "regulars.share_of_orders": {
    condition: (parameters, clock) => {
      const whole = satisfiesAllSql(ORDER_COLUMNS, WHOLE, parameters, clock);
      const ofOrder = satisfiesAllSql(ORDER_COLUMNS, ORDER_PARTS, parameters, clock);
      const ofProduct = satisfiesAllSql(PRODUCT_COLUMNS, PRODUCT_PARAMETERS, parameters, clock);
      const asksProducts = parameters.some(({ name }) => specOf(PRODUCT_PARAMETERS, name));
      const hasProduct = asksProducts
        ? sql`and exists (
            select 1 from line_items
            left join products on products.shop_id = line_items.shop_id and products.product_id = line_items.product_id
            where line_items.shop_id = orders.shop_id and line_items.order_id = orders.order_id
              and line_items.current_quantity > 0 and ${ofProduct}
          )`
        : sql``;
      const share = ratioSql(
        sql`sum(case when ${ofOrder} ${hasProduct} then 1 else 0 end)`,
        sql`count(*)`,
      );
      const isAsked = satisfiesAllSql({ share }, SHARES, parameters, clock);
      return sql`(select ${isAsked} from orders where ${COUNTED} and ${whole})`;
    },
  },
};
