-- One shop of the development store, one file. Ids are numeric as in Shopify's gids; money is integer minor units of the
-- shop's currency; moments are epoch milliseconds UTC.

CREATE TABLE IF NOT EXISTS meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL -- JSON
) WITHOUT ROWID;
-- keys: name, domain (x.myshopify.com), currency, timezone (IANA), locale, plan (standard|advanced|plus), country,
-- taxesIncluded, nextId, orderNumber

CREATE TABLE IF NOT EXISTS products (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  handle TEXT NOT NULL UNIQUE,
  product_type TEXT NOT NULL DEFAULT '',
  vendor TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL DEFAULT 'ACTIVE', -- ACTIVE DRAFT ARCHIVED UNLISTED
  tags TEXT NOT NULL DEFAULT '[]', -- JSON
  description TEXT NOT NULL DEFAULT '',
  image_url TEXT,
  published_at INTEGER, -- null: not on the online store
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS products_updated ON products (updated_at, id);

CREATE TABLE IF NOT EXISTS variants (
  id INTEGER PRIMARY KEY,
  product_id INTEGER NOT NULL,
  title TEXT NOT NULL DEFAULT 'Default Title',
  sku TEXT,
  price_minor INTEGER NOT NULL,
  compare_at_minor INTEGER,
  cost_minor INTEGER,
  inventory_quantity INTEGER NOT NULL DEFAULT 0,
  inventory_policy TEXT NOT NULL DEFAULT 'DENY', -- DENY CONTINUE
  tracked INTEGER NOT NULL DEFAULT 1,
  position INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS variants_product ON variants (product_id, position);

CREATE TABLE IF NOT EXISTS collections (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  handle TEXT NOT NULL UNIQUE,
  updated_at INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS collection_products (
  collection_id INTEGER NOT NULL,
  product_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (collection_id, product_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS collections_of_product ON collection_products (product_id);

CREATE TABLE IF NOT EXISTS customers (
  id INTEGER PRIMARY KEY,
  first_name TEXT,
  last_name TEXT,
  email TEXT UNIQUE,
  locale TEXT NOT NULL DEFAULT 'en',
  state TEXT NOT NULL DEFAULT 'DISABLED', -- DISABLED INVITED ENABLED DECLINED
  email_marketing_state TEXT NOT NULL DEFAULT 'NOT_SUBSCRIBED',
  tags TEXT NOT NULL DEFAULT '[]', -- JSON, sorted as Shopify answers them
  note TEXT,
  data_sale_opt_out INTEGER NOT NULL DEFAULT 0,
  rfm_group TEXT, -- CustomerRfmGroup, as Shopify's own statistics would say
  -- lifetime aggregates, kept in step with orders (test and deleted orders never count; see checkout/aggregates.ts for the rule)
  number_of_orders INTEGER NOT NULL DEFAULT 0,
  amount_spent_minor INTEGER NOT NULL DEFAULT 0,
  last_order_id INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS customers_updated ON customers (updated_at, id);
CREATE INDEX IF NOT EXISTS customers_created ON customers (created_at, id);

CREATE TABLE IF NOT EXISTS customer_tags (
  tag_key TEXT NOT NULL, -- lower case
  customer_id INTEGER NOT NULL,
  PRIMARY KEY (tag_key, customer_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS tags_of_customer ON customer_tags (customer_id);

CREATE TABLE IF NOT EXISTS addresses (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL,
  is_default INTEGER NOT NULL DEFAULT 1,
  country_code TEXT NOT NULL,
  province_code TEXT,
  city TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS addresses_customer ON addresses (customer_id);

CREATE TABLE IF NOT EXISTS orders (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL, -- name is '#' || number
  customer_id INTEGER, -- null: a guest
  email TEXT,
  country_code TEXT,
  processed_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  cancelled_at INTEGER,
  cancel_reason TEXT,
  test INTEGER NOT NULL DEFAULT 0,
  taxes_included INTEGER NOT NULL DEFAULT 1,
  source_name TEXT NOT NULL DEFAULT 'web',
  financial_status TEXT NOT NULL DEFAULT 'PAID', -- OrderDisplayFinancialStatus
  discount_codes TEXT NOT NULL DEFAULT '[]', -- JSON
  -- as ordered: lines after all discounts (with tax iff taxes_included), discounts, tax, shipping, all together
  subtotal_minor INTEGER NOT NULL,
  discount_minor INTEGER NOT NULL DEFAULT 0,
  tax_minor INTEGER NOT NULL DEFAULT 0,
  shipping_minor INTEGER NOT NULL DEFAULT 0,
  total_minor INTEGER NOT NULL,
  -- as it stands now, after refunds of lines and shipping
  current_subtotal_minor INTEGER NOT NULL,
  current_tax_minor INTEGER NOT NULL,
  current_shipping_minor INTEGER NOT NULL,
  current_total_minor INTEGER NOT NULL,
  refunded_minor INTEGER NOT NULL DEFAULT 0, -- money given back, all in
  refunded_shipping_minor INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS orders_updated ON orders (updated_at, id);
-- with all that a customer's aggregates, dates and segments look at, so that none of them looks up the order itself
CREATE INDEX IF NOT EXISTS orders_customer ON orders (customer_id, processed_at, test, total_minor, refunded_minor);
CREATE INDEX IF NOT EXISTS orders_processed ON orders (processed_at, id);
CREATE INDEX IF NOT EXISTS orders_created ON orders (created_at, id);

CREATE TABLE IF NOT EXISTS abandoned_checkouts (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  completed_at INTEGER
);
CREATE INDEX IF NOT EXISTS checkouts_created ON abandoned_checkouts (created_at, id);
CREATE INDEX IF NOT EXISTS checkouts_customer ON abandoned_checkouts (customer_id, created_at);

CREATE TABLE IF NOT EXISTS store_credit_accounts (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL,
  currency TEXT NOT NULL,
  balance_minor INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS store_credit_customer ON store_credit_accounts (customer_id, id);

CREATE TABLE IF NOT EXISTS store_credit_transactions (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL, -- of a debit below nothing
  remaining_minor INTEGER NOT NULL DEFAULT 0,
  balance_minor INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER
);
CREATE INDEX IF NOT EXISTS store_credit_created ON store_credit_transactions (account_id, created_at, id);

CREATE TABLE IF NOT EXISTS line_items (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL,
  product_id INTEGER, -- null: a fee, or its product was deleted
  variant_id INTEGER,
  title TEXT NOT NULL,
  sku TEXT,
  vendor TEXT,
  quantity INTEGER NOT NULL,
  current_quantity INTEGER NOT NULL,
  unit_price_minor INTEGER NOT NULL,
  discount_minor INTEGER NOT NULL DEFAULT 0, -- all discounts allocated to the line, code and order-level ones too
  total_minor INTEGER NOT NULL, -- quantity * unit price - discount
  is_gift_card INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS lines_order ON line_items (order_id);
CREATE INDEX IF NOT EXISTS lines_product ON line_items (product_id);

CREATE TABLE IF NOT EXISTS refunds (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  total_minor INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS refunds_order ON refunds (order_id);
CREATE TABLE IF NOT EXISTS refund_line_items (
  refund_id INTEGER NOT NULL,
  line_item_id INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  subtotal_minor INTEGER NOT NULL,
  PRIMARY KEY (refund_id, line_item_id)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS metafields (
  id INTEGER PRIMARY KEY,
  owner_type TEXT NOT NULL, -- CUSTOMER PRODUCT SHOP API_INSTALLATION ...
  owner_id INTEGER NOT NULL,
  namespace TEXT NOT NULL, -- resolved: app--<client id>[--x]
  key TEXT NOT NULL,
  type TEXT NOT NULL,
  value TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (owner_type, owner_id, namespace, key)
);
-- entries of list.single_line_text_field metafields of customers, so that a segment on one of them is an index look-up
CREATE TABLE IF NOT EXISTS customer_list_entries (
  namespace TEXT NOT NULL,
  key TEXT NOT NULL,
  entry_key TEXT NOT NULL, -- lower case
  customer_id INTEGER NOT NULL,
  PRIMARY KEY (namespace, key, entry_key, customer_id)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS metafield_definitions (
  id INTEGER PRIMARY KEY,
  owner_type TEXT NOT NULL,
  namespace TEXT NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  access TEXT NOT NULL DEFAULT '{}', -- JSON: admin, storefront, customerAccount
  UNIQUE (owner_type, namespace, key)
);

CREATE TABLE IF NOT EXISTS metaobject_definitions (
  id INTEGER PRIMARY KEY,
  type TEXT NOT NULL UNIQUE, -- resolved: app--<client id>--segment
  name TEXT NOT NULL,
  fields TEXT NOT NULL, -- JSON: [{key, name, type, required}]
  access TEXT NOT NULL DEFAULT '{}' -- JSON: admin, storefront
);
CREATE TABLE IF NOT EXISTS metaobjects (
  id INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  handle TEXT NOT NULL,
  fields TEXT NOT NULL, -- JSON: {key: value text}
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (type, handle)
);

-- checkout and segments ---------------------------------------------------------------------------------------------

-- discounts that orders used, for usage limits and for telling what a discount cost
CREATE TABLE IF NOT EXISTS order_discounts (
  order_id INTEGER NOT NULL,
  discount_id INTEGER NOT NULL,
  code TEXT,
  title TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  PRIMARY KEY (order_id, discount_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS orders_of_discount ON order_discounts (discount_id);

CREATE TABLE IF NOT EXISTS segments (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS segment_member_queries (
  id TEXT PRIMARY KEY, -- uuid
  query TEXT NOT NULL,
  created_at INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS discounts (
  id INTEGER PRIMARY KEY,
  method TEXT NOT NULL, -- automatic code
  kind TEXT NOT NULL, -- basic bxgy free-shipping
  title TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER,
  terms TEXT NOT NULL, -- JSON: what it gives, for whom, from when on it counts (checkout/discount.ts)
  usage_limit INTEGER, -- codes only
  once_per_customer INTEGER NOT NULL DEFAULT 0, -- codes only
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS discount_codes (
  id INTEGER PRIMARY KEY,
  discount_id INTEGER NOT NULL,
  code TEXT NOT NULL,
  code_key TEXT NOT NULL UNIQUE, -- lower case: codes are the same in any letter case
  usage_count INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS codes_of_discount ON discount_codes (discount_id);
