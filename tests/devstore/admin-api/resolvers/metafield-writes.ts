import { holds } from "../../oauth/access.ts";
import { resolveNamespace } from "../../store/definitions.ts";
import type { Store } from "../../store/open-store.ts";
import { gid, partsOf } from "../ids.ts";
import { digestOf, findMetafield, type MetafieldRow } from "../metafield-rows.ts";
import { isKnownType, keptValue, valueFaults } from "../metafield-values.ts";
import { FieldRefusal, type Context, type FieldResolver } from "../resolver.ts";
import { definitionWrites } from "./metafield-definitions.ts";

interface SetInput {
  readonly ownerId: string;
  readonly namespace?: string | null;
  readonly key: string;
  readonly type?: string | null;
  readonly value: string;
  readonly compareDigest?: string | null;
}

interface SetFault {
  readonly field: readonly string[];
  readonly message: string;
  readonly code: string | null;
  readonly elementIndex: number | null;
}

interface Owner {
  readonly ownerType: string;
  readonly table: string;
  /** Scope that writing demands; null for what belongs to the app itself. */
  readonly scope: string | null;
}

/** Owners of metafields by the type in their gid. */
const owners: Readonly<Record<string, Owner>> = {
  Customer: { ownerType: "CUSTOMER", table: "customers", scope: "write_customers" },
  Product: { ownerType: "PRODUCT", table: "products", scope: "write_products" },
  ProductVariant: { ownerType: "PRODUCTVARIANT", table: "variants", scope: "write_products" },
  Collection: { ownerType: "COLLECTION", table: "collections", scope: "write_products" },
  Order: { ownerType: "ORDER", table: "orders", scope: "write_orders" },
  Shop: { ownerType: "SHOP", table: "", scope: null },
  AppInstallation: { ownerType: "API_INSTALLATION", table: "installations", scope: null },
};

const inputLimit = 25;
const reserved = new Set(["shopify_standard", "protected", "shopify-l10n-fields"]);

export const metafieldWrites: Record<string, FieldResolver> = {
  metafieldsSet: (_root, args: { metafields: readonly SetInput[] }, context) =>
    setMetafields(context, args.metafields),
  metafieldsDelete: (
    _root,
    args: { metafields: readonly { ownerId: string; namespace: string; key: string }[] },
    context,
  ) => deleteMetafields(context, args.metafields),
  ...definitionWrites,
};

/** All or none: the first fault of any input leaves everything as it was. */
function setMetafields(context: Context, inputs: readonly SetInput[]): object {
  if (inputs.length > inputLimit) {
    const message = "Exceeded the maximum metafields input limit of 25.";
    return {
      metafields: null,
      userErrors: [
        { field: ["metafields"], message, code: "LESS_THAN_OR_EQUAL_TO", elementIndex: null },
      ],
    };
  }
  const { store } = context;
  return store.transaction(() => {
    const faults: SetFault[] = [];
    const ready = inputs.flatMap((input, index) => {
      const checked = check(context, input, index);
      faults.push(...checked.faults);
      return checked.ready ?? [];
    });
    if (faults.length > 0) return { metafields: [], userErrors: faults };
    return { metafields: ready.map((metafield) => write(store, metafield)), userErrors: [] };
  });
}

interface Ready {
  readonly ownerType: string;
  readonly ownerId: number;
  readonly namespace: string;
  readonly key: string;
  readonly type: string;
  readonly value: string;
}

function check(
  context: Context,
  input: SetInput,
  index: number,
): { ready: Ready | null; faults: readonly SetFault[] } {
  const { store, access } = context;
  const at = (part: string): string[] => ["metafields", String(index), part];
  const fault = (
    part: string,
    message: string,
    code: string | null,
  ): { ready: null; faults: readonly SetFault[] } => ({
    ready: null,
    faults: [{ field: at(part), message, code, elementIndex: null }],
  });
  const namespace = resolveNamespace(access.clientId, input.namespace);
  if (namespace.length < 3)
    return fault("namespace", "Namespace is too short (minimum is 3 characters)", "TOO_SHORT");
  if (namespace.length > 255)
    return fault("namespace", "Namespace is too long (maximum is 255 characters)", "TOO_LONG");
  if (input.key.length < 2)
    return fault("key", "Key is too short (minimum is 2 characters)", "TOO_SHORT");
  if (input.key.length > 64)
    return fault("key", "Key is too long (maximum is 64 characters)", "TOO_LONG");
  if (reserved.has(namespace))
    return fault("namespace", `Namespace ${namespace} is a reserved namespace`, null);
  const parts = partsOf(input.ownerId);
  const owner = parts ? owners[parts.type] : undefined;
  if (!parts || !owner) return fault("ownerId", "Owner type is not supported.", "INVALID");
  if (
    (owner.scope !== null && !holds(access.scopes, owner.scope)) ||
    isForeign(access.clientId, namespace)
  ) {
    return fault(
      "namespace",
      "Access to this namespace and key on this resource type is not allowed.",
      "APP_NOT_AUTHORIZED",
    );
  }
  if (!exists(store, owner, parts.id)) return fault("ownerId", "Owner does not exist.", "INVALID");
  const type = typeOf(store, owner.ownerType, namespace, input);
  if (type.kind === "fault") return fault(type.part, type.message, type.code);
  const standing = findMetafield(store, owner.ownerType, parts.id, namespace, input.key);
  if (
    input.compareDigest !== undefined &&
    (standing ? digestOf(standing.value) : null) !== input.compareDigest
  ) {
    return {
      ready: null,
      faults: [
        {
          field: ["metafields", String(index)],
          message:
            "The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.",
          code: "STALE_OBJECT",
          elementIndex: null,
        },
      ],
    };
  }
  const wrong = valueFaults(type.type, input.value, store);
  if (wrong.length > 0) {
    return {
      ready: null,
      faults: wrong.slice(0, 1).map((one) => ({
        field: at("value"),
        message: one.message,
        code: "INVALID_VALUE",
        elementIndex: one.elementIndex,
      })),
    };
  }
  return {
    ready: {
      ownerType: owner.ownerType,
      ownerId: parts.id,
      namespace,
      key: input.key,
      type: type.type,
      value: keptValue(type.type, input.value),
    },
    faults: [],
  };
}

