import { sql, type RawBuilder } from "kysely";
import { dialectOf, type Database } from "#app/db/database.server.ts";
import { currencyExponent } from "#app/platform/money.ts";

interface Told {
  shopId: number;
  currency: string;
  /** Which customers, of `standing.customer_id`. */
  chosen: RawBuilder<unknown>;
}

/**
 * What the storefront tells customers of their tier, as rows of owner, key and value: the tier, the next one, how far
 * they are and what is missing, in orders or as an amount. Nothing of who is in none and has no next.
 *
 * It changes when an order, a refund or the calendar changes what counts, and not from day to day.
 */
export function tierValues(db: Database, { shopId, currency, chosen }: Told): RawBuilder<unknown> {
  const json = (column: string) =>
    dialectOf(db) === "postgresql"
      ? sql`cast(to_json(${sql.ref(column)}) as text)`
      : sql`json_quote(${sql.ref(column)})`;
  const missing = sql`(above.threshold - standing.value)`;
  return sql`
    select standing.customer_id as owner_id, 'tier' as "key",
      '{' || coalesce('"name":' || ${json("held.name")} || ',"handle":"t-' || held.tier_id || '"', '')
        || case when held.tier_id is null or above.tier_id is null then '' else ',' end
        || coalesce('"next":' || ${json("above.name")}
          || ',"progress":' || (case when standing.value > 0 then 100 * standing.value / above.threshold else 0 end)
          || ',"missing":' || case rules.measure
            when 'orders' then '{"orders":' || ${missing} || '}'
            else '{"amount":"' || ${decimals(missing, currency)} || '","currency":' || ${sql.lit(JSON.stringify(currency))} || '}'
          end, '')
        || '}' as value
    from customer_tiers as standing
    join tier_rules as rules on rules.shop_id = standing.shop_id
    left join tiers as held
      on held.shop_id = standing.shop_id and held.tier_id = standing.tier_id and held.archived_at is null
    left join tiers as above
      on above.shop_id = standing.shop_id and above.archived_at is null and above.threshold = (
        select min(higher.threshold) from tiers as higher
        where higher.shop_id = standing.shop_id and higher.archived_at is null
          and higher.threshold > coalesce(held.threshold, -1) and higher.threshold > standing.value)
    where standing.shop_id = ${shopId} and ${chosen}
      and (held.tier_id is not null or above.tier_id is not null)
  `;
}

/** Minor units as a decimal, in whole numbers alone. */
function decimals(minor: RawBuilder<unknown>, currency: string): RawBuilder<unknown> {
  const exponent = currencyExponent(currency);
  if (exponent === 0) return minor;
  const whole = sql.lit(10 ** exponent);
  return sql`(${minor} / ${whole}) || '.' || substr(cast(${minor} % ${whole} + ${whole} as text), 2)`;
}
