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
    return type === "list.product_reference" ? products(page, items) : items;
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

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return null;
  }
}
