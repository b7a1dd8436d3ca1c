import { sql } from "kysely";
import { upsertRows, type RowShape } from "#app/db/bulk-upsert.server.ts";
import type { Database } from "#app/db/database.server.ts";
import { RANKED, type RankedNumber } from "./query/regulars/purchases/percentile.ts";
import { RANKED_COLUMNS } from "./query/regulars/purchases/percentile-sql.server.ts";

const CUTOFFS: RowShape<"numberCutoffs"> = {
  table: "numberCutoffs",
  key: ["shopId", "number", "permille"],
  columns: {
    ...{ shopId: "number", number: "text", permille: "number" },
    ...{ atLeast: "number", atMost: "number" },
  },
};

/**
 * Where the thousandths of a shop's customers with orders lie, by each number that a percentile can be of. Equal
 * customers are equal: a value is among the best p thousandths if fewer than p thousandths have more. With all other
 * facts made anew; until the next time everybody is compared with these. May run twice.
 */
export async function refreshNumberCutoffs(
  db: Database,
  { shopId }: { shopId: number },
): Promise<void> {
  for (const number of RANKED) {
    const rows = cutoffsFrom(await edgesOf(db, { shopId, number }));
    await db.transaction().execute(async (tx) => {
      await tx
        .deleteFrom("numberCutoffs")
        .where("shopId", "=", shopId)
        .where("number", "=", number)
        .execute();
      await upsertRows(
        tx,
        CUTOFFS,
        rows.map((row) => ({ ...row, shopId, number })),
      );
    });
  }
}

/** A value at which a thousandth begins or ends, with how many have more, how many that or more, and how many there are. */
interface Edge {
  value: number;
  above: number;
  upto: number;
  all: number;
}

/** Largest first; two thousand at most, of a million customers. */
async function edgesOf(
  db: Database,
  { shopId, number }: { shopId: number; number: RankedNumber },
): Promise<Edge[]> {
  const { rows } = await sql<Edge>`
    select value, upto - held as above, upto, "all" from (
      select value, held, cast(sum(held) over (order by value desc) as bigint) as upto,
        cast(sum(held) over () as bigint) as "all"
      from (
        select ${RANKED_COLUMNS[number]} as value, count(*) as held
        from customers
        inner join customer_facts on customer_facts.shop_id = customers.shop_id
          and customer_facts.customer_id = customers.customer_id
        where customers.shop_id = ${shopId} and customer_facts.orders > 0
        group by 1
      ) valued where value is not null
    ) summed
    where upto * 1000 / "all" > (upto - held) * 1000 / "all"
      or ("all" - upto + held) * 1000 / "all" > ("all" - upto) * 1000 / "all"
    order by value desc
  `.execute(db);
  return rows;
}

function cutoffsFrom(edges: readonly Edge[]) {
  const cutoffs: { permille: number; atLeast: number; atMost: number }[] = [];
  if (edges.length === 0) return cutoffs;
  for (let permille = 1, top = 0, bottom = edges.length - 1; permille <= 1000; permille++) {
    while (isAmong(edges[top + 1]?.above, edges[top + 1]?.all, permille)) top++;
    const next = () => edges[bottom - 1];
    while (isAmong((next()?.all ?? 0) - (next()?.upto ?? 0), next()?.all, permille)) bottom--;
    cutoffs.push({
      ...{ permille, atLeast: edges[top]?.value ?? 0, atMost: edges[bottom]?.value ?? 0 },
    });
  }
  return cutoffs;
}

/** Whether fewer than so many thousandths of all go before. */
const isAmong = (before: number | undefined, all: number | undefined, permille: number): boolean =>
  before !== undefined && all !== undefined && before * 1000 < permille * all;
