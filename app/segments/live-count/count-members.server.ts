import { setImmediate as otherTurns } from "node:timers/promises";
import { sql, type Expression, type SqlBool } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { countCustomers, countHeld } from "../members.server.ts";
import { parseForShop } from "../parse-for-shop.server.ts";
import { askableCustomers, conditionOf } from "../query/condition-of.server.ts";
import type { QueryError } from "../query/query-error.ts";
import type { Query } from "../query/query.ts";
import type { Clock } from "../query/spans.ts";
import { blocksOf, type Block } from "./blocks.server.ts";
import { findCandidates } from "./candidates.server.ts";
import { estimateMembers, spread } from "./estimate.ts";

export interface MemberCount {
  kind: "counted";
  members: number;
  customers: number;
  /** Whether `members` was estimated from some of the customers. */
  isEstimate: boolean;
  /** Where the true number lies in 19 of 20 cases; the number itself where all were looked at. */
  between: [least: number, most: number];
  /** With a segment: who would come and go if this were its query; estimated like `members`. */
  moves: { join: number; leave: number } | null;
  asOf: number;
}

interface Asked {
  shopId: number;
  query: string;
  asOf: number;
  /** The segment whose query it would be. */
  segmentId?: number | null;
  /** How long may be counted before the rest is estimated. */
  patienceMs?: number;
  /** Nobody waits for the answer any more. */
  signal?: AbortSignal;
}

/** Within 300 ms the number is there: 250 are for counting. */
const PATIENCE_MS = 250;
/** However slow: of fewer the scatter is not known. */
const FEWEST_BLOCKS = 8;

/**
 * How many customers a query is true of now, and of how many. Where only few can be members, by what they bought, they
 * alone are looked at. Else looks at one block of customers after the other, spread
 * evenly, and lets other work in between; when its time is up, says what they let expect of the rest. Facts are as of
 * their last refresh.
 * @throws the signal's reason, once nobody waits
 */
export async function countMembers(
  db: Database,
  { shopId, query, asOf, segmentId = null, patienceMs = PATIENCE_MS, signal }: Asked,
): Promise<MemberCount | { kind: "refused"; errors: QueryError[] }> {
  const from = performance.now();
  const parsed = await parseForShop(db, { shopId, query });
  if (parsed.kind === "refused") return parsed;
  const shop = await readShop(db, shopId);
  const { timeZone, currency } = shop;
  const clock = { now: asOf, timeZone, currency };
  const counting = { shopId, query: parsed.query, segmentId, clock };
  const candidates = await findCandidates(db, parsed.query, counting);
  if (candidates) {
    return { asOf, ...(await countAmong(db, counting, { among: [...candidates], signal })) };
  }
  const blocks = await blocksOf(db, { shopId, at: asOf });
  const counted: CountedBlock[] = [];
  for (const index of spread(blocks.length)) {
    const block = blocks[index];
    if (!block) continue;
    if (counted.length >= FEWEST_BLOCKS && performance.now() - from > patienceMs) break;
    counted.push(await countBlock(db, counting, within(block)));
    await otherTurns();
    signal?.throwIfAborted();
  }
  const isEstimate = counted.length < blocks.length;
  const customers = isEstimate
    ? await countCustomers(db, { shopId })
    : sum(counted.map((block) => block.customers));
  const of = (found: (block: CountedBlock) => number) =>
    isEstimate
      ? estimateMembers(
          counted.map((block) => ({ customers: block.customers, members: found(block) })),
          { all: customers, allBlocks: blocks.length },
        )
      : exactly(sum(counted.map(found)));
  const moves = {
    join: of((block) => block.joining).members,
    leave: of((block) => block.leaving).members,
  };
  return {
    ...{ kind: "counted", customers, isEstimate, asOf, ...of((block) => block.members) },
    moves: segmentId === null ? null : moves,
  };
}

const exactly = (members: number) => ({ members, between: [members, members] as [number, number] });

interface CountedBlock {
  customers: number;
  members: number;
  joining: number;
  leaving: number;
}

interface Counting {
  shopId: number;
  query: Query;
  segmentId: number | null;
  clock: Clock;
}

/** Candidates a statement: as many as a block has. */
const CHUNK = 2_000;

async function countAmong(
  db: Database,
  counting: Counting,
  { among, signal }: { among: readonly number[]; signal: AbortSignal | undefined },
) {
  const { shopId, segmentId } = counting;
  const counted: CountedBlock[] = [];
  for (let from = 0; from < among.length; from += CHUNK) {
    const ids = among.slice(from, from + CHUNK).map((id) => sql.lit(id));
    const some = sql<SqlBool>`customers.customer_id in (${sql.join(ids)})`;
    counted.push(await countBlock(db, counting, some));
    await otherTurns();
    signal?.throwIfAborted();
  }
  const of = (found: (block: CountedBlock) => number) => sum(counted.map(found));
  const [members, join] = [of((block) => block.members), of((block) => block.joining)];
  const held = segmentId === null ? null : await countHeld(db, { shopId, segmentId });
  return {
    ...{ kind: "counted" as const, customers: await countCustomers(db, { shopId }) },
    ...{ isEstimate: false, ...exactly(members) },
    moves: held === null ? null : { join, leave: held - (members - join) },
  };
}

const within = ({ from, until }: Block) =>
  sql<SqlBool>`customers.customer_id >= ${from} and customers.customer_id < ${until}`;

async function countBlock(
  db: Database,
  { shopId, query, segmentId, clock }: Counting,
  some: Expression<SqlBool>,
): Promise<CountedBlock> {
  const condition = conditionOf(query, clock);
  const isMember =
    segmentId === null
      ? sql`false`
      : sql`exists (select 1 from memberships where memberships.shop_id = customers.shop_id
          and memberships.segment_id = ${segmentId} and memberships.customer_id = customers.customer_id)`;
  const asked = askableCustomers(db, { shopId })
    .select(sql<number>`case when ${condition} then 1 else 0 end`.as("is"))
    .select(sql<number>`case when ${isMember} then 1 else 0 end`.as("was"))
    .where(some);
  const { rows } = await sql<CountedBlock>`
    select count(*) as customers, coalesce(sum(is_member), 0) as members,
      coalesce(sum(is_member * (1 - was_member)), 0) as joining,
      coalesce(sum(was_member * (1 - is_member)), 0) as leaving
    from (select "is" as is_member, "was" as was_member from ${asked} as asked) as found`.execute(
    db,
  );
  return rows[0] ?? { customers: 0, members: 0, joining: 0, leaving: 0 };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
