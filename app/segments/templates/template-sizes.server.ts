import { sql, type SqlBool } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { countCustomers } from "#app/segments/members.server.ts";
import { askableCustomers, conditionOf } from "#app/segments/query/condition-of.server.ts";
import { parseQuery } from "#app/segments/query/parse-query.ts";
import { isChosen } from "#app/segments/profile/sample.server.ts";

export interface TemplateSize {
  members: number;
  /** Of a sample of the customers: about. */
  isAbout: boolean;
}

/**
 * How many customers each of some queries is true of now, by the query: one statement, over all customers of a small
 * shop and over some of a large one. A query that is refused has no size.
 */
export async function sizesOf(
  db: Database,
  { shopId, queries, asOf }: { shopId: number; queries: readonly string[]; asOf: number },
): Promise<Map<string, TemplateSize>> {
  const { timeZone, currency } = await readShop(db, shopId);
  const customers = await countCustomers(db, { shopId });
  const asked = [...new Set(queries)].flatMap((query) => {
    const parsed = parseQuery(query);
    return parsed.kind === "parsed"
      ? { query, condition: conditionOf(parsed.query, { now: asOf, timeZone, currency }) }
      : [];
  });
  if (asked.length === 0) return new Map();
  const counted = await askableCustomers(db, { shopId })
    .select(({ fn, eb }) => [
      fn.countAll<number>().as("all"),
      ...asked.map(({ condition }, index) =>
        fn.count<number>(eb.case().when(condition).then(1).end()).as(`of${index}`),
      ),
    ])
    .where(sql<SqlBool>`${isChosen(customers, "customers.customer_id")}`)
    .executeTakeFirstOrThrow();
  const counts = new Map(Object.entries(counted));
  const all = counts.get("all") ?? 0;
  const weight = all === 0 ? 0 : customers / all;
  return new Map(
    asked.map(({ query }, index) => [
      query,
      {
        members: Math.round((counts.get(`of${index}`) ?? 0) * weight),
        isAbout: all < customers,
      },
    ]),
  );
}
