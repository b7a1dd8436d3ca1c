import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { AMOUNT_UNIT } from "#app/commands/field-values.ts";
import { readPurchases } from "#app/commands/read-purchases.server.ts";
import { collectPurchases, type Purchases } from "#app/segments/lifetime/buying-history.ts";

/**
 * Every purchase up to 1998-06-30 of the 23,570 people whose first purchase at CDNOW fell in the first quarter of 1997
 * (brucehardie.com). The file is not part of the project: it lies beside it, or where CDNOW_CSV says.
 */
export const cdnowFile =
  process.env.CDNOW_CSV ??
  fileURLToPath(new URL("../../../shared/data/cdnow/cdnow_master.csv.gz", import.meta.url));

export const hasCdnow = existsSync(cdnowFile);

/** The numbers of the one in ten customers whom the literature fits its models to, as `CDNOW_sample.txt` lists them. */
const sample = new URL("../golden/cdnow-sample-customers.txt", import.meta.url);

/** What that tenth bought. */
export async function cdnowSample(): Promise<Purchases> {
  const chosen = new Set(readFileSync(sample, "utf8").trim().split(/\s+/).map(Number));
  const collected = collectPurchases();
  for await (const { customerId, day, amount } of readPurchases(cdnowFile)) {
    if (chosen.has(Number(customerId))) collected.add(customerId, day, amount / AMOUNT_UNIT);
  }
  return collected.purchases;
}
