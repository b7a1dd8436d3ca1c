import { fileURLToPath } from "node:url";
import { AppDrop } from "./drops/shop-drop.ts";
import { escapeHtml, textOf } from "./liquid/translations.ts";
import { LiquidFolder } from "./liquid/engine.ts";
import type { Page } from "./page.ts";

export const EXTENSION_ASSETS = "extensions/regulars";

/** The real theme app extension, as a deploy would upload it. */
export const extensionFolder = fileURLToPath(
  new URL("../../../extensions/storefront", import.meta.url),
);
const extension = new LiquidFolder(extensionFolder, EXTENSION_ASSETS);

interface BlockSchema {
  readonly name: string;
  readonly stylesheet?: string;
  readonly available_if?: string;
  readonly settings?: readonly { readonly id?: string; readonly default?: unknown }[];
}

/** An app block as a merchant placed it. */
export interface PlacedBlock {
  readonly id: string;
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A block's own HTML, before Shopify wraps it, and the stylesheet it asks for. */
export interface RenderedBlock {
  readonly name: string;
  readonly html: string;
  readonly stylesheet: string | null;
}

/** The JSON between `{% schema %}` and `{% endschema %}` of a block. */
function schemaOf(name: string): BlockSchema {
  const source = extension.source(`blocks/${name}.liquid`);
  const json = /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema/.exec(source)?.[1] ?? "{}";
  const schema: unknown = JSON.parse(json);
  if (!isSchema(schema)) throw new Error(`blocks/${name}.liquid has no schema`);
  return schema;
}

/** Renders an app block with what blocks may see; null when its `available_if` says that it is not there. */
export function renderBlock(
  page: Page,
  globals: object,
  placed: PlacedBlock,
): RenderedBlock | null {
  const schema = schemaOf(placed.name);
  const app = new AppDrop(page);
  if (!isAvailable(app, schema.available_if)) return null;
  const defaults = (schema.settings ?? []).flatMap((setting) =>
    setting.id === undefined ? [] : [[setting.id, setting.default ?? ""] as const],
  );
  const block = {
    id: placed.id,
    type: placed.name,
    settings: { ...Object.fromEntries(defaults), ...placed.settings },
    shopify_attributes: page.visit.designMode
      ? `data-shopify-editor-block='${escapeHtml(JSON.stringify({ id: placed.id, type: placed.name }))}'`
      : "",
  };
  const html = extension.render(
    `blocks/${placed.name}.liquid`,
    page,
    { ...globals, app },
    { block },
  );
  return { name: placed.name, html: html.trim(), stylesheet: schema.stylesheet ?? null };
}

/** `{{ app.metafields.regulars.enabled }}`: a boolean of the app's own data, and nothing else. */
function isAvailable(app: AppDrop, condition: string | undefined): boolean {
  if (condition === undefined) return true;
  const match = /^\{\{\s*app\.metafields\.(\w+)\.(\w+)\s*\}\}$/.exec(condition);
  if (!match?.[1] || !match[2]) throw new Error(`available_if is not Shopify's: ${condition}`);
  const metafield = app.metafields.liquidMethodMissing(match[1]).liquidMethodMissing(match[2]);
  return metafield?.type === "boolean" && textOf(metafield.value) === "true";
}

function isSchema(value: unknown): value is BlockSchema {
  return typeof value === "object" && value !== null && "name" in value;
}
