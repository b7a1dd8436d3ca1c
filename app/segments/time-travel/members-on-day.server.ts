import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { startOfDay } from "#app/platform/calendar.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { parseForShop } from "../parse-for-shop.server.ts";
import { askableCustomers, conditionOf } from "../query/condition-of.server.ts";
import { findCutoffs } from "../rfm/score-customers.server.ts";
import type { Difference, Late, MembersOnDay } from "./members-on-day.ts";
import { withPastShop } from "./past-shop.server.ts";
import { takenFromToday } from "./todays.ts";

interface Asked {
  shopId: number;
  segmentId: number;
  /** A day of the shop's that is over. */
  day: number;
}

/**
 * The members of a segment at the end of a past day, computed again from purchases with the query of that day, beside
 * those that were kept. Reads all customers: some seconds of a million.
 */
export async function membersOnDay(
  db: Database,
  { shopId, segmentId, day }: Asked,
): Promise<MembersOnDay> {
  const { timeZone, currency } = await readShop(db, shopId);
  const end = startOfDay(day + 1, timeZone);
  const segment = await db
    .selectFrom("segments")
    .select("query")
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .executeTakeFirst();
  if (!segment) return { kind: "missing" };
  const version = await db
    .selectFrom("segmentVersions")
    .select("query")
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .where("savedAt", "<", end)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!version) return { kind: "not-kept" };
  const parsed = await parseForShop(db, { shopId, query: version.query });
  if (parsed.kind === "refused") {
    return { kind: "query-refused", message: parsed.errors[0]?.message ?? "" };
  }
  const cutoffs = await findCutoffs(db, { shopId, untilDay: day });
  const clock = { now: end - 1, timeZone, currency };
  const asked = askableCustomers(db, { shopId })
    .select("customers.customerId")
    .where(conditionOf(parsed.query, clock));
  const { rows } = await sql<{ customerId: number }>`
    ${withPastShop(db, { shopId, end, cutoffs })}
    select customer_id from ${asked} as asked order by customer_id`.execute(db);
  const members = rows.map(({ customerId }) => customerId);
  const kept = await keptMembers(db, { shopId, segmentId, end });
  const today = takenFromToday(parsed.query, { hasScores: cutoffs !== null });
  const differences = await explain(db, {
    ...{ shopId, segmentId, day, end },
    apart: apart(members, kept),
    readsToday: today.length > 0,
  });
  return {
    ...{ kind: "known", day, query: version.query, members, kept: kept.length },
    ...{ differences, today },
  };
}

async function keptMembers(
  db: Database,
  { shopId, segmentId, end }: { shopId: number; segmentId: number; end: number },
): Promise<number[]> {
  const { rows } = await sql<{ customerId: number }>`
    select customer_id from memberships
    where shop_id = ${shopId} and segment_id = ${segmentId} and since < ${end}
    union
    select customer_id from past_memberships
    where shop_id = ${shopId} and segment_id = ${segmentId} and since < ${end} and until >= ${end}
    order by customer_id`.execute(db);
  return rows.map(({ customerId }) => customerId);
}

function apart(members: readonly number[], kept: readonly number[]) {
  const [now, then] = [new Set(members), new Set(kept)];
  return [
    ...kept.filter((id) => !now.has(id)).map((customerId) => ({ customerId, wasKept: true })),
    ...members.filter((id) => !then.has(id)).map((customerId) => ({ customerId, wasKept: false })),
  ].sort((a, b) => a.customerId - b.customerId);
}

interface Explaining {
  shopId: number;
  segmentId: number;
  day: number;
  end: number;
  apart: { customerId: number; wasKept: boolean }[];
  readsToday: boolean;
}

async function explain(
  db: Database,
  { shopId, segmentId, day, end, apart: given, readsToday }: Explaining,
): Promise<Difference[]> {
  if (given.length === 0) return [];
  const { rows } = await sql<{ customerId: number; late: Late }>`
    select o.customer_id, 'late-order' as late
    from late_orders l join orders o on o.shop_id = l.shop_id and o.order_id = l.order_id
    where l.shop_id = ${shopId} and l.learned_at >= ${end} and o.processed_at < ${end}
    union
    select customer_id, 'order-edited-later' from orders
    where shop_id = ${shopId} and processed_at < ${end} and updated_at >= ${end} and customer_id is not null
    union
    select customer_id, 'merged-later' from past_memberships
    where shop_id = ${shopId} and segment_id = ${segmentId} and until >= ${end} and until_cause = 'merge'
    union
    select customer_id, 'merged-later' from memberships
    where shop_id = ${shopId} and segment_id = ${segmentId} and since >= ${end} and since_cause = 'merge'
    union
    select customer_id, 'customer-changed-later' from customers
    where shop_id = ${shopId} and updated_at >= ${end} and 1 = ${readsToday ? 1 : 0}`.execute(db);
  const refreshed = await db
    .selectFrom("segmentSizes")
    .select("day")
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .where("day", "=", day)
    .executeTakeFirst();
  const ofAll: Late[] = refreshed ? [] : ["not-refreshed-that-day"];
  const late = Map.groupBy(rows, ({ customerId }) => customerId);
  return given.map((one) => ({
    ...one,
    because: [...(late.get(one.customerId) ?? []).map((row) => row.late), ...ofAll].toSorted(),
  }));
}
