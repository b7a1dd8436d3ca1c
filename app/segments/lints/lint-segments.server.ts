import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import { dayOf } from "#app/platform/calendar.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { parseQuery } from "#app/segments/query/parse-query.ts";
import type { Segment } from "#app/segments/segment.ts";
import type { Finding, Linted } from "./lint.ts";
import { lint } from "./lints.ts";
import { productsNamed } from "./product-lints.ts";
import { couldBeAlike } from "./size-lints.ts";

const MONTH_DAYS = 30;

/** What may be wrong with each of a shop's segments: a handful of statements, however many they are. */
export async function lintSegments(
  db: Database,
  {
    shop,
    segments,
    asOf,
    only,
  }: {
    shop: Shop;
    segments: readonly Segment[];
    asOf: number;
    /** Looks at the others for one segment alone. */
    only?: number;
  },
): Promise<Map<number, Finding[]>> {
  const { shopId, timeZone, currency } = shop;
  const asked = segments.filter(({ segmentId }) => only === undefined || segmentId === only);
  const read = asked.flatMap((segment) => {
    const parsed = parseQuery(segment.query);
    return parsed.kind === "parsed" ? { segment, query: parsed.query } : [];
  });
  const named = read.flatMap(({ query }) => productsNamed(query));
  const there = named.length === 0 ? new Set() : await productsThere(db, shopId, named);
  const shared = await sharedMembers(db, shopId, segments, only);
  const ordering = await monthlyOrdering(db, shopId, dayOf(asOf, timeZone));
  const clock = { now: asOf, timeZone, currency };

  return new Map(
    read.map(({ segment, query }) => {
      const linted: Linted = {
        ...{ query, text: segment.query, clock, ...ordering },
        members: segment.asOf === null ? null : segment.memberCount,
        deletedProducts: productsNamed(query).filter((productId) => !there.has(productId)),
        others: shared.get(segment.segmentId) ?? [],
      };
      return [segment.segmentId, lint(linted)];
    }),
  );
}

async function productsThere(db: Database, shopId: number, productIds: number[]) {
  const rows = await db
    .selectFrom("products")
    .select("productId")
    .where("shopId", "=", shopId)
    .where("productId", "in", idsIn(db, productIds))
    .execute();
  return new Set(rows.map(({ productId }) => productId));
}

/** How many customers there are, and which share of the buyers ordered within the last month. */
async function monthlyOrdering(db: Database, shopId: number, today: number) {
  const { customers, buyers, ordering } = await db
    .selectFrom("customerFacts")
    .select(({ fn }) => [
      fn.countAll<number>().as("customers"),
      sql<number>`coalesce(sum(case when orders > 0 then 1 else 0 end), 0)`.as("buyers"),
      sql<number>`coalesce(sum(case when last_order_day > ${today - MONTH_DAYS} then 1 else 0 end), 0)`.as(
        "ordering",
      ),
    ])
    .where("shopId", "=", shopId)
    .executeTakeFirstOrThrow();
  return { customers, monthlyOrderingShare: buyers === 0 ? 0 : ordering / buyers };
}

/** More pairs than these are not looked at: whoever has them has duplicates enough. */
const MOST_PAIRS = 30;

/** What segments of much the same size share: those alone can be duplicates. */
async function sharedMembers(
  db: Database,
  shopId: number,
  segments: readonly Segment[],
  only?: number,
) {
  const pairs = segments
    .flatMap((one, index) =>
      segments
        .slice(index + 1)
        .filter((other) => couldBeAlike(one.memberCount, other.memberCount))
        .filter((other) => only === undefined || [one.segmentId, other.segmentId].includes(only))
        .map((other) => [one, other] as const),
    )
    .slice(0, MOST_PAIRS);
  const found = new Map<number, Linted["others"][number][]>();
  if (pairs.length === 0) return found;
  const { rows } = await sql<{ one: number; other: number; shared: number }>`${sql.join(
    pairs.map(
      ([one, other]) => sql`
        select cast(${one.segmentId} as integer) as one, cast(${other.segmentId} as integer) as other,
          count(*) as shared
        from memberships a
        join memberships b on b.shop_id = a.shop_id and b.segment_id = ${other.segmentId}
          and b.customer_id = a.customer_id
        where a.shop_id = ${shopId} and a.segment_id = ${one.segmentId}`,
    ),
    sql` union all `,
  )}`.execute(db);
  const byId = new Map(segments.map((segment) => [segment.segmentId, segment]));
  const note = (of: number, other: number, shared: number) => {
    const segment = byId.get(other);
    if (!segment) return;
    const { name, memberCount: members } = segment;
    found.set(of, [...(found.get(of) ?? []), { name, members, shared }]);
  };
  for (const { one, other, shared } of rows) {
    note(one, other, shared);
    note(other, one, shared);
  }
  return found;
}
