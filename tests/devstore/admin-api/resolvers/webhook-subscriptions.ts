import type { Store } from "../../store/open-store.ts";
import { pageOf, type PageArgs } from "../connection.ts";
import { gid, numericId } from "../ids.ts";
import { momentText } from "../moment.ts";
import type { Resolvers } from "../resolver.ts";

interface SubscriptionRow {
  readonly id: number;
  readonly topic: string;
  readonly uri: string;
  readonly format: string;
  readonly include_fields: string;
  readonly metafield_namespaces: string;
  readonly filter: string | null;
  readonly name: string | null;
  readonly created_at: number;
  readonly updated_at: number;
}

interface SubscriptionInput {
  readonly uri?: string | null;
  readonly callbackUrl?: string | null;
  readonly format?: string | null;
  readonly includeFields?: readonly string[] | null;
  readonly metafieldNamespaces?: readonly string[] | null;
  readonly filter?: string | null;
  readonly name?: string | null;
}

/** Subscriptions made by the API; those of the app's toml are not listed here, as at Shopify. */
export const webhookSubscriptions: Resolvers = {
  QueryRoot: {
    webhookSubscription: (_root, args: { id: string }, { store }) =>
      find(store, numericId(args.id, "WebhookSubscription")) ?? null,
    webhookSubscriptions: (
      _root,
      args: PageArgs & { topics?: readonly string[] | null },
      { store, access },
    ) =>
      pageOf(
        store,
        {
          select: "SELECT webhook_subscriptions.* FROM webhook_subscriptions",
          where: [
            { sql: "webhook_subscriptions.client_id = ?", values: [access.clientId] },
            ...(args.topics
              ? [
                  {
                    sql: "webhook_subscriptions.topic IN (SELECT value FROM json_each(?))",
                    values: [JSON.stringify(args.topics.map(topicOf))],
                  },
                ]
              : []),
          ],
          sort: "webhook_subscriptions.id",
          id: "webhook_subscriptions.id",
        },
        args,
      ),
  },
  Mutation: {
    webhookSubscriptionCreate: (
      _root,
      args: { topic: string; webhookSubscription: SubscriptionInput },
      { store, access },
    ) => {
      const input = args.webhookSubscription;
      const uri = input.uri ?? input.callbackUrl ?? "";
      const topic = topicOf(args.topic);
      const faults = uriFaults(uri);
      if (faults.length > 0) return { webhookSubscription: null, userErrors: faults };
      if (
        store.get("SELECT 1 FROM webhook_subscriptions WHERE topic = ? AND uri = ?", topic, uri)
      ) {
        return {
          webhookSubscription: null,
          userErrors: [
            {
              field: ["webhookSubscription", "callbackUrl"],
              message: "Address for this topic has already been taken",
            },
          ],
        };
      }
      const id = store.nextId();
      const now = store.now();
      store.run(
        `INSERT INTO webhook_subscriptions (id, client_id, topic, uri, format, include_fields, metafield_namespaces, filter, name, created_at, updated_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        id,
        access.clientId,
        topic,
        uri,
        input.format ?? "JSON",
        JSON.stringify(input.includeFields ?? []),
        JSON.stringify(input.metafieldNamespaces ?? []),
        input.filter ?? null,
        input.name ?? null,
        now,
        now,
      );
      return { webhookSubscription: find(store, id), userErrors: [] };
    },
    webhookSubscriptionUpdate: (
      _root,
      args: { id: string; webhookSubscription: SubscriptionInput },
      { store },
    ) => {
      const row = find(store, numericId(args.id, "WebhookSubscription"));
      if (!row)
        return {
          webhookSubscription: null,
          userErrors: [{ field: ["id"], message: "Webhook subscription does not exist" }],
        };
      const input = args.webhookSubscription;
      const uri = input.uri ?? input.callbackUrl ?? row.uri;
      const faults = uriFaults(uri);
      if (faults.length > 0) return { webhookSubscription: null, userErrors: faults };
      store.run(
        "UPDATE webhook_subscriptions SET uri = ?, include_fields = ?, updated_at = ? WHERE id = ?",
        uri,
        input.includeFields ? JSON.stringify(input.includeFields) : row.include_fields,
        store.now(),
        row.id,
      );
      return { webhookSubscription: find(store, row.id), userErrors: [] };
    },
    webhookSubscriptionDelete: (_root, args: { id: string }, { store }) => {
      const id = numericId(args.id, "WebhookSubscription");
      if (store.run("DELETE FROM webhook_subscriptions WHERE id = ?", id).changes === 0) {
        return {
          deletedWebhookSubscriptionId: null,
          userErrors: [{ field: ["id"], message: "Webhook subscription does not exist" }],
        };
      }
      return { deletedWebhookSubscriptionId: gid("WebhookSubscription", id), userErrors: [] };
    },
  },
  WebhookSubscription: {
    id: (row: SubscriptionRow) => gid("WebhookSubscription", row.id),
    legacyResourceId: (row: SubscriptionRow) => String(row.id),
    topic: (row: SubscriptionRow) => row.topic.toUpperCase().replaceAll("/", "_"),
    uri: (row: SubscriptionRow) => row.uri,
    callbackUrl: (row: SubscriptionRow) => row.uri,
    endpoint: (row: SubscriptionRow) => ({
      __typename: "WebhookHttpEndpoint",
      callbackUrl: row.uri,
    }),
    format: (row: SubscriptionRow) => row.format,
    includeFields: (row: SubscriptionRow) => JSON.parse(row.include_fields) as unknown,
    metafieldNamespaces: (row: SubscriptionRow) => JSON.parse(row.metafield_namespaces) as unknown,
    metafields: () => [],
    apiVersion: (_row, _args, { shops }) => ({
      handle: shops.app.apiVersion,
      displayName: shops.app.apiVersion,
      supported: true,
    }),
    createdAt: (row: SubscriptionRow) => momentText(row.created_at),
    updatedAt: (row: SubscriptionRow) => momentText(row.updated_at),
  },
};

/** ORDERS_CREATE is orders/create; the noun may have underscores of its own. */
function topicOf(name: string): string {
  const nouns = [
    "APP",
    "BULK_OPERATIONS",
    "CUSTOMERS",
    "CUSTOMER",
    "DISCOUNTS",
    "ORDERS",
    "PRODUCTS",
    "REFUNDS",
    "SEGMENTS",
    "SHOP",
    "INVENTORY_LEVELS",
    "COLLECTIONS",
  ];
  const noun =
    nouns.find((candidate) => name.startsWith(`${candidate}_`)) ?? name.split("_")[0] ?? "";
  return `${noun.toLowerCase()}/${name.slice(noun.length + 1).toLowerCase()}`;
}

function uriFaults(uri: string): { field: string[]; message: string }[] {
  const fault = (message: string): { field: string[]; message: string }[] => [
    { field: ["webhookSubscription", "callbackUrl"], message },
  ];
  if (uri === "") return fault("Address can't be blank");
  if (!URL.canParse(uri)) return fault("Address is invalid");
  const { protocol, hostname } = new URL(uri);
  // Shopify wants https; this store also sends to loopback, where the app under test answers.
  return protocol === "https:" || ["localhost", "127.0.0.1"].includes(hostname)
    ? []
    : fault(`Address protocol ${protocol}// is not supported`);
}

function find(store: Store, id: number): SubscriptionRow | undefined {
  return store.get<SubscriptionRow>("SELECT * FROM webhook_subscriptions WHERE id = ?", id);
}
