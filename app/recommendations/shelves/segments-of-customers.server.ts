import type { Database } from "#app/db/database.server.ts";

const ROWS_A_PAGE = 20_000;

/**
 * The segments of every customer of a shop, in memory, as numbers from 0 in the order of `segmentIds`: two bytes a
 * membership and one entry a customer.
 */
export async function segmentsOfCustomers(
  db: Database,
  { shopId, segmentIds }: { shopId: number; segmentIds: readonly number[] },
): Promise<(customerId: number) => Iterable<number>> {
  const numberOf = new Map(segmentIds.map((segmentId, number) => [segmentId, number]));
  const { rows } = await db
    .selectFrom("memberships")
    .select(({ fn }) => fn.countAll<number>().as("rows"))
    .where("shopId", "=", shopId)
    .executeTakeFirstOrThrow();
  // Some more may be made while they are read: those are of the next refresh.
  const numbers = new Uint16Array(rows);
  const startOf = new Map<number, number>();
  const endOf = new Map<number, number>();
  let length = 0;
  let after = { customerId: 0, segmentId: 0 };
  for (;;) {
    const { customerId, segmentId } = after;
    const page = await db
      .selectFrom("memberships")
      .select(["customerId", "segmentId"])
      .where("shopId", "=", shopId)
      .where(({ eb, refTuple, tuple }) =>
        eb(refTuple("customerId", "segmentId"), ">", tuple(customerId, segmentId)),
      )
      .orderBy("customerId")
      .orderBy("segmentId")
      .limit(ROWS_A_PAGE)
      .execute();
    for (const row of page) {
      const number = numberOf.get(row.segmentId);
      if (number === undefined || length === rows) continue;
      if (!startOf.has(row.customerId)) startOf.set(row.customerId, length);
      numbers[length++] = number;
      endOf.set(row.customerId, length);
    }
    const last = page.at(-1);
    if (!last || page.length < ROWS_A_PAGE) break;
    after = last;
  }
  return (customerId) => numbers.subarray(startOf.get(customerId) ?? 0, endOf.get(customerId) ?? 0);
}
