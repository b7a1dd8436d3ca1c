import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";

import { parse } from "csv-parse";

import type { InvoiceLine } from "./book.ts";

const HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

/** `2.55` in thousandths, by its digits. */
function thousandths(text: string): number {
  const match = /^(-?)(\d+)(?:\.(\d{1,3})0*)?$/.exec(text);
  if (!match) throw new Error(`"${text}" is no price with at most three decimals`);
  const value = Number(`${match[2] ?? ""}${(match[3] ?? "").padEnd(3, "0")}`);
  return match[1] ? -value : value;
}

function lineOf(row: readonly string[]): InvoiceLine {
  const [
    invoice = "",
    code = "",
    description = "",
    quantity = "",
    at = "",
    price = "",
    id = "",
    country = "",
  ] = row;
  const line: InvoiceLine = {
    invoice,
    code: code.trim(),
    description: description.trim().replaceAll(/\s+/g, " "),
    quantity: Number(quantity),
    at,
    priceThousandths: thousandths(price),
    customerId: id === "" ? null : Number(id),
    country,
  };
  if (
    !invoice ||
    !Number.isSafeInteger(line.quantity) ||
    !Number.isSafeInteger(line.customerId ?? 0)
  ) {
    throw new Error(`not a row of Online Retail: ${row.join(",")}`);
  }
  return line;
}

/** The file's rows in its own order, gzipped or not; only those of the first `cut` invoice numbers if given. */
export async function readInvoiceLines(path: string, cut = Infinity): Promise<InvoiceLine[]> {
  const file = createReadStream(path);
  const text = path.endsWith(".gz")
    ? file.pipe(createGunzip()).on("error", (fault) => rows.destroy(fault))
    : file;
  const rows = parse({ bom: true });
  file.on("error", (fault) => rows.destroy(fault));
  text.pipe(rows);
  try {
    return await linesOf(rows, { path, cut });
  } finally {
    file.destroy();
  }
}

class NotOnlineRetail extends Error {
  constructor(path: string) {
    super(`${path} is not the Online Retail CSV: its first line must be ${HEADER}`);
  }
}

async function linesOf(
  rows: AsyncIterable<string[]>,
  { path, cut }: { path: string; cut: number },
): Promise<InvoiceLine[]> {
  const lines: InvoiceLine[] = [];
  const invoices = new Set<string>();
  let isHeader = true;
  try {
    for await (const row of rows) {
      if (isHeader) {
        if (row.join(",") !== HEADER) throw new NotOnlineRetail(path);
        isHeader = false;
        continue;
      }
      const line = lineOf(row);
      if (!invoices.has(line.invoice)) {
        if (invoices.size >= cut) break;
        invoices.add(line.invoice);
      }
      lines.push(line);
    }
  } catch (thrown) {
    throw isHeader ? new NotOnlineRetail(path) : thrown; // what is no CSV at all fails in its first line
  }
  if (isHeader) throw new NotOnlineRetail(path);
  return lines;
}
