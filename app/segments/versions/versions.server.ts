import type { Database } from "#app/db/database.server.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import { askableCustomers, conditionOf } from "#app/segments/query/condition-of.server.ts";
import { parseForShop } from "#app/segments/parse-for-shop.server.ts";

interface Key {
  shopId: number;
  segmentId: number;
}

export interface Version {
  version: number;
  name: string;
  query: string;
  savedAt: number;
}

/** What a segment was saved as, the one in use first. */
export const versionsOf = (db: Database, { shopId, segmentId }: Key): Promise<Version[]> =>
  db
    .selectFrom("segmentVersions")
    .select(["version", "name", "query", "savedAt"])
    .where("shopId", "=", shopId)
    .where("segmentId", "=", segmentId)
    .orderBy("version", "desc")
    .execute();

export interface Difference {
  from: number;
  to: number;
  /** Customers of now that only the later one has, only the earlier one, and both. */
  gained: number;
  lost: number;
  kept: number;
}

/**
 * Who is told apart by two versions of a segment, both asked of the customers of now. Undefined where one of them is
 * not there, or cannot be read any more.
 */
export async function differenceOf(
  db: Database,
  { shopId, segmentId, from, to, asOf }: Key & { from: number; to: number; asOf: number },
): Promise<Difference | undefined> {
  const versions = await versionsOf(db, { shopId, segmentId });
  const { timeZone, currency } = await readShop(db, shopId);
  const conditionAt = async (version: number) => {
    const query = versions.find((one) => one.version === version)?.query;
    const parsed = query === undefined ? undefined : await parseForShop(db, { shopId, query });
    return parsed?.kind === "parsed"
      ? conditionOf(parsed.query, { now: asOf, timeZone, currency })
      : undefined;
  };
  const [before, after] = [await conditionAt(from), await conditionAt(to)];
  if (!before || !after) return undefined;
  const counts = await askableCustomers(db, { shopId })
    .select(({ fn, eb }) => [
      fn
        .count<number>(
          eb
            .case()
            .when(eb.and([after, eb.not(before)]))
            .then(1)
            .end(),
        )
        .as("gained"),
      fn
        .count<number>(
          eb
            .case()
            .when(eb.and([before, eb.not(after)]))
            .then(1)
            .end(),
        )
        .as("lost"),
      fn
        .count<number>(
          eb
            .case()
            .when(eb.and([before, after]))
            .then(1)
            .end(),
        )
        .as("kept"),
    ])
    .executeTakeFirstOrThrow();
  return { from, to, ...counts };
}
