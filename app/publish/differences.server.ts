import { sql, type RawBuilder } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { entitledMembers, readEntitlement, type Entitlement } from "#app/offers/entitled.server.ts";
import { isWilling } from "#app/purchases/choices.server.ts";
import { readShop } from "#app/purchases/shops.server.ts";
import {
  CODES_PER_CUSTOMER,
  GOES_WITH_PER_PRODUCT,
  HANDLES_PER_CUSTOMER,
  PICKS_PER_CUSTOMER,
  USUAL_PER_CUSTOMER,
  type MetafieldKey,
  type OwnerType,
} from "./layout.ts";
import { tierValues } from "./tier-values.server.ts";

/** A metafield that Shopify should hold and does not, as far as we know; null is one that it should not hold. */
export interface Difference {
  ownerType: string;
  ownerId: number;
  key: string;
  value: string | null;
}

/** Some customers, by name or by a stretch of their numbers. */
export type Which = readonly number[] | { after: number; upTo: number };

/** By what it is decided what customers should hold: read once, then asked for as many as one likes. */
interface Scope {
  /** Who may have which offer. */
  entitlement: Entitlement;
  currency: string;
}

export async function readScope(
  db: Database,
  { shopId, asOf }: { shopId: number; asOf: number },
): Promise<Scope> {
  const { currency } = await readShop(db, shopId);
  return { entitlement: await readEntitlement(db, { shopId, asOf }), currency };
}

/**
 * What Shopify should hold of some customers compared with what we last wrote, as a query: one pass over their
 * memberships, picks and choices, the same statement for one and for a hundred thousand.
 */
export const customerDifferences = (
  db: Database,
  scope: Scope & { which: Which },
): RawBuilder<Difference> =>
  compared({
    shopId: scope.entitlement.shopId,
    ownerType: "customer",
    keys: ["segments", "codes", "picks", "why", "usual", "tier", "choice"],
    owners: among(scope.which, "published.owner_id"),
    desired: desiredOfCustomers(db, scope),
  });

/** The same of all products. */
export const productDifferences = ({ shopId }: { shopId: number }): RawBuilder<Difference> =>
  compared({
    shopId,
    ownerType: "product",
    keys: ["goes_with"],
    owners: sql`true`,
    desired: desiredOfProducts(shopId),
  });

interface Comparison {
  shopId: number;
  ownerType: OwnerType;
  keys: MetafieldKey[];
  owners: RawBuilder<unknown>;
  /** A common table `desired` of owner, key and value. */
  desired: RawBuilder<unknown>;
}

const compared = ({ shopId, ownerType, keys, owners, desired }: Comparison) => sql<Difference>`
  with ${desired}
  select ${sql.lit(ownerType)} as owner_type, desired.owner_id, desired."key", desired.value
  from desired
  left join published_metafields as published
    on published.shop_id = ${shopId} and published.owner_type = ${ownerType}
    and published."key" = desired."key" and published.owner_id = desired.owner_id
  where published.value is null or published.value <> desired.value
  union all
  select published.owner_type, published.owner_id, published."key", null as value
  from published_metafields as published
  left join desired
    on published."key" = desired."key" and published.owner_id = desired.owner_id
  where published.shop_id = ${shopId} and published.owner_type = ${ownerType}
    and published."key" in (${sql.join(keys)}) and ${owners}
    and desired.owner_id is null
`;

/** Lists are written as text in place, so that both databases write the same. */
const desiredOfCustomers = (
  db: Database,
  { entitlement, currency, which }: Scope & { which: Which },
) => {
  const { shopId } = entitlement;
  return sql`
  entitled as (
    select customer_id, handle, 0 as rank_kind, priority, offer_id as number
    from (${entitledMembers(db, entitlement, which)}) as offered
    union all
    select m.customer_id, s.handle, 1, s.priority, s.segment_id
    from memberships as m
    join segments as s on s.shop_id = m.shop_id and s.segment_id = m.segment_id
    where m.shop_id = ${shopId} and ${among(which, "m.customer_id")}
  ),
  ranked as (
    select customer_id, handle,
      row_number() over (partition by customer_id order by rank_kind, priority, number) as place
    from entitled
  ),
  personal as (
    select customer_id as owner_id, 'segments' as "key",
      '["' || string_agg(handle, '","' order by place) || '"]' as value
    from ranked where place <= ${sql.lit(HANDLES_PER_CUSTOMER)}
    group by customer_id
    union all
    ${ownCodes(shopId)}
    union all
    select picks.customer_id, 'picks', ${references("Product", "picks.product_id", "picks.rank")}
    from picks
    join products as p on p.shop_id = picks.shop_id and p.product_id = picks.product_id
    where picks.shop_id = ${shopId} and ${among(which, "picks.customer_id")}
      and ${canBeBought} and picks.rank <= ${sql.lit(PICKS_PER_CUSTOMER)}
    group by picks.customer_id
    union all
    select picks.customer_id, 'why', ${reasons}
    from picks
    join products as p on p.shop_id = picks.shop_id and p.product_id = picks.product_id
    where picks.shop_id = ${shopId} and ${among(which, "picks.customer_id")}
      and ${canBeBought} and picks.rank <= ${sql.lit(PICKS_PER_CUSTOMER)}
    group by picks.customer_id
    union all
    select usual.customer_id, 'usual',
      ${references("ProductVariant", "usual.variant_id", "usual.rank")}
    from usual_products as usual
    join products as p on p.shop_id = usual.shop_id and p.product_id = usual.product_id
    join variants as v on v.shop_id = usual.shop_id and v.product_id = usual.product_id
      and v.variant_id = usual.variant_id and v.is_available = 1
    where usual.shop_id = ${shopId} and ${among(which, "usual.customer_id")}
      and ${canBeBought} and usual.rank <= ${sql.lit(USUAL_PER_CUSTOMER)}
    group by usual.customer_id
    union all
    ${tierValues(db, { shopId, currency, chosen: among(which, "standing.customer_id") })}
  ),
  desired as (
    select owner_id, "key", value from personal where ${isWilling(shopId, "personal.owner_id")}
    union all
    select chosen.customer_id, 'choice', chosen.choice
    from customer_choices as chosen
    where chosen.shop_id = ${shopId} and ${among(which, "chosen.customer_id")}
      and ${isPublishing(shopId)}
  )
`;
};

