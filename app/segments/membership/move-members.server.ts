import { sql, type RawBuilder } from "kysely";
import { dialectOf, type Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { dayOf } from "#app/platform/calendar.ts";
import { reasonBit, TOUCH_REASONS } from "#app/purchases/touch-reasons.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { askableCustomers, conditionOf, wholeOf } from "../query/condition-of.server.ts";
import type { Query } from "../query/query.ts";
import type { Cause } from "./cause.ts";

/** All customers of a shop, or only these. */
export type Which = "all" | readonly number[];

export interface RefreshedSegment {
  segmentId: number;
  query: Query;
  /** As of when its members were true; null before the first time. */
  asOf: number | null;
  /** Why members move for whom nothing is noted; `created` and `query` stand for everyone. */
  cause: Cause;
}

interface Moving {
  shop: Shop;
  /** At most `TOGETHER`, none of which asks for the members of another. */
  segments: readonly RefreshedSegment[];
  which: Which;
  asOf: number;
}

/** How many came and went. */
export interface Moved {
  joined: number;
  left: number;
}

/** Segments are told apart by the bits of one number. */
export const TOGETHER = 50;

/**
 * Brings the memberships of some segments up to date, with their sizes, causes and as-of times: the same statements
 * for one segment and for fifty, for a few customers and for all. Every condition is evaluated once a customer; whose
 * outcome differs from what is held has moved. Inside a transaction, which holds the segments (`holdSegments`).
 */
export async function moveMembers(tx: Database, moving: Moving): Promise<Moved> {
  const { shop, segments, asOf } = moving;
  const { shopId } = shop;
  if (segments.length === 0) return { joined: 0, left: 0 };
  await emptyMoves(tx);
  await findMoves(tx, moving);
  const moves = await countMoves(tx);
  const joined = sum(moves.map((one) => one.joined));
  const left = sum(moves.map((one) => one.left));
  if (left > 0) await endMemberships(tx, { shopId, asOf });
  if (joined > 0) await beginMemberships(tx, { shopId, asOf });
  await updateSegments(tx, moving);
  await recordSizes(tx, moving, moves);
  return { joined, left };
}

/**
 * Who moves is written down beside the tables, for this connection alone: `since` of who leaves, null for who comes.
 * PostgreSQL empties it with the transaction: nothing vacuums a temporary table, and what a large shop deleted from it
 * would be walked through by all that come after on this connection.
 */
async function emptyMoves(tx: Database) {
  const columns = sql`segment_id integer, customer_id bigint, since bigint, cause text`;
  if (dialectOf(tx) === "postgresql") {
    const name = await sql<{
      held: string | null;
    }>`select to_regclass('pg_temp.moves') as held`.execute(tx);
    if (name.rows[0]?.held == null) {
      await sql`create temp table moves (${columns}) on commit delete rows`.execute(tx);
    }
  } else {
    await sql`create temp table if not exists moves (${columns})`.execute(tx);
  }
  await sql`delete from moves`.execute(tx);
}

async function findMoves(tx: Database, { shop, segments, which, asOf }: Moving) {
  const { shopId, timeZone, currency } = shop;
  const clock = { now: asOf, timeZone, currency };
  const bits = segments.map(
    ({ query }, place) =>
      sql`case when ${conditionOf(query, clock, which === "all" ? wholeOf(tx, shopId) : null)} then ${sql.lit(2 ** place)} else 0 end`,
  );
  const matching = askableCustomers(tx, { shopId })
    .select(["customers.customerId"])
    .select(sql<number>`cast(${sql.join(bits, sql` + `)} as bigint)`.as("bits"))
    .$if(which !== "all", (select) =>
      select.where("customers.customerId", "in", idsIn(tx, which === "all" ? [] : which)),
    );
  const given = sql.join(
    segments.map(
      ({ segmentId, cause }, place) =>
        sql`(${sql.lit(segmentId)}, cast(${sql.lit(2 ** place)} as bigint), ${sql.lit(cause)})`,
    ),
  );
  const those = which === "all" ? sql`` : sql`and memberships.customer_id in ${idsIn(tx, which)}`;
  await sql`
    insert into moves (segment_id, customer_id, since, cause)
    with given (segment_id, bit, cause) as (values ${given}),
      matching as materialized (select * from ${matching} as asked)
    select given.segment_id, matching.customer_id, memberships.since, ${CAUSE}
    from matching cross join given
    left join memberships on memberships.shop_id = ${shopId}
      and memberships.segment_id = given.segment_id and memberships.customer_id = matching.customer_id
    left join touched_customers on touched_customers.shop_id = ${shopId}
      and touched_customers.customer_id = matching.customer_id
    where (matching.bits & given.bit <> 0) <> (memberships.since is not null)
    union all
    select given.segment_id, memberships.customer_id, memberships.since, ${CAUSE}
    from given
    join memberships on memberships.shop_id = ${shopId} and memberships.segment_id = given.segment_id ${those}
    left join touched_customers on touched_customers.shop_id = ${shopId}
      and touched_customers.customer_id = memberships.customer_id
    where not exists (
      select 1 from customers
      where customers.shop_id = ${shopId} and customers.customer_id = memberships.customer_id
    )`.execute(tx);
}

/** The weightiest of what happened to the customer, unless it is the segment that changed. */
const CAUSE: RawBuilder<string> = sql`case
  when given.cause in ('created', 'query') then given.cause
  ${sql.join(
    TOUCH_REASONS.toReversed().map(
      (reason) =>
        sql`when touched_customers.reasons & ${sql.lit(reasonBit(reason))} <> 0 then ${sql.lit(reason)}`,
    ),
    sql` `,
  )}
  else given.cause end`;

interface Moves extends Moved {
  segmentId: number;
}

async function countMoves(tx: Database): Promise<Moves[]> {
  const { rows } = await sql<Moves>`
    select segment_id, count(*) - count(since) as joined, count(since) as "left"
    from moves group by segment_id`.execute(tx);
  return rows;
}

interface At {
  shopId: number;
  asOf: number;
}

async function endMemberships(tx: Database, { shopId, asOf }: At) {
  await sql`
    insert into past_memberships (shop_id, segment_id, customer_id, since, until, since_cause, until_cause)
    select shop_id, memberships.segment_id, memberships.customer_id, memberships.since, cast(${asOf} as bigint), since_cause, moves.cause
    from moves cross join memberships
    where moves.since is not null and memberships.shop_id = ${shopId}
      and memberships.segment_id = moves.segment_id and memberships.customer_id = moves.customer_id
    on conflict do nothing`.execute(tx);
  await sql`
    delete from memberships
    where shop_id = ${shopId}
      and (segment_id, customer_id) in (select segment_id, customer_id from moves where since is not null)
  `.execute(tx);
}

async function beginMemberships(tx: Database, { shopId, asOf }: At) {
  await sql`
    insert into memberships (shop_id, segment_id, customer_id, since, since_cause)
    select cast(${shopId} as integer), segment_id, customer_id, cast(${asOf} as bigint), cause
    from moves where since is null
    on conflict do nothing`.execute(tx);
}

/** Whose members are fresh, and no longer at fault. */
async function updateSegments(tx: Database, { shop, segments, which, asOf }: Moving) {
  const { shopId, timeZone } = shop;
  const today = dayOf(asOf, timeZone);
  // A few customers do not make the others as fresh as today.
  const isFresh = ({ asOf: before }: RefreshedSegment) =>
    which === "all" || (before !== null && dayOf(before, timeZone) === today);
  for (const [ids, asOfNow] of [
    [segments.filter(isFresh), sql`, as_of = cast(${asOf} as bigint)`],
    [segments.filter((one) => !isFresh(one)), sql``],
  ] as const) {
    if (ids.length === 0) continue;
    await sql`
      update segments set fault = null ${asOfNow}
      where shop_id = ${shopId} and segment_id in ${idsIn(tx, ids.map(idOf))}`.execute(tx);
  }
}

/**
 * Sizes are counted anew where all customers were looked at, else they change by who moved; who came and went adds up
 * over a day.
 */
async function recordSizes(
  tx: Database,
  { shop, segments, which, asOf }: Moving,
  moves: readonly Moves[],
) {
  const { shopId, timeZone } = shop;
  const moved = new Map(moves.map((one) => [one.segmentId, one]));
  const sizes = (which === "all" ? segments.map(idOf) : [...moved.keys()]).map((segmentId) => {
    const { joined = 0, left = 0 } = moved.get(segmentId) ?? {};
    return sql`(${sql.lit(segmentId)}, cast(${joined} as integer), cast(${left} as integer))`;
  });
  if (sizes.length === 0) return;
  const moving = sql`with moving (segment_id, joined, "left") as (values ${sql.join(sizes)})`;
  const members =
    which === "all"
      ? sql`(select count(*) from memberships
          where memberships.shop_id = segments.shop_id and memberships.segment_id = segments.segment_id)`
      : sql`member_count + (select joined - "left" from moving where moving.segment_id = segments.segment_id)`;
  await sql`
    ${moving} update segments set member_count = ${members}
    where shop_id = ${shopId} and segment_id in (select segment_id from moving)`.execute(tx);
  await sql`
    insert into segment_sizes (shop_id, segment_id, day, members, joined, "left")
    ${moving}
    select shop_id, segments.segment_id, cast(${dayOf(asOf, timeZone)} as integer), member_count, moving.joined, moving."left"
    from moving join segments on segments.segment_id = moving.segment_id
    where shop_id = ${shopId}
    on conflict (shop_id, segment_id, day) do update set
      members = excluded.members, joined = segment_sizes.joined + excluded.joined,
      "left" = segment_sizes."left" + excluded."left"`.execute(tx);
}

const idOf = ({ segmentId }: { segmentId: number }) => segmentId;

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
