import { Drop } from "liquidjs";
import type { Page } from "../page.ts";
import { MetafieldDrop } from "./metafields-drop.ts";

/** `shop.metaobjects['$app:segment'][handle]`: types first, then handles; past twenty handles a page nothing is found. */
export class MetaobjectsDrop extends Drop {
  readonly #page: Page;

  constructor(page: Page) {
    super();
    this.#page = page;
  }

  override liquidMethodMissing(type: string | number): MetaobjectsOfTypeDrop {
    return new MetaobjectsOfTypeDrop(this.#page, this.#page.metaobjectType(String(type)));
  }
}

class MetaobjectsOfTypeDrop extends Drop {
  readonly #page: Page;
  readonly #type: string;

  constructor(page: Page, type: string) {
    super();
    this.#page = page;
    this.#type = type;
  }

  override liquidMethodMissing(handle: string | number): MetaobjectDrop | null {
    if (!this.#page.limits.admit(this.#type, String(handle))) return null;
    const row = this.#page.store.get<{ fields: string }>(
      "SELECT fields FROM metaobjects WHERE type = ? AND handle = ?",
      this.#type,
      String(handle),
    );
    if (!row) return null;
    return new MetaobjectDrop(this.#page, { type: this.#type, handle: String(handle) }, row.fields);
  }
}

class MetaobjectDrop extends Drop {
  readonly system: { readonly type: string; readonly handle: string };
  readonly #page: Page;
  readonly #fields: ReadonlyMap<string, string>;
  readonly #types: ReadonlyMap<string, string>;

  constructor(page: Page, system: { type: string; handle: string }, fields: string) {
    super();
    this.#page = page;
    this.system = system;
    this.#fields = new Map(Object.entries(record(fields)));
    this.#types = fieldTypes(page, system.type);
  }

  override liquidMethodMissing(key: string | number): MetafieldDrop | null {
    const text = this.#fields.get(String(key));
    if (text === undefined) return null;
    return new MetafieldDrop(
      this.#page,
      this.#types.get(String(key)) ?? "single_line_text_field",
      text,
    );
  }
}

function fieldTypes(page: Page, type: string): ReadonlyMap<string, string> {
  const definition = page.store.get<{ fields: string }>(
    "SELECT fields FROM metaobject_definitions WHERE type = ?",
    type,
  );
  const fields: unknown = definition ? JSON.parse(definition.fields) : [];
  if (!Array.isArray(fields)) return new Map();
  return new Map(
    fields.map((field: { key: string; type: string }) => [field.key, field.type] as const),
  );
}

function record(text: string): Record<string, string> {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}
