import { randomUUID } from "node:crypto";
import { fold } from "../../segments/condition.ts";
import type { Filter } from "../../segments/filters.ts";
import {
  conditionOfText,
  countMembers,
  isMember,
  memberSorts,
  shopFilters,
} from "../../segments/members.ts";
import { parseQuery, printError } from "../../segments/query.ts";
import type { Store } from "../../store/open-store.ts";
import { connection, pageOf, walk, walkable, type Listing, type PageArgs } from "../connection.ts";
import { countOf } from "../count.ts";
import { gid, numericId, partsOf } from "../ids.ts";
import { momentText } from "../moment.ts";
import { moneyV2 } from "../money.ts";
import { FieldRefusal, type Resolvers } from "../resolver.ts";
import { conditionOf, number, words } from "../search.ts";
import { customers, type CustomerRow } from "./customers.ts";
import { metafieldFields } from "./metafields.ts";
import { segmentWrites, type SegmentRow } from "./segment-writes.ts";

interface SegmentListArgs extends PageArgs {
  readonly query?: string | null;
  readonly sortKey?: string | null;
}
interface MemberArgs extends PageArgs {
  readonly segmentId?: string | null;
  readonly query?: string | null;
  readonly queryId?: string | null;
  readonly sortKey?: string | null;
  readonly timezone?: string | null;
}
interface MembersQueryRow {
  readonly id: string;
  readonly query: string;
  readonly created_at: number;
}

/** A page of members that can tell how many there are in all. */
interface Members {
  readonly edges: object;
  readonly pageInfo: object;
  readonly query: string;
  readonly timezone: string;
}

/** How long an asynchronous member query takes here; Shopify says up to seconds, sometimes minutes. */
const QUERY_TAKES_MS = 500;

export const segments: Resolvers = {
  QueryRoot: {
    segment: (_root, args: { id: string }, { store }) => readSegment(store, args.id),
    segments: walkable(
      (_root: object, args: SegmentListArgs, { store }) =>
        pageOf<SegmentRow>(store, listing(args), args),
      (_root: object, args: SegmentListArgs, { store }) =>
        walk<SegmentRow>(store, listing(args), args.reverse === true),
    ),
    segmentsCount: (_root, args: { limit?: number | null }, { store }) =>
      countOf(store, "segments", [], args.limit),
    segmentFilters: (_root, args: PageArgs, { store }) =>
      connection(shopFilters(store).all.map(filterRow), args, (row) => row.queryName),
    segmentFilterSuggestions: (_root, args: PageArgs & { search?: string }, { store }) => {
      const wanted = (args.search ?? "").toLowerCase();
      const found = shopFilters(store).all.filter(({ name, label }) =>
        `${name} ${label}`.toLowerCase().includes(wanted),
      );
      return connection(found.map(filterRow), args, (row) => row.queryName);
    },
    segmentValueSuggestions: (
      _root,
      args: PageArgs & { search?: string; filterQueryName?: string | null },
      { store },
    ) =>
      connection(
        suggestions(store, args.filterQueryName ?? "", args.search ?? ""),
        args,
        (row) => row.queryName,
      ),
    segmentMigrations: (_root, args: PageArgs) =>
      connection<{ id: string }>([], args, (row) => row.id),
    customerSegmentMembers: (_root, args: MemberArgs, { store }) => membersOf(store, args),
    customerSegmentMembersQuery: (_root, args: { id: string }, { store }) =>
      readMembersQuery(store, args.id),
    customerSegmentMembership: (
      _root,
      args: { customerId: string; segmentIds: readonly string[] },
      { store },
    ) => {
      const customerId = numericId(args.customerId, "Customer");
      return {
        memberships: args.segmentIds.map((id) => ({
          segmentId: id,
          isMember: isMember(store, customerId, findSegment(store, id)?.query ?? ""),
        })),
      };
    },
  },
  Mutation: {
    ...segmentWrites,
    customerSegmentMembersQueryCreate: (
      _root,
      { input }: { input: { segmentId?: string | null; query?: string | null } },
      { store },
    ) => createMembersQuery(store, input),
  },
  Segment: {
    id: (segment: SegmentRow) => gid("Segment", segment.id),
    creationDate: (segment: SegmentRow) => momentText(segment.created_at),
    lastEditDate: (segment: SegmentRow) => momentText(segment.updated_at),
  },
  CustomerSegmentMembersQuery: {
    id: (query: MembersQueryRow) => gid("CustomerSegmentMembersQuery", query.id),
    done: (query: MembersQueryRow, _args, { store }) => isDone(query, store),
    currentCount: (query: MembersQueryRow, _args, { store }) =>
      isDone(query, store) ? countMembers(store, query.query) : 0,
  },
  CustomerSegmentMemberConnection: {
    totalCount: (members: Members, _args, { store }) =>
      countMembers(store, members.query, members.timezone),
    statistics: () => ({}),
  },
  SegmentStatistics: {
    attributeStatistics: () => {
      throw new FieldRefusal(
        "BAD_REQUEST",
        "The development store keeps no statistics of segments",
      );
    },
  },
  CustomerSegmentMember: {
    id: (customer: CustomerRow) => gid("CustomerSegmentMember", customer.id),
    firstName: (customer: CustomerRow) => customer.first_name,
    lastName: (customer: CustomerRow) => customer.last_name,
    displayName: customers["Customer"]?.["displayName"] ?? (() => ""),
    defaultEmailAddress: customers["Customer"]?.["defaultEmailAddress"] ?? (() => null),
    defaultAddress: customers["Customer"]?.["defaultAddress"] ?? (() => null),
    defaultPhoneNumber: () => null,
    note: (customer: CustomerRow) => customer.note,
    numberOfOrders: (customer: CustomerRow) => String(customer.number_of_orders),
    amountSpent: (customer: CustomerRow, _args, { store }) =>
      moneyV2(customer.amount_spent_minor, store),
    lastOrderId: (customer: CustomerRow) =>
      customer.last_order_id === null ? null : gid("Order", customer.last_order_id),
    mergeable: () => ({ isMergeable: true, reason: null, errorFields: [], mergeInProgress: null }),
    ...metafieldFields("CUSTOMER", (customer: CustomerRow) => customer.id),
  },
};

