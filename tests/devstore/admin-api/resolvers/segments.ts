import { fold } from "../../segments/condition.ts";
import type { Filter } from "../../segments/filter.ts";
import { shopFilters } from "../../segments/members.ts";
import type { Store } from "../../store/open-store.ts";
import { connection, pageOf, walk, walkable, type Listing, type PageArgs } from "../connection.ts";
import { countOf } from "../count.ts";
import { gid } from "../ids.ts";
import { momentText } from "../moment.ts";
import type { Resolvers } from "../resolver.ts";
import { conditionOf, number, words } from "../search.ts";
import { readSegment, type SegmentRow } from "./segment-lookup.ts";
import { segmentWrites } from "./segment-writes.ts";

interface SegmentListArgs extends PageArgs {
  readonly query?: string | null;
  readonly sortKey?: string | null;
}
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
  },
  Mutation: segmentWrites,
  Segment: {
    id: (segment: SegmentRow) => gid("Segment", segment.id),
    creationDate: (segment: SegmentRow) => momentText(segment.created_at),
    lastEditDate: (segment: SegmentRow) => momentText(segment.updated_at),
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
