import type { Store } from "../store/open-store.ts";
import { adminFrame } from "./frame.ts";
import { html, type Html } from "./html.ts";
import { shortName, signedAppUrl } from "./signed-url.ts";

/** The page that hosts the embedded app; `path` is the app's own, as it follows `/apps/{handle}` in the address. */
export function hostPage(store: Store, path: string, locale: string): Html {
  const { app } = store.shops;
  const name = shortName(store.domain);
  const src = signedAppUrl(app, store.domain, path, { locale });
  return adminFrame(store, {
    title: app.name,
    current: "app",
    main: html` <div
      id="host"
      data-app-origin="${new URL(app.url).origin}"
      data-app-base="/store/${name}/apps/${app.handle}"
      data-store="/store/${name}"
      data-app-name="${app.name}"
      data-shop="${store.domain}"
      data-shop-name="${store.name}"
    >
      <div id="progress" role="progressbar" aria-label="Loading" hidden></div>
      <div id="title-bar">
        <h1 id="title">${app.name}</h1>
        <div id="title-actions"></div>
      </div>
      <div id="save-bar" role="region" aria-label="Unsaved changes" hidden>
        <span>Unsaved changes</span><button type="button" id="discard">Discard</button
        ><button type="button" id="save" class="primary">Save</button>
      </div>
      <iframe
        id="app"
        name="app-iframe"
        title="${app.name}"
        src="${src}"
        allow="clipboard-write"
      ></iframe>
    </div>`,
    end: html` <div id="toasts" role="status" aria-live="polite"></div>
      <dialog id="picker" aria-labelledby="picker-title">
        <form method="dialog">
          <h2 id="picker-title">Select products</h2>
          <label>Search <input type="search" id="picker-query" autocomplete="off" /></label>
          <ul id="picker-list"></ul>
          <p id="picker-empty" hidden>Nothing found.</p>
          <footer>
            <span id="picker-count"></span><button value="cancel">Cancel</button
            ><button value="select" class="primary">Select</button>
          </footer>
        </form>
      </dialog>`,
  });
}
