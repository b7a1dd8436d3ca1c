import type { Store } from "../../store/open-store.ts";
import { partsOf } from "../ids.ts";
import { FieldRefusal } from "../resolver.ts";

export interface SegmentRow {
  readonly id: number;
  readonly name: string;
  readonly query: string;
  readonly created_at: number;
  readonly updated_at: number;
}

/** An asynchronous question for a query's members. */
export interface MembersQueryRow {
  readonly id: string;
  readonly query: string;
  readonly created_at: number;
}

export function findSegment(store: Store, id: string): SegmentRow | undefined {
  const parts = partsOf(id);
  if (parts?.type !== "Segment") return undefined;
  return store.get<SegmentRow>("SELECT * FROM segments WHERE id = ?", parts.id);
}

/** @throws FieldRefusal as Shopify answers an unknown segment */
export function readSegment(store: Store, id: string): SegmentRow {
  const segment = findSegment(store, id);
  if (segment === undefined) throw new FieldRefusal("NOT_FOUND", "Segment does not exist");
  return segment;
}

/** A started member query by its gid, whose last part is a UUID. */
export function findMembersQuery(store: Store, id: string): MembersQueryRow | undefined {
  const uuid = id.slice(id.lastIndexOf("/") + 1);
  return store.get<MembersQueryRow>("SELECT * FROM segment_member_queries WHERE id = ?", uuid);
}

/** @throws FieldRefusal for an unknown one */
export function readMembersQuery(store: Store, id: string): MembersQueryRow {
  const row = findMembersQuery(store, id);
  if (row === undefined) {
    throw new FieldRefusal("NOT_FOUND", "Customer segment members query does not exist");
  }
  return row;
}
