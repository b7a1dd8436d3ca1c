import type { Database } from "#app/db/database.server.ts";

/** The fields of `$app:tier`: what a tier gives besides offers, all of them, so that one that is empty is cleared. */
interface TierFields {
  name: string;
  benefits: string;
  collections: string;
}

/**
 * What the storefront tells of each tier in use that gives something, by its handle. Collections that are gone are left
 * out: Shopify refuses references to them.
 */
export async function tierObjects(db: Database, shopId: number): Promise<Map<string, TierFields>> {
  const rows = await db
    .selectFrom("tierBenefits")
    .innerJoin("tiers", (join) =>
      join
        .onRef("tiers.shopId", "=", "tierBenefits.shopId")
        .onRef("tiers.tierId", "=", "tierBenefits.tierId"),
    )
    .leftJoin("collections", (join) =>
      join
        .onRef("collections.shopId", "=", "tierBenefits.shopId")
        .onRef("collections.collectionId", "=", "tierBenefits.collectionId"),
    )
    .select(["tiers.tierId", "tiers.name", "tierBenefits.text", "collections.collectionId"])
    .where("tierBenefits.shopId", "=", shopId)
    .where("tiers.archivedAt", "is", null)
    .orderBy("tiers.tierId")
    .orderBy("tierBenefits.benefitId")
    .execute();
  return new Map(
    [...Map.groupBy(rows, ({ tierId }) => tierId)].map(([tierId, given]) => [
      `t-${tierId}`,
      {
        name: given[0]?.name ?? "",
        benefits: JSON.stringify(given.flatMap(({ text }) => text ?? [])),
        collections: JSON.stringify(
          given.flatMap(({ collectionId }) =>
            collectionId === null ? [] : `gid://shopify/Collection/${collectionId}`,
          ),
        ),
      },
    ]),
  );
}
