import { sql, type Expression, type SqlBool } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { currencyExponent } from "#app/platform/money.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { addSegment } from "./segments.server.ts";
import { templatesFor, type ShopShape, type Template } from "./templates.ts";

/**
 * Gives a shop its ready-made segments, still without members. Once: a shop that has any segment keeps what it has,
 * and one that a merchant deleted does not come back.
 */
export async function installTemplates(
  db: Database,
  { shopId, at }: { shopId: number; at: number },
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const first = await tx
      .selectFrom("segments")
      .select("segmentId")
      .where("shopId", "=", shopId)
      .limit(1)
      .executeTakeFirst();
    if (first) return 0;
    const templates = templatesFor(await measureShape(tx, { shopId }));
    for (const { key, name, query } of templates) {
      await addSegment(tx, { shopId, name, query, templateKey: key, asOf: at });
    }
    return templates.length;
  });
}

/** The ready-made segments that a shop does not have, with lines drawn from its own buyers. */
export async function missingTemplates(
  db: Database,
  { shopId }: { shopId: number },
): Promise<Template[]> {
  const had = await db
    .selectFrom("segments")
    .select(["templateKey", "name"])
    .where("shopId", "=", shopId)
    .execute();
  const keys = new Set(had.flatMap(({ templateKey, name }) => [templateKey, name]));
  const templates = templatesFor(await measureShape(db, { shopId }));
  return templates.filter(({ key, name }) => !keys.has(key) && !keys.has(name));
}

/** Where a shop's own distributions put the lines. Reads an index or facts once for each. */
export async function measureShape(
  db: Database,
  { shopId }: { shopId: number },
): Promise<ShopShape> {
  const { currency } = await readShop(db, shopId);
  const units = (minor: number | null) =>
    minor === null ? null : minor / 10 ** currencyExponent(currency);
  const spent = { from: "customers", value: sql<number>`amount_spent_minor`, shopId } as const;
  const gap = await quantile(db, {
    from: "customer_facts",
    value: sql<number>`(last_order_day - first_order_day) / (orders - 1)`,
    where: sql<SqlBool>`orders >= 2 and last_order_day > first_order_day`,
    ...{ shopId, share: 0.5 },
  });
  const high = await quantile(db, {
    ...{ ...spent, where: sql<SqlBool>`number_of_orders >= 1`, share: 0.9 },
  });
  const highFirst = await quantile(db, {
    ...{ ...spent, where: sql<SqlBool>`number_of_orders = 1`, share: 0.9 },
  });
  return { typicalGapDays: gap, highSpend: units(high), highFirstSpend: units(highFirst) };
}

interface Quantile {
  from: "customers" | "customer_facts";
  value: Expression<number>;
  where: Expression<SqlBool>;
  shopId: number;
  share: number;
}

/** The value that `share` of the rows do not exceed; null without rows. */
async function quantile(db: Database, { from, value, where, shopId, share }: Quantile) {
  const { rows } = await sql<{ value: number }>`
    select value from (
      select ${value} as value, row_number() over (order by ${value}) as place, count(*) over () as n
      from ${sql.table(from)} where shop_id = ${shopId} and ${where}
    ) as ranked where place >= n * ${sql.lit(share)} order by place limit 1`.execute(db);
  return rows[0]?.value ?? null;
}
