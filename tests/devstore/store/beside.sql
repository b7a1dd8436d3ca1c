-- What few customers, products and orders have: telephones, companies, categories, places of sale.
CREATE TABLE IF NOT EXISTS customer_phones (
  customer_id INTEGER PRIMARY KEY,
  phone TEXT NOT NULL,
  sms_state TEXT NOT NULL, -- CustomerSmsMarketingState
  updated_at INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS companies (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS company_contacts (
  id INTEGER PRIMARY KEY,
  company_id INTEGER NOT NULL,
  customer_id INTEGER NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS contacts_of_customer ON company_contacts (customer_id, company_id);
CREATE TABLE IF NOT EXISTS product_categories (
  product_id INTEGER PRIMARY KEY,
  category TEXT NOT NULL -- of Shopify's taxonomy: fb-1-3
);
CREATE TABLE IF NOT EXISTS locations (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL
);
