import { sql } from "kysely";
import type { Database } from "#app/db/database.server.ts";
import { dayOf } from "#app/platform/calendar.ts";
import { SCHEMES } from "../../rfm/group-schemes.ts";
import {
  ofCustomer,
  rowsOfCustomer,
  type AttributeSql,
  type AttributeSqlAt,
  type Column,
  type SourceSql,
} from "../filters/sql.server.ts";
import type { Clock } from "../spans.ts";
import { EXPECTED_DECIMALS } from "./models-filters.ts";
import { type ModelValues } from "./model-values.ts";

const cadence = (value: ReturnType<typeof sql>): Column =>
  sql<number | null>`(select ${value} from ${rowsOfCustomer("customer_cadence")})`;

/** Days since the last order, none of which lies ahead. */
const since = ({ now, timeZone }: Clock) => {
  const today = sql.lit(dayOf(now, timeZone));
  return sql`case when last_order_day > ${today} then 0 else ${today} - last_order_day end`;
};

const halves = sql`cast(usual_gap_days * 2 as bigint)`;

const expected = (column: string): { column: Column } => ({
  column: sql<
    number | null
  >`cast(floor(${ofCustomer("customer_lifetime", column)} * ${sql.lit(10 ** EXPECTED_DECIMALS)} + 0.5) as bigint)`,
});

const score = (measure: string): { column: Column } => ({
  column: sql<number | null>`${sql.ref(`rfmScores.${measure}`)}`,
});

/** The 5 by 5 grid's groups by recency and frequency, from the same patterns. */
const CELLS = sql.join(
  [1, 2, 3, 4, 5].flatMap((recency) =>
    [1, 2, 3, 4, 5].map((frequency) => {
      const scheme = SCHEMES["grid-5x5"];
      const code = scheme.codeOf({ recency, frequency, monetary: 1 });
      const found = scheme.groups.find(({ patterns }) =>
        patterns.some((pattern) => new RegExp(`^${pattern}$`).test(code)),
      );
      return sql`when ${sql.lit(Number(code))} then ${sql.lit(found?.group ?? null)}`;
    }),
  ),
  sql` `,
);

/** The columns of `modelsAttributes`. */
export const modelsColumns: Readonly<Record<string, AttributeSql | AttributeSqlAt>> = {
  "regulars.usual_gap_days": { column: cadence(sql`cast(usual_gap_days * 10 as bigint)`) },
  "regulars.days_since_last_order": { at: (clock) => cadence(since(clock)) },
  "regulars.lateness": {
    at: (clock) => cadence(sql`(400 * (${since(clock)}) + ${halves}) / (2 * ${halves})`),
  },
  "regulars.tier": {
    column: sql<string | null>`(
      select tiers.name from customer_tiers
      join tiers on tiers.shop_id = customer_tiers.shop_id and tiers.tier_id = customer_tiers.tier_id
      where customer_tiers.shop_id = customers.shop_id and customer_tiers.customer_id = customers.customer_id
    )`,
  },
  "regulars.tier_since": {
    column: sql<number | null>`(
      select case when tier_id is null then null else since end
      from ${rowsOfCustomer("customer_tiers")}
    )`,
  },
  "regulars.recency_score": score("recency"),
  "regulars.frequency_score": score("frequency"),
  "regulars.monetary_score": score("monetary"),
  "regulars.rfm_group_klaviyo": {
    column: sql<string | null>`${sql.ref("rfmScores.klaviyoGroup")}`,
  },
  "regulars.rfm_cell": {
    column: sql<
      string | null
    >`(case ${sql.ref("rfmScores.recency")} * 10 + ${sql.ref("rfmScores.frequency")} ${CELLS} end)`,
  },
  "regulars.predicted_value": { column: ofCustomer("customer_lifetime", "expected_value_minor") },
  "regulars.expected_orders": expected("expected_orders"),
  "regulars.chance_alive": expected("chance_alive"),
};

/** The rows of `modelsSources`. */
export const modelsRows: Readonly<Record<string, SourceSql>> = {};

/** What they read of one customer. */
export async function loadModelValues(
  db: Database,
  { shopId, customerId }: { shopId: number; customerId: number },
): Promise<ModelValues> {
  const row = await db
    .selectFrom("customers")
    .leftJoin("customerCadence as cadence", (join) =>
      join
        .onRef("cadence.shopId", "=", "customers.shopId")
        .onRef("cadence.customerId", "=", "customers.customerId"),
    )
    .leftJoin("rfmScores as scores", (join) =>
      join
        .onRef("scores.shopId", "=", "customers.shopId")
        .onRef("scores.customerId", "=", "customers.customerId"),
    )
    .leftJoin("customerLifetime as lifetime", (join) =>
      join
        .onRef("lifetime.shopId", "=", "customers.shopId")
        .onRef("lifetime.customerId", "=", "customers.customerId"),
    )
    .leftJoin("customerTiers as held", (join) =>
      join
        .onRef("held.shopId", "=", "customers.shopId")
        .onRef("held.customerId", "=", "customers.customerId"),
    )
    .leftJoin("tiers", (join) =>
      join.onRef("tiers.shopId", "=", "held.shopId").onRef("tiers.tierId", "=", "held.tierId"),
    )
    .select(["cadence.lastOrderDay", "cadence.usualGapDays", "tiers.name as tier"])
    .select("held.since as tierSince")
    .select(["scores.recency", "scores.frequency", "scores.monetary", "scores.klaviyoGroup"])
    .select(["lifetime.chanceAlive", "lifetime.expectedOrders", "lifetime.expectedValueMinor"])
    .where("customers.shopId", "=", shopId)
    .where("customers.customerId", "=", customerId)
    .executeTakeFirstOrThrow();
  const { recency, frequency, monetary, tier, tierSince, ...values } = row;
  const isScored = recency !== null && frequency !== null && monetary !== null;
  const held = { tier, tierSince: tier === null ? null : tierSince };
  return { ...values, ...held, scores: isScored ? { recency, frequency, monetary } : null };
}
