import type Database from "better-sqlite3";

import { BESIDE_TABLES } from "./shop-life/beside.ts";
import { moneyOf, type Taxes } from "./order-money.ts";
import type { CustomerRow, OrderRow, ProductRow, VariantRow } from "./shop-rows.ts";

const ROWS_A_TRANSACTION = 50_000;
const BULK_TABLES = [
  "customers",
  "customer_tags",
  "addresses",
  "orders",
  "line_items",
  "refunds",
  "refund_line_items",
];

/**
 * Writes rows straight into a store's file: prepared inserts in large transactions, the indexes of the large tables built
 * once at the end. Fires no webhook. A load cut off half-way leaves no fingerprint in `meta` and is started anew.
 */
export class ShopWriter {
  readonly #db: Database.Database;
  readonly #taxes: Taxes;
  readonly #insert;
  #indexes: string[] = [];
  #open = 0;
  #nextAddressId = 8_000_000_000_001;
  rows = 0;

  constructor(db: Database.Database, taxes: Taxes) {
    this.#db = db;
    this.#taxes = taxes;
    const into = (table: string, columns: string) =>
      db.prepare(
        `INSERT INTO ${table} (${columns}) VALUES (${columns.replaceAll(/[a-z_]+/g, "?")})`,
      );
    this.#insert = {
      product: into(
        "products",
        "id, title, handle, product_type, vendor, status, tags, description, image_url, published_at, created_at, updated_at",
      ),
      variant: into(
        "variants",
        "id, product_id, title, sku, price_minor, compare_at_minor, cost_minor, inventory_quantity, inventory_policy, position, created_at, updated_at",
      ),
      collection: into("collections", "id, title, handle, updated_at"),
      collectionProduct: into("collection_products", "collection_id, product_id, position"),
      customer: into(
        "customers",
        "id, first_name, last_name, email, locale, state, email_marketing_state, tags, created_at, updated_at",
      ),
      tag: into("customer_tags", "tag_key, customer_id"),
      address: into("addresses", "id, customer_id, country_code, city"),
      order: into(
        "orders",
        "id, number, customer_id, email, country_code, processed_at, created_at, updated_at, cancelled_at, cancel_reason, test, taxes_included, source_name, financial_status, discount_codes, subtotal_minor, discount_minor, tax_minor, shipping_minor, total_minor, current_subtotal_minor, current_tax_minor, current_shipping_minor, current_total_minor, refunded_minor, refunded_shipping_minor",
      ),
      line: into(
        "line_items",
        "id, order_id, product_id, variant_id, title, sku, vendor, quantity, current_quantity, unit_price_minor, discount_minor, total_minor",
      ),
      refund: into("refunds", "id, order_id, created_at, total_minor"),
      refundLine: into("refund_line_items", "refund_id, line_item_id, quantity, subtotal_minor"),
    };
  }

  /** Empties the store of customers, orders and products and takes the large tables' indexes away until `finish`. */
  start(): void {
    const db = this.#db;
    for (const table of [
      ...BULK_TABLES,
      "products",
      "variants",
      "collections",
      "collection_products",
      ...BESIDE_TABLES,
    ]) {
      db.exec(`DELETE FROM ${table}`);
    }
    const indexes = db
      .prepare<[], { name: string; sql: string; tbl_name: string }>(
        "SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
      )
      .all()
      .filter(({ tbl_name }) => BULK_TABLES.includes(tbl_name));
    this.#indexes = indexes.map(({ sql }) => sql);
    for (const { name } of indexes) db.exec(`DROP INDEX "${name}"`);
    db.exec("BEGIN IMMEDIATE");
  }

  finish(): void {
    this.#db.exec("COMMIT");
    for (const sql of this.#indexes) this.#db.exec(sql);
  }

  #count(rows: number): void {
    this.rows += rows;
    this.#open += rows;
    if (this.#open < ROWS_A_TRANSACTION) return;
    this.#open = 0;
    this.#db.exec("COMMIT; BEGIN IMMEDIATE");
  }

  product(row: ProductRow, variants: readonly VariantRow[]): void {
    this.#insert.product.run(
      row.id,
      row.title,
      row.handle,
      row.productType,
      row.vendor,
      row.status,
      JSON.stringify(row.tags),
      row.description,
      row.imageUrl,
      row.publishedAt,
      row.createdAt,
      row.updatedAt,
    );
    for (const one of variants) {
      this.#insert.variant.run(
        one.id,
        one.productId,
        one.title,
        one.sku,
        one.priceMinor,
        one.compareAtMinor,
        one.costMinor,
        one.inventoryQuantity,
        one.inventoryPolicy,
        one.position,
        one.at,
        one.at,
      );
    }
    this.#count(1 + variants.length);
  }

  collection(
    row: { id: number; title: string; handle: string; at: number },
    productIds: readonly number[],
  ): void {
    this.#insert.collection.run(row.id, row.title, row.handle, row.at);
    productIds.forEach((id, index) => this.#insert.collectionProduct.run(row.id, id, index + 1));
    this.#count(1 + productIds.length);
  }

  customer(row: CustomerRow): void {
    const tags = row.tags.length ? JSON.stringify([...row.tags].sort()) : "[]";
    this.#insert.customer.run(
      row.id,
      row.firstName,
      row.lastName,
      row.email,
      row.locale,
      row.state,
      row.emailMarketingState,
      tags,
      row.createdAt,
      row.createdAt,
    );
    for (const tag of row.tags) this.#insert.tag.run(tag.toLowerCase(), row.id);
    if (row.countryCode) {
      this.#insert.address.run(this.#nextAddressId++, row.id, row.countryCode, row.city);
    }
    this.#count(1 + row.tags.length + (row.countryCode ? 1 : 0));
  }

  order(row: OrderRow): void {
    const money = moneyOf(row, this.#taxes);
    let updatedAt = row.cancelledAt ?? row.at;
    for (const refund of row.refunds) updatedAt = Math.max(updatedAt, refund.at);
    this.#insert.order.run(
      row.id,
      row.number,
      row.customerId,
      row.email,
      row.countryCode,
      row.at,
      row.at,
      updatedAt,
      row.cancelledAt,
      row.cancelReason,
      row.isTest ? 1 : 0,
      this.#taxes.included ? 1 : 0,
      row.sourceName,
      money.status,
      row.discountCodes.length ? JSON.stringify(row.discountCodes) : "[]",
      money.subtotal,
      money.discount,
      money.tax,
      row.shippingMinor,
      money.total,
      money.currentSubtotal,
      money.currentTax,
      money.currentShipping,
      money.currentTotal,
      money.refunded,
      money.refundedShipping,
    );
    for (const line of row.lines) {
      this.#insert.line.run(
        line.id,
        row.id,
        line.productId,
        line.variantId,
        line.title,
        line.sku,
        line.vendor,
        line.quantity,
        line.currentQuantity,
        line.unitPriceMinor,
        line.discountMinor,
        line.quantity * line.unitPriceMinor - line.discountMinor,
      );
    }
    let rows = 1 + row.lines.length;
    for (const refund of row.refunds) {
      this.#insert.refund.run(refund.id, row.id, refund.at, refund.totalMinor);
      for (const line of refund.lines) {
        this.#insert.refundLine.run(refund.id, line.lineItemId, line.quantity, line.subtotalMinor);
      }
      rows += 1 + refund.lines.length;
    }
    this.#count(rows);
  }
}
