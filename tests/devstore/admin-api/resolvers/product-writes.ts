import type { FieldResolver } from "../resolver.ts";

export const productUpdate: FieldResolver = () => ({ product: null, userErrors: [] });
