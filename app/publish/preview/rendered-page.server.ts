import type { Database } from "#app/db/database.server.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { BlockRenderer, styleSheetOf } from "./block-renderer.server.ts";
import { personaText, type Persona } from "./persona.ts";
import { shopPage } from "./shop-page.server.ts";

/** In the order of a shop's page; the shelf stands twice. */
const BLOCKS: { block: string; settings?: Record<string, unknown> }[] = [
  { block: "greeting" },
  { block: "tier" },
  { block: "offer" },
  { block: "usual" },
  { block: "shelf" },
  { block: "shelf", settings: { source: "goes_with" } },
  { block: "why" },
];

export interface RenderedPage {
  persona: string;
  /** A whole document, without a script. */
  html: string;
  /** How many blocks have something to show. */
  shown: number;
}

/** Every block as one persona sees it, in one language, as it was last published. */
export async function renderedPage(
  db: Database,
  { shop, persona, locale, now }: { shop: Shop; persona: Persona; locale: string; now: number },
): Promise<RenderedPage> {
  const { timeZone, currency } = shop;
  const renderer = new BlockRenderer({ locale, timeZone, currency, now });
  const page = await shopPage(db, { shop, persona });
  const parts: string[] = [];
  for (const { block, settings } of BLOCKS) {
    const html = await renderer.render(block, page, settings);
    if (html !== "") parts.push(html);
  }
  const styles = [...new Set(BLOCKS.map(({ block }) => styleSheetOf(block)))].join("\n");
  const direction = new Intl.Locale(locale).language === "ar" ? "rtl" : "ltr";
  return {
    persona: personaText(persona),
    shown: parts.length,
    html: `<!doctype html><html lang="${locale}" dir="${direction}"><meta charset="utf-8"><base target="_blank"><style>${PAGE_STYLE}${styles}</style><body>${parts.join("\n")}</body></html>`,
  };
}

/** A theme of no colour, for blocks that bring none. */
const PAGE_STYLE =
  "body{font:16px/1.5 system-ui,sans-serif;margin:16px;color:#1a1a1a;background:#fff}a{color:inherit}img{height:auto;max-width:100%}body>*+*{margin-top:24px}";
