import { Temporal } from "temporal-polyfill";
import { dayNumber, dayOf, startOfDay } from "../platform/calendar.ts";
import { minorUnits } from "../platform/money.ts";
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
      amountSpentMinor: counted.reduce((sum, { totalMinor }) => sum + totalMinor, 0),
      lastOrderAt: counted.reduce<number | null>(
        (last, { processedAt }) => Math.max(last ?? processedAt, processedAt),
        null,
      ),
      shopifyRfmGroup: customer.rfm_group,
      accountStatus: customer.customer_account_status ?? "",
      emailStatus: customer.email_subscription_status,
      emailDomain: email && email.slice(email.lastIndexOf("@") + 1).toLowerCase(),
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
    .map(({ customerId, placed_at: processedAt, total, test, lines, ...order }, index) => {
      const totalMinor = minorUnits(total, currency);
      return {
        ...{ orderId: index + 1, customerId, processedAt, updatedAt: processedAt },
        ...{ processedDay: dayOf(processedAt, timezone), cancelledAt: null },
        ...{ isTest: test ?? false, appId: order.app_id, locationId: order.location_id },
        ...{ subtotalMinor: totalMinor, taxMinor: 0, shippingMinor: 0, adjustmentMinor: 0 },
        ...{ discountMinor: 0, refundedMinor: 0, totalMinor, refunds: [] },
        lineItems: lines.map(({ product_id: productId, quantity }, line) => ({
          ...{ lineItemId: (index + 1) * 10_000 + line, productId, variantId: null },
          ...{ quantity, currentQuantity: quantity, totalMinor: 0 },
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
      ...{ productId, title, handle: `product-${productId}`, productType: "", vendor: "" },
      ...{ status: "ACTIVE", publishedAt: 0, imageUrl: null, createdAt: 0, updatedAt: 0 },
      tags: sold.flatMap((line) => line.product_tags),
      categoryId: sold.find((line) => line.product_category !== null)?.product_category ?? null,
      variants: [],
    };
  });
}

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
