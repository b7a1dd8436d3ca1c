import type { Database } from "#app/db/database.server.ts";
import { findHitRate } from "../../cadence/measure-hit-rate.server.ts";
import { findLifetimeReport } from "../shop/fit-lifetime.server.ts";

/** Types with the most customers who came back. */
const MOST_TYPES = 12;

/** All that the page shows. */
export async function findLifetimeView(db: Database, { shopId }: { shopId: number }) {
  const totals = await db
    .selectFrom("customerLifetime")
    .select(({ fn }) => [
      fn.countAll<number>().as("customers"),
      fn.sum<number | null>("expectedOrders").as("expectedOrders"),
      fn.sum<number | null>("expectedValueMinor").as("expectedValueMinor"),
    ])
    .where("shopId", "=", shopId)
    .executeTakeFirstOrThrow();
  const gaps = await db
    .selectFrom("usualGaps")
    .select(["productType", "gapDays", "customers"])
    .where("shopId", "=", shopId)
    .orderBy("customers", "desc")
    .orderBy("productType")
    .limit(MOST_TYPES)
    .execute();
  return {
    rhythm: await findHitRate(db, { shopId }),
    lifetime: await findLifetimeReport(db, { shopId }),
    gaps,
    totals: {
      customers: totals.customers,
      expectedOrders: totals.expectedOrders ?? 0,
      expectedValueMinor: totals.expectedValueMinor ?? 0,
    },
  };
}
