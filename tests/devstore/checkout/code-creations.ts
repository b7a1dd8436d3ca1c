import type { Store } from "../store/open-store.ts";
import { emit } from "../webhooks/emit.ts";
import { addCode, codeKey, findCode, findDiscountRow } from "./discount-store.ts";

/** One row of `redeem_code_creations`. */
export interface CreationRow {
  readonly id: number;
  readonly discount_id: number;
  readonly codes: string;
  readonly done: number;
  readonly created_at: number;
}

/** What became of one code; neither while it is not done. */
export interface CreatedCode {
  readonly code: string;
  readonly error: string | null;
  readonly codeId: number | null;
}

const MAX_CODE = 255;
/** How long the store takes over the codes of one call, unless `codesDelayMs` in meta says otherwise. */
const USUAL_DELAY_MS = 50;

export const codesOfCreation = (row: CreationRow): CreatedCode[] =>
  JSON.parse(row.codes) as CreatedCode[];

/** Takes codes in, to be added soon: Shopify answers before any of them exists. */
export function startCreation(
  store: Store,
  discountId: number,
  codes: readonly string[],
): CreationRow {
  const delay = store.meta("codesDelayMs");
  const delayMs = typeof delay === "number" ? delay : USUAL_DELAY_MS;
  const row: CreationRow = {
    id: store.nextId(),
    discount_id: discountId,
    codes: JSON.stringify(codes.map((code) => ({ code, error: null, codeId: null }))),
    done: 0,
    created_at: store.now(),
  };
  store.run(
    "INSERT INTO redeem_code_creations (id, discount_id, codes, due_at, created_at) VALUES (?, ?, ?, ?, ?)",
    ...[row.id, discountId, row.codes, Date.now() + delayMs, row.created_at],
  );
  setTimeout(() => {
    if (store.db.open) finishCreations(store);
  }, delayMs).unref();
  return row;
}

export function findCreation(store: Store, id: number): CreationRow | undefined {
  finishCreations(store);
  return store.get<CreationRow>("SELECT * FROM redeem_code_creations WHERE id = ?", id);
}

/** Adds the codes that are due: each by itself, so that those that fail fail alone. */
export function finishCreations(store: Store): void {
  const due = store.all<CreationRow>(
    "SELECT * FROM redeem_code_creations WHERE done = 0 AND due_at <= ? ORDER BY id",
    Date.now(),
  );
  for (const row of due) {
    store.transaction(() => {
      const seen = new Set<string>();
      const codes = codesOfCreation(row).map(({ code }) => {
        const error = faultOf(store, row.discount_id, code, seen);
        seen.add(codeKey(code));
        const codeId = error === null ? addCode(store, row.discount_id, code).id : null;
        if (codeId !== null) tellOf(store, row.discount_id, { id: codeId, code });
        return { code, error, codeId };
      });
      store.run(
        "UPDATE redeem_code_creations SET codes = ?, done = 1 WHERE id = ?",
        ...[JSON.stringify(codes), row.id],
      );
    });
  }
}

function faultOf(
  store: Store,
  discountId: number,
  code: string,
  seen: ReadonlySet<string>,
): string | null {
  if (findDiscountRow(store, discountId) === undefined) return "Discount does not exist";
  if (code === "") return "is too short (minimum is 1 character)";
  if (/[\r\n]/.test(code)) return "cannot contain newline characters.";
  if (code.length > MAX_CODE) return `is too long (maximum is ${String(MAX_CODE)} characters)`;
  if (seen.has(codeKey(code))) return "Codes must be unique within BulkDiscountCodeCreation";
  return findCode(store, code) === undefined
    ? null
    : "must be unique. Please try a different code.";
}

function tellOf(store: Store, discountId: number, code: { id: number; code: string }): void {
  emit(store, "discounts/redeemcode_added", {
    admin_graphql_api_id: `gid://shopify/DiscountCodeNode/${String(discountId)}`,
    redeem_code: { id: `gid://shopify/DiscountRedeemCode/${String(code.id)}`, code: code.code },
    updated_at: new Date(store.now()).toISOString(),
  });
}
