import type { Access } from "../oauth/access.ts";
import type { Shops, Store } from "../store/open-store.ts";
import type { RowMemory } from "./row-memory.ts";

/** What a resolver may know: the shop that is asked, the app that asks, and with which scopes. */
export interface Context {
  readonly store: Store;
  readonly shops: Shops;
  readonly access: Access;
  /** Only while a bulk operation runs. */
  readonly memory?: RowMemory;
}

/**
 * One field of one type of Shopify's schema. The parameters are checked bivariantly, so that a resolver may say which row and
 * which arguments it takes: `totalInventory: (product: ProductRow, args: { first?: number }, { store }) => …`.
 * It answers synchronously, except under `Mutation`: bulk queries run the same resolvers line by line.
 */
export type FieldResolver = {
  resolve(source: object, args: object, context: Context): unknown;
}["resolve"];

/** Field resolvers by type name. A module of `resolvers/` exports one, and `resolvers.ts` merges them all. */
export type Resolvers = Readonly<Record<string, Readonly<Record<string, FieldResolver>>>>;

/** Refuses the field with a GraphQL error of Shopify's shape: `errors[].extensions.code`. */
export class FieldRefusal extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = "FieldRefusal";
    this.code = code;
  }
}
