import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";

/** Customers from one id up to another, which is not included. */
export interface Block {
  from: number;
  until: number;
}

/** Customers a block: the slowest query answers for them within some 30 ms, then others have their turn. */
const BLOCK = 2_000;
/** New customers join the last block meanwhile: no count is wrong by that. */
const REMEMBERED_MS = 600_000;

const remembered = new WeakMap<Database, Map<number, { at: number; blocks: Block[] }>>();

/**
 * A shop's customers in blocks of equal size. Finding them walks through all ids once, some 50 ms of a million, and is
 * remembered for ten minutes.
 */
export async function blocksOf(
  db: Database,
  { shopId, at }: { shopId: number; at: number },
): Promise<readonly Block[]> {
  const shops = remembered.get(db) ?? new Map<number, { at: number; blocks: Block[] }>();
  remembered.set(db, shops);
  const known = shops.get(shopId);
  if (known && at - known.at >= 0 && at - known.at < REMEMBERED_MS) return known.blocks;
  const { rows } = await sql<{ first: number | null }>`
    with recursive firsts (first) as (
      select min(customer_id) from customers where shop_id = ${shopId}
      union all
      select (
        select customer_id from customers
        where shop_id = ${shopId} and customer_id > firsts.first
        order by customer_id limit 1 offset ${sql.lit(BLOCK - 1)}
      )
      from firsts where firsts.first is not null
    )
    select first from firsts`.execute(db);
  // Ids below the first known one belong to the first block too, and new ones to the last.
  const [, ...firsts] = rows.flatMap(({ first }) => (first === null ? [] : [first]));
  const blocks = [0, ...firsts].map((first, index) => ({
    from: first,
    until: firsts[index] ?? Number.MAX_SAFE_INTEGER,
  }));
  shops.set(shopId, { at, blocks });
  return blocks;
}
