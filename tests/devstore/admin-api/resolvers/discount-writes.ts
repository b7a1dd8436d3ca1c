import {
  activeAutomatic,
  deleteDiscount,
  discountOf,
  findDiscountRow,
  saveDiscount,
} from "../../checkout/discount-store.ts";
import { statusAt, type Discount } from "../../checkout/discount.ts";
import type { Store } from "../../store/open-store.ts";
import { emit } from "../../webhooks/emit.ts";
import { gid, partsOf } from "../ids.ts";
import { momentText, momentTextOrNull } from "../moment.ts";
import type { FieldResolver } from "../resolver.ts";
import type { BasicInput } from "./discount-basic-input.ts";
import { revise, type DiscountUserError } from "./discount-input.ts";

type Method = Discount["method"];

/** Active automatic discounts a store may have, apps' own among them. */
const MAX_AUTOMATIC = 25;

const nodeType = { automatic: "DiscountAutomaticNode", code: "DiscountCodeNode" } as const;
const nodeField = { automatic: "automaticDiscountNode", code: "codeDiscountNode" } as const;
const deletedField = {
  automatic: "deletedAutomaticDiscountId",
  code: "deletedCodeDiscountId",
} as const;
const missing = {
  automatic: "Automatic discount does not exist.",
  code: "Code discount does not exist.",
} as const;

/** The mutations of automatic and code discounts. Another kind adds its Create and Update here. */
export const discountWrites: Readonly<Record<string, FieldResolver>> = {
  discountAutomaticBasicCreate: (_root, args: { automaticBasicDiscount: BasicInput }, { store }) =>
    create(store, "automatic", args.automaticBasicDiscount, "automaticBasicDiscount"),
  discountAutomaticBasicUpdate: (
    _root,
    args: { id: string; automaticBasicDiscount: BasicInput },
    { store },
  ) => update(store, "automatic", args.id, args.automaticBasicDiscount, "automaticBasicDiscount"),
  discountAutomaticActivate: (_root, args: { id: string }, { store }) =>
    activate(store, "automatic", args.id),
  discountAutomaticDeactivate: (_root, args: { id: string }, { store }) =>
    deactivate(store, "automatic", args.id),
  discountAutomaticDelete: (_root, args: { id: string }, { store }) =>
    remove(store, "automatic", args.id),
  discountCodeBasicCreate: (_root, args: { basicCodeDiscount: BasicInput }, { store }) =>
    create(store, "code", args.basicCodeDiscount, "basicCodeDiscount"),
  discountCodeBasicUpdate: (
    _root,
    args: { id: string; basicCodeDiscount: BasicInput },
    { store },
  ) => update(store, "code", args.id, args.basicCodeDiscount, "basicCodeDiscount"),
  discountCodeActivate: (_root, args: { id: string }, { store }) =>
    activate(store, "code", args.id),
  discountCodeDeactivate: (_root, args: { id: string }, { store }) =>
    deactivate(store, "code", args.id),
  discountCodeDelete: (_root, args: { id: string }, { store }) => remove(store, "code", args.id),
};

function create(store: Store, method: Method, input: BasicInput, root: string): object {
  const now = store.now();
  const required: DiscountUserError[] = [];
  if (!input.startsAt)
    required.push(error([root, "startsAt"], "Starts at can't be blank", "BLANK"));
  if (!input.customerGets?.value)
    required.push(error([root, "customerGets", "value"], "Value can't be blank", "BLANK"));
  if (!input.customerGets?.items)
    required.push(error([root, "customerGets", "items"], "Items can't be blank", "BLANK"));
  if (required.length > 0) return refusal(method, required);
  const blank: Discount = {
    id: 0,
    method,
    kind: "basic",
    title: "",
    codes: [],
    startsAt: now,
    endsAt: null,
    terms: {
      value: { kind: "percentage", percentage: 0 },
      items: { kind: "all" },
      context: { kind: "all" },
      minimum: null,
      combinesWith: { productDiscounts: false, orderDiscounts: false, shippingDiscounts: false },
    },
    usageLimit: null,
    oncePerCustomer: false,
    createdAt: now,
    updatedAt: now,
  };
  return store.transaction(() => {
    const revised = revise(store, blank, input, root);
    if (revised.kind === "refused") return refusal(method, revised.errors);
    const full = tooManyActive(store, revised.discount);
    if (full !== null) return refusal(method, [error([root], full, "EXCEEDED_MAX")]);
    return keep(store, { ...revised.discount, id: store.nextId() }, "discounts/create");
  });
}

function update(store: Store, method: Method, id: string, input: BasicInput, root: string): object {
  return store.transaction(() => {
    const before = find(store, method, id);
    if (before === null)
      return refusal(method, [error(["id"], "Discount does not exist", "INVALID")]);
    const revised = revise(store, before, input, root);
    if (revised.kind === "refused") return refusal(method, revised.errors);
    const full = tooManyActive(store, revised.discount);
    if (full !== null) return refusal(method, [error([root], full, "EXCEEDED_MAX")]);
    return keep(store, revised.discount, "discounts/update");
  });
}

/** Active from now on: a scheduled one starts, an expired one loses its end. Nothing happens to an active one. */
function activate(store: Store, method: Method, id: string): object {
  return store.transaction(() => {
    const discount = find(store, method, id);
    if (discount === null) return refusal(method, [error(["id"], missing[method], "INVALID")]);
    const now = store.now();
    const status = statusAt(discount, now);
    if (status === "ACTIVE")
      return { [nodeField[method]]: findDiscountRow(store, discount.id), userErrors: [] };
    const active: Discount =
      status === "SCHEDULED"
        ? { ...discount, startsAt: now, updatedAt: now }
        : { ...discount, startsAt: Math.min(discount.startsAt, now), endsAt: null, updatedAt: now };
    const full = tooManyActive(store, active);
    if (full !== null) return refusal(method, [error(["id"], full, "EXCEEDED_MAX")]);
    return keep(store, active, "discounts/update");
  });
}

/** Ended now. Nothing happens to one that has ended. */
function deactivate(store: Store, method: Method, id: string): object {
  return store.transaction(() => {
    const discount = find(store, method, id);
    if (discount === null) return refusal(method, [error(["id"], missing[method], "INVALID")]);
    const now = store.now();
    if (statusAt(discount, now) === "EXPIRED") {
      return { [nodeField[method]]: findDiscountRow(store, discount.id), userErrors: [] };
    }
    return keep(
      store,
      { ...discount, startsAt: Math.min(discount.startsAt, now), endsAt: now, updatedAt: now },
      "discounts/update",
    );
  });
}

function remove(store: Store, method: Method, id: string): object {
  return store.transaction(() => {
    const discount = find(store, method, id);
    if (discount === null) {
      return {
        [deletedField[method]]: null,
        userErrors: [error(["id"], missing[method], "INVALID")],
      };
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

function keep(store: Store, discount: Discount, topic: string): object {
  saveDiscount(store, discount);
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

function find(store: Store, method: Method, id: string): Discount | null {
  const parts = partsOf(id);
  if (parts?.type !== nodeType[method]) return null;
  const row = findDiscountRow(store, parts.id, method);
  return row === undefined ? null : discountOf(store, row);
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

const error = (field: readonly string[], message: string, code: string): DiscountUserError => ({
  field,
  message,
  code,
  extraInfo: null,
});

const refusal = (method: Method, userErrors: readonly DiscountUserError[]): object => ({
  [nodeField[method]]: null,
  userErrors,
});
