import type { Database } from "#app/db/database.server.ts";
import { METAFIELD_TYPES } from "#app/purchases/metafield-entries.ts";
import { attributes } from "./query/attributes.ts";
import { parameterOf } from "./query/event-sources.ts";
import { dateOf, isAnniversary, METAFIELD, type Known } from "./query/filters/metafields.ts";
import { parseQuery, type ParsedQuery } from "./query/parse-query.ts";
import { clausesOf, type Clause, type Query } from "./query/query.ts";

/** What a shop has that its queries may name. */
export async function readKnown(db: Database, shopId: number): Promise<Required<Known>> {
  const definitions = await db
    .selectFrom("metafieldDefinitions")
    .select(["name", "valueType"])
    .where("shopId", "=", shopId)
    .execute();
  const segments = await db
    .selectFrom("segments")
    .select("name")
    .where("shopId", "=", shopId)
    .execute();
  const tiers = await db
    .selectFrom("tiers")
    .select("name")
    .where("shopId", "=", shopId)
    .where("archivedAt", "is", null)
    .execute();
  const metafields = definitions.flatMap(({ name, valueType }) => {
    const type = METAFIELD_TYPES.find((one) => one === valueType);
    return type ? [[name, type] as const] : [];
  });
  return {
    metafields: new Map(metafields),
    segments: segments.map(({ name }) => name),
    tiers: tiers.map(({ name }) => name),
  };
}

/** `parseQuery` for a shop: it refuses metafields, segments and tiers that the shop does not have. */
export async function parseForShop(
  db: Database,
  { shopId, query }: { shopId: number; query: string },
): Promise<ParsedQuery> {
  const parsed = parseQuery(query);
  if (parsed.kind === "refused" || !namesWhatAShopHas(parsed.query)) return parsed;
  return parseQuery(query, await readKnown(db, shopId));
}

const namesWhatAShopHas = (query: Query) => clausesOf(query).some(isOfShop);

function isOfShop(clause: Clause): boolean {
  if (clause.kind === "events") {
    return clause.parameters.some(
      ({ name }) => parameterOf(clause.source, name).type === "segment",
    );
  }
  const { attribute } = clause;
  if (attributes[attribute]?.named) return true;
  return METAFIELD.test(isAnniversary(attribute) ? dateOf(attribute) : attribute);
}
