/**
 * What the invoice lines of the UCI "Online Retail" file say in a shop's terms: orders, refunds, and what is neither.
 * Money is in thousandths of a pound until a line is rounded to pence, because four prices have three decimals.
 */
export interface InvoiceLine {
  readonly invoice: string;
  readonly code: string;
  readonly description: string;
  readonly quantity: number;
  /** Local time in London, `2010-12-01 08:26:00`. */
  readonly at: string;
  readonly priceThousandths: number;
  readonly customerId: number | null;
  readonly country: string;
}

export interface SoldLine {
  /** Upper case: the file writes 85123a and 85123A for one thing. */
  code: string;
  description: string;
  isFee: boolean;
  quantity: number;
  /** What refunds have left of it. */
  remaining: number;
  unitPriceMinor: number;
}

export interface SoldRefund {
  invoice: string;
  at: string;
  totalMinor: number;
  lines: { line: SoldLine; quantity: number }[];
}

export interface SoldOrder {
  number: number;
  customerId: number | null;
  country: string;
  at: string;
  lines: SoldLine[];
  refunds: SoldRefund[];
  totalMinor: number;
  refundedMinor: number;
}

export type UnmatchedReason =
  | "no customer"
  | "never bought before"
  | "not enough left to give back"
  | "more money than the order has left";

export interface Unmatched {
  invoice: string;
  code: string;
  description: string;
  quantity: number;
  customerId: number | null;
  amountMinor: number;
  reason: UnmatchedReason;
}

export interface Account {
  rows: number;
  thousandths: number;
}

export interface Book {
  orders: SoldOrder[];
  unmatched: Unmatched[];
  /** Every row of the file stands in exactly one entry; the entries' sum is the file's. */
  accounts: Map<string, Account>;
  /** What the file says beyond the pence that the orders' lines hold. */
  roundedOffThousandths: number;
}

const FEES = new Set([
  "POST",
  "DOT",
  "M",
  "C2",
  "D",
  "S",
  "B",
  "BANK CHARGES",
  "AMAZONFEE",
  "CRUK",
]);

/** Postage, manual entries, commissions, vouchers: money, but no product. */
export const isFee = (code: string): boolean => FEES.has(code) || code.startsWith("GIFT_0001_");

const pence = (thousandths: number): number => Math.round(thousandths / 10);

interface Holding {
  order: SoldOrder;
  lines: SoldLine[];
}

/**
 * - An invoice with at least one priced line sold is an order; its free lines stay on it as lines at 0.00.
 * - An invoice of free lines only, a negative quantity on an ordinary invoice (always at price 0) is a stock movement.
 * - Each line of a C invoice goes back to the customer's latest order earlier in the file that still holds enough of the
 *   code and enough money; one C invoice is at most one refund of an order. What finds none is listed.
 * - A invoices adjust a bad debt: bookkeeping, not sales.
 */
