import { IMPORT_CUSTOMERS, IMPORT_ORDERS, IMPORT_PRODUCTS } from "./documents.ts";

/** What is imported, in the order in which it is saved: orders last, since they name the others. */
export const resources = ["products", "customers", "orders"] as const;

export type Resource = (typeof resources)[number];

export const isResource = (name: string): name is Resource =>
  resources.some((resource) => resource === name);

/** The bulk query of each. */
export const importQueries: Record<Resource, string> = {
  products: IMPORT_PRODUCTS,
  customers: IMPORT_CUSTOMERS,
  orders: IMPORT_ORDERS,
};
