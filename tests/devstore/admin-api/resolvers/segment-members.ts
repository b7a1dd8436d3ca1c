import { randomUUID } from "node:crypto";
import {
  conditionOfText,
  countMembers,
  isMember,
  memberSorts,
  shopFilters,
} from "../../segments/members.ts";
import { parseQuery, printError } from "../../segments/query.ts";
import type { Store } from "../../store/open-store.ts";
import { pageOf, type PageArgs } from "../connection.ts";
import { gid, numericId } from "../ids.ts";
import { moneyV2 } from "../money.ts";
import { FieldRefusal, type Resolvers } from "../resolver.ts";
import { customers, type CustomerRow } from "./customers.ts";
import { metafieldFields } from "./metafields.ts";
import {
  findSegment,
  readMembersQuery,
  readSegment,
  type MembersQueryRow,
} from "./segment-lookup.ts";

interface MemberArgs extends PageArgs {
  readonly segmentId?: string | null;
  readonly query?: string | null;
  readonly queryId?: string | null;
  readonly sortKey?: string | null;
  readonly timezone?: string | null;
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

/** Who is in a segment: pages of members, membership of one customer, and questions that take their time. */
export const segmentMembers: Resolvers = {
  QueryRoot: {
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
    customerSegmentMembersQueryCreate: (
      _root,
      { input }: { input: { segmentId?: string | null; query?: string | null } },
      { store },
    ) => createMembersQuery(store, input),
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
    displayName: customers.Customer?.displayName ?? (() => ""),
    defaultEmailAddress: customers.Customer?.defaultEmailAddress ?? (() => null),
    defaultAddress: customers.Customer?.defaultAddress ?? (() => null),
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
