import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Liquid, type Template } from "liquidjs";
import type { Page } from "../page.ts";
import { imageTag, imageUrl } from "./images.ts";
import { localisedDate, momentOf, strftime, type Clock } from "./dates.ts";
import { moneyText } from "./money.ts";
import { PAGE, pageOf } from "./page-of.ts";
import { FormTag } from "./form-tag.ts";
import { BoundedFor, Skipped } from "./tags.ts";
import { escapeHtml, textOf, Translations } from "./translations.ts";

/**
 * The Liquid of one folder, a theme or a theme app extension: its snippets, its texts, its assets. Each has an engine of
 * its own, since neither may render the other's snippets or read its texts.
 */
export class LiquidFolder {
  readonly translations: Translations;
  readonly #liquid: Liquid;
  readonly #parsed = new Map<string, Template[]>();
  readonly #folder: string;

  constructor(folder: string, assets: string) {
    this.#folder = folder;
    this.translations = new Translations(join(folder, "locales"));
    this.#liquid = new Liquid({ templates: snippets(join(folder, "snippets")), cache: true });
    for (const name of ["schema", "doc", "javascript", "stylesheet"]) {
      this.#liquid.registerTag(name, Skipped);
    }
    this.#liquid.registerTag("for", BoundedFor);
    this.#liquid.registerTag("form", FormTag);
    this.#registerFilters(assets);
  }

  /** The text of one of the folder's files. */
  source(path: string): string {
    return readFileSync(join(this.#folder, path), "utf8");
  }

  /** Renders a file of the folder for a page. `globals` reach into snippets, `scope` does not. */
  render(path: string, page: Page, globals: object, scope: object = {}): string {
    let template = this.#parsed.get(path);
    if (!template) {
      template = this.#liquid.parse(this.source(path), path);
      this.#parsed.set(path, template);
    }
    const html: unknown = this.#liquid.renderSync(template, scope, {
      globals: { ...globals, [PAGE]: page },
    });
    return textOf(html);
  }

  #registerFilters(assets: string): void {
    const translations = this.translations;
    this.#liquid.registerFilter("t", function (key: unknown, ...args: unknown[]) {
      return translations.translate(textOf(key), pageOf(this.context).locale, named(args));
    });
    this.#liquid.registerFilter("money", function (price: unknown) {
      const { store } = pageOf(this.context);
      return typeof price === "number" ? moneyText(price, store.currency, store.locale) : "";
    });
    this.#liquid.registerFilter("date", function (value: unknown, ...args: unknown[]) {
      const clock = clockOf(pageOf(this.context));
      const form = named(args).get("format");
      if (form !== undefined) return localisedDate(value, textOf(form), clock);
      const moment = momentOf(value, clock);
      if (moment === null || typeof strftime !== "function") return value;
      const text: unknown = strftime.call(this, moment / 1000, args[0], clock.timezone);
      return text;
    });
    this.#liquid.registerFilter("image_url", (image: unknown, ...args: unknown[]) =>
      imageUrl(image, named(args)),
    );
    this.#liquid.registerFilter("image_tag", (url: unknown, ...args: unknown[]) =>
      imageTag(url, named(args)),
    );
    this.#liquid.registerFilter("asset_url", function (file: unknown) {
      return `${pageOf(this.context).root}/${assets}/${textOf(file)}`;
    });
    this.#liquid.registerFilter(
      "stylesheet_tag",
      (url: unknown) =>
        `<link href="${escapeHtml(textOf(url))}" rel="stylesheet" type="text/css" media="all" />`,
    );
  }
}

function clockOf(page: Page): Clock {
  return { now: page.store.now(), timezone: page.store.timezone, locale: page.locale };
}

/** LiquidJS hands over `name: value` as a pair after the plain arguments. */
function named(args: readonly unknown[]): Map<string, unknown> {
  const pairs = new Map<string, unknown>();
  for (const arg of args) {
    if (Array.isArray(arg) && arg.length === 2 && typeof arg[0] === "string") {
      pairs.set(arg[0], arg[1]);
    }
  }
  return pairs;
}

function snippets(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith(".liquid"))
      .map((file) => [file.slice(0, -".liquid".length), readFileSync(join(folder, file), "utf8")]),
  );
}
