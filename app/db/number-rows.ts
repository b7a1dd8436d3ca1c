import type { Tables } from "./tables.ts";

/**
 * Rows of a table that holds nothing but numbers, in one piece of memory: a tenth of what objects need, and handed to
 * another thread without a copy.
 */
export interface NumberRows<Table extends keyof Tables> {
  table: Table;
  /** How many columns a row has. */
  width: number;
  /** Row after row, each in the order of its shape's columns. NaN is null. */
  values: Float64Array<ArrayBuffer>;
}

/** What is needed here of a table's shape: the order of its columns. */
interface Shape<Table extends keyof Tables> {
  table: Table;
  columns: Readonly<Record<keyof Tables[Table] & string, unknown>>;
}

export function numberRows<Table extends keyof Tables>(
  { table, columns }: Shape<Table>,
  rows: readonly Record<keyof Tables[Table] & string, number | null>[],
): NumberRows<Table> {
  const names = Object.keys(columns) as (keyof Tables[Table] & string)[];
  const values = new Float64Array(rows.length * names.length);
  let at = 0;
  for (const row of rows) {
    for (const name of names) values[at++] = row[name] ?? NaN;
  }
  return { table, width: names.length, values };
}

/** The rows whose number in one column is among these. */
export function rowsWhere<Table extends keyof Tables>(
  { columns }: Shape<Table>,
  { table, width, values }: NumberRows<Table>,
  column: keyof Tables[Table] & string,
  among: ReadonlySet<number>,
): NumberRows<Table> {
  const place = Object.keys(columns).indexOf(column);
  const kept = Float64Array.from(values);
  let end = 0;
  for (let from = 0; from < values.length; from += width) {
    if (!among.has(values[from + place] ?? NaN)) continue;
    kept.copyWithin(end, from, from + width);
    end += width;
  }
  return { table, width, values: kept.slice(0, end) };
}

/** All rows together, in the order of the number in one column; null stands first. */
export function joinedBy<Table extends keyof Tables>(
  { table, columns }: Shape<Table>,
  rows: readonly NumberRows<Table>[],
  column: keyof Tables[Table] & string,
): NumberRows<Table> {
  const names = Object.keys(columns);
  const width = names.length;
  const place = names.indexOf(column);
  const given = new Float64Array(rows.reduce((sum, { values }) => sum + values.length, 0));
  let end = 0;
  for (const { values } of rows) {
    given.set(values, end);
    end += values.length;
  }
  const numberAt = (row: number) => {
    const number = given[row * width + place] ?? NaN;
    return Number.isNaN(number) ? -Infinity : number;
  };
  const order = Uint32Array.from({ length: given.length / width }, (_, row) => row).sort(
    (a, b) => numberAt(a) - numberAt(b) || a - b, // of two nulls the difference is NaN: they stay as they stood
  );
  const values = new Float64Array(given.length);
  for (let to = 0; to < values.length; to++) {
    const row = order[Math.floor(to / width)] ?? 0;
    values[to] = given[row * width + (to % width)] ?? NaN;
  }
  return { table, width, values };
}

/** The numbers in one column. */
export function numbersIn<Table extends keyof Tables>(
  { columns }: Shape<Table>,
  { width, values }: NumberRows<Table>,
  column: keyof Tables[Table] & string,
): Float64Array {
  const place = Object.keys(columns).indexOf(column);
  return Float64Array.from(
    { length: values.length / width },
    (_, row) => values[row * width + place] ?? NaN,
  );
}
