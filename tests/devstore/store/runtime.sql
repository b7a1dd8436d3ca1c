-- What Shopify keeps about an app in a shop: its installation, tokens, webhooks, bulk operations.

CREATE TABLE IF NOT EXISTS installations (
  client_id TEXT PRIMARY KEY,
  id INTEGER NOT NULL,
  scopes TEXT NOT NULL, -- comma-separated, as granted
  installed_at INTEGER NOT NULL,
  uninstalled_at INTEGER
);

CREATE TABLE IF NOT EXISTS access_tokens (
  token TEXT PRIMARY KEY,
  client_id TEXT NOT NULL,
  kind TEXT NOT NULL, -- offline online
  scopes TEXT NOT NULL,
  user_id INTEGER,
  issued_at INTEGER NOT NULL,
  expires_at INTEGER, -- null: never
  refresh_token TEXT UNIQUE,
  refresh_expires_at INTEGER
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS bulk_operations (
  id INTEGER PRIMARY KEY,
  client_id TEXT NOT NULL,
  type TEXT NOT NULL, -- QUERY MUTATION
  status TEXT NOT NULL, -- BulkOperationStatus
  error_code TEXT,
  query TEXT NOT NULL,
  group_objects INTEGER NOT NULL DEFAULT 0,
  staged_path TEXT,
  client_identifier TEXT,
  object_count INTEGER NOT NULL DEFAULT 0,
  root_object_count INTEGER NOT NULL DEFAULT 0,
  file_name TEXT,
  file_size INTEGER,
  partial INTEGER NOT NULL DEFAULT 0, -- the file is partial data
  scopes TEXT NOT NULL DEFAULT '', -- of the token that started it
  created_at INTEGER NOT NULL,
  completed_at INTEGER
);

CREATE TABLE IF NOT EXISTS staged_uploads (
  key TEXT PRIMARY KEY,
  resource TEXT NOT NULL,
  file_name TEXT NOT NULL,
  byte_size INTEGER, -- null: nothing was uploaded yet
  created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS webhook_subscriptions (
  id INTEGER PRIMARY KEY,
  client_id TEXT NOT NULL,
  topic TEXT NOT NULL, -- orders/create
  uri TEXT NOT NULL,
  format TEXT NOT NULL DEFAULT 'JSON',
  include_fields TEXT NOT NULL DEFAULT '[]',
  metafield_namespaces TEXT NOT NULL DEFAULT '[]',
  filter TEXT,
  name TEXT,
  failures INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS webhook_subscriptions_topic ON webhook_subscriptions (topic);

CREATE TABLE IF NOT EXISTS webhook_deliveries (
  id INTEGER PRIMARY KEY,
  webhook_id TEXT NOT NULL, -- X-Shopify-Webhook-Id: the same in every attempt and every double
  event_id TEXT NOT NULL,
  subscription_id INTEGER, -- null: declared in the app's toml
  topic TEXT NOT NULL,
  uri TEXT NOT NULL,
  body TEXT NOT NULL,
  triggered_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL, -- wall clock, never the shop's moved one
  attempts INTEGER NOT NULL DEFAULT 0,
  status TEXT NOT NULL DEFAULT 'pending', -- pending delivered failed dropped
  last_answer TEXT
);
CREATE INDEX IF NOT EXISTS webhook_deliveries_due ON webhook_deliveries (due_at) WHERE status = 'pending';