export function readInvoices(lines: readonly InvoiceLine[]): Book {
  const accounts = new Map<string, Account>();
  const account = (name: string, line: InvoiceLine) => {
    const entry = accounts.get(name) ?? { rows: 0, thousandths: 0 };
    entry.rows += 1;
    entry.thousandths += line.quantity * line.priceThousandths;
    accounts.set(name, entry);
  };
  const invoices = Map.groupBy(lines, (line) => line.invoice);
  const orders: SoldOrder[] = [];
  const unmatched: Unmatched[] = [];
  const holdings = new Map<string, Holding[]>();
  let roundedOffThousandths = 0;

  const sell = (number: number, all: readonly InvoiceLine[]) => {
    const first = all[0];
    if (!first) return;
    const order: SoldOrder = {
      number,
      customerId: first.customerId,
      country: first.country,
      at: first.at,
      lines: [],
      refunds: [],
      totalMinor: 0,
      refundedMinor: 0,
    };
    const held = new Map<string, SoldLine[]>();
    const hasPriced = all.some((line) => line.quantity > 0 && line.priceThousandths > 0);
    const who = first.customerId === null ? "guest orders" : "customers' orders";
    for (const line of all) {
      if (line.quantity < 0) account("stock written off, at no price", line);
      else if (!hasPriced) account("stock movements: invoices without any price", line);
      else {
        const code = line.code.toUpperCase();
        const unitPriceMinor = pence(line.priceThousandths);
        const sold: SoldLine = {
          code,
          description: line.description,
          isFee: isFee(code),
          quantity: line.quantity,
          remaining: line.quantity,
          unitPriceMinor,
        };
        const kind = line.priceThousandths === 0 ? "free lines" : sold.isFee ? "fees" : "products";
        account(`${who}: ${kind}`, line);
        roundedOffThousandths += line.quantity * (line.priceThousandths - unitPriceMinor * 10);
        order.lines.push(sold);
        order.totalMinor += line.quantity * unitPriceMinor;
        const same = held.get(code);
        if (same) same.push(sold);
        else held.set(code, [sold]);
      }
    }
    if (!order.lines.length) return;
    orders.push(order);
    if (order.customerId === null) return;
    for (const [code, soldLines] of held) {
      const key = `${order.customerId} ${code}`;
      const earlier = holdings.get(key);
      if (earlier) earlier.push({ order, lines: soldLines });
      else holdings.set(key, [{ order, lines: soldLines }]);
    }
  };

  const takeBack = (line: InvoiceLine) => {
    const code = line.code.toUpperCase();
    const quantity = -line.quantity;
    const amountMinor = pence(quantity * line.priceThousandths);
    const refuse = (reason: UnmatchedReason) => {
      account(`credit notes without an order: ${reason}`, line);
      const { invoice, description, customerId } = line;
      unmatched.push({ invoice, code, description, quantity, customerId, amountMinor, reason });
    };
    if (line.customerId === null) return refuse("no customer");
    const held = holdings.get(`${line.customerId} ${code}`);
    if (!held) return refuse("never bought before");
    const enough = held.filter(({ lines }) => left(lines) >= quantity);
    if (!enough.length) return refuse("not enough left to give back");
    const found = enough.findLast(
      ({ order }) => order.totalMinor - order.refundedMinor >= amountMinor,
    );
    if (!found) return refuse("more money than the order has left");
    giveBack(found, line, quantity, amountMinor);
    account("credit notes given back on an order", line);
  };

  for (const [invoice, all] of invoices) {
    if (invoice.startsWith("C")) for (const line of all) takeBack(line);
    else if (invoice.startsWith("A")) for (const line of all) account("bad debt adjustments", line);
    else sell(Number(invoice), all);
  }
  return { orders, unmatched, accounts, roundedOffThousandths };
}

const left = (lines: readonly SoldLine[]): number =>
  lines.reduce((sum, line) => sum + line.remaining, 0);

/** Lines of the same price are given back first, then the dearest. */
function giveBack(held: Holding, row: InvoiceLine, quantity: number, amountMinor: number): void {
  const price = pence(row.priceThousandths);
  const { order } = held;
  let refund = order.refunds.find(({ invoice }) => invoice === row.invoice);
  if (!refund) {
    refund = { invoice: row.invoice, at: row.at, totalMinor: 0, lines: [] };
    order.refunds.push(refund);
  }
  refund.totalMinor += amountMinor;
  order.refundedMinor += amountMinor;
  const byFit = held.lines.toSorted(
    (a, b) =>
      Number(b.unitPriceMinor === price) - Number(a.unitPriceMinor === price) ||
      b.unitPriceMinor - a.unitPriceMinor,
  );
  let missing = quantity;
  for (const line of byFit) {
    const taken = Math.min(missing, line.remaining);
    if (taken === 0) continue;
    line.remaining -= taken;
    missing -= taken;
    const before = refund.lines.find((one) => one.line === line);
    if (before) before.quantity += taken;
    else refund.lines.push({ line, quantity: taken });
  }
}
