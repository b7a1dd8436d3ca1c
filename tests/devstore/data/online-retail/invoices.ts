import {
  isFee,
  pence,
  type Book,
  type InvoiceLine,
  type SoldLine,
  type SoldOrder,
} from "./book.ts";
import { Holdings } from "./holdings.ts";

/**
 * - An invoice with at least one priced line sold is an order; its free lines stay on it as lines at 0.00.
 * - An invoice of free lines only, a negative quantity on an ordinary invoice (always at price 0) is a stock movement.
 * - Each line of a C invoice goes back to the customer's latest order earlier in the file that still holds enough of the
 *   code and enough money; one C invoice is at most one refund of an order. What finds none is listed. A credit for less
 *   than the goods had cost is a price agreed later: money goes back, the goods stay.
 * - A invoices adjust a bad debt: bookkeeping, not sales.
 *
 * The lines must be in the order of time, as the file has them.
 */
export function readInvoices(lines: readonly InvoiceLine[]): Book {
  const book: Book = { orders: [], unmatched: [], accounts: new Map(), roundedOffThousandths: 0 };
  const holdings = new Holdings();
  for (const [invoice, rows] of Map.groupBy(lines, (line) => line.invoice)) {
    if (invoice.startsWith("C")) takeBack(book, holdings, rows);
    else if (invoice.startsWith("A"))
      for (const row of rows) account(book, "bad debt adjustments", row);
    else sell(book, holdings, Number(invoice), rows);
  }
  return book;
}

function account(book: Book, name: string, row: InvoiceLine): void {
  const entry = book.accounts.get(name) ?? { rows: 0, thousandths: 0 };
  entry.rows += 1;
  entry.thousandths += row.quantity * row.priceThousandths;
  book.accounts.set(name, entry);
}

function sell(book: Book, holdings: Holdings, number: number, rows: readonly InvoiceLine[]): void {
  const [first] = rows;
  if (!first) return;
  const hasPriced = rows.some((row) => row.quantity > 0 && row.priceThousandths > 0);
  const who = first.customerId === null ? "guest orders" : "customers' orders";
  const lines: SoldLine[] = [];
  let totalMinor = 0;
  for (const row of rows) {
    if (row.quantity < 0) account(book, "stock written off, at no price", row);
    else if (!hasPriced) account(book, "stock movements: invoices without any price", row);
    else {
      const line = lineOf(row);
      const kind = row.priceThousandths === 0 ? "free lines" : line.isFee ? "fees" : "products";
      account(book, `${who}: ${kind}`, row);
      book.roundedOffThousandths +=
        row.quantity * (row.priceThousandths - line.unitPriceMinor * 10);
      totalMinor += row.quantity * line.unitPriceMinor;
      lines.push(line);
    }
  }
  if (!lines.length) return;
  const { customerId, country, at } = first;
  const order: SoldOrder = {
    number,
    customerId,
    country,
    at,
    lines,
    refunds: [],
    totalMinor,
    refundedMinor: 0,
  };
  book.orders.push(order);
  holdings.add(order);
}

function lineOf(row: InvoiceLine): SoldLine {
  const code = row.code.toUpperCase();
  return {
    code,
    description: row.description,
    isFee: isFee(code),
    quantity: row.quantity,
    remaining: row.quantity,
    returned: 0,
    unitPriceMinor: pence(row.priceThousandths),
  };
}

function takeBack(book: Book, holdings: Holdings, rows: readonly InvoiceLine[]): void {
  for (const row of rows) {
    const outcome = holdings.takeBack(row);
    if (outcome.kind === "given back") {
      const what = outcome.isMoneyOnly
        ? "money only, for less than the goods had cost"
        : "goods returned";
      account(book, `credit notes of an order: ${what}`, row);
      continue;
    }
    const { reason } = outcome;
    account(book, `credit notes without an order: ${reason}`, row);
    const { invoice, description, customerId } = row;
    const quantity = -row.quantity;
    const amountMinor = pence(quantity * row.priceThousandths);
    book.unmatched.push({
      invoice,
      code: row.code,
      description,
      quantity,
      customerId,
      amountMinor,
      reason,
    });
  }
}
