import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

/**
 * UCI "Online Retail" (Chen, Sain, Guo 2012; CC BY 4.0). The file is not part of the project: it lies beside it, or where
 * ONLINE_RETAIL_CSV says.
 */
export const onlineRetailFile =
  process.env.ONLINE_RETAIL_CSV ??
  fileURLToPath(
    new URL("../../../shared/data/online-retail/online_retail.csv.gz", import.meta.url),
  );

export const hasOnlineRetail = existsSync(onlineRetailFile);

/**
 * A sample of it, rows and order unchanged: every row of the customers whose number divides by 45, of the invoices without
 * a customer whose number divides by 61, and of the bad-debt adjustments.
 *
 * Counted independently of our code: 11,541 rows, 141,358.64 GBP, 104 customer numbers. Sold to customers at a price: 9,496
 * rows, 402 invoices, 102 customers, 147,669.37 GBP. By the loader's rules, again counted by a program of its own: 202
 * credit note rows find an order, as 97 refunds of 3,711.56 GBP together; 26 rows are of what was never bought before, 10
 * have no customer.
 */
export function onlineRetailSample(): string {
  const [header = "", ...rows] = gunzipSync(readFileSync(onlineRetailFile))
    .toString("utf8")
    .split("\n");
  const chosen = rows.filter((row) => {
    const [, kind, number = ""] = /^"?([A-Z]?)(\d+)/.exec(row) ?? [];
    const customer = /,(\d+)(?:\.0)?,[^,]*$/.exec(row)?.[1];
    if (kind === "A") return true;
    return customer === undefined
      ? Number(number) % 61 === 0 && row !== ""
      : Number(customer) % 45 === 0;
  });
  const file = join(mkdtempSync(join(tmpdir(), "online-retail-")), "sample.csv");
  writeFileSync(file, `${[header, ...chosen].join("\n")}\n`);
  return file;
}
