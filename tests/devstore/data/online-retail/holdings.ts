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

export type TakenBack =
  | { readonly kind: "given back"; readonly isMoneyOnly: boolean }
  | { readonly kind: "unmatched"; readonly reason: UnmatchedReason };

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
   * part of that note's one refund of the order.
   */
  takeBack(row: InvoiceLine): TakenBack {
    if (row.customerId === null) return { kind: "unmatched", reason: "no customer" };
    const quantity = -row.quantity;
    const amountMinor = pence(quantity * row.priceThousandths);
    const held = this.#held.get(keyOf(row.customerId, row.code.toUpperCase()));
    if (!held) return { kind: "unmatched", reason: "never bought before" };
    const enough = held.filter(({ lines }) => left(lines) >= quantity);
    if (!enough.length) return { kind: "unmatched", reason: "not enough left to give back" };
    const found = enough.findLast(
      ({ order }) => order.totalMinor - order.refundedMinor >= amountMinor,
    );
    if (!found) return { kind: "unmatched", reason: "more money than the order has left" };
    return { kind: "given back", isMoneyOnly: giveBack(found, row, quantity, amountMinor) };
  }
}

/** True if only money was given back. */
function giveBack(
  { order, lines }: Holding,
  row: InvoiceLine,
  quantity: number,
  amountMinor: number,
): boolean {
  let refund = order.refunds.find(({ invoice }) => invoice === row.invoice);
  if (!refund) {
    refund = { invoice: row.invoice, at: row.at, totalMinor: 0, lines: [] };
    order.refunds.push(refund);
  }
  refund.totalMinor += amountMinor;
  order.refundedMinor += amountMinor;
  const claimed = claim(lines, quantity, pence(row.priceThousandths));
  const cost = claimed.reduce((sum, { line, units }) => sum + units * line.unitPriceMinor, 0);
  if (cost > amountMinor) return true;
  for (const { line, units } of claimed) {
    line.returned += units;
    const before = refund.lines.find((one) => one.line === line);
    if (before) before.quantity += units;
    else refund.lines.push({ line, quantity: units });
  }
  return false;
}

/** Units of lines of the same price are claimed first, then of the dearest. */
function claim(
  lines: readonly SoldLine[],
  quantity: number,
  priceMinor: number,
): { line: SoldLine; units: number }[] {
  const byFit = lines.toSorted(
    (a, b) =>
      Number(b.unitPriceMinor === priceMinor) - Number(a.unitPriceMinor === priceMinor) ||
      b.unitPriceMinor - a.unitPriceMinor,
  );
  let missing = quantity;
  return byFit.flatMap((line) => {
    const units = Math.min(missing, line.remaining);
    line.remaining -= units;
    missing -= units;
    return units === 0 ? [] : [{ line, units }];
  });
}
