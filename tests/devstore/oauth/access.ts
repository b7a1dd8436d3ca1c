/** What the bearer of an access token may do in one shop. */
export interface Access {
  readonly clientId: string;
  readonly scopes: ReadonlySet<string>;
  readonly online: boolean;
}

/** Whether a scope is held; a `write_` scope brings its `read_` scope with it, as at Shopify. */
export function holds(scopes: ReadonlySet<string>, scope: string): boolean {
  return (
    scopes.has(scope) ||
    (scope.startsWith("read_") && scopes.has(`write_${scope.slice("read_".length)}`))
  );
}
