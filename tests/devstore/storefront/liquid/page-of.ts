import type { Context } from "liquidjs";
import { Page } from "../page.ts";

/** Under this name every template's globals hold the page, for filters and tags; no template of Shopify's could. */
export const PAGE = "devstore_page";

/** The page that a template is being rendered for. */
export function pageOf(context: Context): Page {
  const page: unknown = context.getSync([PAGE]);
  if (!(page instanceof Page)) throw new Error("rendered outside a page");
  return page;
}
