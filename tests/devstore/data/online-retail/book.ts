/**
 * The invoice lines of the UCI "Online Retail" file, and what they say in a shop's terms. Money is in thousandths of a
 * pound until a line is rounded to pence, because four prices have three decimals.
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
  /** What no credit note has claimed yet. */
  remaining: number;
  /** Units that went back. */
  returned: number;
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
  /** Null: a guest. */
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

/** A line of a credit note that found no order. */
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

/** Half pence away from zero do not occur: only prices under a penny have a third decimal. */
export const pence = (thousandths: number): number => Math.round(thousandths / 10);

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

/** Postage, manual entries, commissions, vouchers: money, but no product. Takes the code in upper case. */
export const isFee = (code: string): boolean => FEES.has(code) || code.startsWith("GIFT_0001_");
