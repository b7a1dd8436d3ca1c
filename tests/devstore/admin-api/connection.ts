import type { Store, Value } from "../store/open-store.ts";
import { FieldRefusal, type Context, type FieldResolver } from "./resolver.ts";

export interface PageArgs {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
  readonly reverse?: boolean | null;
}

/** A piece of SQL with its values. */
export interface Fragment {
  readonly sql: string;
  readonly values: readonly Value[];
  /** Says from when on, of a column that has an index. */
  readonly isSpan?: boolean;
}

/** Rows of a table in the order of one column and then the id, reached by key, never by offset. */
export interface Listing {
  readonly select: string;
  readonly where: readonly Fragment[];
  /** SQL of the sort column; an index on (column, id) keeps deep pages as quick as the first. */
  readonly sort: string;
  readonly id: string;
  /** Defaults to the property of the row that `id` names. */
  readonly idOf?: (row: Record<string, unknown>) => number;
  readonly most?: number;
}

interface Position {
  readonly value: Value;
  readonly id: number;
}

const paginationLimit = 25_000;

/** One page as a GraphQL connection: `nodes`, `edges` and `pageInfo`. */
export function pageOf<T extends object>(
  store: Store,
  listing: Listing,
  args: PageArgs,
): Connection<T> {
  const { size, backwards } = sizeOf(args, listing.most ?? 250);
  const reverse = args.reverse === true;
  const bound = backwards ? args.before : args.after;
  const seek = bound === null || bound === undefined ? null : positionOf(bound);
  const rows = rowsFrom<T & SortedRow>(store, listing, {
    seek,
    descending: reverse !== backwards,
    limit: size + 1,
  });
  const more = rows.length > size;
  const kept = more ? rows.slice(0, size) : rows;
  if (backwards) kept.reverse();
  const passed = seek?.passed ?? 0;
  if (passed >= paginationLimit) {
    throw new FieldRefusal(
      "BAD_REQUEST",
      `Pagination is limited to ${String(paginationLimit)} objects; use a bulk operation for more`,
    );
  }
  return new Connection<T>(
    kept,
    kept.map((row, index) =>
      cursorText({ value: row.sort_value, id: row.sort_id }, passed + index + 1),
    ),
    backwards
      ? { hasNextPage: seek !== null, hasPreviousPage: more }
      : { hasNextPage: more, hasPreviousPage: seek !== null },
  );
}

interface SortedRow {
  readonly sort_value: Value;
  readonly sort_id: number;
}

function rowsFrom<T>(
  store: Store,
  listing: Listing,
  page: { seek: Position | null; descending: boolean; limit: number; isWalk?: boolean },
): T[] {
  const by = page.descending ? "DESC" : "ASC";
  const beyond = page.descending ? "<" : ">";
  const same = listing.sort === listing.id;
  const conditions = [
    ...listing.where,
    ...(page.seek === null
      ? []
      : same
        ? [{ sql: `${listing.id} ${beyond} ?`, values: [page.seek.id] }]
        : [
            {
              sql: `(${listing.sort}, ${listing.id}) ${beyond} (?, ?)`,
              values: [page.seek.value, page.seek.id],
            },
          ]),
  ];
  const values = conditions.flatMap((condition) => [...condition.values]);
  const where =
    conditions.length > 0 ? `WHERE ${conditions.map(({ sql }) => sql).join(" AND ")}` : "";
  const select = listing.select.replace(
    /^SELECT /,
    `SELECT ${listing.sort} AS sort_value, ${listing.id} AS sort_id, `,
  );
  const limit = `LIMIT ${String(page.limit)}`;
  if (same && page.isWalk !== true && isFewIn(store, listing, { where, values })) {
    const found = `SELECT ${listing.id} ${fromOf(listing)} ${where} ORDER BY +${listing.id} ${by} ${limit}`;
    return store.all<T>(
      `${select} WHERE ${listing.id} IN (${found}) ORDER BY ${listing.id} ${by}`,
      ...values,
    );
  }
  const order = same ? `${listing.id} ${by}` : `${listing.sort} ${by}, ${listing.id} ${by}`;
  return store.all<T>(`${select} ${where} ORDER BY ${order} ${limit}`, ...values);
}

/** So many ids are sorted sooner than a large table is searched for them in the order of ids. */
const FEW = 250_000;

/** Whether a span of time leaves so few that they are best found by time, and put in the order of their ids then. */
function isFewIn(
  store: Store,
  listing: Listing,
  { where, values }: { where: string; values: readonly Value[] },
): boolean {
  if (!listing.where.some(({ isSpan }) => isSpan)) return false;
  const some = `SELECT 1 ${fromOf(listing)} ${where} LIMIT ${String(FEW + 1)}`;
  const counted = store.get<{ n: number }>(`SELECT count(*) AS n FROM (${some})`, ...values);
  return (counted?.n ?? 0) <= FEW;
}

const fromOf = ({ select }: Listing) => select.slice(select.indexOf(" FROM "));

