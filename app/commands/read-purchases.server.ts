import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { CsvError, parse } from "csv-parse";
import { BadInput } from "./bad-input.ts";
import { readAmount, readDay } from "./field-values.ts";

/** One row of a file of purchases. */
export interface PurchaseRow {
  line: number;
  customerId: string;
  day: number;
  /** In ten-thousandths. */
  amount: number;
}

/** The columns that a file must have, each under one of its names; further columns are passed over. */
const COLUMNS = {
  customer: ["customer_id"],
  day: ["order_date", "date"],
  amount: ["revenue", "dollar_value"],
} as const;

export const COLUMNS_TEXT = "customer_id, order_date (or date), revenue (or dollar_value)";

const LONGEST_RECORD = 1_000_000;

/**
 * The rows of a CSV file, gzipped or not, as they are read: memory does not grow with the file.
 * @throws BadInput with the file's name and, where there is one, the line
 */
export async function* readPurchases(file: string): AsyncGenerator<PurchaseRow> {
  const rows = parse({ bom: true, info: true, max_record_size: LONGEST_RECORD });
  // What breaks on the way ends the rows with it.
  const done = () => undefined;
  if (await isGzip(file)) pipeline(createReadStream(file), createGunzip(), rows, done);
  else pipeline(createReadStream(file), rows, done);
  let at: ((record: readonly string[], line: number) => PurchaseRow) | null = null;
  let isEmpty = true;
  try {
    for await (const { record, info } of rows as AsyncIterable<Row>) {
      if (!at) at = rowReader(file, record);
      else {
        isEmpty = false;
        yield at(record, info.lines);
      }
    }
  } catch (thrown) {
    throw readFault(file, thrown);
  }
  if (isEmpty)
    throw new BadInput(`${file}: no rows; a header and rows of ${COLUMNS_TEXT} are needed`);
}

interface Row {
  record: string[];
  info: { lines: number };
}

async function isGzip(file: string): Promise<boolean> {
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
      return bytesRead === 2 && buffer.readUInt16BE() === 0x1f8b;
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    throw readFault(file, thrown);
  }
}

const READ_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EISDIR: "a folder, not a file",
  EACCES: "may not be read",
  Z_DATA_ERROR: "damaged gzip",
  Z_BUF_ERROR: "gzip that ends too soon",
};

function readFault(file: string, thrown: unknown): unknown {
  if (thrown instanceof CsvError)
    return new BadInput(`${file}: ${thrown.message}`, { cause: thrown });
  const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
  const said = READ_ERRORS[code];
  return said ? new BadInput(`${file}: ${said}`, { cause: thrown }) : thrown;
}

function rowReader(file: string, header: readonly string[]) {
  const place = (names: readonly string[]) => {
    const found = header.flatMap((name, index) => (names.includes(name) ? [index] : []));
    const [index] = found;
    if (index !== undefined && found.length === 1) return index;
    const wrong = found.length > 1 ? "more than one" : "no";
    throw new BadInput(
      `${file}:1: ${wrong} column ${names.join(" or ")} among ${header.join(", ")}; needed are ${COLUMNS_TEXT}`,
    );
  };
  const customer = place(COLUMNS.customer);
  const date = place(COLUMNS.day);
  const money = place(COLUMNS.amount);
  return (record: readonly string[], line: number): PurchaseRow => {
    const text = (index: number) => record[index] ?? "";
    const wrong = (index: number, need: string) =>
      new BadInput(
        `${file}:${line}: ${header[index] ?? ""} is ${JSON.stringify(text(index))}; ${need}`,
      );
    const customerId = text(customer);
    if (customerId.trim() === "") throw wrong(customer, "every row needs a customer");
    const day = readDay(text(date));
    if (day === null) throw wrong(date, "a day is written as 2026-03-10");
    const amount = readAmount(text(money));
    if (amount === null)
      throw wrong(money, "an amount is written as 12.50, of at most four decimals");
    return { line, customerId, day, amount };
  };
}
