import {
  createCustomer,
  deleteCustomer,
  mergeCustomers,
  setTags,
  updateCustomer,
  type CustomerWritten,
} from "../../checkout/customers.ts";
import { OrderRefused } from "../../checkout/order-rows.ts";
import type { Store } from "../../store/open-store.ts";
import { emit } from "../../webhooks/emit.ts";
import { gid, numericId, partsOf } from "../ids.ts";
import type { FieldResolver } from "../resolver.ts";

interface CustomerInput {
  readonly id?: string | null;
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly email?: string | null;
  readonly note?: string | null;
  readonly tags?: readonly string[] | null;
}

interface UserError {
  readonly field: readonly string[] | null;
  readonly message: string;
}

/** Tables whose rows carry tags, by the gid's type. */
const tagged: Readonly<Record<string, string>> = { Customer: "customers", Product: "products" };

export const customerWrites: Record<string, FieldResolver> = {
  customerCreate: (_root, args: { input: CustomerInput }, { store }) => {
    const faults = inputFaults(store, args.input, null);
    if (faults.length > 0) return { customer: null, userErrors: faults };
    if (!args.input.email && !args.input.firstName && !args.input.lastName) {
      return {
        customer: null,
        userErrors: [
          { field: null, message: "A name, phone number, or email address must be present" },
        ],
      };
    }
    return { customer: find(store, createCustomer(store, written(args.input))), userErrors: [] };
  },
  customerUpdate: (_root, args: { input: CustomerInput }, { store }) => {
    const id = numericId(args.input.id ?? "", "Customer");
    if (!find(store, id))
      return {
        customer: null,
        userErrors: [{ field: ["id"], message: "Customer does not exist" }],
      };
    const faults = inputFaults(store, args.input, id);
    if (faults.length > 0) return { customer: null, userErrors: faults };
    updateCustomer(store, id, written(args.input));
    return { customer: find(store, id), userErrors: [] };
  },
  customerDelete: (_root, args: { input: { id: string } }, { store }) => {
    const id = numericId(args.input.id, "Customer");
    if (!find(store, id))
      return {
        deletedCustomerId: null,
        shop: {},
        userErrors: [{ field: ["id"], message: "Customer can't be found" }],
      };
    return refusable(
      () => {
        deleteCustomer(store, id);
        return { deletedCustomerId: gid("Customer", id), shop: {}, userErrors: [] };
      },
      (message) => ({
        deletedCustomerId: null,
        shop: {},
        userErrors: [{ field: ["id"], message }],
      }),
    );
  },
  customerMerge: (_root, args: { customerOneId: string; customerTwoId: string }, { store }) => {
    const fromId = numericId(args.customerOneId, "Customer");
    const intoId = numericId(args.customerTwoId, "Customer");
    for (const [field, id] of [
      ["customerOneId", fromId],
      ["customerTwoId", intoId],
    ] as const) {
      if (!find(store, id)) {
        const message = `Customer does not exist with ID ${String(id)}`;
        return {
          job: null,
          resultingCustomerId: null,
          userErrors: [{ field: [field], message, code: "INVALID_CUSTOMER_ID", errorFields: null }],
        };
      }
    }
    return refusable(
      () => {
        mergeCustomers(store, { fromId, intoId });
        return {
          job: { id: gid("Job", crypto.randomUUID()), done: true },
          resultingCustomerId: gid("Customer", intoId),
          userErrors: [],
        };
      },
      (message) => ({
        job: null,
        resultingCustomerId: null,
        userErrors: [{ field: null, message, code: "INVALID_CUSTOMER", errorFields: null }],
      }),
    );
  },
  tagsAdd: (_root, args: { id: string; tags: readonly string[] }, { store }) =>
    changeTags(store, args.id, (tags) => [
      ...tags,
      ...split(args.tags).filter((tag) => !has(tags, tag)),
    ]),
  tagsRemove: (_root, args: { id: string; tags: readonly string[] }, { store }) =>
    changeTags(store, args.id, (tags) => tags.filter((tag) => !has(split(args.tags), tag))),
};

function changeTags(
  store: Store,
  id: string,
  change: (tags: readonly string[]) => string[],
): object {
  const parts = partsOf(id);
  const table = parts ? tagged[parts.type] : undefined;
  const row =
    parts && table !== undefined
      ? store.get<{ tags: string }>(`SELECT tags FROM ${table} WHERE id = ?`, parts.id)
      : undefined;
  if (!parts || table === undefined || !row)
    return {
      node: null,
      userErrors: [{ field: ["id"], message: `${parts?.type ?? "Resource"} does not exist` }],
    };
  store.transaction(() => {
    const before = JSON.parse(row.tags) as string[];
    const after = change(before);
    if (after.length === before.length && after.every((tag, index) => tag === before[index]))
      return;
    const now = store.now();
    store.run(
      `UPDATE ${table} SET tags = ?, updated_at = ? WHERE id = ?`,
      JSON.stringify(after),
      now,
      parts.id,
    );
    if (table === "customers") setTags(store, parts.id, after);
    emit(store, `${table}/update`, {
      id: parts.id,
      admin_graphql_api_id: id,
      updated_at: new Date(now).toISOString(),
    });
  });
  return {
    node: { ...store.get(`SELECT * FROM ${table} WHERE id = ?`, parts.id), __typename: parts.type },
    userErrors: [],
  };
}

function split(tags: readonly string[]): string[] {
  return tags
    .flatMap((tag) => tag.split(","))
    .map((tag) => tag.trim())
    .filter(Boolean);
}

function has(tags: readonly string[], wanted: string): boolean {
  return tags.some((tag) => tag.toLowerCase() === wanted.toLowerCase());
}

function written(input: CustomerInput): CustomerWritten {
  return {
    ...(input.firstName === undefined ? {} : { firstName: input.firstName }),
    ...(input.lastName === undefined ? {} : { lastName: input.lastName }),
    ...(input.email === undefined ? {} : { email: input.email }),
    ...(input.note === undefined ? {} : { note: input.note }),
    ...(input.tags ? { tags: split(input.tags) } : {}),
  };
}

function inputFaults(store: Store, input: CustomerInput, id: number | null): UserError[] {
  const { email } = input;
  if (email === undefined || email === null || email === "") return [];
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    return [{ field: ["email"], message: "Email is invalid" }];
  const other = store.get<{ id: number }>(
    "SELECT id FROM customers WHERE email = ?",
    email.toLowerCase(),
  );
  return other && other.id !== id
    ? [{ field: ["email"], message: "Email has already been taken" }]
    : [];
}

function find(store: Store, id: number): object | null {
  return store.get("SELECT * FROM customers WHERE id = ?", id) ?? null;
}

function refusable(work: () => object, otherwise: (message: string) => object): object {
  try {
    return work();
  } catch (fault) {
    if (fault instanceof OrderRefused) return otherwise(fault.message);
    throw fault;
  }
}
