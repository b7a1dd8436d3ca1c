import type { Database } from "#app/db/database.server.ts";
import { dayCounter } from "#app/platform/calendar.ts";
import { saveCustomers } from "#app/purchases/save-customers.server.ts";
import { saveOrders } from "#app/purchases/save-orders.server.ts";
import { saveProducts } from "#app/purchases/save-products.server.ts";
import type { Shop } from "#app/purchases/shop.ts";
import {
  customerFromShopify,
  isMetafield,
  type AddressNode,
  type CustomerNode,
  type MetafieldNode,
} from "./customer-from-shopify.ts";
import type { Group } from "./group-lines.ts";
import type { Resource } from "./imported-resource.ts";
import { orderFromShopify, type LineItemNode, type OrderNode } from "./order-from-shopify.ts";
import { productFromShopify, type ProductNode, type VariantNode } from "./product-from-shopify.ts";

/** What is to be saved together. A group is read when it is taken: what we keep of it is a tenth of its size. */
export interface Batch {
  /** @throws MoneyInvalid, IdInvalid */
  take: (group: Group) => void;
  /** Puts what was taken since the last time into rows, in a transaction. */
  save: (db: Database) => Promise<void>;
}

/**
 * How groups of a resource become rows. A group's objects are what the bulk query asked for: Shopify answers by its
 * schema, from which their types come.
 */
export function batchOf(resource: Resource, { shopId, timeZone, currency }: Shop): Batch {
  switch (resource) {
    case "products":
      return collect(
        ({ root, children }) =>
          productFromShopify(root as ProductNode, children as VariantNode[], currency),
        (db, products) => saveProducts(db, { shopId, products }),
      );
    case "customers":
      return collect(
        ({ root, children }) =>
          customerFromShopify(
            root as CustomerNode,
            parted(children as (AddressNode | MetafieldNode)[]),
          ),
        (db, customers) => saveCustomers(db, { shopId, customers }),
      );
    case "orders": {
      const dayOf = dayCounter(timeZone);
      return collect(
        ({ root, children }) =>
          orderFromShopify(root as OrderNode, children as LineItemNode[], dayOf),
        (db, orders) => saveOrders(db, { shopId, orders }),
      );
    }
  }
}

const parted = (children: readonly (AddressNode | MetafieldNode)[]) => ({
  metafields: children.filter(isMetafield),
  addresses: children.filter((child): child is AddressNode => !isMetafield(child)),
});

function collect<Thing>(
  read: (group: Group) => Thing,
  save: (db: Database, things: readonly Thing[]) => Promise<unknown>,
): Batch {
  let things: Thing[] = [];
  return {
    take: (group) => void things.push(read(group)),
    async save(db) {
      const taken = things;
      things = [];
      await save(db, taken);
    },
  };
}
