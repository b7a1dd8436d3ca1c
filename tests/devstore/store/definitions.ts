import type { AppConfig } from "./app-config.ts";

/** What of a store it takes to write definitions. */
interface Writable {
  run(sql: string, ...values: (string | number | null)[]): unknown;
  transaction<Result>(work: () => Result): Result;
  nextId(): number;
}

/** The app's own namespace behind the reserved prefix: `$app` and `$app:x` as Shopify resolves them. */
export function resolveNamespace(clientId: string, namespace: string | null | undefined): string {
  if (namespace === null || namespace === undefined || namespace === "" || namespace === "$app")
    return `app--${clientId}`;
  return namespace.startsWith("$app:")
    ? `app--${clientId}--${namespace.slice("$app:".length)}`
    : namespace;
}

/** `$app:segment` as a metaobject type: `app--<client id>--segment`. */
export function resolveType(clientId: string, type: string): string {
  return type.startsWith("$app:") ? `app--${clientId}--${type.slice("$app:".length)}` : type;
}

/** Makes the shop hold the metafield and metaobject definitions of the app's toml, as a deploy does. May run again. */
export function installDefinitions(store: Writable, app: AppConfig): void {
  store.transaction(() => {
    for (const declared of app.metafields) {
      const namespace = resolveNamespace(
        app.clientId,
        declared.namespace === "app" ? "$app" : `$app:${declared.namespace}`,
      );
      store.run(
        `INSERT INTO metafield_definitions (id, owner_type, namespace, key, name, type, access) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (owner_type, namespace, key) DO UPDATE SET name = excluded.name, access = excluded.access`,
        store.nextId(),
        declared.ownerType,
        namespace,
        declared.key,
        declared.name,
        declared.type,
        JSON.stringify(declared.access),
      );
    }
    for (const declared of app.metaobjects) {
      store.run(
        `INSERT INTO metaobject_definitions (id, type, name, fields, access) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (type) DO UPDATE SET name = excluded.name, fields = excluded.fields, access = excluded.access`,
        store.nextId(),
        resolveType(app.clientId, `$app:${declared.type}`),
        declared.name,
        JSON.stringify(declared.fields),
        JSON.stringify(declared.access),
      );
    }
  });
}
