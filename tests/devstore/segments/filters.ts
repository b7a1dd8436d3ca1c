import { builtInFilters } from "./built-in-filters.ts";
import type { Filter, FilterType, Source } from "./filter.ts";

const builtIn = new Map(builtInFilters.map((filter) => [filter.name, filter]));

/** A customer metafield that has a definition. */
export interface MetafieldDefinition {
  readonly namespace: string;
  readonly key: string;
  readonly name: string;
  readonly type: string;
}

const scalarTypes: Readonly<Record<string, FilterType>> = {
  single_line_text_field: "text",
  number_integer: "integer",
  number_decimal: "float",
  boolean: "flag",
  date: "day",
  date_time: "date",
};
const scalarSql: Readonly<Record<string, string>> = {
  number_integer: "CAST(m.value AS INTEGER)",
  number_decimal: "CAST(m.value AS REAL)",
  boolean: "(m.value = 'true')",
  date_time: "CAST(unixepoch(m.value) AS INTEGER) * 1000",
};

/** The filter of a metafield definition; null for a type that segments cannot ask about, json among them. */
export function metafieldFilter(definition: MetafieldDefinition): Filter | null {
  const name = `metafields.${definition.namespace}.${definition.key}`;
  const bound = [definition.namespace, definition.key];
  const where = "m.owner_type = 'CUSTOMER' AND m.namespace = ? AND m.key = ?";
  if (definition.type === "list.single_line_text_field") {
    const table = "customer_list_entries AS e WHERE e.namespace = ? AND e.key = ?";
    const source: Source = { kind: "entries", table, entry: "e.entry_key", folded: true, bound };
    return { name, label: definition.name, type: "list", source };
  }
  const type = scalarTypes[definition.type];
  if (type === undefined) return null;
  const value = scalarSql[definition.type] ?? "m.value";
  const text = `(SELECT ${value} FROM metafields AS m WHERE ${where} AND m.owner_id = c.id)`;
  const inlined = bound.reduce(
    (sql, part) => sql.replace("?", `'${part.replaceAll("'", "''")}'`),
    text,
  );
  return { name, label: definition.name, type, source: { kind: "column", sql: inlined } };
}

/** Finds a filter by the name a query uses. */
export type FindFilter = (name: string) => Filter | undefined;

/** The filters of a shop: the built-in ones and those of its customer metafield definitions. */
export function filtersOf(definitions: readonly MetafieldDefinition[]): {
  all: readonly Filter[];
  find: FindFilter;
} {
  const own = definitions.flatMap((definition) => metafieldFilter(definition) ?? []);
  const byName = new Map(own.map((filter) => [filter.name, filter]));
  return {
    all: [...builtInFilters, ...own],
    find: (name) => builtIn.get(name) ?? byName.get(name),
  };
}
