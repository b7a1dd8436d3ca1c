import type { Store } from "../store/open-store.ts";
import { html, type Html } from "./html.ts";
import { shortName } from "./signed-url.ts";

const SECTIONS = ["Orders", "Products", "Customers"] as const;

/** What every admin page has around it: the header with its label, the sidebar, and room for the page. */
export function adminFrame(
  store: Store,
  page: { title: string; current: string; appPath?: string; main: Html; end?: Html },
): Html {
  const name = shortName(store.domain);
  const { app } = store.shops;
  const base = `/store/${name}`;
  const link = (title: string, href: string, current: boolean) =>
    html`<li><a href="${href}" ${current ? html`aria-current="page"` : ""}>${title}</a></li>`;
  return html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${page.title} · ${store.name}</title>
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href="/store-admin.css" />
    </head>
    <body>
      <a class="skip" href="#main">Skip to content</a>
      <header class="top">
        <button type="button" id="menu-button" aria-expanded="false" aria-controls="sidebar">
          Menu
        </button>
        <strong>Development store</strong><span class="not">not Shopify</span>
        <span class="shop">${store.name} <small>${store.domain}</small></span>
      </header>
      <nav id="sidebar" aria-label="Store">
        <ul>
          ${SECTIONS.map((title) => link(title, `${base}/${title.toLowerCase()}`, page.current === title))}
          <li><a href="/s/${name}/" target="_blank" rel="noopener">Online store ↗</a></li>
        </ul>
        <h2>Apps</h2>
        <ul>
          <li>
            <a
              id="app-home"
              href="${base}/apps/${app.handle}"
              ${page.current === "app" ? html`aria-current="page"` : ""}
              >${app.name}</a
            >
            <ul id="app-menu" aria-label="${app.name}"></ul>
          </li>
        </ul>
      </nav>
      <main id="main" tabindex="-1">${page.main}</main>
      ${page.end}
      <script src="/store-admin.js" defer></script>
    </body>
  </html>`;
}
