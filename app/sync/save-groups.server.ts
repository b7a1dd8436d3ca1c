import type { Database } from "#app/db/database.server.ts";
import { dayCounter } from "#app/platform/calendar.ts";
import { saveCustomers } from "#app/purchases/save-customers.server.ts";
import { saveOrders } from "#app/purchases/save-orders.server.ts";
import { saveProducts } from "#app/purchases/save-products.server.ts";
import type { Shop } from "#app/purchases/shop.ts";
import {
  customerFromShopify,
  type AddressNode,
  type CustomerNode,
} from "./customer-from-shopify.ts";
import type { Group } from "./group-lines.ts";
import type { Resource } from "./imported-resource.ts";
import { orderFromShopify, type LineItemNode, type OrderNode } from "./order-from-shopify.ts";
import { productFromShopify, type ProductNode, type VariantNode } from "./product-from-shopify.ts";

/**
 * How groups of a resource are put into rows, in a transaction. A group's objects are what the bulk query
 * asked for: Shopify answers by its schema, from which their types come.
 */
type Save = (db: Database, groups: readonly Group[]) => Promise<unknown>;

export function savingOf(resource: Resource, { shopId, timeZone, currency }: Shop): Save {
  switch (resource) {
    case "products":
      return (db, groups) =>
        saveProducts(db, {
          shopId,
          products: groups.map((group) => {
            return productFromShopify(
              group.root as ProductNode,
              group.children as VariantNode[],
              currency,
            );
          }),
        });
    case "customers":
      return (db, groups) =>
        saveCustomers(db, {
          shopId,
          customers: groups.map((group) => {
            return customerFromShopify(group.root as CustomerNode, group.children as AddressNode[]);
          }),
        });
    case "orders": {
      const dayOf = dayCounter(timeZone);
      return (db, groups) =>
        saveOrders(db, {
          shopId,
          orders: groups.map((group) => {
            return orderFromShopify(
              group.root as OrderNode,
              group.children as LineItemNode[],
              dayOf,
            );
          }),
        });
    }
  }
}
