import { BadInput } from "./bad-input.ts";
import { readAmount, readDay } from "./field-values.ts";
import { readCsv } from "./read-csv.server.ts";

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

/**
 * The rows of a CSV file, gzipped or not, as they are read: memory does not grow with the file.
 * @throws BadInput with the file's name and, where there is one, the line
 */
export async function* readPurchases(file: string): AsyncGenerator<PurchaseRow> {
  let at: ((record: readonly string[], line: number) => PurchaseRow) | null = null;
  let isEmpty = true;
  for await (const { record, line } of readCsv(file)) {
    if (!at) at = rowReader(file, record);
    else {
      isEmpty = false;
      yield at(record, line);
    }
  }
  if (isEmpty)
    throw new BadInput(`${file}: no rows; a header and rows of ${COLUMNS_TEXT} are needed`);
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
