import type { Store } from "../../store/open-store.ts";
import { connection, pageOf, walk, walkable, type Listing, type PageArgs } from "../connection.ts";
import { countOf } from "../count.ts";
import { gid, numericId } from "../ids.ts";
import { momentText, momentTextOrNull } from "../moment.ts";
import { moneyV2 } from "../money.ts";
import { FieldRefusal, type Resolvers } from "../resolver.ts";
import { choice, conditionOf, moment, number, words, type SearchFields } from "../search.ts";
import { collectionFields, type CollectionRow } from "./collections.ts";
import { categoryOf } from "./beside.ts";
import { metafieldFields } from "./metafields.ts";
import { productUpdate } from "./product-writes.ts";
import { storefrontUrl } from "./shop.ts";
import {
  isForSale,
  variantFields,
  variantSearch,
  variantsOf,
  type VariantRow,
} from "./variants.ts";

export interface ProductRow {
  readonly id: number;
  readonly title: string;
  readonly handle: string;
  readonly product_type: string;
  readonly vendor: string;
  readonly status: string;
  readonly tags: string;
  readonly description: string;
  readonly image_url: string | null;
  readonly published_at: number | null;
  readonly created_at: number;
  readonly updated_at: number;
}

interface ProductListArgs extends PageArgs {
  readonly query?: string | null;
  readonly sortKey?: string | null;
}

const searchFields: SearchFields = {
  id: number("products.id"),
  updated_at: moment("products.updated_at"),
  created_at: moment("products.created_at"),
  published_at: moment("products.published_at"),
  title: words("products.title"),
  handle: words("products.handle"),
  vendor: words("products.vendor"),
  product_type: words("products.product_type"),
  status: choice("products.status"),
  tag: ({ value }) => ({
    sql: "EXISTS (SELECT 1 FROM json_each(products.tags) t WHERE t.value = ? COLLATE NOCASE)",
    values: [value],
  }),
  default: ({ value }) => ({
    sql: "products.title LIKE ? ESCAPE '\\'",
    values: [`%${value.replaceAll(/[\\%_]/g, "\\$&").replaceAll("*", "%")}%`],
  }),
};

export const products: Resolvers = {
  QueryRoot: {
    product: (_root, args: { id: string }, { store }) =>
      findProduct(store, numericId(args.id, "Product")) ?? null,
    productByIdentifier: (
      _root,
      args: { identifier: { id?: string; handle?: string } },
      { store },
    ) =>
      args.identifier.id !== undefined
        ? (findProduct(store, numericId(args.identifier.id, "Product")) ?? null)
        : (store.get("SELECT * FROM products WHERE handle = ?", args.identifier.handle ?? "") ??
          null),
    products: walkable(
      (_root: object, args: ProductListArgs, { store }) =>
        pageOf(store, productListing(args), args),
      (_root: object, args: ProductListArgs, { store }) =>
        walk(store, productListing(args), args.reverse === true),
    ),
    productsCount: (_root, args: { query?: string | null; limit?: number | null }, { store }) =>
      countOf(store, "products", conditionOf(args.query, searchFields).where, args.limit),
    productVariant: (_root, args: { id: string }, { store }) =>
      store.get("SELECT * FROM variants WHERE id = ?", numericId(args.id, "ProductVariant")) ??
      null,
    productVariants: walkable(
      (_root: object, args: ProductListArgs, { store }) =>
        pageOf(store, variantListing(args), args),
      (_root: object, args: ProductListArgs, { store }) =>
        walk(store, variantListing(args), args.reverse === true),
    ),
    productVariantsCount: (
      _root,
      args: { query?: string | null; limit?: number | null },
      { store },
    ) => countOf(store, "variants", conditionOf(args.query, variantSearch).where, args.limit),
    collection: (_root, args: { id: string }, { store }) =>
      store.get("SELECT * FROM collections WHERE id = ?", numericId(args.id, "Collection")) ?? null,
    collections: walkable(
      (_root: object, args: ProductListArgs, { store }) =>
        pageOf(store, collectionListing(args), args),
      (_root: object, args: ProductListArgs, { store }) =>
        walk(store, collectionListing(args), args.reverse === true),
    ),
    collectionsCount: (_root, args: { limit?: number | null }, { store }) =>
      countOf(store, "collections", [], args.limit),
  },
  Mutation: { productUpdate },
  Product: {
    id: (product: ProductRow) => gid("Product", product.id),
    legacyResourceId: (product: ProductRow) => String(product.id),
    title: (product: ProductRow) => product.title,
    handle: (product: ProductRow) => product.handle,
    productType: (product: ProductRow) => product.product_type,
    vendor: (product: ProductRow) => product.vendor,
    status: (product: ProductRow) => product.status,
    tags: (product: ProductRow) => JSON.parse(product.tags) as unknown,
    category: (product: ProductRow, _args, { store }) => categoryOf(store, product.id),
    description: (product: ProductRow, args: { truncateAt?: number | null }) =>
      product.description.slice(0, args.truncateAt ?? undefined),
    descriptionHtml: (product: ProductRow) =>
      product.description === "" ? "" : `<p>${product.description}</p>`,
    isGiftCard: (product: ProductRow) => product.product_type.toLowerCase() === "gift card",
    createdAt: (product: ProductRow) => momentText(product.created_at),
    updatedAt: (product: ProductRow) => momentText(product.updated_at),
    publishedAt: (product: ProductRow) => momentTextOrNull(product.published_at),
    onlineStoreUrl: (product: ProductRow, _args, { store }) =>
      product.published_at !== null && ["ACTIVE", "UNLISTED"].includes(product.status)
        ? `${storefrontUrl(store)}/products/${product.handle}`
        : null,
    totalInventory: (product: ProductRow, _args, context) =>
      variantsOf(context, product).reduce(
        (sum, variant) => sum + (variant.tracked === 1 ? variant.inventory_quantity : 0),
        0,
      ),
    tracksInventory: (product: ProductRow, _args, context) =>
      variantsOf(context, product).some((variant) => variant.tracked === 1),
    hasOutOfStockVariants: (product: ProductRow, _args, context) =>
      variantsOf(context, product).some((variant) => !isForSale(variant)),
    hasOnlyDefaultVariant: (product: ProductRow, _args, context) => {
      const variants = variantsOf(context, product);
      return variants.length === 1 && variants[0]?.title === "Default Title";
    },
    variantsCount: (product: ProductRow, _args, context) => ({
      count: variantsOf(context, product).length,
      precision: "EXACT",
    }),
    priceRangeV2: (product: ProductRow, _args, context) => {
      const { store } = context;
      const prices = variantsOf(context, product).map((variant) => variant.price_minor);
      return {
        minVariantPrice: moneyV2(prices.length === 0 ? 0 : Math.min(...prices), store),
        maxVariantPrice: moneyV2(prices.length === 0 ? 0 : Math.max(...prices), store),
      };
    },
    featuredMedia: (product: ProductRow, _args, { store }) => mediaOf(product, store),
    featuredImage: (product: ProductRow, _args, { store }) => imageOf(product, store),
    media: walkable(
      (product: ProductRow, args: PageArgs, { store }) =>
        connection(
          [mediaOf(product, store)].filter((media) => media !== null),
          args,
          () => product.id,
        ),
      (product: ProductRow, _args: PageArgs, { store }) => [
        [mediaOf(product, store)].filter((media) => media !== null),
      ],
    ),
    variants: walkable(
      (product: ProductRow, args: PageArgs, context) =>
        connection(variantsOf(context, product), args, (variant: VariantRow) => variant.id),
      (product: ProductRow, _args: PageArgs, context) => [variantsOf(context, product)],
    ),
    collections: walkable(
      (product: ProductRow, args: PageArgs, { store }) =>
        connection(collectionsOf(store, product), args, (row: CollectionRow) => row.id),
      (product: ProductRow, _args: PageArgs, { store }) => [collectionsOf(store, product)],
    ),
    inCollection: (product: ProductRow, args: { id: string }, { store }) =>
      store.get(
        "SELECT 1 FROM collection_products WHERE collection_id = ? AND product_id = ?",
        numericId(args.id, "Collection"),
        product.id,
      ) !== undefined,
    ...metafieldFields("PRODUCT", (product: ProductRow) => product.id),
  },
  MediaImage: { mediaContentType: () => "IMAGE", status: () => "READY" },
  ...variantFields,
  ...collectionFields,
};

