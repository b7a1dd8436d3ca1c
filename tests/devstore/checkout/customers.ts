import type { Store } from "../store/open-store.ts";
import { emit } from "../webhooks/emit.ts";
import { OrderRefused } from "./order-rows.ts";
import { touchCustomer } from "./aggregates.ts";

export interface CustomerWritten {
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly email?: string | null;
  readonly tags?: readonly string[];
  readonly note?: string | null;
  readonly emailMarketingState?: string;
  readonly state?: string;
  readonly dataSaleOptOut?: boolean;
  readonly rfmGroup?: string | null;
  /** The default address's country. */
  readonly countryCode?: string;
}

/** Makes a customer. Sends `customers/create`. */
export function createCustomer(store: Store, written: CustomerWritten): number {
  return store.transaction(() => {
    const id = store.nextId();
    const now = store.now();
    store.run("INSERT INTO customers (id, created_at, updated_at) VALUES (?, ?, ?)", id, now, now);
    write(store, id, written);
    tell(store, "customers/create", id);
    return id;
  });
}

/** Changes what is given and leaves the rest. Sends `customers/update`. @throws OrderRefused for an unknown customer */
export function updateCustomer(store: Store, id: number, written: CustomerWritten): void {
  store.transaction(() => {
    demand(store, id);
    write(store, id, written);
    store.run("UPDATE customers SET updated_at = ? WHERE id = ?", store.now(), id);
    tell(store, "customers/update", id);
  });
}

/** Deletes a customer without orders, as Shopify allows. Sends `customers/delete`. @throws OrderRefused otherwise */
export function deleteCustomer(store: Store, id: number): void {
  store.transaction(() => {
    demand(store, id);
    if (store.get("SELECT 1 FROM orders WHERE customer_id = ?", id) !== undefined) {
      throw new OrderRefused("Customer can't be deleted because they have associated orders");
    }
    forget(store, id);
    emit(store, "customers/delete", { id, admin_graphql_api_id: gid(id) });
  });
}

/**
 * Merges one customer into another: orders, addresses and tags move, the first is gone. Sends `customers/merge`,
 * `customers/delete` and `customers/update`. @throws OrderRefused for unknown or equal customers
 */
export function mergeCustomers(store: Store, merged: { fromId: number; intoId: number }): void {
  const { fromId, intoId } = merged;
  store.transaction(() => {
    demand(store, fromId);
    demand(store, intoId);
    if (fromId === intoId) throw new OrderRefused("Customers IDs should not match");
    const now = store.now();
    store.run(
      "UPDATE orders SET customer_id = ?, updated_at = ? WHERE customer_id = ?",
      intoId,
      now,
      fromId,
    );
    store.run(
      "UPDATE addresses SET customer_id = ?, is_default = 0 WHERE customer_id = ?",
      intoId,
      fromId,
    );
    setTags(store, intoId, [...tagsOf(store, intoId), ...tagsOf(store, fromId)]);
    forget(store, fromId);
    touchCustomer(store, intoId);
    emit(store, "customers/merge", {
      admin_graphql_api_customer_kept_id: gid(intoId),
      admin_graphql_api_customer_deleted_id: gid(fromId),
      admin_graphql_api_job_id: null,
      status: "completed",
      errors: [],
    });
    emit(store, "customers/delete", { id: fromId, admin_graphql_api_id: gid(fromId) });
    tell(store, "customers/update", intoId);
  });
}

/** Sets a customer's tags: one of a spelling, sorted as Shopify answers them, and found in any letter case. */
export function setTags(store: Store, id: number, tags: readonly string[]): void {
  const bySpelling = new Map(
    tags
      .map((tag) => tag.trim())
      .filter(Boolean)
      .map((tag) => [tag.toLowerCase(), tag]),
  );
  const sorted = [...bySpelling.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  store.run(
    "UPDATE customers SET tags = ? WHERE id = ?",
    JSON.stringify(sorted.map(([, tag]) => tag)),
    id,
  );
  store.run("DELETE FROM customer_tags WHERE customer_id = ?", id);
  for (const [key] of sorted)
    store.run("INSERT INTO customer_tags (tag_key, customer_id) VALUES (?, ?)", key, id);
}

function write(store: Store, id: number, written: CustomerWritten): void {
  const columns: Readonly<Record<string, string | number | null | undefined>> = {
    first_name: written.firstName,
    last_name: written.lastName,
    email: written.email?.toLowerCase() ?? (written.email === null ? null : undefined),
    note: written.note,
    email_marketing_state: written.emailMarketingState,
    state: written.state,
    rfm_group: written.rfmGroup,
    data_sale_opt_out:
      written.dataSaleOptOut === undefined ? undefined : written.dataSaleOptOut ? 1 : 0,
  };
  for (const [column, value] of Object.entries(columns)) {
    if (value !== undefined)
      store.run(`UPDATE customers SET ${column} = ? WHERE id = ?`, value, id);
  }
  if (written.tags !== undefined) setTags(store, id, written.tags);
  if (written.countryCode !== undefined) {
    store.run("DELETE FROM addresses WHERE customer_id = ? AND is_default = 1", id);
    store.run(
      "INSERT INTO addresses (id, customer_id, is_default, country_code) VALUES (?, ?, 1, ?)",
      ...[store.nextId(), id, written.countryCode],
    );
  }
}

function tagsOf(store: Store, id: number): string[] {
  const row = store.get<{ tags: string }>("SELECT tags FROM customers WHERE id = ?", id);
  return row === undefined ? [] : (JSON.parse(row.tags) as string[]);
}

function forget(store: Store, id: number): void {
  store.run("DELETE FROM customer_tags WHERE customer_id = ?", id);
  store.run("DELETE FROM customer_list_entries WHERE customer_id = ?", id);
  store.run("DELETE FROM metafields WHERE owner_type = 'CUSTOMER' AND owner_id = ?", id);
  store.run("DELETE FROM addresses WHERE customer_id = ?", id);
  store.run("DELETE FROM customer_phones WHERE customer_id = ?", id);
  store.run("DELETE FROM company_contacts WHERE customer_id = ?", id);
  store.run("DELETE FROM customers WHERE id = ?", id);
}

function demand(store: Store, id: number): void {
  if (store.get("SELECT 1 FROM customers WHERE id = ?", id) === undefined) {
    throw new OrderRefused(`Customer ${String(id)} does not exist`);
  }
}

const gid = (id: number): string => `gid://shopify/Customer/${String(id)}`;

function tell(store: Store, topic: string, id: number): void {
  const row = store.get<{
    created_at: number;
    updated_at: number;
    state: string;
    tags: string;
    data_sale_opt_out: number;
  }>(
    "SELECT created_at, updated_at, state, tags, data_sale_opt_out FROM customers WHERE id = ?",
    id,
  );
  if (row === undefined) return;
  emit(store, topic, {
    id,
    admin_graphql_api_id: gid(id),
    created_at: new Date(row.created_at).toISOString(),
    updated_at: new Date(row.updated_at).toISOString(),
    state: row.state.toLowerCase(),
    tags: (JSON.parse(row.tags) as string[]).join(", "),
    data_sale_opt_out: row.data_sale_opt_out === 1,
  });
}