type TypeFound =
  | { readonly kind: "type"; readonly type: string }
  | {
      readonly kind: "fault";
      readonly part: string;
      readonly message: string;
      readonly code: string;
    };

/** A definition rules; else what the input says; else what the metafield was. */
function typeOf(store: Store, ownerType: string, namespace: string, input: SetInput): TypeFound {
  const definition = store.get<{ type: string }>(
    "SELECT type FROM metafield_definitions WHERE owner_type = ? AND namespace = ? AND key = ?",
    ownerType,
    namespace,
    input.key,
  );
  const given = input.type ?? null;
  if (definition && given !== null && given !== definition.type) {
    return {
      kind: "fault",
      part: "type",
      message: `Type '${given}' must be consistent with the definition's type: '${definition.type}'.`,
      code: "INVALID_TYPE",
    };
  }
  const type = definition?.type ?? given;
  if (type === null)
    return { kind: "fault", part: "type", message: "Type can't be blank", code: "BLANK" };
  if (!isKnownType(type))
    return {
      kind: "fault",
      part: "type",
      message: `Type ${type} is not one that the development store knows.`,
      code: "INVALID_TYPE",
    };
  return { kind: "type", type };
}

function write(store: Store, ready: Ready): MetafieldRow {
  const now = store.now();
  const row = store.get<MetafieldRow>(
    `INSERT INTO metafields (id, owner_type, owner_id, namespace, key, type, value, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (owner_type, owner_id, namespace, key) DO UPDATE SET type = excluded.type, value = excluded.value,
       updated_at = CASE WHEN value = excluded.value THEN updated_at ELSE excluded.updated_at END
     RETURNING *`,
    store.nextId(),
    ready.ownerType,
    ready.ownerId,
    ready.namespace,
    ready.key,
    ready.type,
    ready.value,
    now,
    now,
  );
  if (!row) throw new Error("the metafield was not kept");
  if (ready.ownerType === "CUSTOMER")
    indexEntries(store, row.owner_id, row.namespace, row.key, ready.type, row.value);
  return row;
}

/** Keeps `customer_list_entries` in step, so that a segment on a list metafield is an index look-up. */
function indexEntries(
  store: Store,
  customerId: number,
  namespace: string,
  key: string,
  type: string,
  value: string | null,
): void {
  store.run(
    "DELETE FROM customer_list_entries WHERE customer_id = ? AND namespace = ? AND key = ?",
    customerId,
    namespace,
    key,
  );
  if (value === null || type !== "list.single_line_text_field") return;
  const items: unknown = JSON.parse(value);
  for (const item of Array.isArray(items) ? items : []) {
    store.run(
      "INSERT OR IGNORE INTO customer_list_entries (namespace, key, entry_key, customer_id) VALUES (?, ?, ?, ?)",
      namespace,
      key,
      String(item).toLowerCase(),
      customerId,
    );
  }
}

function deleteMetafields(
  context: Context,
  identifiers: readonly { ownerId: string; namespace: string; key: string }[],
): object {
  if (identifiers.length > 250) {
    throw new FieldRefusal(
      "MAX_INPUT_SIZE_EXCEEDED",
      `The input array size of ${String(identifiers.length)} is greater than the maximum allowed of 250.`,
    );
  }
  const { store, access } = context;
  return store.transaction(() => ({
    deletedMetafields: identifiers.map((identifier) => {
      const parts = partsOf(identifier.ownerId);
      const owner = parts ? owners[parts.type] : undefined;
      const namespace = resolveNamespace(access.clientId, identifier.namespace);
      if (
        !parts ||
        !owner ||
        isForeign(access.clientId, namespace) ||
        (owner.scope !== null && !holds(access.scopes, owner.scope))
      )
        return null;
      const removed = store.run(
        "DELETE FROM metafields WHERE owner_type = ? AND owner_id = ? AND namespace = ? AND key = ?",
        owner.ownerType,
        parts.id,
        namespace,
        identifier.key,
      );
      if (owner.ownerType === "CUSTOMER")
        indexEntries(store, parts.id, namespace, identifier.key, "", null);
      return removed.changes === 0
        ? null
        : { ownerId: gid(parts.type, parts.id), namespace, key: identifier.key };
    }),
    userErrors: [],
  }));
}

function exists(store: Store, owner: Owner, id: number): boolean {
  return owner.table === ""
    ? id === store.shopId
    : store.get(`SELECT 1 FROM ${owner.table} WHERE id = ?`, id) !== undefined;
}

/** Another app's reserved namespace. */
function isForeign(clientId: string, namespace: string): boolean {
  return (
    namespace.startsWith("app--") &&
    namespace !== `app--${clientId}` &&
    !namespace.startsWith(`app--${clientId}--`)
  );
}
