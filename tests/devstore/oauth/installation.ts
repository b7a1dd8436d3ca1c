import { emit } from "../webhooks/emit.ts";
import type { Store } from "../store/open-store.ts";

export interface Installation {
  readonly client_id: string;
  readonly id: number;
  readonly scopes: string;
  readonly installed_at: number;
}

/** The app's installation in the shop, while it is installed. */
export function installationOf(store: Store): Installation | undefined {
  return store.get<Installation>(
    "SELECT * FROM installations WHERE client_id = ? AND uninstalled_at IS NULL",
    store.shops.app.clientId,
  );
}

/** Installs the app (Shopify-managed installation grants what the toml asks for), or answers the installation that stands. */
export function install(store: Store): Installation {
  const standing = installationOf(store);
  if (standing) return standing;
  const app = store.shops.app;
  const scopes = [...new Set([...app.scopes, ...grantedOptional(store)])].sort().join(",");
  store.run(
    `INSERT INTO installations (client_id, id, scopes, installed_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (client_id) DO UPDATE SET scopes = excluded.scopes, installed_at = excluded.installed_at, uninstalled_at = NULL`,
    app.clientId,
    store.nextId(),
    scopes,
    store.now(),
  );
  const made = installationOf(store);
  if (!made) throw new Error("the installation was not kept");
  return made;
}

/** Optional scopes that the merchant (or Shopify, for `read_all_orders`) has granted; set by the control endpoint or `--grant`. */
export function grantedOptional(store: Store): string[] {
  const granted = store.meta("grantedScopes");
  return Array.isArray(granted) ? granted.filter((scope) => typeof scope === "string") : [];
}

/** Replaces the optional scopes; existing tokens have them at once, as at Shopify, and `app/scopes_update` is told. */
export function grantScopes(store: Store, granted: readonly string[]): void {
  store.transaction(() => {
    store.setMeta("grantedScopes", granted);
    const standing = installationOf(store);
    if (!standing) return;
    const scopes = [...new Set([...store.shops.app.scopes, ...granted])].sort().join(",");
    store.run(
      "UPDATE installations SET scopes = ? WHERE client_id = ?",
      scopes,
      standing.client_id,
    );
    store.run(
      "UPDATE access_tokens SET scopes = ? WHERE client_id = ?",
      scopes,
      standing.client_id,
    );
    emit(store, "app/scopes_update", {
      id: standing.id,
      previous: standing.scopes.split(","),
      current: scopes.split(","),
      updated_at: new Date(store.now()).toISOString(),
    });
  });
}

/** Tokens stop working at once, the app's own data goes, and `app/uninstalled` is sent. Native segments and discounts stay. */
export function uninstall(store: Store): boolean {
  return store.transaction(() => {
    const standing = installationOf(store);
    if (!standing) return false;
    emit(store, "app/uninstalled", {
      id: store.shopId,
      name: store.name,
      domain: store.domain,
      myshopify_domain: store.domain,
      currency: store.currency,
      iana_timezone: store.timezone,
    });
    const mine = `app--${standing.client_id}`;
    store.run("DELETE FROM access_tokens WHERE client_id = ?", standing.client_id);
    store.run(
      "UPDATE installations SET uninstalled_at = ? WHERE client_id = ?",
      store.now(),
      standing.client_id,
    );
    store.run(
      "DELETE FROM metafields WHERE owner_type = 'API_INSTALLATION' AND owner_id = ?",
      standing.id,
    );
    store.run(
      "DELETE FROM metafields WHERE namespace = ? OR namespace LIKE ? || '--%'",
      mine,
      mine,
    );
    store.run(
      "DELETE FROM customer_list_entries WHERE namespace = ? OR namespace LIKE ? || '--%'",
      mine,
      mine,
    );
    store.run("DELETE FROM metaobjects WHERE type LIKE ? || '--%'", mine);
    store.run("DELETE FROM webhook_subscriptions WHERE client_id = ?", standing.client_id);
    store.run(
      "UPDATE bulk_operations SET status = 'CANCELED', completed_at = ? WHERE client_id = ? AND status IN ('CREATED','RUNNING','CANCELING')",
      store.now(),
      standing.client_id,
    );
    return true;
  });
}