const searchFields = {
  id: number("segments.id"),
  name: words("segments.name"),
  default: ({ value }: { value: string }) => ({
    sql: "INSTR(LOWER(segments.name), ?) > 0",
    values: [value.toLowerCase()],
  }),
};
const sortColumns: Readonly<Record<string, string>> = {
  CREATION_DATE: "segments.created_at",
  LAST_EDIT_DATE: "segments.updated_at",
};

function listing(args: SegmentListArgs): Listing {
  return {
    select: "SELECT segments.* FROM segments",
    where: conditionOf(args.query, searchFields).where,
    sort: sortColumns[args.sortKey ?? "CREATION_DATE"] ?? "segments.id",
    id: "segments.id",
  };
}

function findSegment(store: Store, id: string): SegmentRow | undefined {
  const parts = partsOf(id);
  if (parts?.type !== "Segment") return undefined;
  return store.get<SegmentRow>("SELECT * FROM segments WHERE id = ?", parts.id);
}

function readSegment(store: Store, id: string): SegmentRow {
  const segment = findSegment(store, id);
  if (segment === undefined) throw new FieldRefusal("NOT_FOUND", "Segment does not exist");
  return segment;
}

const typeNames: Readonly<Record<Filter["type"], string>> = {
  integer: "SegmentIntegerFilter",
  float: "SegmentFloatFilter",
  date: "SegmentDateFilter",
  day: "SegmentDateFilter",
  text: "SegmentStringFilter",
  flag: "SegmentBooleanFilter",
  enum: "SegmentEnumFilter",
  list: "SegmentStringFilter",
  event: "SegmentEventFilter",
};

interface FilterRow {
  readonly __typename: string;
  readonly queryName: string;
  readonly [field: string]: unknown;
}

function filterRow(filter: Filter): FilterRow {
  return {
    __typename:
      filter.name === "customer_tags" ? "SegmentAssociationFilter" : typeNames[filter.type],
    queryName: filter.name,
    localizedName: filter.label,
    multiValue: filter.type === "list",
    maxRange: null,
    minRange: null,
    returnValueType: "Boolean",
    parameters: Object.entries(filter.parameters ?? {}).map(([name, parameter]) => ({
      queryName: name,
      localizedName: name.replaceAll("_", " "),
      localizedDescription: name.replaceAll("_", " "),
      parameterType: { id: "ID", integer: "Integer", money: "Float", date: "Date", text: "String" }[
        parameter.type
      ],
      acceptsMultipleValues: parameter.type === "id",
      optional: true,
      maxRange: null,
      minRange: null,
    })),
  };
}

