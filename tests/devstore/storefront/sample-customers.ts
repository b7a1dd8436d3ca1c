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

const SAMPLES_A_KIND = 3;
const KINDS = 20;
const COLUMNS = "id, first_name, last_name, email, number_of_orders";

/** A few customers to sign in as: of each published segment, with each offer, and of those who have neither. */
export function sampleCustomers(page: Page): SampleKind[] {
  const namespace = page.namespace("$app");
  const published = handles(page).map(({ handle, name }) => ({
    name,
    rows: page.store.all<SampleRow>(
      `SELECT ${COLUMNS} FROM customers WHERE id IN (
         SELECT customer_id FROM customer_list_entries
         WHERE namespace = ? AND key = 'segments' AND entry_key = ? LIMIT ${SAMPLES_A_KIND})`,
      namespace,
      handle,
    ),
  }));
  const others = page.store.all<SampleRow>(
    `SELECT ${COLUMNS} FROM customers WHERE id NOT IN (
       SELECT customer_id FROM customer_list_entries WHERE namespace = ? AND key = 'segments')
     ORDER BY number_of_orders DESC LIMIT ${2 * SAMPLES_A_KIND}`,
    namespace,
  );
  return [...published, { name: "In no segment", rows: others }]
    .filter(({ rows }) => rows.length > 0)
    .map(({ name, rows }) => ({ name, customers: rows.map(sample) }));
}

/** Published segments by title, and their offers. */
function handles(page: Page): { handle: string; name: string }[] {
  return page.store
    .all<{ handle: string; title: string | null; offer: string | null }>(
      `SELECT handle, fields ->> 'title' AS title, fields ->> 'offer' AS offer
       FROM metaobjects WHERE type = ? AND handle <> 'everyone' ORDER BY title LIMIT ${KINDS}`,
      page.metaobjectType("$app:segment"),
    )
    .flatMap(({ handle, title, offer }) => {
      const name = title ?? handle;
      const segment = { handle, name };
      return offer ? [segment, { handle: offer, name: `${name}, with the offer` }] : [segment];
    });
}

function sample(row: SampleRow) {
  const name = `${row.first_name ?? ""} ${row.last_name ?? ""}`.trim();
  return {
    id: row.id,
    name: name || (row.email ?? `Customer ${row.id}`),
    about: row.number_of_orders === 1 ? "1 order" : `${row.number_of_orders} orders`,
  };
}
