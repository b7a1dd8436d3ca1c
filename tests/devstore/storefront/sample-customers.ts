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
  readonly rfm_group: string | null;
}

const SAMPLES_A_KIND = 3;
const OFFERS = 10;
/** Looked through for one of each group, so that a shop of a million customers answers as fast as a small one. */
const LOOKED_THROUGH = 20_000;
const COLUMNS = "id, first_name, last_name, email, number_of_orders, rfm_group";

/** A few customers to sign in as: of those with each published offer, and of each of Shopify's own RFM groups. */
export function sampleCustomers(page: Page): SampleKind[] {
  const rows = page.store.all<SampleRow>(
    `SELECT ${COLUMNS} FROM (
       SELECT ${COLUMNS}, row_number() OVER (PARTITION BY rfm_group ORDER BY number_of_orders DESC, id) AS place
       FROM (SELECT ${COLUMNS} FROM customers ORDER BY id LIMIT ${LOOKED_THROUGH}))
     WHERE place <= ${SAMPLES_A_KIND} ORDER BY rfm_group IS NULL, rfm_group, place`,
  );
  const groups = Map.groupBy(rows, (row) => row.rfm_group);
  return [
    ...withOffers(page),
    ...[...groups].map(([group, members]) => ({
      name: group === null ? "In no group" : words(group),
      customers: members.map(sample),
    })),
  ];
}

function withOffers(page: Page): SampleKind[] {
  return page.store
    .all<{ offer: string; percent: string; message: string | null }>(
      `SELECT fields ->> 'offer' AS offer, fields ->> 'offer_percent' AS percent, nullif(fields ->> 'message', '') AS message
       FROM metaobjects WHERE type = ? AND coalesce(fields ->> 'offer', '') <> '' ORDER BY id LIMIT ${OFFERS}`,
      page.metaobjectType("$app:segment"),
    )
    .map(({ offer, percent, message }) => ({
      name: `With the offer: ${message ?? offer}, ${percent}%`,
      customers: holders(page, offer).map(sample),
    }))
    .filter(({ customers }) => customers.length > 0);
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

function sample(row: SampleRow) {
  const name = `${row.first_name ?? ""} ${row.last_name ?? ""}`.trim();
  return {
    id: row.id,
    name: name || (row.email ?? `Customer ${row.id}`),
    about: row.number_of_orders === 1 ? "1 order" : `${row.number_of_orders} orders`,
  };
}

/** `NEEDS_ATTENTION` as "Needs attention". */
function words(group: string): string {
  const text = group.toLowerCase().replaceAll("_", " ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
