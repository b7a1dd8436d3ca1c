import { statSync } from "node:fs";
import { basename } from "node:path";

import type { Store } from "../store/open-store.ts";
import { fillOnce, type Filled } from "./fill-once.ts";
import { countryCode } from "./online-retail/countries.ts";
import { customersOf, emailOf } from "./online-retail/customers.ts";
import { productsOf, type Shelved } from "./online-retail/products.ts";
import type { Book, Unmatched } from "./online-retail/book.ts";
import { readInvoices } from "./online-retail/invoices.ts";
import { readInvoiceLines } from "./online-retail/read-csv.ts";
import type { RefundRow } from "./shop-rows.ts";
import { dayOfDate, momentsIn } from "./shop-time.ts";
import { ShopWriter } from "./shop-writer.ts";

const TIME_ZONE = "Europe/London";
const ORDER_IDS = 6_000_000_000_000;
const LINE_IDS = 14_000_000_000_000;
const REFUND_IDS = 900_000_000_000;
/** Prices are what was paid, tax and all: the file does not tell tax apart. */
const TAXES = { included: true, rate: 0 };

export interface OnlineRetailOptions {
  readonly path: string;
  /** Only the first so many invoice numbers of the file. */
  readonly cut?: number;
  /** Moves everything by whole weeks, so that the file's last day is this day or one of the six before it. */
  readonly endsOn?: string;
}

/** What became of the file: each of its rows in one account, and every credit note line that found no order. */
export interface OnlineRetailReport {
  rows: number;
  /** The file's money, to the thousandth of a pound. */
  thousandths: number;
  accounts: { account: string; rows: number; thousandths: number }[];
  /** Money in those accounts that the orders' lines, kept in pence, do not show. */
  roundedOffThousandths: number;
  customers: number;
  orders: number;
  refunds: number;
  products: number;
  unmatched: Unmatched[];
}

/**
 * Fills a store with the UCI "Online Retail" file: each invoice an order, credit notes as refunds of earlier orders (the
 * rules stand at `readInvoices`). Does nothing if the store holds the same file already.
 */
export async function loadOnlineRetail(
  store: Store,
  options: OnlineRetailOptions,
): Promise<Filled> {
  const file = {
    name: basename(options.path),
    bytes: statSync(options.path).size,
    cut: options.cut ?? null,
    endsOn: options.endsOn ?? null,
  };
  return fillOnce(store, { loader: "online-retail", version: 2, ...file }, async () => {
    const lines = await readInvoiceLines(options.path, options.cut);
    const book = readInvoices(lines);
    const facts = {
      name: "Online Retail",
      currency: "GBP",
      timezone: TIME_ZONE,
      locale: "en",
      country: "GB",
      plan: "standard",
      taxesIncluded: true,
    };
    for (const [key, value] of Object.entries(facts)) store.setMeta(key, value);

    const writer = new ShopWriter(store.db, TAXES);
    writer.start();
    const lastAt = lines.at(-1)?.at ?? "2011-12-09 12:50:00";
    const at = wallClock(options.endsOn ? wholeWeeks(lastAt, options.endsOn) : 0);
    const products = productsOf(book.orders, { lastAt, at, shop: shortName(store) });
    for (const product of products.values()) writer.product(product.row, [product.variant]);
    for (const collection of collectionsOf(products)) {
      writer.collection({ ...collection, at: at(lastAt) }, collection.productIds);
    }
    const customers = customersOf(lines, at);
    for (const customer of customers) writer.customer(customer);
    let lineId = LINE_IDS;
    let refundId = REFUND_IDS;
    let refunds = 0;
    for (const order of book.orders) {
      const lineIds = new Map(order.lines.map((line) => [line, ++lineId]));
      refunds += order.refunds.length;
      writer.order({
        id: ORDER_IDS + order.number,
        number: order.number,
        customerId: order.customerId,
        email: order.customerId === null ? null : emailOf(order.customerId),
        countryCode: countryCode(order.country),
        at: at(order.at),
        cancelledAt: null,
        cancelReason: null,
        isTest: false,
        sourceName: "web",
        discountCodes: [],
        shippingMinor: 0,
        lines: order.lines.map((line) => {
          const product = products.get(line.code);
          return {
            id: lineIds.get(line) ?? 0,
            productId: product?.row.id ?? null,
            variantId: product?.variant.id ?? null,
            title: product?.row.title ?? (line.description || line.code),
            sku: line.code,
            vendor: product?.row.vendor ?? null,
            quantity: line.quantity,
            currentQuantity: line.quantity - line.returned,
            unitPriceMinor: line.unitPriceMinor,
            discountMinor: 0,
          };
        }),
        refunds: order.refunds.map((refund): RefundRow => ({
          id: ++refundId,
          at: at(refund.at),
          totalMinor: refund.totalMinor,
          shippingMinor: 0,
          lines: refund.lines.map(({ line, quantity }) => ({
            lineItemId: lineIds.get(line) ?? 0,
            quantity,
            subtotalMinor: quantity * line.unitPriceMinor,
          })),
        })),
      });
    }
    writer.finish();
    return {
      rows: writer.rows,
      lastOrderNumber: Math.max(0, ...book.orders.map(({ number }) => number)),
      report: reportOf(book, { customers: customers.length, products: products.size, refunds }),
    };
  });
}

function reportOf(
  book: Book,
  counted: Pick<OnlineRetailReport, "customers" | "products" | "refunds">,
): OnlineRetailReport {
  const accounts = [...book.accounts].map(([account, entry]) => ({ account, ...entry }));
  return {
    rows: accounts.reduce((sum, { rows }) => sum + rows, 0),
    thousandths: accounts.reduce((sum, { thousandths }) => sum + thousandths, 0),
    accounts,
    roundedOffThousandths: book.roundedOffThousandths,
    orders: book.orders.length,
    ...counted,
    unmatched: book.unmatched,
  };
}

/** Days from the day of `lastAt` to `endsOn`, down to whole weeks. */
const wholeWeeks = (lastAt: string, endsOn: string): number =>
  Math.floor((dayOfDate(endsOn) - dayOfDate(lastAt.slice(0, 10))) / 7) * 7;

/** `2010-12-01 08:26:00` in London as a moment, so many days later. */
function wallClock(daysLater: number): (text: string) => number {
  const moment = momentsIn(TIME_ZONE);
  const days = new Map<string, number>();
  return (text) => {
    const date = text.slice(0, 10);
    let day = days.get(date);
    if (day === undefined) days.set(date, (day = dayOfDate(date) + daysLater));
    return moment(day, Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16)));
  };
}

const shortName = (store: Store): string => store.domain.replace(/\.myshopify\.com$/, "");

function collectionsOf(
  products: ReadonlyMap<string, Shelved>,
): { id: number; title: string; handle: string; productIds: number[] }[] {
  const byKind = Map.groupBy(products.values(), ({ row }) => row.productType);
  return [...byKind]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([title, shelved], index) => ({
      id: 400_000_000_001 + index,
      title,
      handle: title.toLowerCase().replaceAll(/[^a-z]+/g, "-"),
      productIds: shelved.toSorted((a, b) => b.sold - a.sold).map(({ row }) => row.id),
    }));
}
