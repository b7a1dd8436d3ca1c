import type { Store } from "../../store/open-store.ts";
import { connection, walkable, type PageArgs } from "../connection.ts";
import { gid } from "../ids.ts";
import { momentText } from "../moment.ts";
import type { Resolvers } from "../resolver.ts";
import { metafieldFields } from "./metafields.ts";

export interface CollectionRow {
  readonly id: number;
  readonly title: string;
  readonly handle: string;
  readonly updated_at: number;
}

interface MemberRow {
  readonly id: number;
}

export const collectionFields: Resolvers = {
  Collection: {
    id: (row: CollectionRow) => gid("Collection", row.id),
    legacyResourceId: (row: CollectionRow) => String(row.id),
    title: (row: CollectionRow) => row.title,
    handle: (row: CollectionRow) => row.handle,
    updatedAt: (row: CollectionRow) => momentText(row.updated_at),
    description: () => "",
    descriptionHtml: () => "",
    sortOrder: () => "MANUAL",
    productsCount: (row: CollectionRow, _args, { store }) => ({
      count:
        store.get<{ n: number }>(
          "SELECT count(*) AS n FROM collection_products WHERE collection_id = ?",
          row.id,
        )?.n ?? 0,
      precision: "EXACT",
    }),
    products: walkable(
      (row: CollectionRow, args: PageArgs, { store }) =>
        connection(productsOf(store, row), args, (product) => product.id),
      (row: CollectionRow, _args: PageArgs, { store }) => [productsOf(store, row)],
    ),
    ...metafieldFields("COLLECTION", (row: CollectionRow) => row.id),
  },
};

function productsOf(store: Store, row: CollectionRow): MemberRow[] {
  return store.all<MemberRow>(
    "SELECT p.* FROM collection_products cp JOIN products p ON p.id = cp.product_id WHERE cp.collection_id = ? ORDER BY cp.position, p.id",
    row.id,
  );
}
