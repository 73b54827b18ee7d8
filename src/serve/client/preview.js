// The preview in a page: waits for changes, takes them into the page that is shown, and draws the findings over it.
// The files of this folder are served as one script, this one last, after the theme's `dom.js`.
"use strict";

// A page that another reads in a hidden frame is not looked at.
if (window.name !== "groundwork-reader") {
  const { hasModifier } = groundwork.dom;
  const { Origins } = groundwork.previewOrigins;
  const { Panel } = groundwork.previewPanel;
  const { dropHead, scriptsOf, takeIn } = groundwork.takeIn;
  // How long to wait before asking a server that is gone, in milliseconds.
  const RETRY = 500;

  // The revision of the page that is shown.
  let shown = document.currentScript?.dataset.preview ?? "";
  /**
   * The page as it came last, without its revision.
   *
   * @type {string | null}
   */
  let text = null;
  /** @type {EventSource | null} */
  let stream = null;
  let retry = 0;
  /**
   * The scripts that the page began with. Some are loaded later, and the page may have moved since.
   *
   * @type {string | null}
   */
  let ran = null;
  /** @type {Promise<void> | null} */
  let running = null;
  /**
   * The address to fetch next.
   *
   * @type {string | null}
   */
  let wanted = null;

  const panel = new Panel(toggleOrigins);
  const origins = new Origins(panel.labels, pagePath);

  async function toggleOrigins() {
    panel.showOrigins(!origins.isOn);
    await origins.toggle();
  }

  // ---- Events ------------------------------------------------------------------------------------

  function pagePath() {
    return decodeURIComponent(location.pathname);
  }

  function listen() {
    clearTimeout(retry);
    // A browser has six connections a host; tabs that nobody sees leave them to others.
    if (document.hidden || stream) return;
    const query = new URLSearchParams({ page: pagePath(), since: shown }).toString().replace(/\+/g, "%20");
    const mine = new EventSource(`/.preview/events?${query}`);
    stream = mine;
    mine.onmessage = (event) => {
      if (stream === mine) onMessage(JSON.parse(event.data));
    };
    mine.onerror = () => {
      if (stream !== mine) return;
      stop();
      panel.showLost();
      retry = setTimeout(listen, RETRY);
    };
  }

  function stop() {
    stream?.close();
    stream = null;
  }

  /** @param {PreviewMessage} message */
  async function onMessage(message) {
    panel.draw(message);
    const { exists, moved_to } = message.page;
    if (moved_to !== null) {
      stop();
      await refresh(`/${moved_to.split("/").map(encodeURIComponent).join("/")}`);
      listen();
    } else if (message.is_new && exists) {
      await refresh();
    }
  }

  // ---- The page ----------------------------------------------------------------------------------

  /** Fetches the page, which may have moved, and takes it in; what comes meanwhile is fetched afterwards. */
  function refresh(address = location.pathname) {
    wanted = address;
    running ??= fetchAll();
    return running;
  }

  async function fetchAll() {
    while (wanted !== null) {
      const path = wanted;
      wanted = null;
      try {
        const response = await fetch(path, { cache: "no-store" });
        const html = await response.text();
        // A page that fails is of no use; why it does is among the findings.
        if (response.ok) update(html, path);
      } catch {
        // The stream tells that the server is gone, and that it is back.
      }
    }
    running = null;
  }

  /**
   * @param {string} html
   * @param {string} path
   */
  function update(html, path) {
    const revision = html.match(/ data-preview="([^"]*)"/);
    shown = revision?.[1] ?? shown;
    const now = html.replace(revision?.[0] ?? "", "");
    if (now === text && path === location.pathname) return;
    text = now;
    const next = new DOMParser().parseFromString(html, "text/html");
    // Before the address changes: a browser may ask for an icon anew, where it is not.
    dropHead();
    if (path !== location.pathname) history.replaceState(history.state, "", path + location.hash);
    // Scripts have run; other ones need a page that begins anew.
    if (ran !== scriptsOf(next, path)) {
      location.reload();
      return;
    }
    takeIn(next);
    origins.update();
    document.dispatchEvent(new CustomEvent("preview:updated", { detail: shown }));
  }

  // ---- Keys and the page's life --------------------------------------------------------------------

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (hasModifier(event) || event.isComposing) return;
    const [target] = event.composedPath();
    if (target instanceof Element && target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "w") toggleOrigins();
    if (event.key !== "Escape") return;
    if (panel.isOpen) panel.hide();
    else if (origins.isOn) toggleOrigins();
  }

  document.addEventListener("DOMContentLoaded", () => (ran = scriptsOf(document, location.pathname)));
  document.addEventListener("keydown", onKey);
  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : listen()));
  addEventListener("resize", () => origins.update());
  addEventListener("pagehide", stop);
  addEventListener("pageshow", listen);
  listen();
}
