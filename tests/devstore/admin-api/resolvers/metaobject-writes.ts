import { randomBytes } from "node:crypto";
import { resolveType } from "../../store/definitions.ts";
import type { Store } from "../../store/open-store.ts";
import { gid, numericId } from "../ids.ts";
import { isKnownType, keptValue, valueFaults } from "../metafield-values.ts";
import {
  definitionOf,
  fieldDefinitions,
  findByHandle,
  readableType,
  type MetaobjectDefinitionRow,
  type MetaobjectRow,
} from "../metaobject-rows.ts";
import { FieldRefusal, type FieldResolver } from "../resolver.ts";

interface FieldInput {
  readonly key: string;
  readonly value: string;
}

interface MetaobjectInput {
  readonly handle?: string | null;
  readonly fields?: readonly FieldInput[] | null;
  readonly values?: Readonly<Record<string, unknown>> | null;
}

interface Fault {
  readonly field: readonly string[];
  readonly message: string;
  readonly code: string;
  readonly elementKey: string | null;
  readonly elementIndex: null;
}

interface Outcome {
  readonly metaobject: MetaobjectRow | null;
  readonly userErrors: readonly Fault[];
}

const write = "write_metaobjects";

export const metaobjectWrites: Record<string, FieldResolver> = {
  metaobjectCreate: (_root, args: { metaobject: MetaobjectInput & { type: string } }, context) => {
    const type = readableType(context, args.metaobject.type, "metaobjectCreate", write);
    const definition = definitionOf(context.store, type);
    if (!definition) return refused(undefinedType(["metaobject", "type"], args.metaobject.type));
    return context.store.transaction(() =>
      create(context.store, definition, args.metaobject, ["metaobject", "handle"]),
    );
  },
  metaobjectUpsert: (
    _root,
    args: {
      handle: { type: string; handle: string };
      metaobject?: MetaobjectInput | null;
      values?: Readonly<Record<string, unknown>> | null;
    },
    context,
  ) => {
    const type = readableType(context, args.handle.type, "metaobjectUpsert", write);
    const definition = definitionOf(context.store, type);
    if (!definition) return refused(undefinedType(["handle", "type"], args.handle.type));
    const input = args.metaobject ?? { values: args.values ?? null };
    return context.store.transaction(() => {
      const standing = findByHandle(context.store, type, args.handle.handle);
      if (!standing)
        return create(
          context.store,
          definition,
          { ...input, handle: input.handle ?? args.handle.handle },
          ["handle", "handle"],
        );
      return revise(context.store, definition, standing, input);
    });
  },
  metaobjectUpdate: (_root, args: { id: string; metaobject: MetaobjectInput }, context) => {
    const standing = findById(context.store, numericId(args.id, "Metaobject"));
    const definition = standing && definitionOf(context.store, standing.type);
    if (!standing || !definition) return refused(notFound());
    readableType(context, standing.type, "metaobjectUpdate", write);
    return context.store.transaction(() =>
      revise(context.store, definition, standing, args.metaobject),
    );
  },
  metaobjectDelete: (_root, args: { id: string }, context) => {
    const standing = findById(context.store, numericId(args.id, "Metaobject"));
    if (!standing) return { deletedId: null, userErrors: [notFound()] };
    readableType(context, standing.type, "metaobjectDelete", write);
    context.store.run("DELETE FROM metaobjects WHERE id = ?", standing.id);
    return { deletedId: gid("Metaobject", standing.id), userErrors: [] };
  },
  metaobjectBulkDelete: (
    _root,
    args: { where: { type?: string | null; ids?: readonly string[] | null } },
    context,
  ) => {
    const { store } = context;
    if (args.where.ids && args.where.ids.length > 250) {
      throw new FieldRefusal(
        "MAX_INPUT_SIZE_EXCEEDED",
        `The input array size of ${String(args.where.ids.length)} is greater than the maximum allowed of 250.`,
      );
    }
    store.transaction(() => {
      for (const id of args.where.ids ?? [])
        store.run("DELETE FROM metaobjects WHERE id = ?", numericId(id, "Metaobject"));
      if (args.where.type)
        store.run(
          "DELETE FROM metaobjects WHERE type = ?",
          readableType(context, args.where.type, "metaobjectBulkDelete", write),
        );
    });
    return { job: { id: gid("Job", crypto.randomUUID()), done: true }, userErrors: [] };
  },
  metaobjectDefinitionCreate: (_root, args: { definition: DefinitionInput }, { store, access }) => {
    const { definition } = args;
    const type = resolveType(access.clientId, definition.type);
    const fault = (field: readonly string[], message: string, code: string): object => ({
      metaobjectDefinition: null,
      userErrors: [
        { field: ["definition", ...field], message, code, elementKey: null, elementIndex: null },
      ],
    });
    if (definitionOf(store, type)) return fault(["type"], "Type has already been taken", "TAKEN");
    if ((definition.fieldDefinitions ?? []).length > 40)
      return fault(["fieldDefinitions"], "Maximum 40 fields per metaobject definition", "INVALID");
    const fields = (definition.fieldDefinitions ?? []).map((field) => ({
      key: field.key,
      name: field.name ?? titled(field.key),
      type: field.type,
      required: field.required === true,
    }));
    const unknown = fields.find((field) => !isKnownType(field.type));
    if (unknown)
      return fault(
        ["fieldDefinitions", String(fields.indexOf(unknown))],
        `Type name ${unknown.type} is not a valid type.`,
        "INCLUSION",
      );
    store.run(
      "INSERT INTO metaobject_definitions (id, type, name, fields, access) VALUES (?, ?, ?, ?, ?)",
      store.nextId(),
      type,
      definition.name ?? titled(definition.type),
      JSON.stringify(fields),
      JSON.stringify(definition.access ?? {}),
    );
    return { metaobjectDefinition: definitionOf(store, type), userErrors: [] };
  },
};

