/** What kind of values a filter compares; the list kinds take CONTAINS. */
export type FilterType =
  "integer" | "float" | "date" | "day" | "text" | "flag" | "enum" | "list" | "event";

/** One thing that segments may ask about. `sql` reads it from a customer row `c`; null means missing. */
export interface Filter {
  readonly name: string;
  readonly label: string;
  readonly type: FilterType;
  readonly source: Source;
  /** The closed list of an enum's values. */
  readonly values?: ReadonlySet<string>;
  readonly valuePattern?: RegExp;
  readonly parameters?: Readonly<Record<string, Parameter>>;
}

export type Source =
  /** A scalar expression over the customer's row `c`. */
  | { readonly kind: "column"; readonly sql: string }
  /** Amounts: as a column, but literals are in the shop's currency and the column in minor units. */
  | { readonly kind: "money"; readonly sql: string }
  /** A list: the table (with conditions) that holds one row for each entry of a customer. */
  | {
      readonly kind: "entries";
      readonly table: string;
      readonly entry: string;
      readonly folded: boolean;
      readonly bound: readonly string[];
    }
  /** Events: rows joined to a customer. */
  | { readonly kind: "events"; readonly table: string }
  /** Nothing of it is kept in this store: missing for every customer. */
  | { readonly kind: "absent" };

export interface Parameter {
  readonly type: "id" | "integer" | "money" | "date" | "text";
  /** An expression over the event's row; aggregates are compared after grouping by customer. */
  readonly sql: string;
  readonly aggregate: boolean;
}
