import { classOf, statusAt, type Terms } from "../../checkout/discount.ts";
import {
  codesOf,
  discountOf,
  findDiscountByCode,
  findDiscountRow,
  usesOf,
  type CodeRow,
  type DiscountRow,
} from "../../checkout/discount-store.ts";
import type { Store, Value } from "../../store/open-store.ts";
import {
  connection,
  pageOf,
  walk,
  walkable,
  type Fragment,
  type Listing,
  type PageArgs,
} from "../connection.ts";
import { countOf } from "../count.ts";
import { gid, partsOf } from "../ids.ts";
import { momentText, momentTextOrNull } from "../moment.ts";
import { moneyV2 } from "../money.ts";
import type { FieldResolver, Resolvers } from "../resolver.ts";
import { conditionOf, moment, number, words, type SearchFields } from "../search.ts";
import { storefrontUrl } from "./shop.ts";
import { contextOf, itemsOf, minimumOf, valueOf } from "./discount-parts.ts";
import { discountWrites } from "./discount-writes.ts";
import { shortSummary, summary } from "./discount-summary.ts";
import { metafieldFields } from "./metafields.ts";

interface DiscountListArgs extends PageArgs {
  readonly query?: string | null;
  readonly sortKey?: string | null;
}
type Method = DiscountRow["method"];

const nodeType = { automatic: "DiscountAutomaticNode", code: "DiscountCodeNode" } as const;
/** The union's member for a discount, by method and kind. */
const discountType = {
  automatic: { basic: "DiscountAutomaticBasic" },
  code: { basic: "DiscountCodeBasic" },
} as const;

const node = {
  id: (row: DiscountRow) => gid(nodeType[row.method], row.id),
  ...metafieldFields("DISCOUNT", (row: DiscountRow) => row.id),
  events: (_row: DiscountRow, args: PageArgs) =>
    connection<{ id: number }>([], args, (event) => event.id),
};
const inside: FieldResolver = (row: DiscountRow) => ({
  ...row,
  __typename: discountType[row.method][row.kind],
});

const basic = {
  startsAt: (row: DiscountRow) => momentText(row.starts_at),
  endsAt: (row: DiscountRow) => momentTextOrNull(row.ends_at),
  createdAt: (row: DiscountRow) => momentText(row.created_at),
  updatedAt: (row: DiscountRow) => momentText(row.updated_at),
  status: (row: DiscountRow, _args, { store }) => statusAt(discountOf(store, row), store.now()),
  summary: (row: DiscountRow, _args, { store }) => summary(discountOf(store, row), store),
  shortSummary: (row: DiscountRow, _args, { store }) => shortSummary(discountOf(store, row), store),
  asyncUsageCount: (row: DiscountRow, _args, { store }) => usesOf(store, row.id),
  discountClass: (row: DiscountRow, _args, { store }) => classOf(discountOf(store, row)),
  discountClasses: (row: DiscountRow, _args, { store }) => [classOf(discountOf(store, row))],
  combinesWith: (row: DiscountRow) => ({
    ...termsOf(row).combinesWith,
    productDiscountsWithTagsOnSameCartLine: null,
  }),
  context: (row: DiscountRow) => contextOf(termsOf(row)),
  customerGets: (row: DiscountRow, _args, { store }) => ({
    appliesOnOneTimePurchase: true,
    appliesOnSubscription: false,
    items: itemsOf(termsOf(row)),
    value: valueOf(termsOf(row), store),
  }),
  minimumRequirement: (row: DiscountRow, _args, { store }) => minimumOf(termsOf(row), store),
  tags: () => [],
} satisfies Readonly<Record<string, FieldResolver>>;

