/** Shopify's answer for an id of another type than the one asked for has no fields; for one that is gone it is null. */
type Nothing = Record<PropertyKey, never> | null;

/** The objects that `nodes(ids: …)` found, of the type that was asked for. */
export const foundNodes = <Node extends object | null>(
  nodes: readonly Node[],
): Exclude<Node, Nothing>[] =>
  nodes.filter((node): node is Exclude<Node, Nothing> => node !== null && "id" in node);
