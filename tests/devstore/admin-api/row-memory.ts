import type { Store } from "../store/open-store.ts";

interface Identified {
  readonly id: number;
}

/** Tables that are read by key, with the column of their parent and the order of its children. */
const children = {
  discount_allocations: { parent: "order_id", order: "position" },
  discount_applications: { parent: "order_id", order: "position" },
  line_items: { parent: "order_id", order: "id" },
  refunds: { parent: "order_id", order: "id" },
  variants: { parent: "product_id", order: "position, id" },
} as const;

export type ChildTable = keyof typeof children;
export type RowTable = "customers" | "products" | "variants" | "orders" | "line_items";

const most = 20_000;

/**
 * What a bulk operation keeps in mind, so that it does not ask SQLite for one row at a time: the children of the page it is
 * at, read at once, and a bounded number of rows seen before.
 */
export class RowMemory {
  private page: readonly Identified[] = [];
  private readonly groups = new Map<ChildTable, Map<number, object[]>>();
  private readonly rows = new Map<RowTable, Map<number, object | null>>();

  /** The rows that come next; what was kept of the page before is dropped. */
  turnTo(page: readonly object[]): void {
    this.page = page.filter((row): row is Identified => "id" in row && typeof row.id === "number");
    this.groups.clear();
  }

  children(store: Store, table: ChildTable, parentId: number): object[] {
    let groups = this.groups.get(table);
    if (!groups) {
      groups = readGroups(store, table, this.page);
      this.groups.set(table, groups);
    }
    return groups.get(parentId) ?? readChildren(store, table, parentId);
  }

  row(store: Store, table: RowTable, id: number): object | null {
    let known = this.rows.get(table);
    if (!known) this.rows.set(table, (known = new Map<number, object | null>()));
    let row = known.get(id);
    if (row === undefined) {
      row = readRow(store, table, id);
      if (known.size >= most) known.clear();
      known.set(id, row);
    }
    return row;
  }
}

interface Reading {
  readonly store: Store;
  readonly memory?: RowMemory;
}

/** A row by its number, or null. */
export function rowById(
  { store, memory }: Reading,
  table: RowTable,
  id: number | null,
): object | null {
  if (id === null) return null;
  return memory ? memory.row(store, table, id) : readRow(store, table, id);
}

/** The rows under a parent, in their order. The caller knows what rows the table has. */
export function rowsUnder<Row extends object>(
  { store, memory }: Reading,
  table: ChildTable,
  parentId: number,
): Row[] {
  return (
    memory ? memory.children(store, table, parentId) : readChildren(store, table, parentId)
  ) as Row[];
}

function readRow(store: Store, table: RowTable, id: number): object | null {
  return store.get<object>(`SELECT * FROM ${table} WHERE id = ?`, id) ?? null;
}

function readChildren(store: Store, table: ChildTable, parentId: number): object[] {
  const { parent, order } = children[table];
  return store.all<object>(
    `SELECT * FROM ${table} WHERE ${parent} = ? ORDER BY ${order}`,
    parentId,
  );
}

function readGroups(
  store: Store,
  table: ChildTable,
  page: readonly Identified[],
): Map<number, object[]> {
  const { parent, order } = children[table];
  const groups = new Map<number, object[]>(page.map((row) => [row.id, []]));
  if (page.length === 0) return groups;
  const rows = store.all<{ parent_key: number }>(
    `SELECT ${parent} AS parent_key, * FROM ${table} WHERE ${parent} IN (SELECT value FROM json_each(?)) ORDER BY ${order}`,
    JSON.stringify(page.map((row) => row.id)),
  );
  for (const row of rows) groups.get(row.parent_key)?.push(row);
  return groups;
}
