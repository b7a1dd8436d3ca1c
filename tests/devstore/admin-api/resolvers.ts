import type { FieldResolver, Resolvers } from "./resolver.ts";
import { abandonedCheckouts } from "./resolvers/abandoned-checkouts.ts";
import { beside } from "./resolvers/beside.ts";
import { bulkOperations } from "./resolvers/bulk-operations.ts";
import { customers } from "./resolvers/customers.ts";
import { bulkCodes } from "./resolvers/discounts/bulk-codes.ts";
import { discounts } from "./resolvers/discounts/resolvers.ts";
import { installation } from "./resolvers/installation.ts";
import { metafields } from "./resolvers/metafields.ts";
import { metaobjects } from "./resolvers/metaobjects.ts";
import { nodes } from "./resolvers/nodes.ts";
import { orders } from "./resolvers/orders.ts";
import { products } from "./resolvers/products.ts";
import { segmentMembers } from "./resolvers/segment-members.ts";
import { segments } from "./resolvers/segments.ts";
import { shop } from "./resolvers/shop.ts";
import { storeCredit } from "./resolvers/store-credit.ts";
import { webhookSubscriptions } from "./resolvers/webhook-subscriptions.ts";

/** Every resolver module; two may add to one type, but not answer the same field. */
const modules: readonly Resolvers[] = [
  abandonedCheckouts,
  beside,
  bulkOperations,
  customers,
  bulkCodes,
  discounts,
  installation,
  metafields,
  metaobjects,
  nodes,
  orders,
  products,
  segmentMembers,
  segments,
  shop,
  storeCredit,
  webhookSubscriptions,
];

export const resolvers: Resolvers = merged();

function merged(): Resolvers {
  const all: Record<string, Record<string, FieldResolver>> = {};
  for (const module of modules) {
    for (const [type, fields] of Object.entries(module)) {
      const known = (all[type] ??= {});
      for (const [field, resolver] of Object.entries(fields)) {
        if (known[field]) throw new Error(`${type}.${field} is answered by two resolver modules`);
        known[field] = resolver;
      }
    }
  }
  return all;
}
