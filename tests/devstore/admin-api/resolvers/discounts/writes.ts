import {
  activeAutomatic,
  deleteDiscount,
  discountOf,
  findDiscountRow,
  saveDiscount,
} from "../../../checkout/discount-store.ts";
import { statusAt, type Discount, type DiscountKind } from "../../../checkout/discount.ts";
import type { Store } from "../../../store/open-store.ts";
import { emit } from "../../../webhooks/emit.ts";
import { gid, partsOf } from "../../ids.ts";
import { momentText, momentTextOrNull } from "../../moment.ts";
import type { FieldResolver } from "../../resolver.ts";
import type { DiscountInput } from "./input.ts";
import { blank, natives, type Native } from "./kinds.ts";
import type { DiscountUserError } from "./reading.ts";
import { revise } from "./revise.ts";

type Method = Discount["method"];
type Args = Readonly<Record<string, unknown>>;

/** Active automatic discounts a store may have, apps' own among them. */
const MAX_AUTOMATIC = 25;

export const nodeType = { automatic: "DiscountAutomaticNode", code: "DiscountCodeNode" } as const;
const nodeField = { automatic: "automaticDiscountNode", code: "codeDiscountNode" } as const;
const deletedField = {
  automatic: "deletedAutomaticDiscountId",
  code: "deletedCodeDiscountId",
} as const;
export const missing = {
  automatic: "Automatic discount does not exist.",
  code: "Code discount does not exist.",
} as const;

/** The mutations of automatic and code discounts, of every native kind. */
export const discountWrites: Readonly<Record<string, FieldResolver>> = {
  ...Object.fromEntries(natives.flatMap(writesOf)),
  ...actsOf("automatic", "discountAutomatic"),
  ...actsOf("code", "discountCode"),
};

function writesOf(native: Native): [string, FieldResolver][] {
  const { name, root } = native;
  return [
    [
      `discount${name}Create`,
      (_root, args: Args, { store }) => create(store, native, args[root] as DiscountInput),
    ],
    [
      `discount${name}Update`,
      (_root, args: Args & { id: string }, { store }) =>
        update(store, native, args.id, args[root] as DiscountInput),
    ],
  ];
}

function actsOf(method: Method, prefix: string): Record<string, FieldResolver> {
  return {
    [`${prefix}Activate`]: (_root, args: { id: string }, { store }) =>
      activate(store, method, args.id),
    [`${prefix}Deactivate`]: (_root, args: { id: string }, { store }) =>
      deactivate(store, method, args.id),
    [`${prefix}Delete`]: (_root, args: { id: string }, { store }) => remove(store, method, args.id),
  };
}

function create(store: Store, { method, kind, root }: Native, input: DiscountInput): object {
  const required: DiscountUserError[] = [];
  if (!input.startsAt)
    required.push(fault([root, "startsAt"], "Starts at can't be blank", "BLANK"));
  if (kind === "basic" && !input.customerGets?.value)
    required.push(fault([root, "customerGets", "value"], "Value can't be blank", "BLANK"));
  if (kind === "basic" && !input.customerGets?.items)
    required.push(fault([root, "customerGets", "items"], "Items can't be blank", "BLANK"));
  if (required.length > 0) return refusal(method, required);
  return store.transaction(() => {
    const revised = revise(store, blank(method, kind, store.now()), input, root);
    if (revised.kind === "refused") return refusal(method, revised.errors);
    const full = tooManyActive(store, revised.discount);
    if (full !== null) return refusal(method, [fault([root], full, "EXCEEDED_MAX")]);
    const discount = { ...revised.discount, id: store.nextId() };
    return keep(store, discount, revised.code, "discounts/create");
  });
}

function update(
  store: Store,
  { method, kind, root }: Native,
  id: string,
  input: DiscountInput,
): object {
  return store.transaction(() => {
    const before = find(store, method, id, kind);
    if (before === null)
      return refusal(method, [fault(["id"], "Discount does not exist", "INVALID")]);
    const revised = revise(store, before, input, root);
    if (revised.kind === "refused") return refusal(method, revised.errors);
    const full = tooManyActive(store, revised.discount);
    if (full !== null) return refusal(method, [fault([root], full, "EXCEEDED_MAX")]);
    return keep(store, revised.discount, revised.code, "discounts/update");
  });
}

