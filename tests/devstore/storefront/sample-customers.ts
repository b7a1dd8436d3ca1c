import type { Page } from "./page.ts";

export interface SampleKind {
  readonly name: string;
  readonly customers: readonly {
    readonly id: number;
    readonly name: string;
    readonly about: string;
  }[];
}

interface SampleRow {
  readonly id: number;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
  readonly number_of_orders: number;
}

interface PublishedRow {
  readonly handle: string;
  readonly title: string | null;
  readonly offer: string | null;
}

const SAMPLES_A_KIND = 3;
const KINDS = 20;
const COLUMNS = "id, first_name, last_name, email, number_of_orders";

/** A few customers to sign in as: of each published segment, first those with its offer, and of those in none. */
export function sampleCustomers(page: Page): SampleKind[] {
  const published = page.store.all<PublishedRow>(
    `SELECT handle, fields ->> 'title' AS title, fields ->> 'offer' AS offer
     FROM metaobjects WHERE type = ? AND handle <> 'everyone' ORDER BY title LIMIT ${KINDS}`,
    page.metaobjectType("$app:segment"),
  );
  const kinds = published.map(({ handle, title, offer }) => {
    const withOffer = offer ? holders(page, offer) : [];
    const known = new Set(withOffer.map((row) => row.id));
    const without = holders(page, handle).filter((row) => !known.has(row.id));
    const customers = [
      ...withOffer.map((row) => sample(row, true)),
      ...without.map((row) => sample(row, false)),
    ];
    return { name: title ?? handle, customers: customers.slice(0, SAMPLES_A_KIND) };
  });
  const others = page.store.all<SampleRow>(
    `SELECT ${COLUMNS} FROM customers WHERE id NOT IN (
       SELECT customer_id FROM customer_list_entries WHERE namespace = ? AND key = 'segments')
     ORDER BY id DESC LIMIT ${2 * SAMPLES_A_KIND}`,
    page.namespace("$app"),
  );
  return [
    ...kinds,
    { name: "In no segment", customers: others.map((row) => sample(row, false)) },
  ].filter(({ customers }) => customers.length > 0);
}

function holders(page: Page, handle: string): SampleRow[] {
  return page.store.all<SampleRow>(
    `SELECT ${COLUMNS} FROM customers WHERE id IN (
       SELECT customer_id FROM customer_list_entries
       WHERE namespace = ? AND key = 'segments' AND entry_key = ? LIMIT ${SAMPLES_A_KIND})`,
    page.namespace("$app"),
    handle,
  );
}

function sample(row: SampleRow, hasOffer: boolean) {
  const name = `${row.first_name ?? ""} ${row.last_name ?? ""}`.trim();
  const orders = row.number_of_orders === 1 ? "1 order" : `${row.number_of_orders} orders`;
  return {
    id: row.id,
    name: name || (row.email ?? `Customer ${row.id}`),
    about: hasOffer ? `${orders}, an offer` : orders,
  };
}
