import { Drop } from "liquidjs";
import { liquidPrice } from "../liquid/money.ts";
import type { Page } from "../page.ts";
import { MetafieldsDrop } from "./metafields-drop.ts";

interface CustomerRow {
  readonly id: number;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
  readonly tags: string;
  readonly number_of_orders: number;
  readonly amount_spent_minor: number;
}

/** The signed-in customer. For guests, and for one that is no longer there, Liquid's `customer` is nil. */
class CustomerDrop extends Drop {
  readonly id: number;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string | null;
  readonly tags: readonly string[];
  readonly orders_count: number;
  readonly total_spent: number;
  /** Where they live decides what law asks to be said. */
  readonly default_address: { country_code: string; province_code: string | null } | null;
  readonly metafields: MetafieldsDrop;

  constructor(page: Page, row: CustomerRow) {
    super();
    this.id = row.id;
    this.first_name = row.first_name ?? "";
    this.last_name = row.last_name ?? "";
    this.email = row.email;
    const tags: unknown = JSON.parse(row.tags);
    this.tags = Array.isArray(tags) ? tags.map(String) : [];
    this.orders_count = row.number_of_orders;
    this.total_spent = liquidPrice(row.amount_spent_minor, page.store.currency);
    this.default_address =
      page.store.get<{ country_code: string; province_code: string | null }>(
        "SELECT country_code, province_code FROM addresses WHERE customer_id = ? AND is_default = 1",
        row.id,
      ) ?? null;
    this.metafields = new MetafieldsDrop(page, "CUSTOMER", row.id);
  }

  get name(): string {
    return `${this.first_name} ${this.last_name}`.trim();
  }
}

export function customerById(page: Page, id: number): CustomerDrop | null {
  const row = page.store.get<CustomerRow>(
    "SELECT id, first_name, last_name, email, tags, number_of_orders, amount_spent_minor FROM customers WHERE id = ?",
    id,
  );
  return row ? new CustomerDrop(page, row) : null;
}