/** Active from now on: a scheduled one starts, an expired one loses its end. Nothing happens to an active one. */
export function activate(store: Store, method: Method, id: string): object {
  return store.transaction(() => {
    const discount = find(store, method, id);
    if (discount === null) return refusal(method, [fault(["id"], missing[method], "INVALID")]);
    const now = store.now();
    const status = statusAt(discount, now);
    if (status === "ACTIVE")
      return { [nodeField[method]]: findDiscountRow(store, discount.id), userErrors: [] };
    const active: Discount =
      status === "SCHEDULED"
        ? { ...discount, startsAt: now, updatedAt: now }
        : { ...discount, startsAt: Math.min(discount.startsAt, now), endsAt: null, updatedAt: now };
    const full = tooManyActive(store, active);
    if (full !== null) return refusal(method, [fault(["id"], full, "EXCEEDED_MAX")]);
    return keep(store, active, null, "discounts/update");
  });
}

/** Ended now. Nothing happens to one that has ended. */
export function deactivate(store: Store, method: Method, id: string): object {
  return store.transaction(() => {
    const discount = find(store, method, id);
    if (discount === null) return refusal(method, [fault(["id"], missing[method], "INVALID")]);
    const now = store.now();
    if (statusAt(discount, now) === "EXPIRED") {
      return { [nodeField[method]]: findDiscountRow(store, discount.id), userErrors: [] };
    }
    const startsAt = Math.min(discount.startsAt, now);
    const ended = { ...discount, startsAt, endsAt: now, updatedAt: now };
    return keep(store, ended, null, "discounts/update");
  });
}

export function remove(store: Store, method: Method, id: string): object {
  return store.transaction(() => {
    const discount = find(store, method, id);
    if (discount === null) {
      const userErrors = [fault(["id"], missing[method], "INVALID")];
      return { [deletedField[method]]: null, userErrors };
    }
    deleteDiscount(store, discount.id);
    const nodeId = gid(nodeType[method], discount.id);
    emit(store, "discounts/delete", {
      admin_graphql_api_id: nodeId,
      deleted_at: momentText(store.now()),
    });
    return { [deletedField[method]]: nodeId, userErrors: [] };
  });
}

function keep(store: Store, discount: Discount, code: string | null, topic: string): object {
  saveDiscount(store, discount, code);
  emit(store, topic, {
    admin_graphql_api_id: gid(nodeType[discount.method], discount.id),
    title: discount.title,
    status: statusAt(discount, store.now()),
    starts_at: momentText(discount.startsAt),
    ends_at: momentTextOrNull(discount.endsAt),
    created_at: momentText(discount.createdAt),
    updated_at: momentText(discount.updatedAt),
  });
  return { [nodeField[discount.method]]: findDiscountRow(store, discount.id), userErrors: [] };
}

/** The discount behind a node's id, of this method, and of this kind if one is named. */
export function find(
  store: Store,
  method: Method,
  id: string,
  kind?: DiscountKind,
): Discount | null {
  const parts = partsOf(id);
  if (parts?.type !== nodeType[method]) return null;
  const row = findDiscountRow(store, parts.id, method);
  return row === undefined || (kind !== undefined && row.kind !== kind) ? null : discountOf(row);
}

/** The message when one more active automatic discount would be too many; the wording is ours. */
function tooManyActive(store: Store, discount: Discount): string | null {
  const now = store.now();
  if (discount.method !== "automatic" || statusAt(discount, now) !== "ACTIVE") return null;
  const others = activeAutomatic(store, now).filter((row) => row.id !== discount.id).length;
  return others < MAX_AUTOMATIC
    ? null
    : `A store can have at most ${String(MAX_AUTOMATIC)} active automatic discounts`;
}

export const fault = (
  field: readonly string[] | null,
  message: string,
  code: string | null,
): DiscountUserError => ({ field, message, code, extraInfo: null });

const refusal = (method: Method, userErrors: readonly DiscountUserError[]): object => ({
  [nodeField[method]]: null,
  userErrors,
});
