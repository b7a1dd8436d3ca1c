import type { DiscountRow } from "../../../checkout/discount-store.ts";
import type { Store } from "../../../store/open-store.ts";
import {
  pageOf,
  walk,
  walkable,
  type Fragment,
  type Listing,
  type PageArgs,
} from "../../connection.ts";
import type { FieldResolver } from "../../resolver.ts";
import {
  conditionOf,
  moment,
  number,
  words,
  type SearchField,
  type SearchFields,
} from "../../search.ts";

interface DiscountListArgs extends PageArgs {
  readonly query?: string | null;
  readonly sortKey?: string | null;
}

/** The connections of discounts, of both methods or of one. */
export function list(method?: DiscountRow["method"]): FieldResolver {
  return walkable(
    (_root: object, args: DiscountListArgs, { store }) =>
      pageOf<DiscountRow>(store, listing(store, args, method), args),
    (_root: object, args: DiscountListArgs, { store }) =>
      walk<DiscountRow>(store, listing(store, args, method), args.reverse === true),
  );
}

const sortColumns: Readonly<Record<string, string>> = {
  CREATED_AT: "discounts.created_at",
  UPDATED_AT: "discounts.updated_at",
  STARTS_AT: "discounts.starts_at",
  ENDS_AT: "COALESCE(discounts.ends_at, 9007199254740991)",
  TITLE: "LOWER(discounts.title)",
};

function listing(store: Store, args: DiscountListArgs, method?: DiscountRow["method"]): Listing {
  const ofMethod: Fragment[] =
    method === undefined ? [] : [{ sql: "discounts.method = ?", values: [method] }];
  return {
    select: "SELECT discounts.* FROM discounts",
    where: [...ofMethod, ...conditionOf(args.query, searchFields(store)).where],
    sort: sortColumns[args.sortKey ?? "ID"] ?? "discounts.id",
    id: "discounts.id",
  };
}

const valueKind = "json_extract(discounts.terms, '$.value.kind')";
const itemsKind = "json_extract(discounts.terms, '$.items.kind')";
const contextKind = "json_extract(discounts.terms, '$.context.kind')";

const types: Readonly<Record<string, string>> = {
  all: "1",
  all_with_app: "1",
  app: "0",
  percentage: `${valueKind} = 'percentage'`,
  fixed_amount: `${valueKind} = 'amount'`,
  free_shipping: "discounts.kind = 'free-shipping'",
  bxgy: "discounts.kind = 'bxgy'",
  bogo: "discounts.kind = 'bxgy'",
};
const classes: Readonly<Record<string, string>> = {
  order: `discounts.kind = 'basic' AND ${itemsKind} = 'all'`,
  product: `(discounts.kind = 'bxgy' OR discounts.kind = 'basic' AND ${itemsKind} <> 'all')`,
  shipping: "discounts.kind = 'free-shipping'",
};
const contexts: Readonly<Record<string, string>> = {
  all: `${contextKind} = 'all'`,
  customer: `${contextKind} = 'customers'`,
  segment: `${contextKind} = 'segments'`,
  market: "0",
};
const combinations: Readonly<Record<string, string>> = {
  order_discounts: "json_extract(discounts.terms, '$.combinesWith.orderDiscounts')",
  product_discounts: "json_extract(discounts.terms, '$.combinesWith.productDiscounts')",
  shipping_discounts: "json_extract(discounts.terms, '$.combinesWith.shippingDiscounts')",
};

/** Values separated by commas: any of them will do. One that is not known finds nothing. */
const anyOf =
  (one: (value: string) => Fragment | null): SearchField =>
  ({ value }) => {
    const parts = value
      .toLowerCase()
      .split(",")
      .flatMap((each) => one(each.trim()) ?? []);
    if (parts.length === 0) return null;
    return {
      sql: `(${parts.map(({ sql }) => `(${sql})`).join(" OR ")})`,
      values: parts.flatMap(({ values }) => [...values]),
    };
  };
const among = (meanings: Readonly<Record<string, string>>): SearchField =>
  anyOf((value) => {
    const sql = meanings[value];
    return sql === undefined ? null : { sql, values: [] };
  });
const named = (list: string): SearchField =>
  anyOf((value) => ({
    sql: `EXISTS (SELECT 1 FROM json_each(discounts.terms, '$.context.${list}') AS e WHERE e.value = ?)`,
    values: [Number(value.slice(value.lastIndexOf("/") + 1))],
  }));

export function searchFields(store: Store): SearchFields {
  const now = store.now();
  const states: Readonly<Record<string, Fragment>> = {
    active: { sql: "starts_at <= ? AND (ends_at IS NULL OR ends_at > ?)", values: [now, now] },
    scheduled: { sql: "starts_at > ? AND (ends_at IS NULL OR ends_at > ?)", values: [now, now] },
    expired: { sql: "ends_at IS NOT NULL AND ends_at <= ?", values: [now] },
  };
  return {
    id: number("discounts.id"),
    title: words("discounts.title"),
    status: anyOf((value) => states[value] ?? null),
    method: anyOf((value) => ({ sql: "discounts.method = ?", values: [value] })),
    type: among(types),
    discount_type: among(types),
    discount_class: among(classes),
    context: among(contexts),
    combines_with: among(combinations),
    segment_ids: named("segmentIds"),
    customer_ids: named("customerIds"),
    code: ({ value }) => ({
      sql: "EXISTS (SELECT 1 FROM discount_codes AS c WHERE c.discount_id = discounts.id AND c.code_key = ?)",
      values: [value.toLowerCase()],
    }),
    created_at: moment("discounts.created_at"),
    updated_at: moment("discounts.updated_at"),
    starts_at: moment("discounts.starts_at"),
    ends_at: moment("discounts.ends_at"),
    times_used: ({ operator, value }) => ({
      sql: `(SELECT COUNT(*) FROM order_discounts AS u WHERE u.discount_id = discounts.id) ${operator} ?`,
      values: [Number(value)],
    }),
    default: ({ value }) => ({
      sql: "INSTR(LOWER(discounts.title), ?) > 0",
      values: [value.toLowerCase()],
    }),
  };
}
