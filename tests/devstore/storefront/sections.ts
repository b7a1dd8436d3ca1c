import { fileURLToPath } from "node:url";
import { renderBlock, type RenderedBlock } from "./app-blocks.ts";
import { LiquidFolder } from "./liquid/engine.ts";
import { escapeHtml } from "./liquid/translations.ts";
import type { Page } from "./page.ts";

export const themeFolder = fileURLToPath(new URL("./theme", import.meta.url));
export const THEME_ASSETS = "assets";
export const theme = new LiquidFolder(themeFolder, THEME_ASSETS);

interface Template {
  readonly sections: Readonly<Record<string, Section>>;
  readonly order: readonly string[];
}

interface Section {
  readonly type: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly blocks?: Readonly<Record<string, AppBlock>>;
  readonly block_order?: readonly string[];
}

interface AppBlock {
  readonly type: string;
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A block as somebody wants to see it, in whatever theme. */
export interface GivenBlock {
  readonly name: string;
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface RenderedSections {
  readonly html: string;
  readonly blocks: readonly RenderedBlock[];
}

/**
 * A JSON template of the theme: its sections in order. The section `apps` holds app blocks, as a merchant would place
 * them; with `place` the first such section holds those instead, and the others none.
 */
export function renderTemplate(
  page: Page,
  globals: object,
  name: string,
  place?: readonly GivenBlock[],
): RenderedSections {
  const template = place ? placed(readTemplate(name), place) : readTemplate(name);
  const blocks: RenderedBlock[] = [];
  const html = template.order.map((id) => {
    const section = template.sections[id];
    if (!section) throw new Error(`templates/${name}.json orders a section "${id}" that it lacks`);
    if (section.type !== "apps") {
      return theme.render(`sections/${section.type}.liquid`, page, globals, { section });
    }
    const rendered = (section.block_order ?? []).flatMap((blockId) =>
      appBlock(page, globals, blockId, section.blocks?.[blockId]),
    );
    blocks.push(...rendered.map((one) => one.block));
    const inner = rendered.map((one) => one.html).join("");
    return `<section class="shopify-section page-width">${inner}</section>`;
  });
  return { html: html.join("\n"), blocks };
}

function placed(template: Template, place: readonly GivenBlock[]): Template {
  const blocks = Object.fromEntries(
    place.map(({ name, settings = {} }, index) => [
      `given-${index}`,
      { type: `shopify://apps/regulars/blocks/${name}/regulars`, settings },
    ]),
  );
  const first = template.order.find((id) => template.sections[id]?.type === "apps") ?? "given";
  const others = Object.entries(template.sections).filter(([, { type }]) => type !== "apps");
  return {
    sections: {
      ...Object.fromEntries(others),
      [first]: { type: "apps", blocks, block_order: Object.keys(blocks) },
    },
    order: [...(first === "given" ? [first] : []), ...template.order].filter(
      (id) => id === first || template.sections[id]?.type !== "apps",
    ),
  };
}

/** The block inside the element that Shopify wraps app blocks in. */
function appBlock(page: Page, globals: object, id: string, placed: AppBlock | undefined) {
  const name = /^shopify:\/\/apps\/[^/]+\/blocks\/([a-z-]+)\//.exec(placed?.type ?? "")?.[1];
  if (!placed || !name) throw new Error(`"${id}" is not an app block`);
  const block = renderBlock(page, globals, { id, name, settings: placed.settings ?? {} });
  if (!block) return [];
  const html = `<div id="shopify-block-${escapeHtml(id)}" class="shopify-block shopify-app-block">${block.html}</div>`;
  return [{ block, html }];
}

function readTemplate(name: string): Template {
  const template: unknown = JSON.parse(theme.source(`templates/${name}.json`));
  if (!isTemplate(template)) throw new Error(`templates/${name}.json is not a template`);
  return template;
}

function isTemplate(value: unknown): value is Template {
  return typeof value === "object" && value !== null && "sections" in value && "order" in value;
}
