import {
  pence,
  type InvoiceLine,
  type SoldLine,
  type SoldOrder,
  type UnmatchedReason,
} from "./book.ts";

interface Holding {
  order: SoldOrder;
  lines: SoldLine[];
}

const keyOf = (customerId: number, code: string): string => `${customerId} ${code}`;

const left = (lines: readonly SoldLine[]): number =>
  lines.reduce((sum, line) => sum + line.remaining, 0);

/** Which customer holds what from which order, so that credit notes find the order they belong to. */
export class Holdings {
  readonly #held = new Map<string, Holding[]>();

  /** Orders are added in the order of time. Guests' are never found again. */
  add(order: SoldOrder): void {
    if (order.customerId === null) return;
    for (const [code, lines] of Map.groupBy(order.lines, (line) => line.code)) {
      const key = keyOf(order.customerId, code);
      const earlier = this.#held.get(key);
      if (earlier) earlier.push({ order, lines });
      else this.#held.set(key, [{ order, lines }]);
    }
  }

  /**
   * Gives a credit note's line back on the customer's latest order that has enough of the code and enough money left, as
   * part of that note's one refund of the order. Null if it could; else why not.
   */
  takeBack(row: InvoiceLine): UnmatchedReason | null {
    if (row.customerId === null) return "no customer";
    const quantity = -row.quantity;
    const amountMinor = pence(quantity * row.priceThousandths);
    const held = this.#held.get(keyOf(row.customerId, row.code.toUpperCase()));
    if (!held) return "never bought before";
    const enough = held.filter(({ lines }) => left(lines) >= quantity);
    if (!enough.length) return "not enough left to give back";
    const found = enough.findLast(
      ({ order }) => order.totalMinor - order.refundedMinor >= amountMinor,
    );
    if (!found) return "more money than the order has left";
    giveBack(found, row, quantity, amountMinor);
    return null;
  }
}

/** Lines of the same price are given back first, then the dearest. */
function giveBack(
  { order, lines }: Holding,
  row: InvoiceLine,
  quantity: number,
  amountMinor: number,
): void {
  const price = pence(row.priceThousandths);
  let refund = order.refunds.find(({ invoice }) => invoice === row.invoice);
  if (!refund) {
    refund = { invoice: row.invoice, at: row.at, totalMinor: 0, lines: [] };
    order.refunds.push(refund);
  }
  refund.totalMinor += amountMinor;
  order.refundedMinor += amountMinor;
  const byFit = lines.toSorted(
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
