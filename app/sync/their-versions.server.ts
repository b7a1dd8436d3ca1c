import type { Admin } from "#app/shopify/admin.server.ts";
import { numericId } from "#app/shopify/ids.ts";
import { CUSTOMER_VERSIONS, ORDER_VERSIONS, PRODUCT_VERSIONS } from "./documents.ts";
import type { Resource } from "./imported-resource.ts";
import type { Versions } from "./versions.ts";

interface Page {
  nodes: { id: string; updatedAt: string }[];
  pageInfo: { hasNextPage: boolean };
}

async function ask(admin: Admin, resource: Resource, filter: string): Promise<Page> {
  switch (resource) {
    case "products":
      return (await admin.ask(PRODUCT_VERSIONS, { filter })).products;
    case "customers":
      return (await admin.ask(CUSTOMER_VERSIONS, { filter })).customers;
    case "orders":
      return (await admin.ask(ORDER_VERSIONS, { filter })).orders;
  }
}

/** A stretch of ids, and what Shopify holds there. */
export interface Stretch {
  after: number;
  /** Null: the last stretch, it reaches to the end. */
  upTo: number | null;
  theirs: Versions;
}

/**
 * What Shopify holds, in the order of ids, 250 a stretch; since a moment only what has changed. Pages go by id and
 * not by cursor: Shopify's cursors end at 25,000.
 */
export async function* theirVersions(
  admin: Admin,
  resource: Resource,
  { since }: { since: number | null },
): AsyncGenerator<Stretch> {
  const changed = since === null ? "" : ` updated_at:>='${new Date(since).toISOString()}'`;
  for (let after = 0; ;) {
    const { nodes, pageInfo } = await ask(admin, resource, `id:>${after}${changed}`);
    const theirs = new Map(
      nodes.map(({ id, updatedAt }) => [numericId(id), Date.parse(updatedAt)]),
    );
    const last = Math.max(after, ...theirs.keys());
    const isLast = !pageInfo.hasNextPage || last === after;
    yield { after, upTo: isLast ? null : last, theirs };
    if (isLast) return;
    after = last;
  }
}
