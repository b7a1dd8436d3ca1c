import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { COUNTED, HAS_DISCOUNT, KEPT_AMOUNT, NET, TYPE, VENDOR } from "./kept-lines.server.ts";
import { RANKED } from "./percentile.ts";
import { RANKED_COLUMNS } from "./percentile-sql.server.ts";
import {
  NO_PURCHASES,
  type CountedOrder,
  type KeptLine,
  type PurchaseFigures,
  type PurchaseValues,
  type Standing,
  type ToldEvent,
} from "./purchase-values.ts";

interface Key {
  shopId: number;
  customerId: number;
}

/** What purchases tell of one customer. */
export async function loadPurchaseValues(db: Database, key: Key): Promise<PurchaseValues> {
  return {
    figures: await loadFigures(db, key),
    orders: await loadOrders(db, key),
    told: await loadTold(db, key),
    standings: await loadStandings(db, key),
  };
}

const ofCustomer = ({ shopId, customerId }: Key) => sql`
  customers
  inner join shops on shops.shop_id = customers.shop_id
  left join customer_facts on customer_facts.shop_id = customers.shop_id
    and customer_facts.customer_id = customers.customer_id
  where customers.shop_id = ${shopId} and customers.customer_id = ${customerId}
`;

async function loadFigures(db: Database, { shopId, customerId }: Key): Promise<PurchaseFigures> {
  const facts = await db
    .selectFrom("customerFacts")
    .select(["orders", "netMinor", "refundedMinor"])
    .where("shopId", "=", shopId)
    .where("customerId", "=", customerId)
    .executeTakeFirst();
  const more = await db
    .selectFrom("purchaseFacts")
    .select([
      "orders as placed",
      "grossMinor",
      "discountedOrders",
      "giftOrders",
      "units",
      "fullPriceUnits",
    ])
    .select(["products", "types", "vendors"])
    .where("shopId", "=", shopId)
    .where("customerId", "=", customerId)
    .executeTakeFirst();
  return { ...NO_PURCHASES.figures, ...facts, ...more };
}

async function loadOrders(db: Database, key: Key): Promise<CountedOrder[]> {
  const orders = await sql<OrderRow>`
    select orders.order_id, orders.processed_at, orders.processed_day, ${NET} as net_minor,
      ${HAS_DISCOUNT} as has_discount
    from orders inner join customers on customers.shop_id = orders.shop_id
      and customers.customer_id = orders.customer_id
    inner join shops on shops.shop_id = orders.shop_id
    where ${COUNTED} and orders.shop_id = ${key.shopId} and orders.customer_id = ${key.customerId}
    order by orders.processed_at, orders.order_id
  `.execute(db);
  const lines = await loadLines(db, key);
  return orders.rows.map((order, index) => ({
    ...{ number: index + 1, at: order.processedAt, day: order.processedDay },
    ...{ netMinor: order.netMinor, hasDiscount: order.hasDiscount === 1 },
    lines: lines.get(order.orderId) ?? [],
  }));
}

interface OrderRow {
  orderId: number;
  processedAt: number;
  processedDay: number;
  netMinor: number;
  hasDiscount: number;
}

interface LineRow {
  orderId: number;
  productId: number | null;
  type: string | null;
  vendor: string | null;
  categoryId: string | null;
  quantity: number;
  amountMinor: number;
}

async function loadLines(db: Database, key: Key): Promise<Map<number, KeptLine[]>> {
  const { shopId, customerId } = key;
  const { rows } = await sql<LineRow>`
    select line_items.order_id, line_items.product_id, ${TYPE} as type, ${VENDOR} as vendor,
      products.category_id, line_items.current_quantity as quantity, ${KEPT_AMOUNT} as amount_minor
    from line_items
    inner join orders on orders.shop_id = line_items.shop_id and orders.order_id = line_items.order_id
    left join products on products.shop_id = line_items.shop_id
      and products.product_id = line_items.product_id
    where orders.shop_id = ${shopId} and orders.customer_id = ${customerId}
      and line_items.current_quantity > 0
  `.execute(db);
  const productIds = [...new Set(rows.flatMap(({ productId }) => productId ?? []))];
  const collections = await db
    .selectFrom("productCollections")
    .select(["productId", "collectionId"])
    .where("shopId", "=", shopId)
    .where("productId", "in", idsIn(db, productIds))
    .execute();
  const tags = await db
    .selectFrom("productTags")
    .select(["productId", "tag"])
    .where("shopId", "=", shopId)
    .where("productId", "in", idsIn(db, productIds))
    .execute();
  const inCollections = Map.groupBy(collections, ({ productId }) => productId);
  const tagged = Map.groupBy(tags, ({ productId }) => productId);
  const lines = rows.map(({ orderId, ...line }) => ({
    orderId,
    line: {
      ...line,
      collectionIds: (inCollections.get(line.productId ?? 0) ?? []).map((row) => row.collectionId),
      tags: (tagged.get(line.productId ?? 0) ?? []).map(({ tag }) => tag),
    },
  }));
  const byOrder = Map.groupBy(lines, ({ orderId }) => orderId);
  return new Map([...byOrder].map(([orderId, some]) => [orderId, some.map(({ line }) => line)]));
}

const loadTold = (db: Database, { shopId, customerId }: Key): Promise<ToldEvent[]> =>
  db
    .selectFrom("outsideEvents")
    .select(["name", "happenedAt as at", "valueMillionth", "answer"])
    .where("shopId", "=", shopId)
    .where("customerId", "=", customerId)
    .orderBy("happenedAt")
    .execute();

/** Cut-offs fall from one thousandth to the next, and rise from the bottom: the first that is met tells the rest. */
async function loadStandings(db: Database, key: Key): Promise<Record<string, Standing>> {
  const first = (column: "at_least" | "at_most", number: (typeof RANKED)[number]) => {
    const value = RANKED_COLUMNS[number];
    const is = column === "at_least" ? sql`<= ${value}` : sql`>= ${value}`;
    return sql`(
      select min(n.permille) from number_cutoffs n
      where n.shop_id = customers.shop_id and n.number = ${number} and ${sql.ref(`n.${column}`)} ${is}
    )`;
  };
  const of = sql.join(
    RANKED.map(
      (number) => sql`
        select ${number} as number, ${first("at_least", number)} as from_top,
          ${first("at_most", number)} as from_bottom
        from ${ofCustomer(key)} and customer_facts.orders > 0`,
    ),
    sql` union all `,
  );
  const { rows } = await sql<{ number: string } & Standing>`${of}`.execute(db);
  return Object.fromEntries(
    rows.map(({ number, fromTop, fromBottom }) => [number, { fromTop, fromBottom }]),
  );
}
