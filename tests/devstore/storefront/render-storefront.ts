import type { Cart } from "../checkout/cart.ts";
import type { Store } from "../store/open-store.ts";
import { EXTENSION_ASSETS, type RenderedBlock } from "./app-blocks.ts";
import { CartDrop } from "./drops/cart-drop.ts";
import { menuCollections } from "./drops/collection-drop.ts";
import { customerById } from "./drops/customer-drop.ts";
import { ShopDrop } from "./drops/shop-drop.ts";
import { languages, languageOf } from "./languages.ts";
import { escapeHtml } from "./liquid/translations.ts";
import type { PageLimits } from "./page-limits.ts";
import { Page } from "./page.ts";
import { routeOf } from "./pages.ts";
import { productsById } from "./products.ts";
import { renderTemplate, theme, type GivenBlock } from "./sections.ts";

/** What to render, for whom. `path` is below `/s/{name}` and may have a query: `/collections/all?page=2`. */
export interface Asked {
  readonly path: string;
  /** Left out or null: a guest. */
  readonly customerId?: number | null;
  readonly locale?: string;
  readonly cart?: Cart;
  readonly designMode?: boolean;
  /** Blocks to stand where the template has the app's, instead of those that it has. */
  readonly place?: readonly GivenBlock[];
  /** Why the checkout refused, to be shown on it. */
  readonly problem?: string;
}

export interface RenderedPage {
  readonly status: number;
  readonly html: string;
  /** The app's blocks on the page, in order, without the element that Shopify wraps them in. */
  readonly blocks: readonly RenderedBlock[];
  /** How near the page came to Shopify's limits. */
  readonly limits: PageLimits;
}

/** Renders one page of the storefront with the app's real blocks, as Shopify would for this customer. */
export function renderStorefront(store: Store, asked: Asked): RenderedPage {
  const url = new URL(asked.path, "http://storefront.invalid");
  const language = languageOf(asked.locale ?? store.locale);
  const page = new Page(
    store,
    {
      customerId: asked.customerId ?? null,
      locale: language.iso_code,
      cart: asked.cart ?? { lines: [], codes: [] },
      email: url.searchParams.get("email"),
      designMode: asked.designMode ?? false,
    },
    productsById,
  );
  const route = routeOf(page, url.pathname, url.searchParams);
  const globals = {
    shop: new ShopDrop(page),
    customer: page.visit.customerId === null ? null : customerById(page, page.visit.customerId),
    cart: new CartDrop(page),
    menu: menuCollections(page),
    localization: {
      available_languages: languages,
      // Nobody shops from abroad here.
      country: { iso_code: page.store.country },
    },
    request: {
      locale: language,
      design_mode: page.visit.designMode,
      page_type: route.template,
      path: `${page.root}${url.pathname}`,
    },
    routes: routes(page.root),
    template: route.template,
    page_title: route.title,
    problem: asked.problem ?? "",
    email: page.visit.email ?? "",
    ...route.given,
  };
  const { html, blocks } = renderTemplate(page, globals, route.template, asked.place);
  return {
    status: route.status,
    html: theme.render("layout/theme.liquid", page, globals, {
      content_for_layout: html,
      content_for_header: stylesheets(page, blocks),
    }),
    blocks,
    limits: page.limits,
  };
}

/** Shopify links a block's stylesheet once a page, however often the block stands on it. */
function stylesheets(page: Page, blocks: readonly RenderedBlock[]): string {
  const files = new Set(blocks.flatMap((block) => block.stylesheet ?? []));
  return [...files]
    .map((file) => `${page.root}/${EXTENSION_ASSETS}/${file}`)
    .map((href) => `<link rel="stylesheet" href="${escapeHtml(href)}" media="all">`)
    .join("\n    ");
}

function routes(root: string): Record<string, string> {
  return {
    root_url: `${root}/`,
    account_url: `${root}/account`,
    account_login_url: `${root}/account/login`,
    account_logout_url: `${root}/account/logout`,
    cart_url: `${root}/cart`,
    cart_add_url: `${root}/cart/add`,
    cart_clear_url: `${root}/cart/clear`,
    checkout_url: `${root}/checkout`,
    all_products_collection_url: `${root}/collections/all`,
  };
}
