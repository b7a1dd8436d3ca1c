import { dayCounter } from "#app/platform/calendar.ts";
import type { Customer } from "#app/purchases/customer.ts";
import type { Order } from "#app/purchases/order.ts";
import { joinedOrderRows, orderRows, type OrderRows } from "#app/purchases/order-rows.ts";
import type { Product } from "#app/purchases/product.ts";
import type { Shop } from "#app/purchases/shop.ts";
import {
  customerFromShopify,
  isMetafield,
  type AddressNode,
  type CustomerNode,
  type MetafieldNode,
} from "../customer-from-shopify.ts";
import type { Resource } from "../imported-resource.ts";
import { orderFromShopify, type LineItemNode, type OrderNode } from "../order-from-shopify.ts";
import { productFromShopify, type ProductNode, type VariantNode } from "../product-from-shopify.ts";
import type { Group } from "./group-lines.ts";

/** Some of what is imported, in our terms, and ready to be handed to another thread. */
export type Part =
  | { resource: "products"; products: Product[] }
  | { resource: "customers"; customers: Customer[] }
  | { resource: "orders"; rows: OrderRows };

/** A group is read when it is taken: what we keep of it is a tenth of its size. */
export interface PartReader {
  /** @throws MoneyInvalid, IdInvalid */
  take: (group: Group) => void;
  /** What was taken since the last time. */
  part: () => Part;
}

/**
 * How groups of a resource become parts. A group's objects are what the bulk query asked for: Shopify answers by its
 * schema, from which their types come.
 */
export function partReader(
  resource: Resource,
  { shopId, timeZone, currency }: Pick<Shop, "shopId" | "timeZone" | "currency">,
): PartReader {
  switch (resource) {
    case "products":
      return collect<Product>(
        ({ root, children }) =>
          productFromShopify(root as ProductNode, children as VariantNode[], currency),
        (products) => ({ resource, products }),
      );
    case "customers":
      return collect<Customer>(
        ({ root, children }) =>
          customerFromShopify(
            root as CustomerNode,
            parted(children as (AddressNode | MetafieldNode)[]),
          ),
        (customers) => ({ resource, customers }),
      );
    case "orders": {
      const dayOf = dayCounter(timeZone);
      return collect<Order>(
        ({ root, children }) =>
          orderFromShopify(root as OrderNode, children as LineItemNode[], dayOf),
        (orders) => ({ resource, rows: orderRows(shopId, orders) }),
      );
    }
  }
}

/** The parts of a batch as they are best saved. */
export function joinedParts(parts: readonly Part[]): Part[] {
  const orders = parts.flatMap((part) => (part.resource === "orders" ? [part.rows] : []));
  if (orders.length < 2) return [...parts];
  return joinedOrderRows(orders).map((rows) => ({ resource: "orders", rows }));
}

const parted = (children: readonly (AddressNode | MetafieldNode)[]) => ({
  metafields: children.filter(isMetafield),
  addresses: children.filter((child): child is AddressNode => !isMetafield(child)),
});

function collect<Thing>(
  read: (group: Group) => Thing,
  partOf: (things: Thing[]) => Part,
): PartReader {
  let things: Thing[] = [];
  return {
    take: (group) => void things.push(read(group)),
    part() {
      const taken = things;
      things = [];
      return partOf(taken);
    },
  };
}
