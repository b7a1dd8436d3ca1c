import { sql } from "kysely";
import { dialectOf, type Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { dayOf } from "#app/platform/calendar.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { askableCustomers, conditionOf } from "./query/condition-of.server.ts";
import type { Query } from "./query/query.ts";

/** All customers of a shop, or only these. */
export type Which = "all" | readonly number[];

/** How many came and went. */
export interface Moved {
  joined: number;
  left: number;
}

interface Refreshing {
  shop: Shop;
  segmentId: number;
  query: Query;
  which: Which;
  asOf: number;
}

/**
 * Brings the memberships of one segment up to date, with its size and as-of time: who came, who went, one set each.
 * Inside a transaction.
 */
export async function refreshSegment(
  tx: Database,
  { shop, segmentId, query, which, asOf }: Refreshing,
): Promise<Moved> {
  const { shopId, timeZone, currency } = shop;
  const today = dayOf(asOf, timeZone);
  const before = await tx
    .selectFrom("segments")
    .select(["memberCount", "asOf"])
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .$if(dialectOf(tx) === "postgresql", (select) => select.forUpdate())
    .executeTakeFirst();
  if (!before) return { joined: 0, left: 0 };

  const condition = conditionOf(query, { now: asOf, timeZone, currency });
  const left = await endMemberships(tx, { shopId, segmentId, which, asOf }, condition);
  const joined = await beginMemberships(tx, { shopId, segmentId, which, asOf }, condition);

  const members =
    which === "all"
      ? await countRows(tx, { shopId, segmentId })
      : before.memberCount + joined - left;
  // A few customers do not make the others as fresh as today.
  const isFresh =
    which === "all" || (before.asOf !== null && dayOf(before.asOf, timeZone) === today);
  await tx
    .updateTable("segments")
    .set({ memberCount: members, fault: null, ...(isFresh ? { asOf } : {}) })
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .execute();
  await recordSize(tx, { shopId, segmentId, day: today, members, joined, left });
  return { joined, left };
}

interface Moving {
  shopId: number;
  segmentId: number;
  which: Which;
  asOf: number;
}
type Condition = ReturnType<typeof conditionOf>;

async function endMemberships(
  tx: Database,
  { shopId, segmentId, which, asOf }: Moving,
  condition: Condition,
): Promise<number> {
  const stays = askableCustomers(tx, { shopId })
    .select(sql.lit(1).as("one"))
    .where("customers.customerId", "=", sql.ref<number>("memberships.customerId"))
    .where(condition);
  const leaving = tx
    .selectFrom("memberships")
    .select(["shopId", "segmentId", "customerId", "since"])
    .select(sql<number>`cast(${asOf} as bigint)`.as("until"))
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .$if(which !== "all", (select) =>
      select.where("customerId", "in", idsIn(tx, which === "all" ? [] : which)),
    )
    .where(({ not, exists }) => not(exists(stays)));
  const ended = await tx
    .insertInto("pastMemberships")
    .columns(["shopId", "segmentId", "customerId", "since", "until"])
    .expression(leaving)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (!ended.numInsertedOrUpdatedRows) return 0;
  const deleted = await tx
    .deleteFrom("memberships")
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .$if(which !== "all", (select) =>
      select.where("customerId", "in", idsIn(tx, which === "all" ? [] : which)),
    )
    .where(({ not, exists }) => not(exists(stays)))
    .executeTakeFirst();
  return Number(deleted.numDeletedRows);
}

async function beginMemberships(
  tx: Database,
  { shopId, segmentId, which, asOf }: Moving,
  condition: Condition,
): Promise<number> {
  const coming = askableCustomers(tx, { shopId })
    .select(["customers.shopId"])
    .select(sql<number>`cast(${segmentId} as integer)`.as("segmentId"))
    .select("customers.customerId")
    .select(sql<number>`cast(${asOf} as bigint)`.as("since"))
    .$if(which !== "all", (select) =>
      select.where("customers.customerId", "in", idsIn(tx, which === "all" ? [] : which)),
    )
    .where(condition)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("memberships")
            .select("memberships.customerId")
            .where("memberships.shopId", "=", shopId)
            .where("memberships.segmentId", "=", segmentId)
            .whereRef("memberships.customerId", "=", "customers.customerId"),
        ),
      ),
    );
  const begun = await tx
    .insertInto("memberships")
    .columns(["shopId", "segmentId", "customerId", "since"])
    .expression(coming)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(begun.numInsertedOrUpdatedRows ?? 0);
}

async function countRows(
  db: Database,
  { shopId, segmentId }: { shopId: number; segmentId: number },
) {
  const { members } = await db
    .selectFrom("memberships")
    .select(({ fn }) => fn.countAll<number>().as("members"))
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .executeTakeFirstOrThrow();
  return members;
}

interface Size extends Moved {
  shopId: number;
  segmentId: number;
  day: number;
  members: number;
}

/** The size of the day so far; who came and went adds up over its refreshes. */
async function recordSize(tx: Database, size: Size) {
  await tx
    .insertInto("segmentSizes")
    .values(size)
    .onConflict((conflict) =>
      conflict.columns(["shopId", "segmentId", "day"]).doUpdateSet(({ eb, ref }) => ({
        members: size.members,
        joined: eb(ref("segmentSizes.joined"), "+", size.joined),
        left: eb(ref("segmentSizes.left"), "+", size.left),
      })),
    )
    .execute();
}
