import { sql, type RawBuilder } from "kysely";
import { dialectOf, type Database } from "#app/db/database.server.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { askableCustomers, conditionOf, wholeOf } from "../query/condition-of.server.ts";
import type { Planned } from "./future.ts";

export interface Moves {
  /** Whom the query is true of now. */
  then: number;
  join: number;
  leave: number;
}

interface Future {
  shop: Shop;
  asOf: number;
  /** All segments as they will be, without a loop. */
  segments: ReadonlyMap<string, Planned>;
}

/**
 * Who would join and leave a segment, of those it has now, once all is as planned. Read only: what its query asks of
 * other segments is answered by common table expressions with the members that those will have.
 */
export async function plannedMoves(db: Database, future: Future, segment: Planned): Promise<Moves> {
  const { shopId } = future.shop;
  const { rows } = await sql<{ then: number; stay: number; had: number }>`
    with found as (${membersOf(db, future, segment)}),
      held as (
        select customer_id from memberships where shop_id = ${shopId} and segment_id = ${segment.segmentId}
      )
    select (select count(*) from found) as "then", (select count(*) from held) as "had",
      (select count(*) from found inner join held on held.customer_id = found.customer_id) as "stay"`.execute(
    db,
  );
  const { then, stay, had } = rows[0] ?? { then: 0, stay: 0, had: 0 };
  return { then, join: then - stay, leave: had - stay };
}

/**
 * The customers of a segment as it will be. Segments that it names, and that will be others, come first, each by the
 * same statement; under the tables' own names stand then what was kept and what they bring.
 */
function membersOf(db: Database, future: Future, segment: Planned): RawBuilder<unknown> {
  const { shop, asOf, segments } = future;
  const { shopId, timeZone, currency } = shop;
  const clock = { now: asOf, timeZone, currency };
  const condition = conditionOf(segment.query, clock, wholeOf(db, shopId));
  const asked = askableCustomers(db, { shopId }).select("customers.customerId").where(condition);
  const named = [...new Set(segment.names)].flatMap((name) => segments.get(name) ?? []);
  if (!named.some(({ isOther }) => isOther)) return sql`select * from ${asked} as asked`;

  const own = sql.lit(shopId);
  const isPostgres = dialectOf(db) === "postgresql";
  const base = (table: string) => sql.raw(isPostgres ? table : `main.${table}`);
  const moment = sql`cast(${asOf} as bigint)`;
  const others = named.filter(({ isOther }) => isOther);
  const parts = others.map((one, index) => {
    const [now, then] = [sql.raw(`held_${index}`), sql.raw(`members_${index}`)];
    const of = sql`${own}, ${sql.lit(one.segmentId)}`;
    return {
      // before the tables' names are taken by what follows
      first: sql`${now} as (select customer_id, since from ${base("memberships")}
          where shop_id = ${own} and segment_id = ${sql.lit(one.segmentId)}),
        ${then} as materialized (${membersOf(db, future, one)})`,
      present: sql`select ${of}, m.customer_id, coalesce(h.since, ${moment})
        from ${then} m left join ${now} h on h.customer_id = m.customer_id`,
      past: sql`select ${of}, h.customer_id, h.since, ${moment}
        from ${now} h where h.customer_id not in (select customer_id from ${then})`,
    };
  });
  const ids = sql.join(named.map(({ segmentId }) => segmentId));
  const kept = sql.join([0, ...named.flatMap((one) => (one.isOther ? [] : one.segmentId))]);
  return sql`with ${sql.join(parts.map(({ first }) => first))},
    segments (shop_id, segment_id, name) as (${sql.join(
      named.map(
        ({ segmentId, name }) => sql`select ${own}, ${sql.lit(segmentId)}, cast(${name} as text)`,
      ),
      sql` union all `,
    )}),
    memberships (shop_id, segment_id, customer_id, since) as (${sql.join(
      [
        sql`select shop_id, segment_id, customer_id, since from ${base("memberships")}
          where shop_id = ${shopId} and segment_id in (${kept})`,
        ...parts.map(({ present }) => present),
      ],
      sql` union all `,
    )}),
    past_memberships (shop_id, segment_id, customer_id, since, until) as (${sql.join(
      [
        sql`select shop_id, segment_id, customer_id, since, until from ${base("past_memberships")}
          where shop_id = ${shopId} and segment_id in (${ids})`,
        ...parts.map(({ past }) => past),
      ],
      sql` union all `,
    )})
    select * from ${asked} as asked`;
}