export const discounts: Resolvers = {
  QueryRoot: {
    discountNode: (_root, args: { id: string }, { store }) => findByGid(store, args.id) ?? null,
    codeDiscountNode: (_root, args: { id: string }, { store }) =>
      findByGid(store, args.id, "code") ?? null,
    automaticDiscountNode: (_root, args: { id: string }, { store }) =>
      findByGid(store, args.id, "automatic") ?? null,
    codeDiscountNodeByCode: (_root, args: { code: string }, { store }) =>
      findDiscountByCode(store, args.code) ?? null,
    discountNodes: list(),
    codeDiscountNodes: list("code"),
    automaticDiscountNodes: list("automatic"),
    discountNodesCount: (
      _root,
      args: { query?: string | null; limit?: number | null },
      { store },
    ) =>
      countOf(store, "discounts", conditionOf(args.query, searchFields(store)).where, args.limit),
  },
  Mutation: discountWrites,
  DiscountNode: { ...node, discount: inside },
  DiscountCodeNode: { ...node, codeDiscount: inside },
  DiscountAutomaticNode: { ...node, automaticDiscount: inside },
  DiscountAutomaticBasic: {
    ...basic,
    recurringCycleLimit: () => 0,
    usageCount: (row: DiscountRow, _args, { store }) => usesOf(store, row.id),
  },
  DiscountCodeBasic: {
    ...basic,
    appliesOncePerCustomer: (row: DiscountRow) => row.once_per_customer === 1,
    usageLimit: (row: DiscountRow) => row.usage_limit,
    recurringCycleLimit: () => null,
    hasTimelineComment: () => false,
    codes: (row: DiscountRow, args: PageArgs, { store }) =>
      connection(codesOf(store, row.id), args, (code) => code.id),
    codesCount: (row: DiscountRow, _args, { store }) => ({
      count: codesOf(store, row.id).length,
      precision: "EXACT",
    }),
    customerSelection: (row: DiscountRow) => {
      const context = contextOf(termsOf(row));
      return context.__typename === "DiscountBuyerSelectionAll"
        ? { __typename: "DiscountCustomerAll", allCustomers: true }
        : context;
    },
    shareableUrls: (row: DiscountRow, _args, { store }) =>
      codesOf(store, row.id).map(({ code }) => ({
        title: "Home",
        targetType: "HOME",
        targetItemImage: null,
        url: `${storefrontUrl(store)}/discount/${encodeURIComponent(code)}`,
      })),
    totalSales: (_row: DiscountRow, _args, { store }) => moneyV2(0, store),
  },
  DiscountRedeemCode: {
    id: (code: CodeRow) => gid("DiscountRedeemCode", code.id),
    asyncUsageCount: (code: CodeRow, _args, { store }) =>
      usesOf(store, code.discount_id, code.code),
    createdBy: () => null,
  },
  DiscountCustomerSegments: {
    segments: ({ ids }: { ids: readonly number[] }, _args, { store }) =>
      rowsOf(store, "segments", ids),
  },
  DiscountCustomers: {
    customers: ({ ids }: { ids: readonly number[] }, _args, { store }) =>
      rowsOf(store, "customers", ids),
  },
  DiscountProducts: {
    products: ({ productIds }: { productIds: readonly number[] }, args: PageArgs, { store }) =>
      connection(rowsOf(store, "products", productIds), args, (row) => row.id),
    productVariants: (
      { variantIds }: { variantIds: readonly number[] },
      args: PageArgs,
      { store },
    ) => connection(rowsOf(store, "variants", variantIds), args, (row) => row.id),
  },
  DiscountCollections: {
    collections: ({ ids }: { ids: readonly number[] }, args: PageArgs, { store }) =>
      connection(rowsOf(store, "collections", ids), args, (row) => row.id),
  },
};

const termsOf = (row: DiscountRow): Terms => JSON.parse(row.terms) as Terms;

function findByGid(store: Store, id: string, method?: Method): DiscountRow | undefined {
  const parts = partsOf(id);
  const found = parts === null ? undefined : findDiscountRow(store, parts.id, method);
  return found !== undefined &&
    (parts?.type === nodeType[found.method] || parts?.type === "DiscountNode")
    ? found
    : undefined;
}

function list(method?: Method): FieldResolver {
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

function listing(store: Store, args: DiscountListArgs, method?: Method): Listing {
  const ofMethod: Fragment[] =
    method === undefined ? [] : [{ sql: "discounts.method = ?", values: [method] }];
  return {
    select: "SELECT discounts.* FROM discounts",
    where: [...ofMethod, ...conditionOf(args.query, searchFields(store)).where],
    sort: sortColumns[args.sortKey ?? "ID"] ?? "discounts.id",
    id: "discounts.id",
  };
}

function searchFields(store: Store): SearchFields {
  const now = store.now();
  const states: Readonly<Record<string, Fragment>> = {
    active: { sql: "(starts_at <= ? AND (ends_at IS NULL OR ends_at > ?))", values: [now, now] },
    scheduled: { sql: "(starts_at > ? AND (ends_at IS NULL OR ends_at > ?))", values: [now, now] },
    expired: { sql: "(ends_at IS NOT NULL AND ends_at <= ?)", values: [now] },
  };
  return {
    id: number("discounts.id"),
    title: words("discounts.title"),
    status: ({ value }) => states[value.toLowerCase()] ?? null,
    method: ({ value }) => ({ sql: "discounts.method = ?", values: [value.toLowerCase()] }),
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

/** Rows by id, in the order of the ids; what was deleted meanwhile is left out. */
function rowsOf(store: Store, table: string, ids: readonly number[]): { id: number }[] {
  return ids.flatMap(
    (id) =>
      store.get<{ id: number } & Record<string, Value>>(
        `SELECT * FROM ${table} WHERE id = ?`,
        id,
      ) ?? [],
  );
}
