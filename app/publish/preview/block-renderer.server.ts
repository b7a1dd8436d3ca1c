import { readdirSync, readFileSync } from "node:fs";
import { filters, Liquid, Tag, TagToken, type TopLevelToken } from "liquidjs";
import { z } from "zod";
import { dateInWords, imageTag, imageUrl, momentOf, moneyText, named } from "./liquid-filters.ts";
import { printed, textsOf, translate, type Texts } from "./texts.ts";

/** The blocks as Shopify is given them: nothing is rendered from a copy. */
const EXTENSION = new URL("../../../extensions/storefront/", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, EXTENSION), "utf8");
const DEFAULT_LANGUAGE = "en";

/** For whom a block is rendered. */
export interface Visit {
  locale: string;
  timeZone: string;
  currency: string;
  now: number;
}

const settings = z.object({
  stylesheet: z.string().optional(),
  settings: z
    .array(z.object({ id: z.string().optional(), default: z.unknown().optional() }))
    .default([]),
});

/**
 * Renders the blocks of the theme app extension for the preview, as far as LiquidJS and Shopify's Liquid agree; the
 * shop's own theme adds its fonts and colours. No network, no script.
 */
export class BlockRenderer {
  readonly #liquid: Liquid;
  readonly #texts: Texts[];
  readonly #visit: Visit;

  constructor(visit: Visit) {
    this.#visit = visit;
    this.#texts = [...new Set([visit.locale, visit.locale.slice(0, 2), DEFAULT_LANGUAGE])].flatMap(
      (language) => localeFile(language) ?? [],
    );
    this.#liquid = new Liquid({ templates: snippets(), ownPropertyOnly: true });
    for (const name of ["schema", "doc"]) this.#liquid.registerTag(name, Unprinted);
    this.#registerFilters();
  }

  /** One block's HTML with its default settings, but for those given. @throws what LiquidJS throws of a bad template */
  async render(name: string, page: object, given: Record<string, unknown> = {}): Promise<string> {
    const source = read(`blocks/${name}.liquid`);
    const block = {
      id: name,
      shopify_attributes: "",
      settings: { ...defaultsOf(source), ...given },
    };
    const html: unknown = await this.#liquid.parseAndRender(source, { block }, { globals: page });
    return printed(html).trim();
  }

  #registerFilters(): void {
    const { locale, timeZone, currency, now } = this.#visit;
    const money = (value: unknown) => moneyText(value, { currency, locale });
    this.#liquid.registerFilter("t", (key: unknown, ...args: unknown[]) => {
      const asked = { key: printed(key), locale, values: named(args) };
      return translate(this.#texts, asked) ?? `Translation missing: ${locale}.${asked.key}`;
    });
    for (const name of ["money", "money_with_currency", "money_without_trailing_zeros"]) {
      this.#liquid.registerFilter(name, money);
    }
    this.#liquid.registerFilter("image_url", (image: unknown, ...args: unknown[]) =>
      imageUrl(image, named(args)),
    );
    this.#liquid.registerFilter("image_tag", (url: unknown, ...args: unknown[]) =>
      imageTag(url, named(args)),
    );
    this.#liquid.registerFilter("date", function (value: unknown, ...args: unknown[]) {
      const at = momentOf(value, now);
      if (at === null) return value;
      const form = named(args).get("format");
      if (form !== undefined) return dateInWords(at, { form: printed(form), locale, timeZone });
      const { date } = filters;
      const text: unknown =
        typeof date === "function" ? date.call(this, at / 1000, args[0], timeZone) : value;
      return text;
    });
  }
}

/** The style sheet that a block's schema names. */
export function styleSheetOf(name: string): string {
  const { stylesheet } = schemaOf(read(`blocks/${name}.liquid`));
  return stylesheet === undefined ? "" : read(`assets/${stylesheet}`);
}

/** What is for Shopify or for readers, not for the page: `{% schema %}…{% endschema %}`. */
class Unprinted extends Tag {
  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
    super(token, remaining, liquid);
    for (let next = remaining.shift(); next; next = remaining.shift()) {
      if (next instanceof TagToken && next.name === `end${token.name}`) return;
    }
    throw new Error(`${token.name} is not closed`);
  }

  override render(): string {
    return "";
  }
}

function schemaOf(source: string) {
  const json = /\{%-? schema -?%\}(?<json>.*)\{%-? endschema -?%\}/s.exec(source)?.groups?.json;
  return settings.parse(JSON.parse(json ?? "{}"));
}

const defaultsOf = (source: string): Record<string, unknown> =>
  Object.fromEntries(
    schemaOf(source).settings.flatMap(({ id, default: value }) =>
      id === undefined || value === undefined ? [] : [[id, value]],
    ),
  );

const snippets = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(new URL("snippets/", EXTENSION))
      .filter((file) => file.endsWith(".liquid"))
      .map((file) => [file.replace(/\.liquid$/, ""), read(`snippets/${file}`)]),
  );

function localeFile(language: string): Texts | undefined {
  const files = readdirSync(new URL("locales/", EXTENSION));
  const file = [`${language}.json`, `${language}.default.json`].find((name) =>
    files.includes(name),
  );
  return file === undefined ? undefined : textsOf(JSON.parse(read(`locales/${file}`)));
}