interface DefinitionInput {
  readonly type: string;
  readonly name?: string | null;
  readonly access?: Readonly<Record<string, string>> | null;
  readonly fieldDefinitions?:
    | readonly { key: string; name?: string | null; type: string; required?: boolean | null }[]
    | null;
}

function create(
  store: Store,
  definition: MetaobjectDefinitionRow,
  input: MetaobjectInput,
  handlePath: readonly string[],
): Outcome {
  const wanted = input.handle ?? null;
  const handleFaults =
    wanted === null ? [] : handleFaultsOf(store, definition.type, wanted, handlePath, null);
  const checked = checkFields(
    store,
    definition,
    inputFields(input),
    {},
    input.values ? ["values"] : ["metaobject"],
  );
  const faults = [...handleFaults, ...checked.faults];
  if (faults.length > 0) return refused(...faults);
  const now = store.now();
  const id = store.nextId();
  store.run(
    "INSERT INTO metaobjects (id, type, handle, fields, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)",
    id,
    definition.type,
    (wanted ?? freeHandle(store, definition, checked.values)).toLowerCase(),
    JSON.stringify(checked.values),
    now,
    now,
  );
  return { metaobject: findById(store, id) ?? null, userErrors: [] };
}

function revise(
  store: Store,
  definition: MetaobjectDefinitionRow,
  standing: MetaobjectRow,
  input: MetaobjectInput,
): Outcome {
  const wanted = input.handle ?? null;
  const handleFaults =
    input.handle === undefined || wanted === null
      ? []
      : handleFaultsOf(store, definition.type, wanted, ["metaobject", "handle"], standing.id);
  const before = JSON.parse(standing.fields) as Record<string, string>;
  const checked = checkFields(store, definition, inputFields(input), before, ["metaobject"]);
  const faults = [...handleFaults, ...checked.faults];
  if (faults.length > 0) return refused(...faults);
  const fields = JSON.stringify(checked.values);
  const handle = (wanted ?? standing.handle).toLowerCase();
  if (fields !== standing.fields || handle !== standing.handle) {
    store.run(
      "UPDATE metaobjects SET fields = ?, handle = ?, updated_at = ? WHERE id = ?",
      fields,
      handle,
      store.now(),
      standing.id,
    );
  }
  return { metaobject: findById(store, standing.id) ?? null, userErrors: [] };
}

