-- What an order's discounts were, as Shopify's discount applications tell it, and what each took off each line and off shipping.
CREATE TABLE IF NOT EXISTS discount_applications (
  order_id INTEGER NOT NULL,
  position INTEGER NOT NULL, -- from 0
  discount_id INTEGER NOT NULL,
  code TEXT, -- null: an automatic one
  title TEXT NOT NULL,
  class TEXT NOT NULL, -- PRODUCT ORDER SHIPPING
  allocation_method TEXT NOT NULL, -- ACROSS EACH ONE
  percentage REAL, -- 0 to 100; null: an amount
  amount_minor INTEGER,
  PRIMARY KEY (order_id, position)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS discount_allocations (
  order_id INTEGER NOT NULL,
  line_item_id INTEGER NOT NULL, -- 0: shipping
  position INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL,
  PRIMARY KEY (order_id, line_item_id, position)
) WITHOUT ROWID;
