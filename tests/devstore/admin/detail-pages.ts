import type { Store } from "../store/open-store.ts";
import { adminFrame } from "./frame.ts";
import { html, type Html } from "./html.ts";
import { moneyText, timeText } from "./money.ts";
import { shortName } from "./signed-url.ts";

const PAGE = 50;
const SECTIONS = { customers: "Customers", products: "Products", orders: "Orders" } as const;
export type Section = keyof typeof SECTIONS;

export const isSection = (text: string): text is Section => text in SECTIONS;

type Cell = Html | string | number;

const table = (
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly Cell[])[],
): Html =>
  html`<div class="scroll">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;

const facts = (pairs: readonly (readonly [string, Cell | null])[]): Html =>
  html`<dl>
    ${pairs.map(
      ([term, value]) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${value === null || value === "" ? "–" : value}</dd>
        </div>`,
    )}
  </dl>`;

const tagsText = (json: string): string => {
  const tags: unknown = JSON.parse(json);
  return Array.isArray(tags) ? tags.join(", ") : "";
};

interface OrderListed {
  id: number;
  number: number;
  customer_id: number | null;
  processed_at: number;
  financial_status: string;
  cancelled_at: number | null;
  test: number;
  total_minor: number;
  refunded_minor: number;
}

function ordersTable(store: Store, caption: string, orders: readonly OrderListed[]): Html {
  const base = `/store/${shortName(store.domain)}`;
  return table(
    caption,
    ["Order", "Date", "Status", "Total", "Refunded"],
    orders.map((order) => [
      html`<a href="${base}/orders/${order.id}">#${order.number}</a>`,
      timeText(store, order.processed_at),
      [
        order.test ? "test" : "",
        order.cancelled_at === null ? "" : "cancelled",
        order.financial_status.toLowerCase().replaceAll("_", " "),
      ]
        .filter(Boolean)
        .join(", "),
      moneyText(store, order.total_minor),
      order.refunded_minor ? moneyText(store, order.refunded_minor) : "–",
    ]),
  );
}

const page = (store: Store, section: Section, title: string, main: Html): Html =>
  adminFrame(store, {
    title,
    current: SECTIONS[section],
    main: html`<article>
      <h1>${title}</h1>
      ${main}
    </article>`,
  });

/** The latest fifty of a section, or what a search finds. */
export function listPage(store: Store, section: Section, query: string): Html {
  const base = `/store/${shortName(store.domain)}`;
  const like = `%${query.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const search = html`<form role="search">
    <label>Search <input type="search" name="q" value="${query}" /></label> <button>Search</button>
  </form>`;
  const list = {
    orders: () => {
      const by = /^#?(\d+)$/.exec(query)?.[1];
      const where = by ? "WHERE number = ?" : "WHERE ? = ''";
      const rows = store.all<OrderListed>(
        `SELECT * FROM orders ${where} ORDER BY processed_at DESC, id DESC LIMIT ${PAGE}`,
        by ? Number(by) : query,
      );
      return ordersTable(store, "Latest orders", rows);
    },
    products: () =>
      table(
        "Products",
        ["Product", "Type", "Vendor", "Status", "In stock"],
        store
          .all<{
            id: number;
            title: string;
            product_type: string;
            vendor: string;
            status: string;
            stock: number;
          }>(
            `SELECT p.*, (SELECT SUM(v.inventory_quantity) FROM variants AS v WHERE v.product_id = p.id) AS stock
             FROM products AS p WHERE p.title LIKE ? ESCAPE '\\' ORDER BY p.title LIMIT ${PAGE}`,
            like,
          )
          .map((one) => [
            html`<a href="${base}/products/${one.id}">${one.title}</a>`,
            one.product_type,
            one.vendor,
            one.status.toLowerCase(),
            one.stock,
          ]),
      ),
    customers: () =>
      table(
        "Customers",
        ["Customer", "Email", "Orders", "Spent"],
        store
          .all<{
            id: number;
            first_name: string | null;
            last_name: string | null;
            email: string | null;
            number_of_orders: number;
            amount_spent_minor: number;
          }>(
            `SELECT * FROM customers ${query ? "WHERE email LIKE ? ESCAPE '\\' OR last_name LIKE ? ESCAPE '\\' OR CAST(id AS TEXT) = ?" : "WHERE ? = ? OR ? = ''"}
             ORDER BY id DESC LIMIT ${PAGE}`,
            ...(query ? [like, like, query] : ["", "", ""]),
          )
          .map((one) => [
            html`<a href="${base}/customers/${one.id}">${one.first_name} ${one.last_name}</a>`,
            one.email ?? "–",
            one.number_of_orders,
            moneyText(store, one.amount_spent_minor),
          ]),
      ),
  }[section];
  return page(store, section, SECTIONS[section], html`${search}${list()}`);
}

/** One customer, product or order; null if there is none. */
export function detailPage(store: Store, section: Section, id: number): Html | null {
  return { customers: customerPage, products: productPage, orders: orderPage }[section](store, id);
}

interface CustomerFound {
  id: number;
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  locale: string;
  state: string;
  email_marketing_state: string;
  tags: string;
  rfm_group: string | null;
  number_of_orders: number;
  amount_spent_minor: number;
  created_at: number;
}

function customerPage(store: Store, id: number): Html | null {
  const customer = store.get<CustomerFound>("SELECT * FROM customers WHERE id = ?", id);
  if (!customer) return null;
  const countries = store.all<{ country_code: string; city: string }>(
    "SELECT country_code, city FROM addresses WHERE customer_id = ?",
    id,
  );
  const orders = store.all<OrderListed>(
    `SELECT * FROM orders WHERE customer_id = ? ORDER BY processed_at DESC, id DESC LIMIT ${PAGE}`,
    id,
  );
  const metafields = store.all<{ namespace: string; key: string; value: string }>(
    "SELECT namespace, key, value FROM metafields WHERE owner_type = 'CUSTOMER' AND owner_id = ? ORDER BY namespace, key",
    id,
  );
  return page(
    store,
    "customers",
    `${customer.first_name ?? ""} ${customer.last_name ?? ""}`.trim() || `Customer ${id}`,
    html`${facts([
        ["Email", customer.email],
        ["Number of orders", customer.number_of_orders],
        ["Amount spent", moneyText(store, customer.amount_spent_minor)],
        ["RFM group", customer.rfm_group],
        ["Tags", tagsText(customer.tags)],
        ["Account", customer.state.toLowerCase()],
        ["Email marketing", customer.email_marketing_state.toLowerCase().replaceAll("_", " ")],
        ["Language", customer.locale],
        [
          "Where",
          countries
            .map(({ city, country_code }) => [city, country_code].filter(Boolean).join(", "))
            .join("; "),
        ],
        ["Customer since", timeText(store, customer.created_at)],
      ])}
      ${ordersTable(store, orders.length === PAGE ? `Latest ${PAGE} orders` : "Orders", orders)}
      ${
        metafields.length
          ? table(
              "Metafields",
              ["Key", "Value"],
              metafields.map((one) => [`${one.namespace}.${one.key}`, one.value]),
            )
          : null
      }
      <p>
        <a
          href="/s/${shortName(store.domain)}/account/login?customer_id=${id}"
          target="_blank"
          rel="noopener"
          >See the storefront as this customer ↗</a
        >
      </p>`,
  );
}

function productPage(store: Store, id: number): Html | null {
  const product = store.get<{
    title: string;
    handle: string;
    product_type: string;
    vendor: string;
    status: string;
    tags: string;
    image_url: string | null;
    published_at: number | null;
  }>("SELECT * FROM products WHERE id = ?", id);
  if (!product) return null;
  const variants = store.all<{
    title: string;
    sku: string | null;
    price_minor: number;
    compare_at_minor: number | null;
    cost_minor: number | null;
    inventory_quantity: number;
  }>("SELECT * FROM variants WHERE product_id = ? ORDER BY position", id);
  const sold = store.get<{ orders: number; units: number | null }>(
    "SELECT COUNT(DISTINCT order_id) AS orders, SUM(current_quantity) AS units FROM line_items WHERE product_id = ?",
    id,
  );
  const or = (minor: number | null) => (minor === null ? "–" : moneyText(store, minor));
  return page(
    store,
    "products",
    product.title,
    html`${product.image_url ? html`<img class="product" src="${product.image_url}" alt="" width="160" height="160" />` : null}
      ${facts([
        ["Status", product.status.toLowerCase()],
        ["Online store", product.published_at === null ? "not published" : "published"],
        ["Type", product.product_type],
        ["Vendor", product.vendor],
        ["Tags", tagsText(product.tags)],
        ["Orders", sold?.orders ?? 0],
        ["Units sold, less returns", sold?.units ?? 0],
      ])}
      ${table(
        "Variants",
        ["Variant", "SKU", "Price", "Compare at", "Cost", "In stock"],
        variants.map((one) => [
          one.title,
          one.sku ?? "–",
          moneyText(store, one.price_minor),
          or(one.compare_at_minor),
          or(one.cost_minor),
          one.inventory_quantity,
        ]),
      )}
      <p>
        <a
          href="/s/${shortName(store.domain)}/products/${product.handle}"
          target="_blank"
          rel="noopener"
          >See it in the online store ↗</a
        >
      </p>`,
  );
}

function orderPage(store: Store, id: number): Html | null {
  const order = store.get<
    OrderListed & {
      subtotal_minor: number;
      discount_minor: number;
      shipping_minor: number;
      tax_minor: number;
      discount_codes: string;
      current_total_minor: number;
      email: string | null;
    }
  >("SELECT * FROM orders WHERE id = ?", id);
  if (!order) return null;
  const base = `/store/${shortName(store.domain)}`;
  const lines = store.all<{
    product_id: number | null;
    title: string;
    quantity: number;
    current_quantity: number;
    unit_price_minor: number;
    discount_minor: number;
    total_minor: number;
  }>("SELECT * FROM line_items WHERE order_id = ? ORDER BY id", id);
  const refunds = store.all<{ created_at: number; total_minor: number }>(
    "SELECT * FROM refunds WHERE order_id = ? ORDER BY created_at, id",
    id,
  );
  return page(
    store,
    "orders",
    `#${order.number}`,
    html`${facts([
      [
        "Customer",
        order.customer_id === null
          ? "guest"
          : html`<a href="${base}/customers/${order.customer_id}">${order.customer_id}</a>`,
      ],
      ["Date", timeText(store, order.processed_at)],
      ["Status", order.financial_status.toLowerCase().replaceAll("_", " ")],
      ["Cancelled", order.cancelled_at === null ? null : timeText(store, order.cancelled_at)],
      ["Discount codes", tagsText(order.discount_codes)],
      ["Subtotal", moneyText(store, order.subtotal_minor)],
      ["Discounts", moneyText(store, order.discount_minor)],
      ["Tax", moneyText(store, order.tax_minor)],
      ["Shipping", moneyText(store, order.shipping_minor)],
      ["Total", moneyText(store, order.total_minor)],
      ["Refunded", moneyText(store, order.refunded_minor)],
      ["Total now", moneyText(store, order.current_total_minor)],
    ])}
    ${table(
      "Line items",
      ["Title", "Quantity", "Left", "Price", "Discount", "Total"],
      lines.map((line) => [
        line.product_id === null
          ? line.title
          : html`<a href="${base}/products/${line.product_id}">${line.title}</a>`,
        line.quantity,
        line.current_quantity,
        moneyText(store, line.unit_price_minor),
        moneyText(store, line.discount_minor),
        moneyText(store, line.total_minor),
      ]),
    )}
    ${
      refunds.length
        ? table(
            "Refunds",
            ["Date", "Money"],
            refunds.map((one) => [
              timeText(store, one.created_at),
              moneyText(store, one.total_minor),
            ]),
          )
        : null
    }`,
  );
}
