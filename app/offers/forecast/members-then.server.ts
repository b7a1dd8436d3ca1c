import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { dayOf } from "#app/platform/calendar.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { parseForShop } from "#app/segments/parse-for-shop.server.ts";
import { askableCustomers, conditionOf } from "#app/segments/query/condition-of.server.ts";
import { findCutoffs } from "#app/segments/rfm/score-customers.server.ts";
import { withPastShop } from "#app/segments/time-travel/past-shop.server.ts";
import type { PastOrder } from "./past-order.ts";

/** Above it, to compute members of the past while a merchant types would take seconds. */
const MOST_CUSTOMERS = 50_000;
const MONTH_MS = 30 * 86_400_000;

interface Asked {
  shopId: number;
  segmentId: number;
  from: number;
  keptSince: number;
}

export type WasMember = (order: Pick<PastOrder, "customerId" | "processedAt">) => boolean;

/**
 * Who would have been in a segment before it was kept: by what customers had bought at the beginning of each month, as the
 * segment asks today. A shop that was just installed has a forecast for those who were at risk, and came back. Null where
 * that cannot be known in time.
 */
export async function membersBeforeKept(db: Database, asked: Asked): Promise<WasMember | null> {
  const { shopId, segmentId, from, keptSince } = asked;
  if (keptSince <= from || (await isLarge(db, shopId))) return null;
  const segment = await db
    .selectFrom("segments")
    .select("query")
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .executeTakeFirst();
  if (!segment) return null;
  const months: { at: number; members: Set<number> }[] = [];
  for (let at = from; at < keptSince; at += MONTH_MS) {
    const members = await membersAt(db, { shopId, query: segment.query, at });
    if (!members) return null;
    months.unshift({ at, members });
  }
  return ({ customerId, processedAt }) =>
    months.find(({ at }) => at <= processedAt)?.members.has(customerId) ?? false;
}

async function isLarge(db: Database, shopId: number): Promise<boolean> {
  const beyond = await db
    .selectFrom("customers")
    .select("customerId")
    .where("shopId", "=", shopId)
    .offset(MOST_CUSTOMERS)
    .limit(1)
    .executeTakeFirst();
  return beyond !== undefined;
}

async function membersAt(
  db: Database,
  { shopId, query, at }: { shopId: number; query: string; at: number },
): Promise<Set<number> | null> {
  const { timeZone, currency } = await readShop(db, shopId);
  const parsed = await parseForShop(db, { shopId, query });
  if (parsed.kind === "refused") return null;
  const cutoffs = await findCutoffs(db, { shopId, untilDay: dayOf(at, timeZone) - 1 });
  const asked = askableCustomers(db, { shopId })
    .select("customers.customerId")
    .where(conditionOf(parsed.query, { now: at - 1, timeZone, currency }));
  const { rows } = await sql<{ customerId: number }>`
    ${withPastShop(db, { shopId, end: at, cutoffs })}
    select customer_id from ${asked} as asked`.execute(db);
  return new Set(rows.map(({ customerId }) => customerId));
}