/** Every row of a listing, in pages by key, so that nothing is held: what a bulk operation walks. */
export function* walk<T extends object>(
  store: Store,
  listing: Listing,
  reverse = false,
  chunk = 500,
): Generator<T[]> {
  let seek: Position | null = null;
  for (;;) {
    const rows: (T & SortedRow)[] = rowsFrom(store, listing, {
      seek,
      descending: reverse,
      limit: chunk,
      isWalk: true,
    });
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (rows.length < chunk || !last) return;
    seek = { value: last.sort_value, id: last.sort_id };
  }
}

/** A connection over rows that are at hand already: for short lists such as one product's variants. */
export function connection<T extends object>(
  rows: readonly T[],
  args: PageArgs,
  idOf: (row: T) => string | number,
): Connection<T> {
  const { size, backwards } = sizeOf(args, 250);
  const ordered = args.reverse === true ? rows.toReversed() : rows;
  const at = (cursor: string): number =>
    ordered.findIndex((row) => String(idOf(row)) === String(rowIdOf(cursor)));
  const start = typeof args.after === "string" ? at(args.after) + 1 : 0;
  const end = typeof args.before === "string" ? at(args.before) : ordered.length;
  const span = ordered.slice(start, Math.max(start, end));
  const kept = backwards ? span.slice(-size) : span.slice(0, size);
  return new Connection<T>(
    kept,
    kept.map((row) => encode({ last_id: idOf(row) })),
    {
      hasNextPage: backwards ? end < ordered.length : span.length > size,
      hasPreviousPage: backwards ? span.length > size : start > 0,
    },
  );
}

/** What GraphQL sees of one page. */
export class Connection<T extends object> {
  readonly nodes: readonly T[];
  readonly cursors: readonly string[];
  private readonly more: { hasNextPage: boolean; hasPreviousPage: boolean };

  constructor(
    nodes: readonly T[],
    cursors: readonly string[],
    more: { hasNextPage: boolean; hasPreviousPage: boolean },
  ) {
    this.nodes = nodes;
    this.cursors = cursors;
    this.more = more;
  }
  get edges(): { node: T; cursor: string }[] {
    return this.nodes.map((node, index) => ({ node, cursor: this.cursors[index] ?? "" }));
  }
  get pageInfo(): object {
    return {
      ...this.more,
      startCursor: this.cursors[0] ?? null,
      endCursor: this.cursors.at(-1) ?? null,
    };
  }
}

/** A connection's resolver together with a walk over all of its rows for bulk operations. */
export interface WalkableResolver extends FieldResolver {
  readonly walk: (
    source: object,
    args: Record<string, unknown>,
    context: Context,
  ) => Iterable<readonly object[]>;
}

export function walkable<Source extends object, Args>(
  resolve: (source: Source, args: Args & PageArgs, context: Context) => unknown,
  walkAll: (
    source: Source,
    args: Args & { reverse?: boolean },
    context: Context,
  ) => Iterable<readonly object[]>,
): FieldResolver {
  return Object.assign(resolve, { walk: walkAll });
}

export function isWalkable(resolver: FieldResolver): resolver is WalkableResolver {
  return "walk" in resolver;
}

function sizeOf(args: PageArgs, most: number): { size: number; backwards: boolean } {
  const { first, last } = args;
  if (typeof first === "number" && typeof last === "number") {
    throw new FieldRefusal("BAD_REQUEST", "providing both first and last is not supported");
  }
  const size = typeof first === "number" ? first : last;
  if (typeof size !== "number")
    throw new FieldRefusal("BAD_REQUEST", "you must provide one of first or last");
  if (size < 0)
    throw new FieldRefusal(
      "BAD_REQUEST",
      `${typeof first === "number" ? "first" : "last"} cannot be negative`,
    );
  if (size > most) {
    throw new FieldRefusal(
      "MAX_INPUT_SIZE_EXCEEDED",
      `The input size of ${String(size)} is greater than the maximum allowed of ${String(most)}.`,
    );
  }
  return { size, backwards: typeof first !== "number" };
}

function cursorText(position: Position, passed: number): string {
  return encode({ last_id: position.id, last_value: position.value, passed });
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64");
}

function decode(cursor: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64").toString("utf8"));
    if (typeof value === "object" && value !== null) return { ...value };
  } catch {
    // said below
  }
  throw new FieldRefusal("INVALID_CURSOR", `Invalid cursor: ${cursor}`);
}

function rowIdOf(cursor: string): unknown {
  return decode(cursor).last_id;
}

function positionOf(cursor: string): Position & { passed: number } {
  const { last_id: id, last_value: value, passed } = decode(cursor);
  if (
    typeof id !== "number" ||
    !(value === null || typeof value === "number" || typeof value === "string")
  ) {
    throw new FieldRefusal("INVALID_CURSOR", `Invalid cursor: ${cursor}`);
  }
  return { id, value, passed: typeof passed === "number" ? passed : 0 };
}
