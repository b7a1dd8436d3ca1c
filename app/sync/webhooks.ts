import { z } from "zod";
import type { Payload, TaskName } from "#app/jobs/catalog.ts";
import { numericId } from "#app/shopify/ids.ts";

/** A job that a delivery asks for. */
export type WebhookJob = {
  [Name in TaskName]: { name: Name; payload: Payload<Name>; key: string };
}[TaskName];

/** What a delivery asks of us. */
export type Asked =
  | { kind: "job"; job: WebhookJob }
  /** One of Shopify's compliance requests about a customer: to be written down first. */
  | {
      kind: "privacy";
      request: "customers/data_request" | "customers/redact";
      customerId: number | null;
    }
  | { kind: "nothing" };

const id = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const WithId = z.object({ id });
const RefundOfOrder = z.object({ order_id: id });
const Merge = z.object({
  admin_graphql_api_customer_kept_id: z.string(),
  admin_graphql_api_customer_deleted_id: z.string(),
});
const BulkFinished = z.object({ admin_graphql_api_id: z.string(), type: z.string() });
const OfCustomer = z.object({ customer: z.object({ id }).nullish() });

const jobOf = <Name extends TaskName>(name: Name, payload: Payload<Name>, of?: number): Asked => ({
  kind: "job",
  job: {
    name,
    payload,
    key: [name, payload.shopId, ...(of === undefined ? [] : [of])].join(":"),
  } as WebhookJob,
});

const order = (shopId: number, orderId: number) =>
  jobOf("sync.order", { shopId, orderId }, orderId);
const customer = (shopId: number, customerId: number) =>
  jobOf("sync.customer", { shopId, customerId }, customerId);
const product = (shopId: number, productId: number) =>
  jobOf("sync.product", { shopId, productId }, productId);
const collection = (shopId: number, collectionId: number) =>
  jobOf("sync.collection", { shopId, collectionId }, collectionId);

type Topic = (shopId: number, payload: unknown) => Asked;

const orderById: Topic = (shopId, payload) => order(shopId, WithId.parse(payload).id);
const customerById: Topic = (shopId, payload) => customer(shopId, WithId.parse(payload).id);
const productById: Topic = (shopId, payload) => product(shopId, WithId.parse(payload).id);
const collectionById: Topic = (shopId, payload) => collection(shopId, WithId.parse(payload).id);
const shopItself: Topic = (shopId) => jobOf("sync.shop", { shopId });
const published: Topic = (shopId) => jobOf("publish.run", { shopId });

/**
 * What each topic asks of us. A webhook is a hint that something changed, not the news itself: the task reads the
 * truth from the Admin API, so a late, lost or doubled delivery costs time and never data.
 */
const topics: Record<string, Topic> = {
  "orders/create": orderById,
  "orders/updated": orderById,
  "orders/cancelled": orderById,
  "orders/edited": (shopId, payload) => {
    const { order_edit: edit } = z
      .object({ order_edit: z.object({ order_id: id }).optional() })
      .parse(payload);
    return edit ? order(shopId, edit.order_id) : orderById(shopId, payload);
  },
  "orders/delete": orderById,
  "refunds/create": (shopId, payload) => order(shopId, RefundOfOrder.parse(payload).order_id),
  "customers/create": customerById,
  "customers/update": customerById,
  "customers/delete": customerById,
  "customers/merge": (shopId, payload) => {
    const merge = Merge.parse(payload);
    const customerId = numericId(merge.admin_graphql_api_customer_deleted_id);
    const mergedIntoId = numericId(merge.admin_graphql_api_customer_kept_id);
    return jobOf("sync.merge", { shopId, customerId, mergedIntoId }, customerId);
  },
  "products/create": productById,
  "products/update": productById,
  "products/delete": productById,
  "collections/create": collectionById,
  "collections/update": collectionById,
  "collections/delete": collectionById,
  "shop/update": shopItself,
  "app/scopes_update": shopItself,
  "app/uninstalled": (shopId) => jobOf("sync.uninstalled", { shopId }),
  "bulk_operations/finish": (shopId, payload) => {
    const finished = BulkFinished.parse(payload);
    const bulkOperationId = numericId(finished.admin_graphql_api_id);
    return finished.type.toLowerCase() === "mutation"
      ? jobOf("publish.bulk-finished", { shopId, bulkOperationId }, bulkOperationId)
      : jobOf("sync.bulk-finished", { shopId, bulkOperationId }, bulkOperationId);
  },
  // a merchant may have changed or deleted what carries an offer
  "segments/update": published,
  "segments/delete": published,
  "discounts/update": published,
  "discounts/delete": published,
  "customers/data_request": (_shopId, payload) => ({
    kind: "privacy",
    request: "customers/data_request",
    customerId: OfCustomer.parse(payload).customer?.id ?? null,
  }),
  "customers/redact": (_shopId, payload) => ({
    kind: "privacy",
    request: "customers/redact",
    customerId: OfCustomer.parse(payload).customer?.id ?? null,
  }),
  "shop/redact": (shopId) => jobOf("privacy.redact-shop", { shopId }),
};

/**
 * What a delivery asks of us; nothing for a topic that we do not follow. Topics are taken in either spelling,
 * `orders/create` or `ORDERS_CREATE`.
 * @throws ZodError, IdInvalid for a payload that is not one of its topic
 */
export function askedBy(
  topic: string,
  { shopId, payload }: { shopId: number; payload: unknown },
): Asked {
  const found = byName.get(plain(topic));
  return found ? found(shopId, payload) : { kind: "nothing" };
}

const plain = (topic: string) => topic.toLowerCase().replace("/", "_");
const byName = new Map(Object.entries(topics).map(([topic, asks]) => [plain(topic), asks]));

/** The topics that the app must be subscribed to. */
export const followedTopics = Object.keys(topics);
