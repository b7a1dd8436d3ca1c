import type { Store } from "../store/open-store.ts";
import type { Discount, DiscountKind, Terms } from "./discount.ts";

/** One row of `discounts`. */
export interface DiscountRow {
  readonly id: number;
  readonly method: "automatic" | "code";
  readonly kind: DiscountKind;
  readonly title: string;
  readonly starts_at: number;
  readonly ends_at: number | null;
  readonly terms: string;
  readonly usage_limit: number | null;
  readonly once_per_customer: number;
  readonly created_at: number;
  readonly updated_at: number;
}

/** A code's key: codes are the same in any letter case. */
export const codeKey = (code: string): string => code.toLowerCase();

export function discountOf(row: DiscountRow): Discount {
  return {
    id: row.id,
    method: row.method,
    kind: row.kind,
    title: row.title,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    terms: JSON.parse(row.terms) as Terms,
    usageLimit: row.usage_limit,
    oncePerCustomer: row.once_per_customer === 1,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

export interface CodeRow {
  readonly id: number;
  readonly discount_id: number;
  readonly code: string;
}

/** A discount's codes, oldest first; there may be thousands. */
export function codesOf(store: Store, discountId: number, most = -1): CodeRow[] {
  return store.all<CodeRow>(
    "SELECT id, discount_id, code FROM discount_codes WHERE discount_id = ? ORDER BY id LIMIT ?",
    ...[discountId, most],
  );
}

export function countCodes(store: Store, discountId: number): number {
  const sql = "SELECT COUNT(*) AS n FROM discount_codes WHERE discount_id = ?";
  return store.get<{ n: number }>(sql, discountId)?.n ?? 0;
}

/** A code as the shop spells it, from however it was typed. */
export function findCode(store: Store, code: string): CodeRow | undefined {
  return store.get<CodeRow>(
    "SELECT id, discount_id, code FROM discount_codes WHERE code_key = ?",
    codeKey(code),
  );
}

/** Adds a code that nobody has yet. */
export function addCode(store: Store, discountId: number, code: string): CodeRow {
  const id = store.nextId();
  store.run(
    "INSERT INTO discount_codes (id, discount_id, code, code_key) VALUES (?, ?, ?, ?)",
    ...[id, discountId, code, codeKey(code)],
  );
  return { id, discount_id: discountId, code };
}

export function findDiscountRow(
  store: Store,
  id: number,
  method?: "automatic" | "code",
): DiscountRow | undefined {
  const row = store.get<DiscountRow>("SELECT * FROM discounts WHERE id = ?", id);
  return method === undefined || row?.method === method ? row : undefined;
}

/** The discount behind a code, in any letter case. */
export function findDiscountByCode(store: Store, code: string): DiscountRow | undefined {
  return store.get<DiscountRow>(
    "SELECT d.* FROM discounts AS d JOIN discount_codes AS c ON c.discount_id = d.id WHERE c.code_key = ?",
    codeKey(code),
  );
}

/** Automatic discounts that are active at a moment, oldest first. */
export function activeAutomatic(store: Store, now: number): DiscountRow[] {
  return store.all<DiscountRow>(
    `SELECT * FROM discounts WHERE method = 'automatic' AND starts_at <= ? AND (ends_at IS NULL OR ends_at > ?) ORDER BY id`,
    now,
    now,
  );
}

/** Writes a discount. `code` becomes its first code; the others stay as they are. */
export function saveDiscount(store: Store, discount: Discount, code: string | null): void {
  store.run(
    `INSERT INTO discounts (id, method, kind, title, starts_at, ends_at, terms, usage_limit, once_per_customer, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET title = excluded.title, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
       terms = excluded.terms, usage_limit = excluded.usage_limit, once_per_customer = excluded.once_per_customer,
       updated_at = excluded.updated_at`,
    ...[
      discount.id,
      discount.method,
      discount.kind,
      discount.title,
      discount.startsAt,
      discount.endsAt,
    ],
    ...[JSON.stringify(discount.terms), discount.usageLimit, discount.oncePerCustomer ? 1 : 0],
    ...[discount.createdAt, discount.updatedAt],
  );
  if (code === null) return;
  const [first] = codesOf(store, discount.id, 1);
  const same = findCode(store, code);
  if (same !== undefined && same.id !== first?.id)
    store.run("DELETE FROM discount_codes WHERE id = ?", same.id);
  if (first === undefined) addCode(store, discount.id, code);
  else
    store.run(
      "UPDATE discount_codes SET code = ?, code_key = ? WHERE id = ?",
      ...[code, codeKey(code), first.id],
    );
}

export function deleteDiscount(store: Store, id: number): void {
  store.run("DELETE FROM discount_codes WHERE discount_id = ?", id);
  store.run("DELETE FROM discounts WHERE id = ?", id);
}

/** In how many orders a discount was used; test orders do not count. */
export function usesOf(store: Store, discountId: number, code?: string): number {
  const sql = `SELECT COUNT(*) AS n FROM order_discounts AS u JOIN orders AS o ON o.id = u.order_id
    WHERE u.discount_id = ? AND o.test = 0`;
  const row =
    code === undefined
      ? store.get<{ n: number }>(sql, discountId)
      : store.get<{ n: number }>(`${sql} AND LOWER(u.code) = ?`, discountId, codeKey(code));
  return row?.n ?? 0;
}

/** Whether a customer used a discount before, by account or by email; test orders do not count. */
export function wasUsedBy(
  store: Store,
  discountId: number,
  buyer: { customerId: number | null; email: string | null },
): boolean {
  if (buyer.customerId === null && buyer.email === null) return false;
  return (
    store.get(
      `SELECT 1 FROM order_discounts AS u JOIN orders AS o ON o.id = u.order_id
       WHERE u.discount_id = ? AND o.test = 0 AND (o.customer_id = ? OR o.email = ?) LIMIT 1`,
      ...[discountId, buyer.customerId, buyer.email],
    ) !== undefined
  );
}
