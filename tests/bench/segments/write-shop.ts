import SQLite from "better-sqlite3";
import { migrate } from "#scripts/migrate.ts";

const DAY = 86_400_000;
const YEARS_MS = 3 * 365 * DAY;

/** When the generated shop ends: 10:00 in its zone. */
export const NOW = Date.parse("2026-11-20T09:00:00Z");
export const TIME_ZONE = "Europe/Berlin";
const PRODUCTS = 500;

/**
 * A shop of so many customers and five times as many orders, written straight into the tables, always the same. One
 * customer in seven never bought, the others on average six times within three years; ids are in the order of time,
 * as Shopify's are; an order has one or two lines, of 500 products of which few sell most; of 8 per cent something
 * came back, 2 per cent are cancelled.
 */
export async function writeShop(file: string, customers: number): Promise<void> {
  await migrate(`file:${file}`);
  const handle = new SQLite(file);
  handle.pragma("journal_mode = OFF");
  handle.pragma("synchronous = OFF");
  handle.pragma("foreign_keys = OFF");
  handle.pragma("temp_store = FILE");
  handle.pragma("cache_size = -262144");
  handle.function("unit", { deterministic: true }, unit);
  handle.exec(shopSql(customers));
  handle.pragma("journal_mode = WAL");
  handle.close();
}

/** Numbers from 0 to 1, evenly, and of the same two always the same. */
function unit(of: unknown, salt: unknown): number {
  let mixed = Math.imul(Number(of) ^ Math.imul(Number(salt), 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x27d4eb2f);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296;
}

const numbers = (until: number) =>
  `with recursive numbers(i) as (select 1 union all select i + 1 from numbers where i < ${until})`;

const shopSql = (customers: number) => `
insert into shops (shop_id, domain, name, currency, time_zone, has_all_orders, installed_at)
values (1, 'bench.myshopify.com', 'Bench', 'EUR', '${TIME_ZONE}', 1, 0);

${numbers(PRODUCTS)}
insert into products (shop_id, product_id, title, handle, product_type, vendor, status, published_at, is_available,
  min_price_minor, created_at, updated_at)
select 1, i, 'Product ' || i, 'product-' || i, 'Type ' || (i % 20), 'Vendor ' || (i % 12), 'ACTIVE', 0, 1, 1000, 0, 0
from numbers;

create temp table people as ${numbers(customers)}
select i as customer_id, ${NOW} - cast(unit(i, 1) * ${YEARS_MS} as integer) as created_at,
  case when unit(i, 2) < 0.15 then 0 else 1 + cast(-ln(unit(i, 3) + 1e-9) * 5.4 as integer) end as orders
from numbers;

create temp table bought as ${numbers(60)}
select customer_id, created_at + cast((${NOW} - created_at) * unit(customer_id, 100 + i) as integer) as at
from people join numbers on i <= orders;

insert into orders (shop_id, order_id, customer_id, processed_at, processed_day, updated_at, cancelled_at, is_test,
  subtotal_minor, tax_minor, shipping_minor, adjustment_minor, discount_minor, refunded_minor, total_minor)
select 1, n, customer_id, at, (at + 3600000) / ${DAY}, at, case when unit(n, 4) < 0.02 then at + 3600000 end, 0,
  total - refunded, total / 6, 0, 0, case when unit(n, 5) < 0.3 then total / 10 else 0 end, refunded, total
from (
  select n, customer_id, at, 1000 + cast(-ln(unit(n, 7) + 1e-9) * 4500 as integer) as total,
    case when unit(n, 6) < 0.08 then 500 else 0 end as refunded
  from (select row_number() over (order by at) as n, customer_id, at from bought) as placed
) as paid;
drop table bought;

insert into line_items (shop_id, order_id, line_item_id, product_id, quantity, current_quantity, total_minor)
select 1, order_id, order_id * 10 + n,
  1 + cast(unit(order_id, 20 + n) * unit(order_id, 30 + n) * ${PRODUCTS} as integer), 1 + order_id % 2, 1, total_minor / 2
from orders join (select 1 as n union all select 2) as lines on n = 1 or unit(order_id, 8) < 0.5;

insert into refunds (shop_id, order_id, refund_id, created_at, total_minor)
select 1, order_id, order_id, min(processed_at + ${5 * DAY}, ${NOW}), refunded_minor
from orders where refunded_minor > 0;

insert into customers (shop_id, customer_id, created_at, updated_at, number_of_orders, amount_spent_minor,
  last_order_at, account_status, email_status, language)
select 1, people.customer_id, people.created_at, 0, coalesce(n, 0), coalesce(spent, 0), last,
  case when unit(people.customer_id, 40) < 0.3 then 'ENABLED' else 'DISABLED' end,
  case when unit(people.customer_id, 41) < 0.4 then 'SUBSCRIBED' else 'NOT_SUBSCRIBED' end,
  case when unit(people.customer_id, 42) < 0.7 then 'de' else 'en' end
from people left join (
  select customer_id, count(*) as n, sum(total_minor - refunded_minor) as spent, max(processed_at) as last
  from orders group by customer_id
) as sums on sums.customer_id = people.customer_id
order by people.customer_id;

insert into customer_tags (shop_id, customer_id, tag_key, tag)
select 1, customer_id, 'vip', 'VIP' from people where unit(customer_id, 43) < 0.05
union all
select 1, customer_id, 'newsletter', 'newsletter' from people where unit(customer_id, 44) < 0.4;

insert into customer_countries (shop_id, customer_id, country)
select 1, customer_id, case cast(unit(customer_id, 45) * 20 as integer)
  when 0 then 'FR' when 1 then 'AT' when 2 then 'CH' when 3 then 'US' when 4 then 'NL' else 'DE' end
from people where unit(customer_id, 46) < 0.9;
`;
