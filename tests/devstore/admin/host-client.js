// @ts-check
// The admin page's side: the menu on narrow screens everywhere, and the frame of the embedded app where there is one.
(() => {
  const find = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
  const menuButton = find("menu-button");
  menuButton?.addEventListener("click", () => {
    const isOpen = document.body.classList.toggle("menu-open");
    menuButton.setAttribute("aria-expanded", String(isOpen));
  });
  const closeMenu = () => {
    document.body.classList.remove("menu-open");
    menuButton?.setAttribute("aria-expanded", "false");
  };

  const host = find("host");
  if (!host) return;
  const { appOrigin, appBase, store, appName, shopName } = host.dataset;
  /** @type {HTMLIFrameElement} */
  const frame = find("app");
  const name = store.split("/").pop();
  const tell = (/** @type {object} */ message) =>
    frame.contentWindow?.postMessage(message, appOrigin);

  addEventListener("message", (event) => {
    if (event.origin !== appOrigin || event.source !== frame.contentWindow) return;
    const message = event.data;
    /** @type {Record<string, () => unknown>} */
    const answers = {
      "id-token": () => answerToken(message.id),
      where: () => keepInStep(message.path, message.search),
      draw: () => draw(message),
      toast: () => showToast(message),
      "toast-hide": () => hideToast(message.key),
      loading: () => (find("progress").hidden = !message.isLoading),
      "save-bar": () => drawSaveBar(message),
      "confirm-leave": () => tell({ type: "reply", id: message.id, value: confirmLeave() }),
      open: () => open(message.url, message.isNewTab),
      pick: () => pick(message),
    };
    answers[message.type]?.();
  });

  async function answerToken(/** @type {number} */ id) {
    const answer = await fetch(`/session-token?store=${encodeURIComponent(name)}`);
    const { token } = await answer.json();
    tell({ type: "reply", id, value: token });
  }

  /** What identifies the merchant belongs to the frame, not to the address bar. */
  const PRIVATE = [
    "embedded",
    "host",
    "id_token",
    "locale",
    "session",
    "shop",
    "timestamp",
    "hmac",
    "shopify-reload",
    "link_source",
  ];
  function keepInStep(/** @type {string} */ path, /** @type {string} */ search) {
    if (path.startsWith("/auth/")) return;
    const query = new URLSearchParams(search);
    for (const key of PRIVATE) query.delete(key);
    const text = query.toString();
    history.replaceState(
      null,
      "",
      `${appBase}${path === "/" ? "" : path}${text ? `?${text}` : ""}`,
    );
  }

  /** The admin's own addresses open here, others where a browser would. */
  function open(/** @type {string} */ href, isNewTab = false) {
    const url = new URL(href, location.href);
    let target = url.href;
    if (url.protocol === "shopify:") {
      const rest = `${url.host}${url.pathname}${url.search}`.replace(/^\/*admin\/?/, "");
      target = `${store}/${rest}`;
    } else if (url.host === "admin.shopify.com") {
      target = `${store}/${url.pathname.replace(/^\/store\/[^/]+\/?/, "")}${url.search}`;
    } else if (url.origin === appOrigin) {
      target = `${appBase}${url.pathname}${url.search}`;
    } else if (url.protocol !== "https:" && url.protocol !== "http:") return;
    if (isNewTab) window.open(target, "_blank", "noopener");
    else location.assign(target);
  }

  // -- title bar and navigation ------------------------------------------------------------------------------------------

  let isUnsaved = false;
  const confirmLeave = () => !isUnsaved || confirm("Leave page with unsaved changes?");
  const go = (/** @type {Event} */ event, /** @type {string} */ href) => {
    event.preventDefault();
    if (!confirmLeave()) return;
    if (isUnsaved) drawSaveBar({ isShown: false });
    closeMenu();
    tell({ type: "navigate", href });
  };

  function draw(/** @type {any} */ state) {
    find("title").textContent = state.title ?? appName;
    document.title = `${state.title ?? appName} · ${shopName}`;
    find("title-actions").replaceChildren(
      ...state.buttons.map((/** @type {any} */ one) => {
        const button = Object.assign(document.createElement("button"), {
          type: "button",
          textContent: one.label,
          disabled: one.isDisabled,
        });
        if (one.isPrimary) button.className = "primary";
        button.onclick = () => tell({ type: "press", key: one.key });
        return button;
      }),
    );
    if (!state.hasMenu) return;
    const isUnder = (/** @type {string} */ href) =>
      state.path === href || state.path.startsWith(`${href}/`);
    const longest = state.links
      .map((/** @type {any} */ link) => link.href)
      .filter(isUnder)
      .sort((/** @type {string} */ a, /** @type {string} */ b) => b.length - a.length)[0];
    find("app-menu").replaceChildren(
      ...state.links.map((/** @type {any} */ link) => {
        const item = document.createElement("li");
        const anchor = Object.assign(document.createElement("a"), {
          textContent: link.label,
          href: `${appBase}${link.href}`,
        });
        if (link.href === longest) anchor.setAttribute("aria-current", "page");
        anchor.onclick = (event) => {
          if (!event.ctrlKey && !event.metaKey) go(event, link.href);
        };
        item.append(anchor);
        return item;
      }),
    );
    const home = find("app-home");
    if (longest) home.removeAttribute("aria-current");
    else home.setAttribute("aria-current", "page");
    home.onclick = (/** @type {MouseEvent} */ event) => {
      if (!event.ctrlKey && !event.metaKey) go(event, state.home ?? "/");
    };
  }

  // -- save bar ------------------------------------------------------------------------------------------------------------

  let discardConfirms = false;
  function drawSaveBar(
    /** @type {{ isShown: boolean, confirms?: boolean }} */ { isShown, confirms = false },
  ) {
    isUnsaved = isShown;
    discardConfirms = confirms;
    find("save-bar").hidden = !isShown;
  }
  find("save").onclick = () => tell({ type: "press", key: "save" });
  find("discard").onclick = () => {
    if (!discardConfirms || confirm("Discard all unsaved changes?"))
      tell({ type: "press", key: "discard" });
  };

  // -- toasts --------------------------------------------------------------------------------------------------------------

  function showToast(/** @type {any} */ { key, message, duration, isError, action }) {
    const toast = document.createElement("div");
    toast.id = key;
    toast.className = isError ? "toast error" : "toast";
    toast.append(document.createElement("span"));
    /** @type {HTMLElement} */ (toast.firstChild).textContent = message;
    if (action) {
      const button = Object.assign(document.createElement("button"), {
        type: "button",
        textContent: action,
      });
      button.onclick = () => tell({ type: "toast-action", key });
      toast.append(button);
    }
    const close = Object.assign(document.createElement("button"), {
      type: "button",
      textContent: "✕",
      ariaLabel: "Dismiss",
    });
    close.onclick = () => hideToast(key);
    toast.append(close);
    find("toasts").append(toast);
    setTimeout(() => hideToast(key), duration ?? 5000);
  }
  function hideToast(/** @type {string} */ key) {
    const toast = find(key);
    if (!toast) return;
    toast.remove();
    tell({ type: "toast-gone", key });
  }

  // -- resource picker -------------------------------------------------------------------------------------------------------

  /** @type {HTMLDialogElement} */
  const picker = find("picker");
  function pick(/** @type {any} */ { id, kind, action, multiple, query, selected }) {
    /** @type {Map<string, any>} */
    const chosen = new Map(selected.map((/** @type {string} */ gid) => [gid, { id: gid }]));
    const limit = multiple === true ? Infinity : Number(multiple) || 1;
    const what = kind === "collection" ? "collections" : "products";
    find("picker-title").textContent = `${action === "select" ? "Select" : "Add"} ${what}`;
    const count = () => (find("picker-count").textContent = `${chosen.size} selected`);
    const input = find("picker-query");
    input.value = query;
    let asked = 0;
    const list = async () => {
      const mine = ++asked;
      const answer = await fetch(
        `${store}/resources?type=${encodeURIComponent(kind)}&query=${encodeURIComponent(input.value)}`,
      );
      const found = await answer.json();
      if (mine !== asked) return;
      find("picker-empty").hidden = found.length > 0;
      find("picker-list").replaceChildren(...found.map(row));
      count();
    };
    const row = (/** @type {any} */ one) => {
      const item = document.createElement("li");
      const label = document.createElement("label");
      const box = Object.assign(document.createElement("input"), {
        type: limit === 1 ? "radio" : "checkbox",
        name: "picked",
        checked: chosen.has(one.id),
      });
      if (box.checked) chosen.set(one.id, one);
      box.onchange = () => {
        if (limit === 1) chosen.clear();
        if (box.checked && chosen.size < limit) chosen.set(one.id, one);
        else chosen.delete(one.id);
        box.checked = chosen.has(one.id);
        count();
      };
      label.append(box, ` ${one.title}`);
      if (one.totalInventory !== undefined)
        label.append(
          Object.assign(document.createElement("small"), {
            textContent: `${one.totalInventory} in stock`,
          }),
        );
      item.append(label);
      return item;
    };
    input.oninput = list;
    picker.onclose = () =>
      tell({
        type: "reply",
        id,
        value: picker.returnValue === "select" ? [...chosen.values()] : null,
      });
    picker.returnValue = "";
    picker.showModal();
    void list();
  }
  // Enter in the search field searches; it does not close the dialog.
  find("picker-query").addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter") event.preventDefault();
  });
})();
