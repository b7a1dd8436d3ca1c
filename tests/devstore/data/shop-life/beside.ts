import type Database from "better-sqlite3";

const DAY = 86_400_000;

/** Categories of Shopify's taxonomy by what the generated shop sells; what is not named has none, as in many shops. */
const CATEGORIES: Readonly<Record<string, string>> = {
  Coffee: "fb-1-3",
  Tea: "fb-1-11",
  Chocolate: "fb-2-2",
  Biscuits: "fb-2-1",
  Mugs: "hg-11-10",
  Teapots: "hg-11-10",
  Candles: "hg-3-10",
  "Gift card": "gc",
};

/** Every table that holds such rows, emptied before a load. */
export const BESIDE_TABLES = [
  "customer_phones",
  "companies",
  "company_contacts",
  "product_categories",
  "locations",
  "abandoned_checkouts",
  "store_credit_accounts",
  "store_credit_transactions",
] as const;

/**
 * Gives a loaded shop what few customers, products and orders have, at low rates, from the ids alone: the same shop always has
 * the same. A sixth have a telephone, of every state of consent; wholesale customers stand two to a company; three in a
 * hundred left a checkout, a quarter of them came back; one in a hundred has store credit, half of it spent.
 */
export function fillBeside(
  db: Database.Database,
  { until, currency }: { until: number; currency: string },
): void {
  const category = db.prepare(
    "INSERT INTO product_categories (product_id, category) SELECT id, ? FROM products WHERE product_type = ?",
  );
  for (const [type, id] of Object.entries(CATEGORIES)) category.run(id, type);
  db.prepare("INSERT INTO locations (id, name, created_at) VALUES (61000000001, 'Shop', 0)").run();
  db.prepare(
    `INSERT INTO customer_phones (customer_id, phone, sms_state, updated_at)
     SELECT id, '+4915' || (10000000 + id % 89999999),
       CASE id * 31 % 8 WHEN 0 THEN 'UNSUBSCRIBED' WHEN 1 THEN 'PENDING' WHEN 2 THEN 'NOT_SUBSCRIBED' WHEN 3 THEN 'NOT_SUBSCRIBED'
         ELSE 'SUBSCRIBED' END,
       created_at
     FROM customers WHERE id % 6 = 0`,
  ).run();
  db.exec(
    `INSERT INTO company_contacts (id, company_id, customer_id, created_at)
     SELECT 63000000000 + row_number() OVER (ORDER BY id), 62000000001 + (row_number() OVER (ORDER BY id) - 1) / 2, id, created_at
     FROM customers WHERE EXISTS (SELECT 1 FROM json_each(tags) AS t WHERE t.value = 'wholesale')`,
  );
  db.exec(
    `INSERT INTO companies (id, name, created_at)
     SELECT company_id, 'Company ' || (company_id - 62000000000), MIN(created_at) FROM company_contacts GROUP BY company_id`,
  );
  db.prepare(
    `INSERT INTO abandoned_checkouts (id, customer_id, created_at, updated_at, completed_at)
     SELECT 64000000000 + row_number() OVER (ORDER BY id), id, at, at, CASE WHEN id * 7 % 4 = 0 THEN at + 3600000 END
     FROM (SELECT id, created_at, ? - (1 + id * 7919 % 90) * ${String(DAY)} AS at FROM customers WHERE id * 13 % 33 = 0)
     WHERE at > created_at`,
  ).run(until);
  db.prepare(
    `INSERT INTO store_credit_accounts (id, customer_id, currency, balance_minor)
     SELECT 65000000000 + row_number() OVER (ORDER BY id), id, ?, CASE WHEN id % 2 = 0 THEN 0 ELSE 500 + id % 20 * 100 END
     FROM customers WHERE id * 17 % 101 = 0`,
  ).run(currency);
  db.prepare(
    `INSERT INTO store_credit_transactions (id, account_id, amount_minor, remaining_minor, balance_minor, created_at, expires_at)
     SELECT id + 1000000000, id, 500 + customer_id % 20 * 100, balance_minor, 500 + customer_id % 20 * 100, ? - 40 * ${String(DAY)},
       CASE WHEN customer_id % 3 = 0 THEN ? + 50 * ${String(DAY)} END
     FROM store_credit_accounts`,
  ).run(until, until);
  db.prepare(
    `INSERT INTO store_credit_transactions (id, account_id, amount_minor, remaining_minor, balance_minor, created_at, expires_at)
     SELECT id + 2000000000, id, -(500 + customer_id % 20 * 100), 0, 0, ? - 10 * ${String(DAY)}, NULL
     FROM store_credit_accounts WHERE balance_minor = 0`,
  ).run(until);
}
