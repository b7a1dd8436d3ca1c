import type { Database } from "#app/db/database.server.ts";
import { decimalText } from "#app/platform/money.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { tierMoves, tierSizes } from "./customer-tiers.server.ts";
import type { TierRules } from "./tier.ts";
import { readTiers } from "./tiers.server.ts";

const LATEST_MOVES = 25;

/** What a shop without tiers is offered: three by orders, which need no guess at amounts. */
const PROPOSED_RULES: TierRules = {
  ...{ measure: "orders", period: "rolling-year" },
  ...{ keepPercent: 80, graceDays: 30 },
};
const PROPOSED = [
  { tierId: null, name: "Bronze", threshold: "2" },
  { tierId: null, name: "Silver", threshold: "4" },
  { tierId: null, name: "Gold", threshold: "8" },
];

/** All that the page shows. */
export async function findTiersView(db: Database, { shop }: { shop: Shop }) {
  const { shopId, currency, hasAllOrders } = shop;
  const plan = await readTiers(db, { shopId });
  const moves = await tierMoves(db, { shopId, limit: LATEST_MOVES });
  if (!plan) {
    return {
      ...{ rules: PROPOSED_RULES, tiers: PROPOSED, sizes: null, isCounting: false },
      ...{ moves, hasAllOrders },
    };
  }
  const counted = await tierSizes(db, { shopId });
  const customersIn = (id: number | null) =>
    counted.find(({ tierId }) => tierId === id)?.customers ?? 0;
  const refreshed = await db
    .selectFrom("refreshes")
    .select("asOf")
    .where("shopId", "=", shopId)
    .where("stage", "=", "segments")
    .executeTakeFirst();
  const { measure } = plan.rules;
  return {
    rules: plan.rules,
    tiers: plan.tiers.map(({ tierId, name, threshold }) => ({
      ...{ tierId, name },
      threshold: measure === "spend" ? decimalText(threshold, currency) : String(threshold),
    })),
    sizes: [
      ...plan.tiers.toReversed().map(({ tierId, name, threshold }) => ({
        ...{ name, threshold, customers: customersIn(tierId) },
      })),
      { name: null, threshold: 0, customers: customersIn(null) },
    ],
    isCounting: (refreshed?.asOf ?? 0) < plan.changedAt,
    ...{ moves, hasAllOrders },
  };
}
