import { readFileSync } from "node:fs";
import { parse, type TomlTable, type TomlValue } from "smol-toml";

/** The app as Shopify knows it: what its toml declares, and the credentials it was given. */
export interface AppConfig {
  readonly clientId: string;
  readonly secret: string;
  readonly url: string;
  readonly name: string;
  readonly handle: string;
  readonly scopes: readonly string[];
  readonly optionalScopes: readonly string[];
  readonly apiVersion: string;
  readonly webhooks: readonly WebhookDeclaration[];
  /** Topics of `compliance_topics`, by where they are sent. */
  readonly compliance: readonly { readonly topic: string; readonly uri: string }[];
  readonly proxy: {
    readonly url: string;
    readonly prefix: string;
    readonly subpath: string;
  } | null;
  readonly metafields: readonly MetafieldDeclaration[];
  readonly metaobjects: readonly MetaobjectDeclaration[];
}

export interface WebhookDeclaration {
  readonly topic: string;
  readonly uri: string;
  readonly includeFields: readonly string[];
  readonly metafieldNamespaces: readonly string[];
  readonly filter: string | null;
}

export interface MetafieldDeclaration {
  readonly ownerType: string;
  /** As declared: `app` stands for the app's own namespace. */
  readonly namespace: string;
  readonly key: string;
  readonly name: string;
  readonly description: string | null;
  readonly type: string;
  readonly access: Readonly<Record<string, string>>;
}

export interface MetaobjectDeclaration {
  readonly type: string;
  readonly name: string;
  readonly access: Readonly<Record<string, string>>;
  readonly fields: readonly {
    readonly key: string;
    readonly name: string;
    readonly type: string;
    readonly required: boolean;
  }[];
}

const owners = [
  "product",
  "variant",
  "customer",
  "order",
  "collection",
  "company",
  "location",
  "market",
  "page",
  "blog",
  "article",
];

/** Reads the toml as Shopify's deploy does. The credentials come from the environment, since the toml holds none. */
export function readAppConfig(
  path: string,
  given: { clientId: string; secret: string; url: string },
): AppConfig {
  const toml = parse(readFileSync(path, "utf8"));
  const webhooks = table(toml.webhooks);
  const subscriptions = tables(webhooks.subscriptions);
  const scopes = table(toml.access_scopes);
  const proxy = table(toml.app_proxy);
  return {
    ...given,
    name: text(toml.name, "App"),
    handle: text(toml.handle, text(toml.name, "app").toLowerCase()),
    scopes: text(scopes.scopes)
      .split(",")
      .map((scope) => scope.trim())
      .filter(Boolean),
    optionalScopes: texts(scopes.optional_scopes),
    apiVersion: text(webhooks.api_version, "2026-10"),
    webhooks: subscriptions.flatMap((subscription) =>
      texts(subscription.topics).map((topic) => ({
        topic,
        uri: absolute(text(subscription.uri), given.url),
        includeFields: texts(subscription.include_fields),
        metafieldNamespaces: texts(subscription.metafield_namespaces),
        filter: text(subscription.filter) || null,
      })),
    ),
    compliance: subscriptions.flatMap((subscription) =>
      texts(subscription.compliance_topics).map((topic) => ({
        topic,
        uri: absolute(text(subscription.uri), given.url),
      })),
    ),
    proxy: toml.app_proxy
      ? {
          url: absolute(text(proxy.url), given.url),
          prefix: text(proxy.prefix),
          subpath: text(proxy.subpath),
        }
      : null,
    metafields: owners.flatMap((owner) =>
      metafieldsOf(owner, table(table(toml[owner]).metafields)),
    ),
    metaobjects: Object.entries(table(table(toml.metaobjects).app)).map(([type, definition]) =>
      metaobject(type, table(definition)),
    ),
  };
}

function metafieldsOf(owner: string, namespaces: TomlTable): MetafieldDeclaration[] {
  return Object.entries(namespaces).flatMap(([namespace, keys]) =>
    Object.entries(table(keys)).map(([key, definition]) => ({
      ownerType: owner === "variant" ? "PRODUCTVARIANT" : owner.toUpperCase(),
      namespace,
      key,
      name: text(table(definition).name, key),
      description: text(table(definition).description) || null,
      type: text(table(definition).type),
      access: accessOf(table(definition)),
    })),
  );
}

function metaobject(type: string, definition: TomlTable): MetaobjectDeclaration {
  return {
    type,
    name: text(definition.name, type),
    access: accessOf(definition),
    fields: Object.entries(table(definition.fields)).map(([key, field]) => ({
      key,
      name: text(table(field).name, key),
      type: typeof field === "string" ? field : text(table(field).type),
      required: table(field).required === true,
    })),
  };
}

function accessOf(definition: TomlTable): Record<string, string> {
  return Object.fromEntries(
    Object.entries(table(definition.access)).map(([who, what]) => [who, text(what)]),
  );
}

function absolute(uri: string, base: string): string {
  return uri.startsWith("/") ? new URL(uri, base).href : uri;
}

function table(value: TomlValue | undefined): TomlTable {
  return typeof value === "object" && !Array.isArray(value) && !(value instanceof Date)
    ? value
    : {};
}

function tables(value: TomlValue | undefined): TomlTable[] {
  return Array.isArray(value) ? value.map(table) : [];
}

function text(value: TomlValue | undefined, otherwise = ""): string {
  return typeof value === "string" ? value : otherwise;
}

function texts(value: TomlValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