function suggestions(
  store: Store,
  filterName: string,
  search: string,
): { queryName: string; localizedValue: string }[] {
  const filter = shopFilters(store).find(filterName);
  const wanted = fold(search);
  const all =
    filter?.source.kind === "entries"
      ? store
          .all<{ entry: string | null }>(
            `SELECT DISTINCT ${filter.source.entry} AS entry FROM ${filter.source.table} ORDER BY entry LIMIT 1000`,
            ...filter.source.bound,
          )
          .flatMap(({ entry }) => entry ?? [])
      : [...(filter?.values ?? [])];
  return all
    .filter((value) => fold(value).includes(wanted))
    .map((value) => ({ queryName: value, localizedValue: value }));
}

function membersOf(store: Store, args: MemberArgs): Members {
  const text = queryAsked(store, args);
  const parsed = parseQuery(text, shopFilters(store).find);
  if (parsed.kind === "refused")
    throw new FieldRefusal("BAD_REQUEST", parsed.errors.map(printError)[0] ?? "");
  const timezone = args.timezone ?? "UTC";
  const sort =
    args.sortKey === undefined || args.sortKey === null ? undefined : memberSorts[args.sortKey];
  const page = pageOf<CustomerRow>(
    store,
    {
      select: "SELECT c.* FROM customers AS c",
      where: [conditionOfText(store, text, "all", timezone)],
      sort: sort === undefined ? "c.id" : `COALESCE(${sort}, 0)`,
      id: "c.id",
      most: 1000,
    },
    args,
  );
  return { edges: page.edges, pageInfo: page.pageInfo, query: text, timezone };
}

/** The query that `customerSegmentMembers` is asked for: a segment's, a started one's, or text. */
function queryAsked(store: Store, args: MemberArgs): string {
  if (typeof args.segmentId === "string") return readSegment(store, args.segmentId).query;
  if (typeof args.queryId === "string") return readMembersQuery(store, args.queryId).query;
  if (typeof args.query === "string") return args.query;
  throw new FieldRefusal("BAD_REQUEST", "You must provide one of segment_id, query_id or query.");
}

function readMembersQuery(store: Store, id: string): MembersQueryRow {
  const uuid = id.slice(id.lastIndexOf("/") + 1);
  const row = store.get<MembersQueryRow>("SELECT * FROM segment_member_queries WHERE id = ?", uuid);
  if (row === undefined)
    throw new FieldRefusal("NOT_FOUND", "Customer segment members query does not exist");
  return row;
}

const isDone = (query: MembersQueryRow, store: Store): boolean =>
  store.now() >= query.created_at + QUERY_TAKES_MS;

function createMembersQuery(
  store: Store,
  input: { segmentId?: string | null; query?: string | null },
): object {
  const refuse = (field: string[] | null, message: string): object => ({
    customerSegmentMembersQuery: null,
    userErrors: [
      { __typename: "CustomerSegmentMembersQueryUserError", field, code: "INVALID", message },
    ],
  });
  const { segmentId, query } = input;
  if (typeof segmentId === "string" && typeof query === "string") {
    return refuse(["input"], "Providing both segment_id and query is not supported.");
  }
  const text = typeof segmentId === "string" ? findSegment(store, segmentId)?.query : query;
  if (typeof text !== "string") {
    return typeof segmentId === "string"
      ? refuse(null, "Invalid segment ID.")
      : refuse(["input"], "You must provide one of segment_id or query.");
  }
  const parsed = parseQuery(text, shopFilters(store).find);
  if (parsed.kind === "refused") return refuse(null, parsed.errors.map(printError)[0] ?? "");
  const row: MembersQueryRow = { id: randomUUID(), query: text, created_at: store.now() };
  store.run(
    "INSERT INTO segment_member_queries (id, query, created_at) VALUES (?, ?, ?)",
    row.id,
    row.query,
    row.created_at,
  );
  return { customerSegmentMembersQuery: row, userErrors: [] };
}
