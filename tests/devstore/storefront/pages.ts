import { moneyText, liquidPrice } from "./liquid/money.ts";
import { collectionByHandle } from "./drops/collection-drop.ts";
import type { Page } from "./page.ts";
import { decoded } from "./paths.ts";
import { listedProducts, productByHandle } from "./products.ts";
import { sampleCustomers } from "./sample-customers.ts";

/** Which template answers a path, and what it is given besides what every page has. */
export interface Route {
  readonly template: string;
  readonly title: string;
  readonly status: number;
  readonly given: object;
}

const notFound: Route = { template: "404", title: "404", status: 404, given: {} };

/** The page at a path below `/s/{name}`, such as `/products/teapot`. */
export function routeOf(page: Page, path: string, query: URLSearchParams): Route {
  const [first = "", second] = path.split("/").filter(Boolean).map(decoded);
  if (first === "products" && second !== undefined) return productPage(page, second);
  if (first === "collections" && second !== undefined) return collectionPage(page, second, query);
  if (second !== undefined && first !== "orders") return notFound;
  switch (first) {
    case "":
      return found("index", "Home", {
        newest: listedProducts(page, { collectionId: null, limit: 8, offset: 0 }),
      });
    case "account":
      return found("account", "Account", { samples: sampleCustomers(page) });
    case "cart":
      return found("cart", "Cart", {});
    case "checkout":
      return found("checkout", "Checkout", {});
    case "orders":
      return orderPage(page, Number(second));
    default:
      return notFound;
  }
}

function productPage(page: Page, handle: string): Route {
  const product = productByHandle(page, handle);
  return product ? found("product", product.title, { product }) : notFound;
}

function collectionPage(page: Page, handle: string, query: URLSearchParams): Route {
  const number = Math.max(1, Math.trunc(Number(query.get("page") ?? 1)) || 1);
  const collection = collectionByHandle(page, handle, number);
  return collection ? found("collection", collection.title || "All", { collection }) : notFound;
}

function orderPage(page: Page, orderId: number): Route {
  if (!Number.isSafeInteger(orderId)) return notFound;
  const row = page.store.get<{ number: number; total_minor: number }>(
    "SELECT number, total_minor FROM orders WHERE id = ?",
    orderId,
  );
  if (!row) return notFound;
  const { currency, locale } = page.store;
  const total = liquidPrice(row.total_minor, currency);
  return found("order", "Thank you", {
    order: {
      name: `#${row.number}`,
      total_price: total,
      total: moneyText(total, currency, locale),
    },
  });
}

function found(template: string, title: string, given: object): Route {
  return { template, title, status: 200, given };
}
