import type { Database } from "#app/db/database.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { changeCounting } from "#app/purchases/shops.server.ts";

interface Counting {
  shopId: number;
  countsShipping: boolean;
  countsTax: boolean;
}

/** Says what counts from now on, and has every figure, segment and shelf made anew by it. */
export const saveCounting = (db: Database, counting: Counting): Promise<void> =>
  db.transaction().execute(async (tx) => {
    const { shopId } = counting;
    await changeCounting(tx, counting);
    await enqueue(
      tx,
      "segments.refresh-all",
      { shopId },
      { key: `segments.refresh-all:${shopId}` },
    );
  });
