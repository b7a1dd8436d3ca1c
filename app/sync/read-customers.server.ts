import type { Customer } from "#app/purchases/customer.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { gid } from "#app/shopify/ids.ts";
import { foundNodes } from "#app/shopify/nodes.ts";
import { pages } from "#app/shopify/pages.ts";
import { customerFromShopify } from "./customer-from-shopify.ts";
import { ADDRESSES_OF_CUSTOMER, CUSTOMERS_BY_ID, METAFIELDS_OF_CUSTOMER } from "./documents.ts";

const AT_ONCE = 20;

/** The truth about some customers, each with all addresses and metafields. Those that are gone are missing. */
export async function readCustomers(
  admin: Admin,
  customerIds: readonly number[],
): Promise<Customer[]> {
  const customers: Customer[] = [];
  for (let from = 0; from < customerIds.length; from += AT_ONCE) {
    const ids = customerIds.slice(from, from + AT_ONCE).map((id) => gid("Customer", id));
    const { nodes } = await admin.ask(CUSTOMERS_BY_ID, { ids });
    for (const node of foundNodes(nodes)) {
      const { nodes: addresses, pageInfo } = node.addressesV2;
      if (pageInfo.hasNextPage) {
        const rest = pages(async (cursor) => {
          const { customer } = await admin.ask(ADDRESSES_OF_CUSTOMER, {
            id: node.id,
            cursor: cursor ?? pageInfo.endCursor,
          });
          return customer?.addressesV2;
        });
        for await (const page of rest) addresses.push(...page);
      }
      const metafields = node.metafields.nodes;
      if (node.metafields.pageInfo.hasNextPage) {
        const rest = pages(async (cursor) => {
          const { customer } = await admin.ask(METAFIELDS_OF_CUSTOMER, {
            id: node.id,
            cursor: cursor ?? node.metafields.pageInfo.endCursor,
          });
          return customer?.metafields;
        });
        for await (const page of rest) metafields.push(...page);
      }
      customers.push(customerFromShopify(node, { addresses, metafields }));
    }
  }
  return customers;
}
