// @ts-check
// A stand-in for Shopify's App Bridge, as far as the app and Shopify's own packages use it. It talks to the development
// store's admin page (host-client.js) by postMessage. Loaded by <script src=".../app-bridge.js" data-api-key="...">.
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const HOST = new URL(script.src).origin;
  const isEmbedded = parent !== window;
  const query = new URLSearchParams(location.search);

  /** What the first page of a visit was told; later pages of the same frame may come without it. */
  const remembered = (/** @type {string} */ name) => {
    const given = query.get(name);
    try {
      if (given) sessionStorage.setItem(`app-bridge:${name}`, given);
      return given ?? sessionStorage.getItem(`app-bridge:${name}`) ?? "";
    } catch {
      return given ?? ""; // no storage in a third party's frame
    }
  };
  const config = {
    apiKey: script.dataset.apiKey ?? "",
    shop: remembered("shop"),
    host: remembered("host"),
    locale: remembered("locale") || "en",
  };

  if (!isEmbedded && config.shop && query.get("embedded") === "1") {
    const name = config.shop.replace(/\.myshopify\.com$/, "");
    location.replace(`${HOST}/store/${name}/open?path=${encodeURIComponent(location.pathname)}`);
  }

  // -- talking to the admin page ------------------------------------------------------------------------------------

  /** @type {Map<number, (value: any) => void>} */
  const waiting = new Map();
  let asked = 0;
  const tell = (/** @type {object} */ message) => {
    if (isEmbedded) parent.postMessage(message, HOST);
  };
  /** @returns {Promise<any>} */
  const ask = (/** @type {Record<string, unknown>} */ message) =>
    new Promise((resolve) => {
      waiting.set(++asked, resolve);
      tell({ ...message, id: asked });
    });

  addEventListener("message", (event) => {
    if (event.origin !== HOST || event.source !== parent) return;
    const message = event.data;
    if (message.type === "reply") {
      waiting.get(message.id)?.(message.value);
      waiting.delete(message.id);
    } else if (message.type === "navigate") navigate(message.href);
    else if (message.type === "press") pressed.get(message.key)?.();
    else if (message.type === "toast-action") toasts.get(message.key)?.onAction?.();
    else if (message.type === "toast-gone") {
      toasts.get(message.key)?.onDismiss?.();
      toasts.delete(message.key);
    }
  });

  /** The app's router listens for this event on a link. */
  function navigate(/** @type {string} */ href) {
    const link = document.createElement("a");
    link.href = href;
    link.hidden = true;
    document.body.append(link);
    link.dispatchEvent(new Event("shopify:navigate", { bubbles: true }));
    link.remove();
  }

  // -- session tokens and requests ------------------------------------------------------------------------------------

  /** @type {{ token: string, until: number } | undefined} */
  let kept;
  const idToken = async () => {
    if (!kept || kept.until <= Date.now()) {
      kept = { token: await ask({ type: "id-token" }), until: Date.now() + 45_000 }; // a token lives for a minute
    }
    return kept.token;
  };

  // Requests to the app itself carry a session token, and are asked again if the app says that it was no good.
  const plainFetch = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (
      !isEmbedded ||
      new URL(request.url).origin !== location.origin ||
      request.headers.has("authorization")
    ) {
      return plainFetch(request);
    }
    const send = async () => {
      const signed = new Request(request.clone());
      signed.headers.set("authorization", `Bearer ${await idToken()}`);
      signed.headers.set("x-requested-with", "XMLHttpRequest");
      return plainFetch(signed);
    };
    let response = await send();
    if (
      response.status === 401 &&
      response.headers.get("x-shopify-retry-invalid-session-request")
    ) {
      kept = undefined;
      response = await send();
    }
    const elsewhere = response.headers.get("x-shopify-api-request-failure-reauthorize-url");
    if (elsewhere) tell({ type: "open", url: new URL(elsewhere, location.href).href });
    return response;
  };

  // The bounce page of Shopify's packages: come back with a session token.
  const reload = query.get("shopify-reload");
  if (reload && isEmbedded) {
    void idToken().then((token) => {
      const url = new URL(reload, location.origin);
      if (url.origin !== location.origin) return;
      url.searchParams.set("id_token", token);
      location.replace(url);
    });
  }

  // -- leaving, and staying in step with the address bar -----------------------------------------------------------------

  const plainOpen = window.open.bind(window);
  const isForAdmin = (/** @type {URL} */ url, /** @type {string | null | undefined} */ target) =>
    url.protocol === "shopify:" || target === "_top" || target === "_parent";
  window.open = (href, target, features) => {
    const url = new URL(String(href ?? ""), location.href);
    if (!isEmbedded || !isForAdmin(url, target)) return plainOpen(href, target, features);
    tell({ type: "open", url: url.href });
    return null;
  };
  addEventListener(
    "click",
    (event) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || !isEmbedded || event.defaultPrevented) return;
      const url = new URL(link.href, location.href);
      if (!isForAdmin(url, link.target)) return;
      event.preventDefault();
      tell({
        type: "open",
        url: url.href,
        isNewTab: event.ctrlKey || event.metaKey || link.target === "_blank",
      });
    },
    true,
  );

  const tellWhere = () => tell({ type: "where", path: location.pathname, search: location.search });
  for (const name of /** @type {const} */ (["pushState", "replaceState"])) {
    const plain = history[name].bind(history);
    history[name] = (...change) => {
      plain(...change);
      tellWhere();
      drawSoon();
    };
  }
  addEventListener("popstate", () => {
    tellWhere();
    drawSoon();
  });

  // -- what the admin page draws: title bar, navigation, save bar -----------------------------------------------------------

  /** @type {Map<string, () => void>} */
  const pressed = new Map();

  /** A bar's buttons and links as the admin page shows them; pressing one there presses it here. */
  const buttonsOf = (/** @type {Element} */ bar, /** @type {string} */ prefix) =>
    [...bar.querySelectorAll("button, a, s-button")].map((one, index) => {
      const key = `${prefix}${index}`;
      pressed.set(key, () => /** @type {HTMLElement} */ (one).click());
      return {
        key,
        label: (one.textContent ?? "").trim() || one.getAttribute("aria-label") || "",
        isPrimary:
          one.getAttribute("variant") === "primary" ||
          one.getAttribute("slot") === "primary-action",
        isBreadcrumb: one.getAttribute("variant") === "breadcrumb",
        isDisabled: one.hasAttribute("disabled"),
      };
    });

  let drawn = "";
  function draw() {
    const bar = [...document.querySelectorAll("ui-title-bar, s-page")].find(
      (one) => !one.closest("ui-modal"),
    );
    const menu = document.querySelector("ui-nav-menu, s-app-nav");
    const links = [...(menu?.querySelectorAll("a, s-link") ?? [])];
    const state = {
      title: bar?.getAttribute("title") ?? bar?.getAttribute("heading") ?? null,
      buttons: bar?.localName === "ui-title-bar" ? buttonsOf(bar, "title-") : [],
      hasMenu: menu !== null,
      home: links.find((link) => link.getAttribute("rel") === "home")?.getAttribute("href") ?? null,
      links: links
        .filter((link) => link.getAttribute("rel") !== "home")
        .map((link) => ({ label: link.textContent ?? "", href: link.getAttribute("href") ?? "" })),
      path: location.pathname,
    };
    const text = JSON.stringify(state);
    if (text === drawn) return;
    drawn = text;
    tell({ type: "draw", ...state });
  }
  /** @type {number | undefined} */
  let soon;
  function drawSoon() {
    soon ??= window.setTimeout(() => {
      soon = undefined;
      draw();
    }, 30);
  }
  new MutationObserver(drawSoon).observe(document, {
    childList: true,
    subtree: true,
    attributes: true,
    characterData: true,
  });

  const style = document.createElement("style");
  style.textContent = `ui-nav-menu, ui-title-bar, ui-save-bar, s-app-nav, ui-modal { display: none !important }
    dialog.app-bridge-modal { border: 0; border-radius: 12px; padding: 0; width: min(620px, calc(100vw - 32px)); max-height: calc(100vh - 64px); box-shadow: 0 8px 40px #0006; font: 13px/20px Inter, system-ui, sans-serif; }
    dialog.app-bridge-modal.small { width: min(380px, calc(100vw - 32px)) } dialog.app-bridge-modal.large { width: min(980px, calc(100vw - 32px)) } dialog.app-bridge-modal.max { width: 100vw; height: 100vh }
    dialog.app-bridge-modal::backdrop { background: #0008 } dialog.app-bridge-modal > header { display: flex; justify-content: space-between; align-items: center; padding: 12px 16px; background: #f3f3f3; font-weight: 650 }
    dialog.app-bridge-modal > footer { display: flex; justify-content: flex-end; gap: 8px; padding: 12px 16px; border-top: 1px solid #e3e3e3 } dialog.app-bridge-modal iframe { border: 0; width: 100%; min-height: 320px }
    dialog.app-bridge-modal button { font: inherit; padding: 6px 12px; border: 1px solid #8a8a8a; border-radius: 8px; background: #fff; cursor: pointer } dialog.app-bridge-modal button.primary { background: #303030; color: #fff }`;
  document.head.append(style);

  class SaveBarElement extends HTMLElement {
    showing = false;
    get discardConfirmation() {
      return this.hasAttribute("discardconfirmation");
    }
    set discardConfirmation(value) {
      this.toggleAttribute("discardconfirmation", value);
    }
    show() {
      const buttons = [...this.querySelectorAll("button")];
      const save = buttons.find((button) => button.getAttribute("variant") === "primary");
      const discard = buttons.find((button) => button !== save);
      showSaveBar(
        () => save?.click(),
        () => discard?.click(),
        this.discardConfirmation,
      );
      this.#turn(true);
      return Promise.resolve();
    }
    hide() {
      if (this.showing) hideSaveBar();
      this.#turn(false);
      return Promise.resolve();
    }
    toggle() {
      return this.showing ? this.hide() : this.show();
    }
    disconnectedCallback() {
      void this.hide();
    }
    #turn(/** @type {boolean} */ on) {
      if (this.showing === on) return;
      this.showing = on;
      this.dispatchEvent(new Event(on ? "show" : "hide"));
    }
  }
  let isSaveBarShown = false;
  function showSaveBar(
    /** @type {() => void} */ save,
    /** @type {() => void} */ discard,
    confirms = false,
  ) {
    pressed.set("save", save);
    pressed.set("discard", discard);
    isSaveBarShown = true;
    tell({ type: "save-bar", isShown: true, confirms });
  }
  function hideSaveBar() {
    isSaveBarShown = false;
    tell({ type: "save-bar", isShown: false });
  }
  // <form data-save-bar>: unsaved once something in it changed.
  const formOf = (/** @type {Event} */ event) =>
    event.target instanceof Element
      ? /** @type {HTMLFormElement | null} */ (event.target.closest("form[data-save-bar]"))
      : null;
  for (const name of ["input", "change"]) {
    addEventListener(name, (event) => {
      const form = formOf(event);
      if (form)
        showSaveBar(
          () => form.requestSubmit(),
          () => form.reset(),
          form.hasAttribute("data-discard-confirmation"),
        );
    });
  }
  for (const name of ["submit", "reset"])
    addEventListener(name, (event) => formOf(event) && hideSaveBar());

  class ModalElement extends HTMLElement {
    content = document.createElement("div");
    /** @type {HTMLDialogElement | undefined} */
    #dialog;
    get variant() {
      return this.getAttribute("variant") ?? "base";
    }
    set variant(value) {
      this.setAttribute("variant", value);
    }
    get src() {
      return this.getAttribute("src") ?? "";
    }
    set src(value) {
      this.setAttribute("src", value);
    }
    get contentWindow() {
      return this.#dialog?.querySelector("iframe")?.contentWindow ?? null;
    }
    show() {
      if (this.#dialog) return Promise.resolve();
      const dialog = document.createElement("dialog");
      this.#dialog = dialog;
      dialog.className = `app-bridge-modal ${this.variant}`;
      const title = this.querySelector("ui-title-bar");
      const header = document.createElement("header");
      const heading = document.createElement("span");
      heading.textContent = title?.getAttribute("title") ?? "";
      dialog.setAttribute("aria-label", heading.textContent);
      const close = Object.assign(document.createElement("button"), {
        type: "button",
        textContent: "✕",
        ariaLabel: "Close",
      });
      close.onclick = () => void this.hide();
      header.append(heading, close);
      const footer = document.createElement("footer");
      for (const button of title?.querySelectorAll("button") ?? []) {
        const shown = Object.assign(document.createElement("button"), {
          type: "button",
          textContent: button.textContent,
        });
        if (button.getAttribute("variant") === "primary") shown.className = "primary";
        shown.disabled = button.hasAttribute("disabled");
        shown.onclick = () => button.click();
        footer.append(shown);
      }
      // Content of this document is shown as it is; `src` is a page of its own.
      if (this.src)
        dialog.append(
          header,
          Object.assign(document.createElement("iframe"), {
            src: this.src,
            title: heading.textContent,
          }),
        );
      else {
        for (const node of [...this.children]) {
          if (
            node !== title &&
            node.localName !== "ui-save-bar" &&
            !node.contains(this.content) &&
            node.childNodes.length
          )
            this.content.append(...node.childNodes);
        }
        dialog.append(header, this.content);
      }
      if (footer.childElementCount) dialog.append(footer);
      dialog.addEventListener("cancel", (event) => {
        event.preventDefault();
        void this.hide();
      });
      document.body.append(dialog);
      dialog.showModal();
      this.dispatchEvent(new Event("show"));
      return Promise.resolve();
    }
    hide() {
      if (!this.#dialog) return Promise.resolve();
      this.#dialog.close();
      this.#dialog.remove();
      this.#dialog = undefined;
      this.dispatchEvent(new Event("hide"));
      return Promise.resolve();
    }
    toggle() {
      return this.#dialog ? this.hide() : this.show();
    }
    disconnectedCallback() {
      void this.hide();
    }
  }
  customElements.define("ui-save-bar", SaveBarElement);
  customElements.define("ui-modal", ModalElement);
  const byId = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));

  // -- window.shopify -----------------------------------------------------------------------------------------------------

  /** @type {Map<string, { onAction?: () => void, onDismiss?: () => void }>} */
  const toasts = new Map();
  Object.assign(window, {
    shopify: {
      config,
      origin: HOST,
      ready: Promise.resolve(),
      environment: { embedded: isEmbedded, mobile: false, pos: false, intent: false },
      idToken,
      user: () => Promise.resolve({ accountAccess: "full" }),
      toast: {
        show(
          /** @type {string} */ message,
          /** @type {any} */ { duration, isError, action, onAction, onDismiss } = {},
        ) {
          const key = `toast-${String(++asked)}`;
          toasts.set(key, { onAction, onDismiss });
          tell({ type: "toast", key, message, duration, isError: Boolean(isError), action });
          return key;
        },
        hide: (/** @type {string} */ key) => tell({ type: "toast-hide", key }),
      },
      loading: (/** @type {boolean | undefined} */ isLoading) =>
        tell({ type: "loading", isLoading: isLoading ?? true }),
      saveBar: {
        show: (/** @type {string} */ id) => byId(id)?.show(),
        hide: (/** @type {string} */ id) => byId(id)?.hide(),
        toggle: (/** @type {string} */ id) => byId(id)?.toggle(),
        leaveConfirmation: () =>
          isSaveBarShown ? ask({ type: "confirm-leave" }) : Promise.resolve(),
      },
      modal: {
        show: (/** @type {string} */ id) => byId(id)?.show(),
        hide: (/** @type {string} */ id) => byId(id)?.hide(),
        toggle: (/** @type {string} */ id) => byId(id)?.toggle(),
      },
      resourcePicker: async (/** @type {any} */ options) => {
        const selection = await ask({
          type: "pick",
          kind: options.type,
          action: options.action ?? "add",
          multiple: options.multiple ?? false,
          query: options.query ?? "",
          selected: (options.selectionIds ?? []).map((/** @type {{ id: string }} */ one) => one.id),
        });
        return selection ? Object.assign(selection, { selection }) : undefined;
      },
    },
  });
  tellWhere();
})();
