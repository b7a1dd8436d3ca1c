import { randomUUID } from "node:crypto";
import type { Discount } from "../../../checkout/discount.ts";
import type { DiscountRow } from "../../../checkout/discount-store.ts";
import type { Store } from "../../../store/open-store.ts";
import { gid } from "../../ids.ts";
import type { FieldResolver } from "../../resolver.ts";
import { conditionOf, type SearchFields } from "../../search.ts";
import { searchFields } from "./listing.ts";
import type { DiscountUserError } from "./reading.ts";
import { activate, deactivate, fault, nodeType, remove } from "./writes.ts";

/** Which discounts, or which codes, a bulk mutation means: exactly one of the three. */
export interface Selector {
  readonly ids?: readonly string[] | null;
  readonly search?: string | null;
  readonly savedSearchId?: string | null;
}
type Method = Discount["method"];
type Act = (store: Store, method: Method, id: string) => object;

export const bulkActs: Readonly<Record<string, FieldResolver>> = {
  discountCodeBulkActivate: bulk("code", activate),
  discountCodeBulkDeactivate: bulk("code", deactivate),
  discountCodeBulkDelete: bulk("code", remove),
  discountAutomaticBulkDelete: bulk("automatic", remove),
};

/** Done by the time it is answered, though the job says, as Shopify's, that it is under way. */
function bulk(method: Method, act: Act): FieldResolver {
  return (_root, args: Selector, { store }) => {
    const userErrors = selectorFaults(args, method);
    if (userErrors.length > 0) return { job: null, userErrors };
    const search = args.search ?? "";
    const { unknown } = conditionOf(search, searchable(store));
    if (unknown.length > 0) {
      const message = `Invalid search field(s): ${unknown.join(", ")}. Check the query syntax.`;
      return { job: null, userErrors: [fault(["search"], message, "INVALID")] };
    }
    const ids = args.ids ?? searched(store, method, search);
    for (const id of ids) act(store, method, id);
    return { job: jobOf(false), userErrors };
  };
}

export const jobOf = (done: boolean): object => ({ id: gid("Job", randomUUID()), done });

/** Bulk mutations do not search by code. */
const searchable = (store: Store): SearchFields =>
  Object.fromEntries(Object.entries(searchFields(store)).filter(([field]) => field !== "code"));

function searched(store: Store, method: Method, search: string): string[] {
  const { where } = conditionOf(search, searchable(store));
  const conditions = ["discounts.method = ?", ...where.map(({ sql }) => sql)];
  const rows = store.all<DiscountRow>(
    `SELECT * FROM discounts WHERE ${conditions.join(" AND ")} ORDER BY id`,
    ...[method, ...where.flatMap(({ values }) => [...values])],
  );
  return rows.map(({ id }) => gid(nodeType[method], id));
}

/** Shopify words the same faults in two ways, by method. */
export function selectorFaults(args: Selector, method: Method): DiscountUserError[] {
  const given = [args.ids, args.search, args.savedSearchId].filter(
    (each) => each !== undefined && each !== null,
  );
  const isCode = method === "code";
  if (given.length === 0) {
    const message = isCode
      ? "Missing expected argument key: 'ids', 'search' or 'saved_search_id'."
      : "One of IDs, search argument or saved search ID is required.";
    return [fault(null, message, "MISSING_ARGUMENT")];
  }
  if (given.length > 1) {
    const message = isCode
      ? "Only one of 'ids', 'search' or 'saved_search_id' is allowed."
      : "Only one of IDs, search argument or saved search ID is allowed.";
    return [fault(null, message, "TOO_MANY_ARGUMENTS")];
  }
  if (isCode && args.search === "") return [fault(["search"], "'Search' can't be blank.", "BLANK")];
  if (typeof args.savedSearchId === "string") {
    const message = isCode ? "Invalid 'saved_search_id'." : "Invalid savedSearchId.";
    return [fault(["savedSearchId"], message, "INVALID")];
  }
  return [];
}
