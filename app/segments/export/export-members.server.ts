import { sql } from "kysely";
import { dialectOf, type Database } from "#app/db/database.server.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { membersWithFacts } from "../members.server.ts";
import { memberHeader, memberLines } from "./members-csv.ts";

interface Key {
  shopId: number;
  segmentId: number;
}

const AT_ONCE = 2_000;

/**
 * The members of a segment as CSV, piece by piece, by customer: as much memory for a million as for a thousand. Each
 * piece is true when it is read; who moves meanwhile may be in it or not.
 */
export async function* exportMembers(db: Database, key: Key): AsyncGenerator<string> {
  const { timeZone, currency } = await readShop(db, key.shopId);
  const linesOf = memberLines({ timeZone, currency });
  yield memberHeader();
  let after = 0;
  for (;;) {
    const members = await membersAfter(db, { ...key, after });
    const last = members.at(-1);
    if (!last) return;
    yield linesOf(members);
    if (members.length < AT_ONCE) return;
    after = last.customerId;
  }
}

const membersAfter = (db: Database, { shopId, segmentId, after }: Key & { after: number }) =>
  membersWithFacts(db, { shopId, segmentId })
    .select(({ fn, lit }) => [
      "memberships.customerId",
      "memberships.since",
      fn.coalesce("customerFacts.orders", lit(0)).as("orders"),
      fn.coalesce("customerFacts.netMinor", lit(0)).as("netMinor"),
      "customerFacts.firstOrderDay",
      "customerFacts.lastOrderDay",
      "rfmScores.rfmGroup",
      entriesOf(db, "customer_countries", "country", "country").as("countries"),
      entriesOf(db, "customer_tags", "tag", "tag_key").as("tags"),
    ])
    .where("memberships.customerId", ">", after)
    .orderBy("memberships.customerId")
    .limit(AT_ONCE)
    .execute();

/** A list of a customer's in one text, in an order that both databases share. */
function entriesOf(
  db: Database,
  table: "customer_countries" | "customer_tags",
  entry: string,
  order: string,
) {
  const joined =
    dialectOf(db) === "postgresql"
      ? sql`string_agg(${sql.ref(entry)}, ', ' order by ${sql.ref(order)} collate "C")`
      : sql`group_concat(${sql.ref(entry)}, ', ' order by ${sql.ref(order)})`;
  return sql<string | null>`(
    select ${joined} from ${sql.table(table)} as listed
    where listed.shop_id = memberships.shop_id and listed.customer_id = memberships.customer_id
  )`;
}
