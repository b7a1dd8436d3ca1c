import { readFileSync } from "node:fs";

import type { Room } from "../room.ts";
import type { Shops, Store } from "../store/open-store.ts";
import { detailPage, isSection, listPage } from "./detail-pages.ts";
import { hostPage } from "./host-page.ts";
import { html, htmlResponse } from "./html.ts";
import { resourcesOf } from "./resources.ts";
import { sessionToken } from "./session-token.ts";
import { shortName } from "./signed-url.ts";

const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  "/app-bridge.js": ["app-bridge.js", "text/javascript; charset=utf-8"],
  "/store-admin.js": ["host-client.js", "text/javascript; charset=utf-8"],
  "/store-admin.css": ["host.css", "text/css; charset=utf-8"],
};

/** The admin: the page that hosts the app, its scripts, and plain pages of what the store holds. */
export const room: Room = (request, shops) => Promise.resolve(answer(request, shops));

function answer(request: Request, shops: Shops): Response | null {
  if (request.method !== "GET" && request.method !== "HEAD") return null;
  const url = new URL(request.url);
  const file = FILES[url.pathname];
  if (file) {
    const text = readFileSync(new URL(`./${file[0]}`, import.meta.url));
    return new Response(text, {
      headers: { "content-type": file[1], "cache-control": "no-store" },
    });
  }
  if (url.pathname === "/") return welcome(shops);
  if (url.pathname === "/session-token") {
    const store = shops.byName(url.searchParams.get("store") ?? "");
    if (!store) return Response.json({ error: "no such store" }, { status: 404 });
    return Response.json(
      { token: sessionToken(shops.app, store.domain) },
      { headers: { "cache-control": "no-store" } },
    );
  }
  const [, place, name = "", section = "", ...rest] = url.pathname.split("/");
  if (place !== "store") return null;
  const store = shops.byName(name);
  if (!store)
    return htmlResponse(
      html`<title>No such store</title>
        <h1>There is no store “${name}”</h1>
        <p><a href="/">All stores</a></p>`,
      404,
    );
  return adminPage(store, url, section, rest);
}

function adminPage(store: Store, url: URL, section: string, rest: readonly string[]): Response {
  const { app } = store.shops;
  const base = `/store/${shortName(store.domain)}`;
  if (section === "" || section === "open") {
    // `open` is where the App Bridge stand-in sends an app that was opened outside the admin.
    const path = url.searchParams.get("path") ?? "";
    return new Response(null, {
      status: 302,
      headers: { location: `${base}/apps/${app.handle}${path.startsWith("/") ? path : ""}` },
    });
  }
  if (section === "apps") {
    const [handle, ...path] = rest;
    if (handle !== app.handle && handle !== app.clientId) return notFound(store);
    const query = new URLSearchParams(url.search);
    const locale = query.get("locale") ?? store.locale;
    query.delete("locale");
    const text = query.toString();
    return htmlResponse(hostPage(store, `/${path.join("/")}${text ? `?${text}` : ""}`, locale));
  }
  if (section === "resources") {
    return Response.json(
      resourcesOf(
        store,
        url.searchParams.get("type") ?? "product",
        url.searchParams.get("query") ?? "",
      ),
    );
  }
  if (!isSection(section)) return notFound(store);
  const [id, ...more] = rest;
  if (id === undefined || id === "")
    return htmlResponse(listPage(store, section, url.searchParams.get("q") ?? ""));
  const page =
    /^\d{1,15}$/.test(id) && more.length === 0 ? detailPage(store, section, Number(id)) : null;
  return page ? htmlResponse(page) : notFound(store);
}

const notFound = (store: Store): Response =>
  htmlResponse(
    html`<title>Not found</title>
      <h1>There is no such page in this store</h1>
      <p><a href="/store/${shortName(store.domain)}">Back to the admin</a></p>`,
    404,
  );

const welcome = (shops: Shops): Response =>
  htmlResponse(
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>Development stores</title>
        <link rel="stylesheet" href="/store-admin.css" />
      </head>
      <body class="plain">
        <main>
          <h1>Development stores</h1>
          <p>Not Shopify: stores of our own, on this machine only.</p>
          <ul>
            ${shops.all().map((store) => {
              const name = shortName(store.domain);
              return html`<li>
                <strong>${store.name}</strong>: <a href="/store/${name}">admin</a>,
                <a href="/s/${name}/">online store</a>
              </li>`;
            })}
          </ul>
        </main>
      </body>
    </html>`,
  );
