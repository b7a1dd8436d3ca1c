import type { Store } from "../../store/open-store.ts";
import { pageOf, type PageArgs } from "../connection.ts";
import { gid, numericId } from "../ids.ts";
import { momentText } from "../moment.ts";
import type { Resolvers } from "../resolver.ts";
import {
  addressFaults,
  inputFaults,
  resolvedNamespaces,
  type SubscriptionInput,
  type UserError,
} from "./webhook-subscription-input.ts";

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

/** Subscriptions made by the API; those of the app's toml are not listed here, as at Shopify. */
export const webhookSubscriptions: Resolvers = {
  QueryRoot: {
    webhookSubscription: (_root, args: { id: string }, { store }) =>
      find(store, numericId(args.id, "WebhookSubscription")) ?? null,
    webhookSubscriptions: (
      _root,
      args: PageArgs & { topics?: readonly string[] | null; uri?: string | null },
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
            ...(args.uri ? [{ sql: "webhook_subscriptions.uri = ?", values: [args.uri] }] : []),
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
      const uri = (input.uri ?? input.callbackUrl ?? "").trim();
      const topic = topicOf(args.topic);
      const format = input.format ?? "JSON";
      const faults = faultsOf(store, { id: null, uri }, input);
      if (faults.length > 0) return { webhookSubscription: null, userErrors: faults };
      if (
        store.get(
          "SELECT 1 FROM webhook_subscriptions WHERE topic = ? AND uri = ? AND format = ?",
          topic,
          uri,
          format,
        )
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
        format,
        JSON.stringify(input.includeFields ?? []),
        JSON.stringify(resolvedNamespaces(input.metafieldNamespaces ?? [], access.clientId)),
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
      { store, access },
    ) => {
      const row = find(store, numericId(args.id, "WebhookSubscription"));
      if (!row)
        return {
          webhookSubscription: null,
          userErrors: [{ field: ["id"], message: "Webhook subscription does not exist" }],
        };
      const input = args.webhookSubscription;
      const uri = (input.uri ?? input.callbackUrl ?? row.uri).trim();
      const faults = faultsOf(store, { id: row.id, uri }, input);
      if (faults.length > 0) return { webhookSubscription: null, userErrors: faults };
      store.run(
        `UPDATE webhook_subscriptions SET uri = ?, format = ?, include_fields = ?, metafield_namespaces = ?, filter = ?,
           name = ?, updated_at = ? WHERE id = ?`,
        uri,
        input.format ?? row.format,
        input.includeFields ? JSON.stringify(input.includeFields) : row.include_fields,
        input.metafieldNamespaces
          ? JSON.stringify(resolvedNamespaces(input.metafieldNamespaces, access.clientId))
          : row.metafield_namespaces,
        input.filter === undefined ? row.filter : input.filter,
        input.name ?? row.name,
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

/** Everything that is wrong with an input; an address is asked of only where there is one. */
function faultsOf(
  store: Store,
  { id, uri }: { id: number | null; uri: string },
  input: SubscriptionInput,
): UserError[] {
  const isNameTaken = (name: string) =>
    store.get(
      "SELECT 1 FROM webhook_subscriptions WHERE lower(name) = lower(?) AND id IS NOT ?",
      name,
      id,
    ) !== undefined;
  return [...addressFaults(uri), ...inputFaults(input, isNameTaken)];
}

function find(store: Store, id: number): SubscriptionRow | undefined {
  return store.get<SubscriptionRow>("SELECT * FROM webhook_subscriptions WHERE id = ?", id);
}
