import { sql } from "kysely";
import { upsertRows, type RowShape } from "#app/db/bulk-upsert.server.ts";
import type { Database } from "#app/db/database.server.ts";
import { dayOf } from "#app/platform/calendar.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { findLifetimeReport } from "./fit-lifetime.server.ts";
import { histories } from "./histories.server.ts";
import { HORIZON_WEEKS, type FittedLifetime } from "./lifetime-report.ts";
import { forecastOfPattern, patternOf } from "./patterns.ts";

const PATTERNS: RowShape<"lifetimePatterns"> = {
  table: "lifetimePatterns",
  key: ["shopId", "repeats", "lastBought", "age"],
  columns: {
    ...{ shopId: "number", repeats: "number", lastBought: "number", age: "number" },
    ...{ chanceAlive: "float", expectedOrders: "float" },
  },
};

/**
 * What the fitted models expect of every customer as of a day: computed once for all who have one history, and joined
 * to them in one statement. Where the models could not be fitted nobody has a row. Inside a transaction; may run twice.
 */
export async function refreshLifetime(
  db: Database,
  { shopId, asOf }: { shopId: number; asOf: number },
): Promise<void> {
  const kept = await findLifetimeReport(db, { shopId });
  await db.deleteFrom("lifetimePatterns").where("shopId", "=", shopId).execute();
  if (kept?.report.kind !== "fitted") {
    await db.deleteFrom("customerLifetime").where("shopId", "=", shopId).execute();
    return;
  }
  const { timeZone } = await readShop(db, shopId);
  const today = dayOf(asOf, timeZone);
  await savePatterns(db, { shopId, today, fitted: kept.report });
  await saveCustomers(db, { shopId, today, fitted: kept.report });
}

interface Saving {
  shopId: number;
  today: number;
  fitted: FittedLifetime;
}

async function savePatterns(db: Database, { shopId, today, fitted }: Saving) {
  const { bgNbd, grainDays } = fitted;
  const { rows } = await sql<{ repeats: number; lastBought: number; age: number }>`
    select distinct repeats, last_bought as ${sql.ref("lastBought")}, age
    from (${histories({ shopId, until: today, end: today, grainDays })}) as history`.execute(db);
  await upsertRows(
    db,
    PATTERNS,
    rows.map((row) => {
      const pattern = patternOf({ ...row, customers: 1 }, grainDays);
      return { shopId, ...row, ...forecastOfPattern(bgNbd, pattern, HORIZON_WEEKS) };
    }),
  );
}

async function saveCustomers(db: Database, { shopId, today, fitted }: Saving) {
  const { grainDays, gammaGamma } = fitted;
  const number = (value: number) => sql`cast(${value} as double precision)`;
  const [p, q, v] = [number(gammaGamma.p), number(gammaGamma.q), number(gammaGamma.v)];
  const meanValue = sql`(${p} * (${v} + spent)) / (${p} * history.repeats + ${q} - 1)`;
  await sql`
    insert into customer_lifetime (shop_id, customer_id, chance_alive, expected_orders, expected_value_minor)
    select cast(${shopId} as integer), history.customer_id, pattern.chance_alive, pattern.expected_orders,
      cast(floor(pattern.expected_orders * ${meanValue} + 0.5) as bigint)
    from (${histories({ shopId, until: today, end: today, grainDays })}) as history
    join lifetime_patterns pattern on pattern.shop_id = ${shopId}
      and pattern.repeats = history.repeats and pattern.last_bought = history.last_bought
      and pattern.age = history.age
    where true
    on conflict (shop_id, customer_id) do update set
      chance_alive = excluded.chance_alive, expected_orders = excluded.expected_orders,
      expected_value_minor = excluded.expected_value_minor
    where customer_lifetime.chance_alive <> excluded.chance_alive
      or customer_lifetime.expected_orders <> excluded.expected_orders
      or customer_lifetime.expected_value_minor <> excluded.expected_value_minor`.execute(db);
  await sql`
    delete from customer_lifetime where shop_id = ${shopId} and not exists (
      select 1 from customer_facts f
      where f.shop_id = customer_lifetime.shop_id and f.customer_id = customer_lifetime.customer_id
        and f.orders > 0
    )`.execute(db);
}