function checkFields(
  store: Store,
  definition: MetaobjectDefinitionRow,
  inputs: readonly FieldInput[],
  before: Readonly<Record<string, string>>,
  root: readonly string[],
): { values: Record<string, string>; faults: Fault[] } {
  const defined = fieldDefinitions(definition);
  const values: Record<string, string> = { ...before };
  const faults: Fault[] = [];
  const seen = new Set<string>();
  inputs.forEach((input, index) => {
    const path = [...root, "fields", String(index)];
    const field = defined.find((candidate) => candidate.key === input.key);
    if (!field) {
      faults.push(
        fault(
          path,
          `Field definition "${input.key}" does not exist`,
          "UNDEFINED_OBJECT_FIELD",
          input.key,
        ),
      );
    } else if (seen.has(input.key)) {
      faults.push(
        fault(
          path,
          `Field "${input.key}" duplicates other inputs`,
          "DUPLICATE_FIELD_INPUT",
          input.key,
        ),
      );
    } else if (input.value === "") {
      Reflect.deleteProperty(values, input.key);
    } else {
      const wrong = valueFaults(field.type, input.value, store)[0];
      if (wrong) faults.push(fault(path, wrong.message, "INVALID_VALUE", input.key));
      else values[input.key] = keptValue(field.type, input.value);
    }
    seen.add(input.key);
  });
  for (const field of defined) {
    if (
      field.required &&
      values[field.key] === undefined &&
      !faults.some((one) => one.elementKey === field.key)
    ) {
      faults.push(fault(root, `${field.name} can't be blank`, "OBJECT_FIELD_REQUIRED", field.key));
    }
  }
  return { values, faults };
}

function handleFaultsOf(
  store: Store,
  type: string,
  handle: string,
  path: readonly string[],
  except: number | null,
): Fault[] {
  if (handle.trim() === "") return [fault(path, "Handle can't be blank", "BLANK", null)];
  if (handle.length > 255)
    return [fault(path, "Handle is too long (maximum is 255 characters)", "TOO_LONG", null)];
  if (!/^[\p{L}\p{N}_-]+$/u.test(handle))
    return [fault(path, "Handle is invalid", "INVALID", null)];
  const other = findByHandle(store, type, handle);
  return other && other.id !== except
    ? [fault(path, "Handle has already been taken", "TAKEN", null)]
    : [];
}

function freeHandle(
  store: Store,
  definition: MetaobjectDefinitionRow,
  values: Readonly<Record<string, string>>,
): string {
  const first = fieldDefinitions(definition)[0];
  const base = (first && values[first.key])
    ?.toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/g, "");
  const handle =
    base === undefined || base === ""
      ? `${definition.name.toLowerCase().replaceAll(/\W+/g, "-")}-${randomBytes(4).toString("hex")}`
      : base;
  return findByHandle(store, definition.type, handle)
    ? `${handle}-${randomBytes(2).toString("hex")}`
    : handle;
}

function inputFields(input: MetaobjectInput): readonly FieldInput[] {
  const values = Object.entries(input.values ?? {}).map(([key, value]) => ({
    key,
    value: typeof value === "string" ? value : JSON.stringify(value),
  }));
  return [...(input.fields ?? []), ...values];
}

function findById(store: Store, id: number): MetaobjectRow | undefined {
  return store.get<MetaobjectRow>("SELECT * FROM metaobjects WHERE id = ?", id);
}

function refused(...faults: Fault[]): Outcome {
  return { metaobject: null, userErrors: faults };
}

function fault(
  field: readonly string[],
  message: string,
  code: string,
  elementKey: string | null,
): Fault {
  return { field, message, code, elementKey, elementIndex: null };
}

function notFound(): Fault {
  return fault(["id"], "Record not found", "RECORD_NOT_FOUND", null);
}

function undefinedType(field: readonly string[], type: string): Fault {
  return fault(
    field,
    `No metaobject definition exists for type "${type}"`,
    "UNDEFINED_OBJECT_TYPE",
    null,
  );
}

function titled(text: string): string {
  const words = text.replace(/^\$app:/, "").replaceAll(/[_-]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
