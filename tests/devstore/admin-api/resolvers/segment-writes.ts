import { shopFilters } from "../../segments/members.ts";
import { parseQuery, printError } from "../../segments/query.ts";
import type { Store } from "../../store/open-store.ts";
import { emit } from "../../webhooks/emit.ts";
import { gid } from "../ids.ts";
import { momentText } from "../moment.ts";
import type { FieldResolver } from "../resolver.ts";
import { findSegment, type SegmentRow } from "./segment-lookup.ts";

interface UserError {
  readonly field: readonly string[] | null;
  readonly message: string;
}

const MAX_SEGMENTS = 6000;
const MAX_NAME = 255;
const MAX_QUERY = 5000;

/** `segmentCreate`, `segmentUpdate`, `segmentDelete`, with Shopify's limits and messages. */
export const segmentWrites: Readonly<Record<string, FieldResolver>> = {
  segmentCreate: (_root, args: { name: string; query: string }, { store }) => {
    const name = args.name.trim();
    const errors = faults(store, name, args.query);
    if (errors.length > 0) return { segment: null, userErrors: errors };
    if ((store.get<{ n: number }>("SELECT COUNT(*) AS n FROM segments")?.n ?? 0) >= MAX_SEGMENTS) {
      const message = "Segment limit reached. Delete an existing segment to create more.";
      return { segment: null, userErrors: [{ field: null, message }] };
    }
    const now = store.now();
    const segment: SegmentRow = {
      id: store.nextId(),
      name: freeName(store, name),
      query: args.query,
      created_at: now,
      updated_at: now,
    };
    store.transaction(() => {
      store.run(
        "INSERT INTO segments (id, name, query, created_at, updated_at) VALUES (?, ?, ?, ?, ?)",
        ...[segment.id, segment.name, segment.query, segment.created_at, segment.updated_at],
      );
      emit(store, "segments/create", payload(segment));
    });
    return { segment, userErrors: [] };
  },

  segmentUpdate: (
    _root,
    args: { id: string; name?: string | null; query?: string | null },
    { store },
  ) => {
    const segment = findSegment(store, args.id);
    if (segment === undefined) return { segment: null, userErrors: [missing] };
    const name = args.name?.trim();
    const query = args.query ?? undefined;
    if (name === undefined && query === undefined) {
      const message = "At least one attribute to change must be present";
      return { segment: null, userErrors: [{ field: null, message }] };
    }
    const errors = faults(store, name, query);
    if (name !== undefined && errors.length === 0 && isTaken(store, name, segment.id)) {
      errors.push({ field: ["name"], message: "Name has already been taken" });
    }
    if (errors.length > 0) return { segment: null, userErrors: errors };
    const revised: SegmentRow = {
      ...segment,
      name: name ?? segment.name,
      query: query ?? segment.query,
      updated_at: store.now(),
    };
    store.transaction(() => {
      store.run(
        "UPDATE segments SET name = ?, query = ?, updated_at = ? WHERE id = ?",
        ...[revised.name, revised.query, revised.updated_at, revised.id],
      );
      emit(store, "segments/update", payload(revised));
    });
    return { segment: revised, userErrors: [] };
  },

  segmentDelete: (_root, args: { id: string }, { store }) => {
    const segment = findSegment(store, args.id);
    if (segment === undefined) return { deletedSegmentId: null, userErrors: [missing] };
    store.transaction(() => {
      store.run("DELETE FROM segments WHERE id = ?", segment.id);
      emit(store, "segments/delete", {
        id: segment.id,
        admin_graphql_api_id: gid("Segment", segment.id),
      });
    });
    return { deletedSegmentId: gid("Segment", segment.id), userErrors: [] };
  },
};

const missing: UserError = { field: ["id"], message: "Segment does not exist" };

/** What is wrong with a name and a query. The grammar is looked at only when nothing else is wrong. */
function faults(store: Store, name: string | undefined, query: string | undefined): UserError[] {
  const errors: UserError[] = [];
  if (name === "") errors.push({ field: ["name"], message: "Name can't be blank" });
  if (name !== undefined && name.length > MAX_NAME) {
    errors.push({
      field: ["name"],
      message: `Name is too long (maximum is ${String(MAX_NAME)} characters)`,
    });
  }
  if (query?.trim() === "") errors.push({ field: ["query"], message: "Query can't be blank" });
  if (query !== undefined && query.length > MAX_QUERY) {
    errors.push({
      field: ["query"],
      message: `Query is too long (maximum is ${String(MAX_QUERY)} characters)`,
    });
  }
  if (errors.length > 0 || query === undefined) return errors;
  const parsed = parseQuery(query, shopFilters(store).find);
  if (parsed.kind === "parsed") return [];
  return parsed.errors.map((error) => ({
    field: ["query"],
    message: `Query ${printError(error)}`,
  }));
}

function isTaken(store: Store, name: string, butId = 0): boolean {
  return store.get("SELECT 1 FROM segments WHERE name = ? AND id <> ?", name, butId) !== undefined;
}

/** The name itself, or with " (2)", " (3)" … when it is taken. */
function freeName(store: Store, name: string): string {
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? name : `${name} (${String(count)})`;
    if (!isTaken(store, candidate)) return candidate;
  }
}

function payload(segment: SegmentRow): Record<string, unknown> {
  return {
    id: segment.id,
    admin_graphql_api_id: gid("Segment", segment.id),
    name: segment.name,
    query: segment.query,
    creation_date: momentText(segment.created_at),
    last_edit_date: momentText(segment.updated_at),
  };
}
