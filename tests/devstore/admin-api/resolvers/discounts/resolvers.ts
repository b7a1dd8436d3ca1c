import { classOf, statusAt, type Terms } from "../../../checkout/discount.ts";
import {
  codesOf,
  countCodes,
  discountOf,
  findDiscountByCode,
  findDiscountRow,
  usesOf,
  type CodeRow,
  type DiscountRow,
} from "../../../checkout/discount-store.ts";
import type { Store, Value } from "../../../store/open-store.ts";
import { connection, pageOf, type Fragment, type PageArgs } from "../../connection.ts";
import { countOf } from "../../count.ts";
import { gid, partsOf } from "../../ids.ts";
import { momentText, momentTextOrNull } from "../../moment.ts";
import { moneyV2 } from "../../money.ts";
import type { FieldResolver, Resolvers } from "../../resolver.ts";
import { conditionOf } from "../../search.ts";
import { metafieldFields } from "../metafields.ts";
import { storefrontUrl } from "../shop.ts";
import { bulkActs } from "./bulk-acts.ts";
import { bulkCodeWrites } from "./bulk-codes.ts";
import { typeOf } from "./kinds.ts";
import { list, searchFields } from "./listing.ts";
import { buysOf, contextOf, destinationOf, itemsOf, minimumOf, valueOf } from "./parts.ts";
import { shortSummary, summary } from "./summary.ts";
import { discountWrites, nodeType } from "./writes.ts";

type Method = DiscountRow["method"];
type Fields = Readonly<Record<string, FieldResolver>>;

const node: Fields = {
  id: (row: DiscountRow) => gid(nodeType[row.method], row.id),
  ...metafieldFields("DISCOUNT", (row: DiscountRow) => row.id),
  events: (_row: DiscountRow, args: PageArgs) =>
    connection<{ id: number }>([], args, (event) => event.id),
};
const inside: FieldResolver = (row: DiscountRow) => ({ ...row, __typename: typeOf(row) });

