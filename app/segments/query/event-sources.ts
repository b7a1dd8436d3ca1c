import type { ValueType } from "./attributes.ts";

interface Source {
  label: string;
  parameters: Record<string, ValueType>;
}

/**
 * What a customer does and we hold, with the parameters that we evaluate. A purchase is an order line, an order is an
 * order (docs/decisions/006-segment-values.md).
 */
export const eventSources = {
  products_purchased: {
    label: "Purchases",
    parameters: {
      id: "id",
      date: "date",
      quantity: "integer",
      count: "integer",
      sum_quantity: "integer",
    },
  },
  orders_placed: {
    label: "Orders",
    parameters: { date: "date", amount: "money", count: "integer", sum_amount: "money" },
  },
} as const satisfies Record<string, Source>;

export type EventSource = keyof typeof eventSources;

type ParametersOf<One extends EventSource> = keyof (typeof eventSources)[One]["parameters"];
export type ParameterName = { [One in EventSource]: ParametersOf<One> }[EventSource];

const PARAMETER_TYPES: Record<ParameterName, ValueType> = {
  ...eventSources.products_purchased.parameters,
  ...eventSources.orders_placed.parameters,
};

export const parameterType = (name: ParameterName): ValueType => PARAMETER_TYPES[name];

/** What is taken over all events that the other parameters leave. */
export type Aggregate = "count" | "sum_quantity" | "sum_amount";

export const isAggregate = (name: ParameterName): name is Aggregate =>
  name === "count" || name === "sum_quantity" || name === "sum_amount";

export const isEventSource = (name: string): name is EventSource =>
  Object.hasOwn(eventSources, name);

export const isParameterOf = (source: EventSource, name: string): name is ParameterName =>
  Object.hasOwn(eventSources[source].parameters, name);

const EMAIL: Source["parameters"] = { activity_id: "id", date: "date", count: "integer" };
const STOREFRONT: Source["parameters"] = { id: "id", tag: "text", date: "date", count: "integer" };

/** Parameters of Shopify's whose data we do not hold, by function; functions of which we hold nothing too. */
const UNHELD: Record<string, Source["parameters"]> = {
  products_purchased: { tag: "text", category: "any" },
  orders_placed: { app_id: "id", location_id: "id" },
  "shopify_email.bounced": EMAIL,
  "shopify_email.clicked": EMAIL,
  "shopify_email.delivered": EMAIL,
  "shopify_email.marked_as_spam": EMAIL,
  "shopify_email.opened": EMAIL,
  "shopify_email.unsubscribed": EMAIL,
  "storefront.product_viewed": STOREFRONT,
  "storefront.collection_viewed": STOREFRONT,
  "storefront_event.product_viewed": STOREFRONT,
  "storefront_event.collection_viewed": STOREFRONT,
  store_credit_accounts: {
    currency: "text",
    balance: "money",
    next_expiry_date: "date",
    last_credit_date: "date",
  },
  customer_within_distance: { coordinates: "any", distance_km: "money", distance_mi: "money" },
};

/** Names of Shopify's functions, whether we evaluate them or not. */
export const isFunction = (name: string): boolean => Object.hasOwn(UNHELD, name);

/** The parameters that Shopify's function takes, with their types. */
export const parametersOf = (name: string): Record<string, ValueType> => ({
  ...(isEventSource(name) ? eventSources[name].parameters : {}),
  ...(Object.hasOwn(UNHELD, name) ? UNHELD[name] : {}),
});
