import type { Database } from "#app/db/database.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { createSegment, reviseSegment } from "#app/segments/segments.server.ts";
import { tierSizes } from "#app/segments/tiers/customer-tiers.server.ts";
import { readTiers } from "#app/segments/tiers/tiers.server.ts";
import { listOffers } from "../offers.server.ts";
import {
  AUDIENCES,
  audienceName,
  audienceQuery,
  BENEFITS_PER_TIER,
  type Audience,
  type NewBenefit,
} from "./benefit.ts";
import type { TierWithBenefits } from "./tier-with-benefits.ts";

/** A shop's tiers from the highest down, with all that each gives; null where it has none. */
export async function tiersWithBenefits(
  db: Database,
  { shopId, now }: { shopId: number; now: number },
): Promise<{ measure: "orders" | "spend"; tiers: TierWithBenefits[] } | null> {
  const plan = await readTiers(db, { shopId });
  if (!plan) return null;
  const sizes = await tierSizes(db, { shopId });
  const benefits = await readBenefits(db, shopId);
  const audiences = await readAudiences(db, shopId);
  const { offers } = await listOffers(db, { shopId, now, limit: MOST_OFFERS });
  const tiers = plan.tiers.toReversed().map(({ tierId, name, threshold }) => ({
    ...{ tierId, name, threshold },
    customers: sizes.find((size) => size.tierId === tierId)?.customers ?? 0,
    benefits: benefits.filter((benefit) => benefit.tierId === tierId),
    audiences: audiences
      .filter((audience) => audience.tierId === tierId)
      .map(({ audience, segmentId, query, members }) => ({
        ...{ audience, segmentId, members },
        isStale: query !== audienceQuery(name, audience),
        offers: offers.filter((offer) => offer.segmentId === segmentId && offer.phase !== "ended"),
      })),
  }));
  return { measure: plan.rules.measure, tiers };
}

const MOST_OFFERS = 500;

/** Collections by their title; one that is gone is no benefit. */
async function readBenefits(db: Database, shopId: number) {
  const rows = await db
    .selectFrom("tierBenefits")
    .leftJoin("collections", (join) =>
      join
        .onRef("collections.shopId", "=", "tierBenefits.shopId")
        .onRef("collections.collectionId", "=", "tierBenefits.collectionId"),
    )
    .select(["tierBenefits.tierId", "tierBenefits.benefitId", "tierBenefits.kind"])
    .select(["tierBenefits.text", "collections.title"])
    .where("tierBenefits.shopId", "=", shopId)
    .orderBy("tierBenefits.benefitId")
    .execute();
  return rows.flatMap(({ tierId, benefitId, kind, text, title }) => {
    const shown = kind === "collection" ? title : text;
    return shown === null ? [] : { tierId, benefitId, text: shown, isCollection: kind !== "text" };
  });
}

async function readAudiences(db: Database, shopId: number) {
  const rows = await db
    .selectFrom("tierAudiences")
    .innerJoin("segments", (join) =>
      join
        .onRef("segments.shopId", "=", "tierAudiences.shopId")
        .onRef("segments.segmentId", "=", "tierAudiences.segmentId"),
    )
    .select(["tierAudiences.tierId", "tierAudiences.audience", "tierAudiences.segmentId"])
    .select(["segments.query", "segments.memberCount as members"])
    .where("tierAudiences.shopId", "=", shopId)
    .orderBy("tierAudiences.audience")
    .execute();
  return rows.flatMap((row) => {
    const audience = AUDIENCES.find((one) => one === row.audience);
    return audience ? { ...row, audience } : [];
  });
}

interface OfTier {
  shopId: number;
  tierId: number;
}

/** Gives a tier one thing more, and has the storefront told. */
export const addBenefit = (
  db: Database,
  { shopId, tierId, benefit, now }: OfTier & { benefit: NewBenefit; now: number },
): Promise<{ kind: "added" } | { kind: "tier-missing" } | { kind: "too-many"; limit: number }> =>
  db.transaction().execute(async (tx) => {
    const plan = await readTiers(tx, { shopId });
    if (!plan?.tiers.some((tier) => tier.tierId === tierId)) return { kind: "tier-missing" };
    const { count, last } = await tx
      .selectFrom("tierBenefits")
      .select(({ fn }) => [
        fn.countAll<number>().as("count"),
        fn.max<number | null>("benefitId").as("last"),
      ])
      .where("shopId", "=", shopId)
      .where("tierId", "=", tierId)
      .executeTakeFirstOrThrow();
    if (count >= BENEFITS_PER_TIER) return { kind: "too-many", limit: BENEFITS_PER_TIER };
    await tx
      .insertInto("tierBenefits")
      .values({
        ...{ shopId, tierId, benefitId: (last ?? 0) + 1, kind: benefit.kind, createdAt: now },
        text: benefit.kind === "text" ? benefit.text : null,
        collectionId: benefit.kind === "collection" ? benefit.collectionId : null,
      })
      .execute();
    await publishSoon(tx, shopId);
    return { kind: "added" };
  });

/** Removed twice, it is gone. */
export const removeBenefit = (
  db: Database,
  { shopId, tierId, benefitId }: OfTier & { benefitId: number },
): Promise<void> =>
  db.transaction().execute(async (tx) => {
    await tx
      .deleteFrom("tierBenefits")
      .where("shopId", "=", shopId)
      .where("tierId", "=", tierId)
      .where("benefitId", "=", benefitId)
      .execute();
    await publishSoon(tx, shopId);
  });

/**
 * The segment that a tier's offers are for: the one there is, made to name the tier as it is called now, or a new one.
 * Null when there is no such tier.
 */
export async function audienceSegment(
  db: Database,
  { shopId, tierId, audience, now }: OfTier & { audience: Audience; now: number },
): Promise<number | null> {
  const plan = await readTiers(db, { shopId });
  const tier = plan?.tiers.find((one) => one.tierId === tierId);
  if (!tier) return null;
  const query = audienceQuery(tier.name, audience);
  const known = (await readAudiences(db, shopId)).find(
    (one) => one.tierId === tierId && one.audience === audience,
  );
  if (known) {
    const { segmentId } = known;
    const name = audienceName(tier.name, audience);
    if (known.query !== query)
      await reviseSegment(db, { shopId, segmentId, name, query, asOf: now });
    return segmentId;
  }
  const segmentId = await newSegment(db, {
    shopId,
    name: audienceName(tier.name, audience),
    query,
    now,
  });
  const row = { segmentId };
  await db
    .insertInto("tierAudiences")
    .values({ shopId, tierId, audience, ...row })
    .onConflict((conflict) => conflict.columns(["shopId", "tierId", "audience"]).doUpdateSet(row))
    .execute();
  return segmentId;
}

/** Under a name that is free. */
async function newSegment(
  db: Database,
  { shopId, name, query, now }: { shopId: number; name: string; query: string; now: number },
): Promise<number> {
  for (let number = 1; ; number++) {
    const tried = number === 1 ? name : `${name} (${number})`;
    const made = await createSegment(db, { shopId, name: tried, query, asOf: now });
    if (made.kind === "created") return made.segmentId;
    if (made.kind !== "name-taken") throw new TypeError(`a tier's own segment is ${made.kind}`);
  }
}

const publishSoon = (tx: Database, shopId: number) =>
  enqueue(tx, "publish.run", { shopId }, { key: `publish.run:${shopId}` });