export function findProduct(store: Store, id: number): ProductRow | undefined {
  return store.get<ProductRow>("SELECT * FROM products WHERE id = ?", id);
}

function productListing(args: ProductListArgs): Listing {
  return {
    select: "SELECT products.* FROM products",
    where: conditionOf(args.query, searchFields).where,
    sort: sortColumn(args.sortKey),
    id: "products.id",
  };
}

function variantListing(args: ProductListArgs): Listing {
  return {
    select: "SELECT variants.* FROM variants",
    where: conditionOf(args.query, variantSearch).where,
    sort: "variants.id",
    id: "variants.id",
  };
}

function collectionListing(args: ProductListArgs): Listing {
  const fields: SearchFields = {
    id: number("collections.id"),
    title: words("collections.title"),
    updated_at: moment("collections.updated_at"),
    handle: words("collections.handle"),
  };
  return {
    select: "SELECT collections.* FROM collections",
    where: conditionOf(args.query, fields).where,
    sort:
      args.sortKey === "TITLE"
        ? "collections.title"
        : args.sortKey === "UPDATED_AT"
          ? "collections.updated_at"
          : "collections.id",
    id: "collections.id",
  };
}

function sortColumn(sortKey: string | null | undefined): string {
  switch (sortKey ?? "ID") {
    case "ID":
    case "RELEVANCE":
      return "products.id";
    case "UPDATED_AT":
      return "products.updated_at";
    case "CREATED_AT":
      return "products.created_at";
    case "TITLE":
      return "lower(products.title)";
    case "VENDOR":
      return "lower(products.vendor)";
    case "PRODUCT_TYPE":
      return "lower(products.product_type)";
    default:
      throw new FieldRefusal(
        "BAD_REQUEST",
        `The development store does not sort products by ${String(sortKey)}`,
      );
  }
}

function collectionsOf(store: Store, product: ProductRow): CollectionRow[] {
  return store.all<CollectionRow>(
    "SELECT c.* FROM collection_products cp JOIN collections c ON c.id = cp.collection_id WHERE cp.product_id = ? ORDER BY c.id",
    product.id,
  );
}

function imageOf(product: ProductRow, store: Store): object | null {
  if (product.image_url === null) return null;
  const url = new URL(product.image_url, store.shops.origin).href;
  return {
    id: gid("ImageSource", product.id),
    url,
    altText: product.title,
    width: null,
    height: null,
  };
}

function mediaOf(product: ProductRow, store: Store): object | null {
  const image = imageOf(product, store);
  return (
    image && {
      __typename: "MediaImage",
      id: gid("MediaImage", product.id),
      alt: product.title,
      image,
      preview: { image, status: "READY" },
    }
  );
}
