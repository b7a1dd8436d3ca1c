import { emit } from "../../webhooks/emit.ts";
import { numericId } from "../ids.ts";
import type { FieldResolver } from "../resolver.ts";

interface ProductInput {
  readonly id?: string | null;
  readonly title?: string | null;
  readonly status?: string | null;
  readonly productType?: string | null;
  readonly vendor?: string | null;
  readonly tags?: readonly string[] | null;
}

/** Thin: title, status, type, vendor and tags. Sends `products/update`. */
export const productUpdate: FieldResolver = (
  _root,
  args: { product?: ProductInput | null; input?: ProductInput | null },
  { store },
) => {
  const input = args.product ?? args.input ?? {};
  const id = numericId(input.id ?? "", "Product");
  const columns: Readonly<Record<string, string | null | undefined>> = {
    title: input.title,
    status: input.status,
    product_type: input.productType,
    vendor: input.vendor,
    tags: input.tags ? JSON.stringify(input.tags) : undefined,
  };
  if (input.title === "")
    return { product: null, userErrors: [{ field: ["title"], message: "Title can't be blank" }] };
  return store.transaction(() => {
    const now = store.now();
    if (store.run("UPDATE products SET updated_at = ? WHERE id = ?", now, id).changes === 0) {
      return { product: null, userErrors: [{ field: ["id"], message: "Product does not exist" }] };
    }
    for (const [column, value] of Object.entries(columns)) {
      if (value !== undefined && value !== null)
        store.run(`UPDATE products SET ${column} = ? WHERE id = ?`, value, id);
    }
    emit(store, "products/update", {
      id,
      admin_graphql_api_id: input.id,
      updated_at: new Date(now).toISOString(),
    });
    return { product: store.get("SELECT * FROM products WHERE id = ?", id), userErrors: [] };
  });
};
