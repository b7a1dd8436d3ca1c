import type { Store } from "../../store/open-store.ts";
import { isGlobalId, partsOf } from "../ids.ts";
import { isOrderVisible } from "../order-window.ts";
import { FieldRefusal, type Context, type Resolvers } from "../resolver.ts";
import { findMembersQuery } from "./segment-lookup.ts";

type Loader = (store: Store, id: number, context: Context, gid: string) => object | undefined;

/** Types that `node(id:)` finds, with their tables. */
const loaders: Readonly<Record<string, Loader>> = {
  Customer: (store, id) => store.get("SELECT * FROM customers WHERE id = ?", id),
  Order: (store, id, context) => {
    const order = store.get<{ id: number; created_at: number }>(
      "SELECT * FROM orders WHERE id = ?",
      id,
    );
    return order && isOrderVisible(order, context) ? order : undefined;
  },
  Product: (store, id) => store.get("SELECT * FROM products WHERE id = ?", id),
  ProductVariant: (store, id) => store.get("SELECT * FROM variants WHERE id = ?", id),
  Collection: (store, id) => store.get("SELECT * FROM collections WHERE id = ?", id),
  LineItem: (store, id) => store.get("SELECT * FROM line_items WHERE id = ?", id),
  Refund: (store, id) => store.get("SELECT * FROM refunds WHERE id = ?", id),
  Metafield: (store, id) => store.get("SELECT * FROM metafields WHERE id = ?", id),
  MetafieldDefinition: (store, id) =>
    store.get("SELECT * FROM metafield_definitions WHERE id = ?", id),
  Metaobject: (store, id) => store.get("SELECT * FROM metaobjects WHERE id = ?", id),
  MetaobjectDefinition: (store, id) =>
    store.get("SELECT * FROM metaobject_definitions WHERE id = ?", id),
  BulkOperation: (store, id) => store.get("SELECT * FROM bulk_operations WHERE id = ?", id),
  WebhookSubscription: (store, id) =>
    store.get("SELECT * FROM webhook_subscriptions WHERE id = ?", id),
  AppInstallation: (store, id) =>
    store.get("SELECT * FROM installations WHERE id = ? AND uninstalled_at IS NULL", id),
  StoreCreditAccount: (store, id) =>
    store.get("SELECT * FROM store_credit_accounts WHERE id = ?", id),
  Shop: (store, id) => (id === store.shopId ? {} : undefined),
  DiscountCodeNode: (store, id) =>
    store.get("SELECT * FROM discounts WHERE id = ? AND method = 'code'", id),
  DiscountAutomaticNode: (store, id) =>
    store.get("SELECT * FROM discounts WHERE id = ? AND method = 'automatic'", id),
  CustomerSegmentMembersQuery: (store, _id, _context, gid) => findMembersQuery(store, gid),
  Segment: (store, id) => store.get("SELECT * FROM segments WHERE id = ?", id),
};

export const nodes: Resolvers = {
  QueryRoot: {
    node: (_root, args: { id: string }, context) => nodeOf(args.id, context),
    nodes: (_root, args: { ids: readonly string[] }, context) => {
      if (args.ids.length > 250) {
        throw new FieldRefusal(
          "MAX_INPUT_SIZE_EXCEEDED",
          `The input array size of ${String(args.ids.length)} is greater than the maximum allowed of 250.`,
        );
      }
      return args.ids.map((id) => nodeOf(id, context));
    },
  },
};

/** The row behind any gid, told apart by `__typename`; null when there is none. */
export function nodeOf(id: string, context: Context): object | null {
  if (!isGlobalId(id)) throw new FieldRefusal("RESOURCE_NOT_FOUND", `Invalid global id '${id}'`);
  const parts = partsOf(id);
  const row = parts && loaders[parts.type]?.(context.store, parts.id, context, id);
  return row ? { ...row, __typename: parts.type } : null;
}
