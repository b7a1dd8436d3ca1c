/** One page of any of Shopify's connections. */
export interface Page<Node> {
  nodes: Node[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** All pages of a connection, one after the other; each is asked for when the one before has been dealt with. */
export async function* pages<Node>(
  ask: (cursor: string | null) => Promise<Page<Node> | null | undefined>,
): AsyncGenerator<Node[]> {
  for (let cursor: string | null = null; ;) {
    const page: Page<Node> | null | undefined = await ask(cursor);
    if (!page) return;
    yield page.nodes;
    if (!page.pageInfo.hasNextPage || page.pageInfo.endCursor === null) return;
    cursor = page.pageInfo.endCursor;
  }
}
