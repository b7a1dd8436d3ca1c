import type { Page } from "../page.ts";

/**
 * A metafield's text as Liquid gives its value: numbers, booleans and lists as such, products for references. A product
 * that is deleted or unpublished is nil in its place. Text that is not of its type is nil: Shopify would have refused it.
 */
export function liquidValue(page: Page, type: string, text: string): unknown {
  if (type.startsWith("list.")) {
    const entries = parsed(text);
    if (!Array.isArray(entries)) return null;
    const items: unknown[] = entries;
    if (type === "list.product_reference") return products(page, items);
    if (type === "list.collection_reference") return collections(page, items);
    return type === "list.variant_reference" ? variants(page, items) : items;
  }
  switch (type) {
    case "boolean":
      return text === "true";
    case "number_integer":
    case "number_decimal":
      return Number.isNaN(Number(text)) ? null : Number(text);
    case "json":
      return parsed(text);
    case "product_reference":
      return products(page, [text])[0] ?? null;
    case "variant_reference":
      return variants(page, [text])[0] ?? null;
    case "money":
      return hundredths(page, parsed(text));
    default:
      return text;
  }
}

function products(page: Page, references: readonly unknown[]): unknown[] {
  const ids = references.map((reference) =>
    Number(/^gid:\/\/shopify\/Product\/(\d+)$/.exec(String(reference))?.[1] ?? -1),
  );
  const found = page.productsById(ids);
  return ids.map((id) => found.get(id) ?? null);
}

/** Variants of published products; Liquid reaches the product from each. */
function variants(page: Page, references: readonly unknown[]): unknown[] {
  const ids = references.map((reference) =>
    Number(/^gid:\/\/shopify\/ProductVariant\/(\d+)$/.exec(String(reference))?.[1] ?? -1),
  );
  const rows = page.store.all<{ product_id: number }>(
    "SELECT DISTINCT product_id FROM variants WHERE id IN (SELECT value FROM json_each(?))",
    JSON.stringify(ids),
  );
  const found = page.productsById(rows.map((row) => row.product_id));
  const all = [...found.values()].flatMap((product) =>
    hasVariants(product) ? product.variants : [],
  );
  const byId = new Map(all.map((variant) => [variant.id, variant]));
  return ids.map((id) => byId.get(id) ?? null);
}

/** As far as a link to a collection needs it. */
function collections(page: Page, references: readonly unknown[]): unknown[] {
  return references.map((reference) => {
    const id = Number(/^gid:\/\/shopify\/Collection\/(\d+)$/.exec(String(reference))?.[1] ?? -1);
    const row = page.store.get<{ title: string; handle: string }>(
      "SELECT title, handle FROM collections WHERE id = ?",
      id,
    );
    return row
      ? { id, ...row, url: `${page.root}/collections/${encodeURIComponent(row.handle)}` }
      : null;
  });
}

const hasVariants = (product: unknown): product is { variants: readonly { id: number }[] } =>
  typeof product === "object" && product !== null && "variants" in product;

/**
 * Printed, a money object is its hundredths in the shopper's currency. All shoppers of ours pay in the shop's.
 * @see https://shopify.dev/docs/api/liquid/objects/money
 */
function hundredths(page: Page, money: unknown): number | null {
  const { amount, currency_code } = { amount: "", currency_code: "", ...Object(money) } as Record<
    "amount" | "currency_code",
    unknown
  >;
  const value = typeof amount === "string" && amount !== "" ? Number(amount) : NaN;
  if (Number.isNaN(value) || currency_code !== page.store.currency) return null;
  return Math.round(value * 100);
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return null;
  }
}