const ofAll: Fields = {
  startsAt: (row: DiscountRow) => momentText(row.starts_at),
  endsAt: (row: DiscountRow) => momentTextOrNull(row.ends_at),
  createdAt: (row: DiscountRow) => momentText(row.created_at),
  updatedAt: (row: DiscountRow) => momentText(row.updated_at),
  status: (row: DiscountRow, _args, { store }) => statusAt(discountOf(row), store.now()),
  summary: (row: DiscountRow, _args, { store }) => summary(discountOf(row), store),
  asyncUsageCount: (row: DiscountRow, _args, { store }) => usesOf(store, row.id),
  discountClass: (row: DiscountRow) => classOf(discountOf(row)),
  discountClasses: (row: DiscountRow) => [classOf(discountOf(row))],
  combinesWith: (row: DiscountRow) => ({
    ...termsOf(row).combinesWith,
    productDiscountsWithTagsOnSameCartLine: null,
  }),
  context: (row: DiscountRow) => contextOf(termsOf(row)),
  tags: () => [],
};
const shortened: Fields = {
  shortSummary: (row: DiscountRow, _args, { store }) => shortSummary(discountOf(row), store),
};
const gets: Fields = {
  customerGets: (row: DiscountRow, _args, { store }) => ({
    appliesOnOneTimePurchase: true,
    appliesOnSubscription: false,
    items: itemsOf(termsOf(row).items),
    value: valueOf(termsOf(row), store),
  }),
};
const minimum: Fields = {
  minimumRequirement: (row: DiscountRow, _args, { store }) =>
    minimumOf(termsOf(row).minimum, store),
};
const bxgy: Fields = {
  customerBuys: (row: DiscountRow, _args, { store }) => {
    const { value } = termsOf(row);
    return value.kind === "bxgy" ? buysOf(value, store) : null;
  },
  usesPerOrderLimit: (row: DiscountRow) => {
    const { value } = termsOf(row);
    return value.kind === "bxgy" ? value.usesPerOrder : null;
  },
};
const freeShipping: Fields = {
  appliesOnOneTimePurchase: () => true,
  appliesOnSubscription: () => false,
  destinationSelection: (row: DiscountRow) => {
    const { value } = termsOf(row);
    return value.kind === "free-shipping" ? destinationOf(value.destination) : null;
  },
  maximumShippingPrice: (row: DiscountRow, _args, { store }) => {
    const { value } = termsOf(row);
    if (value.kind !== "free-shipping" || value.upToMinor === null) return null;
    return moneyV2(value.upToMinor, store);
  },
  hasTimelineComment: () => false,
  totalSales: (_row: DiscountRow, _args, { store }) => moneyV2(0, store),
};
const ofAutomatic: Fields = {
  usageCount: (row: DiscountRow, _args, { store }) => usesOf(store, row.id),
  id: (row: DiscountRow) => gid("DiscountAutomatic", row.id),
};
const ofCode: Fields = {
  appliesOncePerCustomer: (row: DiscountRow) => row.once_per_customer === 1,
  usageLimit: (row: DiscountRow) => row.usage_limit,
  hasTimelineComment: () => false,
  codes: (row: DiscountRow, args: PageArgs & { query?: string | null }, { store }) =>
    pageOf<CodeRow>(
      store,
      {
        select: "SELECT discount_codes.* FROM discount_codes",
        where: codesWhere(row, args.query),
        sort: "discount_codes.id",
        id: "discount_codes.id",
      },
      args,
    ),
  codesCount: (row: DiscountRow, _args, { store }) => ({
    count: countCodes(store, row.id),
    precision: "EXACT",
  }),
  customerSelection: (row: DiscountRow) => {
    const context = contextOf(termsOf(row));
    return context.__typename === "DiscountBuyerSelectionAll"
      ? { __typename: "DiscountCustomerAll", allCustomers: true }
      : context;
  },
  shareableUrls: (row: DiscountRow, _args, { store }) =>
    codesOf(store, row.id, 1).map(({ code }) => ({
      title: "Home",
      targetType: "HOME",
      targetItemImage: null,
      url: `${storefrontUrl(store)}/discount/${encodeURIComponent(code)}`,
    })),
  totalSales: (_row: DiscountRow, _args, { store }) => moneyV2(0, store),
};
const oneTime = { recurringCycleLimit: () => 0 };
const anyCycle = { recurringCycleLimit: () => null };

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
  Mutation: { ...discountWrites, ...bulkActs, ...bulkCodeWrites },
  DiscountNode: { ...node, discount: inside },
  DiscountCodeNode: { ...node, codeDiscount: inside },
  DiscountAutomaticNode: { ...node, automaticDiscount: inside },
  DiscountAutomaticBasic: {
    ...ofAll,
    ...shortened,
    ...gets,
    ...minimum,
    ...oneTime,
    usageCount: (row: DiscountRow, _args, { store }) => usesOf(store, row.id),
  },
  DiscountAutomaticBxgy: { ...ofAll, ...gets, ...bxgy, ...ofAutomatic },
  DiscountAutomaticFreeShipping: {
    ...ofAll,
    ...shortened,
    ...minimum,
    ...freeShipping,
    ...oneTime,
  },
  DiscountCodeBasic: { ...ofAll, ...shortened, ...gets, ...minimum, ...anyCycle, ...ofCode },
  DiscountCodeBxgy: { ...ofAll, ...gets, ...bxgy, ...ofCode },
  DiscountCodeFreeShipping: {
    ...ofAll,
    ...shortened,
    ...minimum,
    ...freeShipping,
    ...anyCycle,
    ...ofCode,
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

function codesWhere(row: DiscountRow, query: string | null | undefined): Fragment[] {
  const ofDiscount = { sql: "discount_codes.discount_id = ?", values: [row.id] };
  const word = (query ?? "")
    .replace(/^code:/i, "")
    .replace(/\*$/, "")
    .trim()
    .toLowerCase();
  if (word === "") return [ofDiscount];
  return [ofDiscount, { sql: "INSTR(discount_codes.code_key, ?) > 0", values: [word] }];
}

function findByGid(store: Store, id: string, method?: Method): DiscountRow | undefined {
  const parts = partsOf(id);
  const found = parts === null ? undefined : findDiscountRow(store, parts.id, method);
  return found !== undefined &&
    (parts?.type === nodeType[found.method] || parts?.type === "DiscountNode")
    ? found
    : undefined;
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