/** Of offers with a code for each member: those that Shopify has by now. Codes are letters, digits and a hyphen. */
const ownCodes = (shopId: number) => sql`
  select ranked.customer_id, 'codes',
    '{"' || string_agg(ranked.handle || '":"' || own.code, '","' order by ranked.place) || '"}'
  from ranked
  join offers as o
    on o.shop_id = ${shopId} and o.handle = ranked.handle and o.method = 'member-codes'
  join offer_codes as own
    on own.shop_id = ${shopId} and own.offer_id = o.offer_id
    and own.customer_id = ranked.customer_id and own.confirmed_at is not null
  where ranked.place <= ${sql.lit(CODES_PER_CUSTOMER)}
  group by ranked.customer_id
`;

const desiredOfProducts = (shopId: number) => sql`
  desired as (
    select pairs.product_id as owner_id, 'goes_with' as "key",
      ${references("Product", "pairs.other_product_id", "pairs.rank")} as value
    from product_pairs as pairs
    join products as owner on owner.shop_id = pairs.shop_id and owner.product_id = pairs.product_id
    join products as p on p.shop_id = pairs.shop_id and p.product_id = pairs.other_product_id
    where pairs.shop_id = ${shopId} and ${canBeBought} and ${isPublishing(shopId)}
      and pairs.rank <= ${sql.lit(GOES_WITH_PER_PRODUCT)}
    group by pairs.product_id
  )
`;

/** A shop from which everything is taken back is to hold nothing. */
const isPublishing = (shopId: number) => sql`
  exists (select 1 from shops where shops.shop_id = ${shopId} and shops.withdrawn_at is null)
`;

/** Shopify refuses references to what is gone; what is sold out when we publish is not recommended. */
const canBeBought = sql`p.status = 'ACTIVE' and p.is_available = 1`;

const references = (kind: "Product" | "ProductVariant", id: string, rank: string) => sql`
  ${sql.lit(`["gid://shopify/${kind}/`)} ||
  string_agg(
    cast(${sql.ref(id)} as text), ${sql.lit(`","gid://shopify/${kind}/`)} order by ${sql.ref(rank)}
  ) || '"]'
`;

/** What a shopper may be told of each pick, by product. */
const reasons = sql`
  '{"' ||
  string_agg(
    cast(picks.product_id as text) || '":"' || picks.shopper_reason, '","' order by picks.rank
  ) || '"}'
`;

const among = (which: Which, column: string) =>
  "upTo" in which
    ? sql`${sql.ref(column)} > ${which.after} and ${sql.ref(column)} <= ${which.upTo}`
    : sql`${sql.ref(column)} in (${sql.join(which.length > 0 ? which : [0])})`;

/** So many customers are compared in one statement: a second of work, and the memory for it. */
const CUSTOMERS_AT_ONCE = 20_000;

/** All customers of a shop, a stretch at a time. */
export async function* stretches(
  db: Database,
  shopId: number,
): AsyncGenerator<{ after: number; upTo: number }> {
  for (let after = 0; ;) {
    const stretch = db
      .selectFrom("customers")
      .select("customerId")
      .where("shopId", "=", shopId)
      .where("customerId", ">", after)
      .orderBy("customerId")
      .limit(CUSTOMERS_AT_ONCE);
    const { upTo } = await db
      .selectFrom(stretch.as("stretch"))
      .select(({ fn }) => fn.max<number | null>("customerId").as("upTo"))
      .executeTakeFirstOrThrow();
    if (upTo === null) return;
    yield { after, upTo };
    after = upTo;
  }
}

/** Forgets what we wrote to customers and products that are no more: Shopify has removed it with them. */
export async function forgetGone(db: Database, shopId: number): Promise<void> {
  await sql`
    delete from published_metafields
    where shop_id = ${shopId} and (
      (owner_type = 'customer' and not exists (
        select 1 from customers as c where c.shop_id = ${shopId} and c.customer_id = owner_id))
      or (owner_type = 'product' and not exists (
        select 1 from products as p where p.shop_id = ${shopId} and p.product_id = owner_id))
    )
  `.execute(db);
}
