import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  exchangesOf,
  hasCaptures,
  learnIds,
  said,
  withIds,
  type Exchange,
} from "#tests/support/captures.ts";
import {
  credentials,
  installedClient,
  startDevstore,
  type Ask,
  type RunningDevstore,
} from "#tests/support/devstore.ts";

const SUBSCRIPTION = `id topic format includeFields metafieldNamespaces filter createdAt updatedAt
  endpoint { __typename ... on WebhookHttpEndpoint { callbackUrl } }`;
const SHORT = `id topic format filter createdAt updatedAt endpoint { __typename ... on WebhookHttpEndpoint { callbackUrl } }`;

/** The recordings keep no queries: these ask for what was answered. */
const asking = (subscription: string) => ({
  webhookSubscription: `query ($id: ID!) { webhookSubscription(id: $id) { ${subscription} } }`,
  webhookSubscriptions: `query ($first: Int!, $uri: String) {
    webhookSubscriptions(first: $first, uri: $uri) { nodes { id uri metafieldNamespaces } } }`,
  webhookSubscriptionCreate: `mutation ($topic: WebhookSubscriptionTopic!, $webhookSubscription: WebhookSubscriptionInput!) {
    webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhookSubscription) {
      webhookSubscription { ${subscription} } userErrors { field message } } }`,
  webhookSubscriptionUpdate: `mutation ($id: ID!, $webhookSubscription: WebhookSubscriptionInput!) {
    webhookSubscriptionUpdate(id: $id, webhookSubscription: $webhookSubscription) {
      webhookSubscription { ${subscription} } userErrors { field message } } }`,
  webhookSubscriptionDelete: `mutation ($id: ID!) {
    webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { field message } } }`,
});

/** Whether it is about a cloud's own address, or a topic whose format is fixed: see the store's README. */
const isBeyond = ({ name, variables }: Exchange) =>
  /arn:aws|pubsub:|pubSub|kafka:/.test(JSON.stringify(variables)) ||
  name.endsWith("createXmlOnJsonOnlyTopicRejected");

/** The recorder's namespaces are those of its own app. */
const asThisApp = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value).replaceAll("app--347082227713--", `app--${credentials.clientId}--`),
  );

describe.skipIf(!hasCaptures)("webhook subscriptions are taken as Shopify takes them", () => {
  let devstore: RunningDevstore;
  let ask: Ask;

  beforeAll(async () => {
    devstore = await startDevstore();
    ask = await installedClient(devstore.origin);
  });
  afterAll(() => devstore.stop());

  it.each([
    ["webhook-subscription-address-byte-size-validation", SUBSCRIPTION],
    ["webhook-subscription-cloud-uri-validation", SUBSCRIPTION],
    ["webhook-subscription-filter-mixed-term", SUBSCRIPTION],
    ["webhook-subscription-metafield-namespaces-resolution", SUBSCRIPTION],
    ["webhook-subscription-scheme-allowlist", SUBSCRIPTION],
    ["webhook-subscription-topic-format-name-validation", SHORT],
    ["webhook-subscription-uri-whitespace", SUBSCRIPTION],
  ])("%s", async (capture, subscription) => {
    const exchanges = exchangesOf(`webhooks/${capture}`, asking(subscription));
    const ours = exchanges.filter(
      (exchange) => !isBeyond(exchange) && !exchange.name.includes("cleanup"),
    );
    expect(ours.length).toBeGreaterThan(0);
    const ids = new Map<string, string>();
    for (const { name, query, variables, answer } of ours) {
      const got = await ask(query, withIds(variables, ids) as Exchange["variables"]);
      expect(said(got), name).toEqual(asThisApp(said(answer)));
      learnIds(answer.data, got.data, ids);
    }
  });
});
