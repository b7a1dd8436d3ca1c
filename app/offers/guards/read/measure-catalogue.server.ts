import { sql, type RawBuilder } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { idsIn } from "#app/db/json-rows.server.ts";
import type { OfferContent } from "../../draft.ts";
import type { LiveDiscount } from "../../live-discounts/live-discount.ts";
import type { CartLine } from "../../pricing/cart.ts";
import type { Items, Minimum, Reduction, Terms } from "../../terms.ts";
import {
  lowestMargin,
  OWN,
  type CatalogueMargin,
  type CatalogueMargins,
  type Tried,
} from "./catalogue-margins.ts";

interface Asked {
  shopId: number;
  offer: OfferContent;
  /** Those that may be live with it. */
  live: readonly LiveDiscount[];
  /** Hundredths of a per cent. */
  floor: number;
}

/** So many variants are tried, those first of which least is left. */
const TRIED = 60;
/** Of what must be bought and what is got, each with each. */
const TRIED_OF_PAIR = 12;

/**
 * What an offer would leave of today's prices, by Shopify's costs of the variants: the smallest cart of each in which it
 * applies, alone and with the live discounts that may stand beside it. Null for free shipping, whose cost nobody knows.
 */
export async function measureCatalogue(
  db: Database,
  { shopId, offer, live, floor }: Asked,
): Promise<CatalogueMargins | null> {
  const { reduction, minimum } = offer.terms;
  if (reduction.kind === "free-shipping") return null;
  const shop = { db, shopId };
  const counted = await countPieces(shop, itemsOf(reduction));
  const tried =
    reduction.kind === "buy-x-get-y"
      ? await triedPairs(shop, reduction, floor)
      : await triedPieces(shop, reduction, minimum);
  const own = { key: OWN, method: "code" as const, terms: offer.terms };
  const others = live.flatMap(({ id, method, terms }) =>
    terms ? [{ key: String(id), method, terms }] : [],
  );
  const alone = lowestMargin(tried, [own]);
  const stacked = others.length === 0 ? null : lowestMargin(tried, [own, ...others]);
  const titles = new Map(live.map(({ id, title }) => [String(id), title]));
  return {
    ...counted,
    alone: alone && withoutKeys(alone),
    stacked: stacked && {
      ...withoutKeys(stacked),
      titles: stacked.keys.flatMap((key) => titles.get(key) ?? []),
    },
  };
}

const withoutKeys = ({ margin, product }: CatalogueMargin): CatalogueMargin => ({
  margin,
  product,
});

interface OfShop {
  db: Database;
  shopId: number;
}

const itemsOf = (reduction: Exclude<Reduction, { kind: "free-shipping" }>): Items =>
  reduction.kind === "buy-x-get-y" ? reduction.gets.items : reduction.items;

/** Variants that can be sold, of what is named. */
function covered({ db, shopId }: OfShop, items: Items): RawBuilder<unknown> {
  const named = {
    all: () => sql`1 = 1`,
    products: () =>
      sql`v.product_id in ${idsIn(db, items.kind === "products" ? items.productIds : [])}`,
    collections: () => sql`exists (
      select 1 from product_collections as c
      where c.shop_id = v.shop_id and c.product_id = v.product_id
        and c.collection_id in ${idsIn(db, items.kind === "collections" ? items.collectionIds : [])})`,
  }[items.kind]();
  return sql`
    variants as v
    join products as p on p.shop_id = v.shop_id and p.product_id = v.product_id
    where v.shop_id = ${shopId} and p.status = 'ACTIVE' and v.price_minor > 0 and ${named}`;
}

async function countPieces(shop: OfShop, items: Items) {
  const { rows } = await sql<{ pieces: number; withCost: number }>`
    select count(*) as pieces, count(v.cost_minor) as with_cost from ${covered(shop, items)}
  `.execute(shop.db);
  return rows[0] ?? { pieces: 0, withCost: 0 };
}

interface Piece {
  productId: number;
  title: string;
  priceMinor: number;
  costMinor: number;
  collectionIds: readonly number[];
}

