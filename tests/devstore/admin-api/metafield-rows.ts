import { createHash } from "node:crypto";
import type { Store } from "../store/open-store.ts";

export interface MetafieldRow {
  readonly id: number;
  readonly owner_type: string;
  readonly owner_id: number;
  readonly namespace: string;
  readonly key: string;
  readonly type: string;
  readonly value: string;
  readonly created_at: number;
  readonly updated_at: number;
}

export function findMetafield(
  store: Store,
  ownerType: string,
  ownerId: number,
  namespace: string,
  key: string,
): MetafieldRow | undefined {
  return store.get<MetafieldRow>(
    "SELECT * FROM metafields WHERE owner_type = ? AND owner_id = ? AND namespace = ? AND key = ?",
    ownerType,
    ownerId,
    namespace,
    key,
  );
}

/** What `compareDigest` compares. */
export function digestOf(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}

export function metafieldsOf(store: Store, ownerType: string, ownerId: number): MetafieldRow[] {
  return store.all<MetafieldRow>(
    "SELECT * FROM metafields WHERE owner_type = ? AND owner_id = ? ORDER BY id",
    ownerType,
    ownerId,
  );
}
