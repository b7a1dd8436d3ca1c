-- discountRedeemCodeBulkAdd: what was asked, and what became of each code once it is done.
CREATE TABLE IF NOT EXISTS redeem_code_creations (
  id INTEGER PRIMARY KEY,
  discount_id INTEGER NOT NULL,
  codes TEXT NOT NULL, -- JSON: [{code, error, codeId}]
  done INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER NOT NULL, -- wall clock
  created_at INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS redeem_code_creations_due ON redeem_code_creations (due_at) WHERE done = 0;