/** Those of which `worse` is greatest. */
async function worstPieces(
  shop: OfShop,
  { items, worse, limit }: { items: Items; worse: RawBuilder<unknown>; limit: number },
): Promise<Piece[]> {
  const { rows } = await sql<Omit<Piece, "collectionIds">>`
    select v.product_id, p.title, v.price_minor, v.cost_minor from ${covered(shop, items)}
      and v.cost_minor is not null
    order by ${worse} desc, v.product_id, v.variant_id limit ${limit}
  `.execute(shop.db);
  const collections = await shop.db
    .selectFrom("productCollections")
    .select(["productId", "collectionId"])
    .where("shopId", "=", shop.shopId)
    .where(
      "productId",
      "in",
      idsIn(
        shop.db,
        rows.map(({ productId }) => productId),
      ),
    )
    .execute();
  const byProduct = Map.groupBy(collections, ({ productId }) => productId);
  return rows.map((row) => ({
    ...row,
    collectionIds: (byProduct.get(row.productId) ?? []).map(({ collectionId }) => collectionId),
  }));
}

async function triedPieces(
  shop: OfShop,
  reduction: Extract<Reduction, { kind: "percentage" | "amount" }>,
  minimum: Minimum,
): Promise<Tried[]> {
  const price = sql`cast(v.price_minor as double precision)`;
  const left = reduction.kind === "percentage" ? price : leftOfAmount(reduction, minimum);
  const worse = sql`case when ${left} <= 0 then 1000000 else cast(v.cost_minor as double precision) / (${left}) end`;
  const pieces = await worstPieces(shop, { items: reduction.items, worse, limit: TRIED });
  return pieces.map((piece) => {
    const quantity = smallest(minimum, piece.priceMinor);
    return {
      cart: { lines: [lineOf(piece, quantity)], shippingMinor: 0 },
      costMinor: piece.costMinor * quantity,
      product: piece.title,
    };
  });
}

/** Of a price, when so much is taken off the smallest cart of it that has the minimum. */
function leftOfAmount(
  { minor, eachItem }: Extract<Reduction, { kind: "amount" }>,
  minimum: Minimum,
): RawBuilder<unknown> {
  if (eachItem) return sql`v.price_minor - ${sql.lit(minor)}`;
  const pieces = minimum?.kind === "quantity" ? minimum.quantity : 1;
  const least = minimum?.kind === "subtotal" ? minimum.minor : 0;
  const cart = sql`(case when v.price_minor * ${sql.lit(pieces)} > ${sql.lit(least)}
    then v.price_minor * ${sql.lit(pieces)} else ${sql.lit(least)} end)`;
  return sql`v.price_minor * (1 - ${sql.lit(minor)} / cast(${cart} as double precision))`;
}

/** How many of one it takes. */
function smallest(minimum: Minimum, priceMinor: number): number {
  if (minimum === null) return 1;
  return minimum.kind === "quantity" ? minimum.quantity : Math.ceil(minimum.minor / priceMinor);
}

/** What must be bought with what is got: together they keep the floor or do not. */
async function triedPairs(
  shop: OfShop,
  { buys, gets }: Extract<Terms["reduction"], { kind: "buy-x-get-y" }>,
  floor: number,
): Promise<Tried[]> {
  /** How much is missing to the floor when so much of the price is paid. */
  const missing = (paid: number) =>
    sql`v.cost_minor - v.price_minor * ${sql.lit(paid * (1 - floor / WHOLE))}`;
  const bought = await worstPieces(shop, {
    ...{ items: buys.items, worse: missing(1), limit: TRIED_OF_PAIR },
  });
  const got = await worstPieces(shop, {
    ...{ items: gets.items, worse: missing(1 - gets.basisPoints / WHOLE), limit: TRIED_OF_PAIR },
  });
  return bought.flatMap((x) =>
    got.map((y): Tried => {
      const quantity = "quantity" in buys ? buys.quantity : Math.ceil(buys.minor / x.priceMinor);
      const lines =
        x.productId === y.productId && x.priceMinor === y.priceMinor
          ? [lineOf(x, quantity + gets.quantity)]
          : [lineOf(x, quantity), lineOf(y, gets.quantity)];
      return {
        cart: { lines, shippingMinor: 0 },
        costMinor: x.costMinor * quantity + y.costMinor * gets.quantity,
        product: y.title,
      };
    }),
  );
}

const WHOLE = 10_000;

const lineOf = ({ productId, collectionIds, priceMinor }: Piece, quantity: number): CartLine => ({
  ...{ productId, collectionIds, quantity },
  unitPriceMinor: priceMinor,
  isGiftCard: false,
});
