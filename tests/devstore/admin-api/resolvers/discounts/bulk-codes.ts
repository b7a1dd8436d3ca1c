import {
  codesOfCreation,
  findCreation,
  startCreation,
  type CreatedCode,
  type CreationRow,
} from "../../../checkout/code-creations.ts";
import { codesOf, findDiscountRow, type CodeRow } from "../../../checkout/discount-store.ts";
import type { Store } from "../../../store/open-store.ts";
import { emit } from "../../../webhooks/emit.ts";
import { connection, type PageArgs } from "../../connection.ts";
import { gid, partsOf } from "../../ids.ts";
import { momentText } from "../../moment.ts";
import { FieldRefusal, type FieldResolver, type Resolvers } from "../../resolver.ts";
import { jobOf, selectorFaults, type Selector } from "./bulk-acts.ts";
import { fault, find, missing } from "./writes.ts";

const MAX_CODES = 250;

/** `discountRedeemCodeBulkAdd` and `discountCodeRedeemCodeBulkDelete`: many codes of one discount. */
export const bulkCodeWrites: Readonly<Record<string, FieldResolver>> = {
  discountRedeemCodeBulkAdd: (
    _root,
    args: { discountId: string; codes: readonly { code: string }[] },
    { store },
  ) => {
    if (args.codes.length > MAX_CODES) {
      const size = `The input array size of ${String(args.codes.length)} is greater than the maximum allowed of ${String(MAX_CODES)}.`;
      throw new FieldRefusal("MAX_INPUT_SIZE_EXCEEDED", size);
    }
    const discount = find(store, "code", args.discountId);
    if (discount === null) {
      const userErrors = [fault(["discountId"], missing.code, "INVALID")];
      return { bulkCreation: null, userErrors };
    }
    if (args.codes.length === 0) {
      const userErrors = [fault(["codes"], "Codes can't be blank", "BLANK")];
      return { bulkCreation: null, userErrors };
    }
    const codes = args.codes.map(({ code }) => code);
    return { bulkCreation: startCreation(store, discount.id, codes), userErrors: [] };
  },

  discountCodeRedeemCodeBulkDelete: (_root, args: Selector & { discountId: string }, { store }) => {
    const discount = find(store, "code", args.discountId);
    if (discount === null) {
      const userErrors = [fault(["discountId"], missing.code, "INVALID")];
      return { job: null, userErrors };
    }
    const userErrors = selectorFaults(args, "code");
    if (userErrors.length > 0) return { job: null, userErrors };
    store.transaction(() => {
      for (const code of meant(store, discount.id, args)) removeCode(store, code);
    });
    return { job: jobOf(true), userErrors };
  },
};

/** The discount's codes that are meant: by id, or by a part of their text. */
function meant(store: Store, discountId: number, { ids, search }: Selector): CodeRow[] {
  const codes = codesOf(store, discountId);
  if (ids) {
    const wanted = new Set(ids.map((id) => partsOf(id)?.id));
    return codes.filter(({ id }) => wanted.has(id));
  }
  const words = (search ?? "").toLowerCase().split(/\s+/);
  return codes.filter(({ code }) => words.some((word) => code.toLowerCase().includes(word)));
}

function removeCode(store: Store, { id, code, discount_id: discountId }: CodeRow): void {
  store.run("DELETE FROM discount_codes WHERE id = ?", id);
  emit(store, "discounts/redeemcode_removed", {
    admin_graphql_api_id: gid("DiscountCodeNode", discountId),
    redeem_code: { id: gid("DiscountRedeemCode", id), code },
    updated_at: momentText(store.now()),
  });
}

export const bulkCodes: Resolvers = {
  QueryRoot: {
    discountRedeemCodeBulkCreation: (_root, args: { id: string }, { store }) => {
      const parts = partsOf(args.id);
      if (parts?.type !== "DiscountRedeemCodeBulkCreation") return null;
      return findCreation(store, parts.id) ?? null;
    },
    job: (_root, args: { id: string }) => ({ id: args.id, done: true }),
  },
  DiscountRedeemCodeBulkCreation: {
    id: (row: CreationRow) => gid("DiscountRedeemCodeBulkCreation", row.id),
    createdAt: (row: CreationRow) => momentText(row.created_at),
    done: (row: CreationRow) => row.done === 1,
    codesCount: (row: CreationRow) => codesOfCreation(row).length,
    importedCount: (row: CreationRow) =>
      codesOfCreation(row).filter(({ codeId }) => codeId !== null).length,
    failedCount: (row: CreationRow) =>
      codesOfCreation(row).filter(({ error }) => error !== null).length,
    discountCode: (row: CreationRow, _args, { store }) =>
      findDiscountRow(store, row.discount_id, "code") ?? null,
    codes: (row: CreationRow, args: PageArgs) =>
      connection(
        codesOfCreation(row).map((code, index) => ({ ...code, index: index + 1 })),
        args,
        ({ index }) => index,
      ),
  },
  DiscountRedeemCodeBulkCreationCode: {
    errors: ({ error }: CreatedCode) => (error === null ? [] : [fault(["code"], error, null)]),
    discountRedeemCode: ({ codeId }: CreatedCode, _args, { store }) =>
      store.get<CodeRow & Record<string, string | number>>(
        "SELECT id, discount_id, code FROM discount_codes WHERE id = ?",
        codeId,
      ) ?? null,
  },
};
