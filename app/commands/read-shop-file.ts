import { Temporal } from "temporal-polyfill";
import { dayNumber, dayOf, startOfDay } from "../platform/calendar.ts";
import { minorUnits } from "../platform/money.ts";
import type { Collection } from "../purchases/collection.ts";
import type { Customer } from "../purchases/customer.ts";
import { metafieldEntries } from "../purchases/metafield-entries.ts";
import type { Order } from "../purchases/order.ts";
import { pointOf } from "../purchases/point.ts";
import type { Product } from "../purchases/product.ts";
import type { CustomerInFile, ShopFile } from "./shop-file.ts";

/** Lifetime aggregates are Shopify's: of all orders but tests. */
export const customersIn = (file: ShopFile, orders: readonly Order[]): Customer[] =>
  file.customers.map((customer) => {
    const counted = orders.filter((one) => one.customerId === customer.id && !one.isTest);
    const { email, addresses } = customer;
    return {
      customerId: customer.id,
      createdAt: customer.created_at,
      updatedAt: customer.created_at,
      numberOfOrders: counted.length,
      amountSpentMinor: counted.reduce(
        (sum, { totalMinor, refundedMinor }) => sum + totalMinor - refundedMinor,
        0,
      ),
      lastOrderAt: counted.reduce<number | null>(
        (last, { processedAt }) => Math.max(last ?? processedAt, processedAt),
        null,
      ),
      shopifyRfmGroup: customer.rfm_group,
      accountStatus: customer.customer_account_status ?? "",
      emailStatus: customer.email_subscription_status,
      emailDomain: email?.slice(email.lastIndexOf("@") + 1).toLowerCase() ?? null,
      smsStatus: customer.sms_subscription_status,
      predictedTier: customer.predicted_spend_tier,
      subscriptionStatus: customer.product_subscription_status,
      language: customer.language,
      tags: customer.tags,
      countries: addresses.flatMap(({ country }) => country ?? []),
      regions: addresses.flatMap(({ region }) => region ?? []),
      cities: addresses.flatMap(({ city }) => city ?? []),
      points: addresses.flatMap(({ latitude, longitude }) =>
        latitude === null || longitude === null ? [] : pointOf(latitude, longitude),
      ),
      companyIds: customer.companies,
      metafields: metafieldsOf(customer, file),
    };
  });

const metafieldsOf = ({ metafields }: CustomerInFile, { metafield_definitions: types }: ShopFile) =>
  Object.entries(metafields).flatMap(([name, value]) => {
    const type = types[name];
    if (value === null || !type) return [];
    return metafieldEntries(name, type, typeof value === "object" ? JSON.stringify(value) : String(value)); // prettier-ignore
  });

export const ordersIn = ({ customers, currency, timezone }: ShopFile): Order[] =>
  customers
    .flatMap(({ id, orders }) => orders.map((order) => ({ customerId: id, ...order })))
    .map(({ customerId, placed_at: processedAt, test, ...order }, index) => {
      const minor = (amount: string | null) => (amount === null ? 0 : minorUnits(amount, currency));
      const totalMinor = minor(order.total);
      const refundedMinor = minor(order.refunded);
      const units = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
      return {
        ...{ orderId: index + 1, customerId, processedAt, updatedAt: processedAt },
        ...{ processedDay: dayOf(processedAt, timezone), cancelledAt: order.cancelled_at },
        ...{ isTest: test ?? false, appId: order.app_id, locationId: order.location_id },
        ...{ subtotalMinor: totalMinor - refundedMinor, taxMinor: 0, shippingMinor: 0 },
        ...{ adjustmentMinor: 0, discountMinor: minor(order.discount), refundedMinor },
        ...{ totalMinor, refunds: [] },
        lineItems: order.lines.map(({ product_id: productId, quantity, kept, total }, line) => ({
          ...{ lineItemId: (index + 1) * 10_000 + line, productId, variantId: null, quantity },
          currentQuantity: Math.min(kept ?? quantity, quantity),
          totalMinor:
            total === null ? Math.floor((totalMinor * quantity) / (units || 1)) : minor(total),
        })),
      };
    });

