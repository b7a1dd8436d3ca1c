import { stringify } from "csv-stringify/sync";
import type { Database } from "#app/db/database.server.ts";

interface Key {
  shopId: number;
  offerId: number;
}

/** How many codes an offer's members have, and how many of them Shopify was seen to hold. */
export async function countCodes(
  db: Database,
  { shopId, offerId }: Key,
): Promise<{ given: number; held: number }> {
  return db
    .selectFrom("offerCodes")
    .select(({ fn }) => [
      fn.countAll<number>().as("given"),
      fn.count<number>("confirmedAt").as("held"),
    ])
    .where("shopId", "=", shopId)
    .where("offerId", "=", offerId)
    .executeTakeFirstOrThrow();
}

const AT_ONCE = 5_000;

/** Every member's code as CSV, piece by piece: as much memory for a million as for a thousand. */
export async function* exportCodes(db: Database, { shopId, offerId }: Key): AsyncGenerator<string> {
  yield "customer_id,code,in_shopify\r\n";
  for (let after = 0; ;) {
    const codes = await db
      .selectFrom("offerCodes")
      .select(["customerId", "code", "confirmedAt"])
      .where("shopId", "=", shopId)
      .where("offerId", "=", offerId)
      .where("customerId", ">", after)
      .orderBy("customerId")
      .limit(AT_ONCE)
      .execute();
    const last = codes.at(-1);
    if (!last) return;
    yield stringify(
      codes.map(({ customerId, code, confirmedAt }) => [
        customerId,
        code,
        confirmedAt === null ? "no" : "yes",
      ]),
      { record_delimiter: "windows", escape_formulas: true },
    );
    after = last.customerId;
  }
}
