import { pointOf, squareOfDistance, type Point } from "#app/purchases/point.ts";
import { COUNT, type EventSource, type Source, type TestSource } from "./filter.ts";
import type { Parameter } from "../query.ts";

const TOLD_TO_NO_APP =
  "Shopify tells no app about this: it knows the events that arrive from outside";

const emailEvents = (event: string, label: string): EventSource => ({
  ...{ label, origin: TOLD_TO_NO_APP },
  parameters: {
    activity_id: { type: "id", label: "Marketing activity" },
    date: { type: "date", label: "Date" },
    count: COUNT,
  },
  events: ({ events }) =>
    events
      .filter(({ kind }) => kind === `shopify_email.${event}`)
      .map(({ objectId, at }) => ({ activity_id: objectId, date: at })),
});

const storefrontEvents = (event: string, label: string): EventSource => ({
  ...{ label, origin: TOLD_TO_NO_APP },
  parameters: {
    id: { type: "id", label: "Product or collection" },
    tag: { type: "tags", label: "Product tag" },
    date: { type: "date", label: "Date" },
    count: COUNT,
  },
  events: ({ events }) =>
    events
      .filter(({ kind }) => kind === `storefront.${event}`)
      .map(({ objectId, at, tags }) => ({ id: objectId, date: at, tag: tags })),
});

const KM_OF_MILE = 1.609344;

/** The place a distance is from, and the square of the distance. */
export function circleOf(parameters: readonly Parameter[]): { centre: Point; square: number } {
  let centre = { x: 0, y: 0, z: 0 };
  let square = 0;
  for (const parameter of parameters) {
    if (parameter.kind !== "compare") continue;
    const { value, name } = parameter;
    if (value.kind === "coordinates") {
      centre = pointOf(Number(value.latitude), Number(value.longitude));
    }
    if (value.kind === "number") {
      square = squareOfDistance(Number(value.digits) * (name === "distance_mi" ? KM_OF_MILE : 1));
    }
  }
  return { centre, square };
}

const WITHIN = ["=", "<", "<="] as const;

const withinDistance: TestSource = {
  label: "Lives near",
  parameters: {
    coordinates: { type: "coordinates", label: "Coordinates", operators: ["="], isRequired: true },
    distance_km: { type: "number", label: "Kilometres", operators: WITHIN },
    distance_mi: { type: "number", label: "Miles", operators: WITHIN },
  },
  faultOf: (names) =>
    names.has("distance_km") === names.has("distance_mi")
      ? "a distance is told by `distance_km` or by `distance_mi`"
      : null,
  holds: ({ points }, parameters) => {
    const { centre, square } = circleOf(parameters);
    return points.some(
      ({ x, y, z }) => (x - centre.x) ** 2 + (y - centre.y) ** 2 + (z - centre.z) ** 2 <= square,
    );
  },
  describe: ({ points }) => `${points.length} known to a kilometre`,
};

/**
 * Shopify's functions. A purchase is an order line, an order is an order, amounts are what was charged less what was
 * given back (docs/decisions/006-segment-values.md). A product's tags and category are those it has now.
 */
export const shopifySources: Readonly<Record<string, Source>> = {
  products_purchased: {
    label: "Purchases",
    parameters: {
      id: { type: "id", label: "Product" },
      tag: { type: "tags", label: "Product tag" },
      category: { type: "category", label: "Product category" },
      date: { type: "date", label: "Date" },
      quantity: { type: "integer", label: "Quantity in one order" },
      count: COUNT,
      sum_quantity: { type: "integer", label: "Quantity in all", aggregate: { sum: "quantity" } },
    },
    events: ({ orders }) =>
      orders.flatMap(({ at, lines }) =>
        lines.map(({ productId, quantity, tags, categoryId }) => ({
          ...{ id: productId, date: at, quantity, tag: tags },
          category: categoryId === null ? [] : [categoryId],
        })),
      ),
  },
  orders_placed: {
    label: "Orders",
    parameters: {
      date: { type: "date", label: "Date" },
      amount: { type: "money", label: "Amount of one order" },
      app_id: { type: "id", label: "App" },
      location_id: { type: "id", label: "Location" },
      count: COUNT,
      sum_amount: { type: "money", label: "Amount in all", aggregate: { sum: "amount" } },
    },
    events: ({ orders }) =>
      orders.map(({ at, amountMinor, appId, locationId }) => ({
        ...{ date: at, amount: amountMinor, app_id: appId, location_id: locationId },
      })),
  },
  "shopify_email.bounced": emailEvents("bounced", "E-mails bounced"),
  "shopify_email.clicked": emailEvents("clicked", "E-mails clicked"),
  "shopify_email.delivered": emailEvents("delivered", "E-mails delivered"),
  "shopify_email.marked_as_spam": emailEvents("marked_as_spam", "E-mails marked as spam"),
  "shopify_email.opened": emailEvents("opened", "E-mails opened"),
  "shopify_email.unsubscribed": emailEvents("unsubscribed", "E-mails unsubscribed from"),
  "storefront.product_viewed": storefrontEvents("product_viewed", "Products viewed"),
  "storefront.collection_viewed": storefrontEvents("collection_viewed", "Collections viewed"),
  store_credit_accounts: {
    label: "Store credit",
    origin: "read from Shopify every night, and with each order of a customer",
    parameters: {
      currency: { type: "text", label: "Currency" },
      balance: { type: "number", decimals: 3, label: "Balance" },
      next_expiry_date: { type: "date", label: "Next expiry" },
      last_credit_date: { type: "date", label: "Last credit" },
    },
    events: ({ creditAccounts }) =>
      creditAccounts.map(({ currency, balanceThousandths, nextExpiryAt, lastCreditAt }) => ({
        ...{ currency, balance: balanceThousandths },
        ...{ next_expiry_date: nextExpiryAt, last_credit_date: lastCreditAt },
      })),
  },
  customer_within_distance: withinDistance,
};