/** Products as the lines that sold them tell of them. */
export function productsIn({ customers }: ShopFile): Product[] {
  const lines = customers.flatMap(({ orders }) => orders.flatMap((order) => order.lines));
  const byProduct = Map.groupBy(lines, ({ product_id: productId }) => productId);
  return [...byProduct].flatMap(([productId, sold]) => {
    if (productId === null) return [];
    const title = `Product ${productId}`;
    return {
      ...{ productId, title, handle: `product-${productId}` },
      productType: sold.find((line) => line.product_type !== null)?.product_type ?? "",
      vendor: sold.find((line) => line.vendor !== null)?.vendor ?? "",
      ...{ status: "ACTIVE", publishedAt: 0, imageUrl: null, createdAt: 0, updatedAt: 0 },
      tags: sold.flatMap((line) => line.product_tags),
      categoryId: sold.find((line) => line.product_category !== null)?.product_category ?? null,
      variants: [],
    };
  });
}

/** The collections of products, as the lines that sold them tell of them. */
export function collectionsIn({ customers }: ShopFile): Collection[] {
  const lines = customers.flatMap(({ orders }) => orders.flatMap((order) => order.lines));
  const productsOf = new Map<number, Set<number>>();
  for (const { product_id: productId, collections } of lines) {
    for (const collectionId of productId === null ? [] : collections) {
      const productIds = productsOf.get(collectionId) ?? new Set<number>();
      if (productId !== null) productsOf.set(collectionId, productIds.add(productId));
    }
  }
  return [...productsOf].map(([collectionId, productIds]) => ({
    ...{ collectionId, title: `Collection ${collectionId}`, handle: `collection-${collectionId}` },
    ...{ updatedAt: 0, productIds: [...productIds] },
  }));
}

/** What a merchant's own systems told, in the shape in which it arrives. */
export const toldIn = ({ customers }: ShopFile) =>
  customers
    .flatMap(({ id, events }) => events.map((event) => ({ customerId: id, ...event })))
    .map(({ customerId, name, at, value, answer }, index) => ({
      ...{ eventId: String(index), customerId, name, happenedAt: at, answer },
      valueMillionth: value === null ? null : Math.round(Number(value) * 1_000_000),
    }));

/** What came from outside, under the names that functions have. */
export const eventsIn = ({ customers }: ShopFile) =>
  customers.flatMap(({ id, email_events: emails, storefront_events: views }) =>
    [
      ...emails.map(({ event, activity_id: objectId, at }) => ({
        ...{ kind: named("shopify_email", event), objectId, at },
      })),
      ...views.map(({ event, id: objectId, at }) => ({
        ...{ kind: named("storefront", event), objectId, at },
      })),
    ].map((event, index) => ({ ...event, customerId: id, eventKey: String(index) })),
  );

const named = (family: string, event: string) => `${family}.${event.slice(event.lastIndexOf(".") + 1)}`; // prettier-ignore

export const creditAccountsIn = ({ customers, timezone }: ShopFile) => {
  const moment = (date: { day: string } | { at: number } | null) => {
    if (date === null) return null;
    if ("at" in date) return date.at;
    return startOfDay(dayNumber(Temporal.PlainDate.from(date.day)), timezone);
  };
  return customers
    .flatMap(({ id, store_credit_accounts: accounts }) =>
      accounts.map((account) => ({ customerId: id, ...account })),
    )
    .map(({ customerId, currency, balance, ...dates }, index) => ({
      ...{ accountId: index + 1, customerId, currency },
      // three decimals, whatever the currency has
      balanceThousandths: minorUnits(balance, "KWD"),
      nextExpiryAt: moment(dates.next_expiry_date),
      lastCreditAt: moment(dates.last_credit_date),
    }));
};
