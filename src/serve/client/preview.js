// The preview in the page. Waits for changes, takes them into the page that is shown, and draws
// the findings over it. Plain data comes from the server; nothing of it is ever taken for markup,
// but for the page itself.
(() => {
  "use strict";

  // A page that another reads in a hidden frame is not looked at.
  if (window.name === "groundwork-peek") return;

  const script = document.currentScript;
  // The revision of the page that is shown.
  let shown = script.dataset.preview;
  // The page as it came last, without its revision.
  let text = null;
  let stream = null;
  let retry = 0;

  const panel = makePanel();

  // ---- Events ---------------------------------------------------------------------------------

  function listen() {
    clearTimeout(retry);
    // A browser has six connections a host; tabs that nobody sees leave them to others.
    if (document.hidden || stream) return;
    const query = new URLSearchParams({ page: page(), since: shown });
    const mine = new EventSource(`/.preview/events?${query.toString().replaceAll("+", "%20")}`);
    stream = mine;
    mine.onmessage = (event) => {
      if (stream === mine) take(JSON.parse(event.data));
    };
    mine.onerror = () => {
      if (stream !== mine) return;
      stop();
      panel.lost();
      retry = setTimeout(listen, 500);
    };
  }

  function stop() {
    stream?.close();
    stream = null;
  }

  function page() {
    return decodeURIComponent(location.pathname);
  }

  async function take(message) {
    panel.draw(message);
    const to = message.page.moved_to;
    if (to !== null) {
      stop();
      await refresh("/" + to.split("/").map(encodeURIComponent).join("/"));
      listen();
    } else if (message.is_new && message.page.exists) {
      await refresh();
    }
  }

  // ---- Taking in a page -----------------------------------------------------------------------

  let running = null;
  // The address to fetch next.
  let wanted = null;

  // Fetches the page, which may have moved, and takes it in; what comes meanwhile is fetched
  // afterwards.
  function refresh(address = location.pathname) {
    wanted = address;
    running ??= (async () => {
      while (wanted !== null) {
        const path = wanted;
        wanted = null;
        try {
          const response = await fetch(path, { cache: "no-store" });
          const html = await response.text();
          // A page that fails is of no use; why it does is among the findings.
          if (response.ok) takeIn(html, path);
        } catch {
          // The stream tells that the server is gone, and that it is back.
        }
      }
      running = null;
    })();
    return running;
  }

  function takeIn(html, path) {
    const revision = html.match(/ data-preview="([^"]*)"/);
    shown = revision?.[1] ?? shown;
    const now = html.replace(revision?.[0] ?? "", "");
    if (now === text && path === location.pathname) return;
    text = now;
    const next = new DOMParser().parseFromString(html, "text/html");
    // Before the address changes: a browser may ask for an icon anew, where it is not.
    dropHead();
    if (path !== location.pathname) {
      history.replaceState(history.state, "", path + location.hash);
    }
    // Scripts have run; other ones need a page that begins anew.
    if (ran !== scripts(next, path)) {
      location.reload();
      return;
    }
    const place = keepPlace();
    takeInHead(next);
    swapStyles(next);
    copyAttributes(next.documentElement, document.documentElement);
    Idiomorph.morph(document.body, next.body, {
      morphStyle: "outerHTML",
      ignoreActiveValue: true,
      callbacks: { beforeAttributeUpdated: mayUpdate, beforeNodeMorphed: isTheirs },
    });
    place();
    origins.update();
    document.dispatchEvent(new CustomEvent("preview:updated", { detail: shown }));
  }

  // Data that a page gives of itself.
  const DATA = "script[type='application/ld+json']";

  // The scripts that the page began with. Some are loaded later, and the page may have moved since.
  let ran = null;
  document.addEventListener("DOMContentLoaded", () => {
    ran = scripts(document, location.pathname);
  });

  // The scripts of a page at `path`, but the preview's own.
  function scripts(doc, path) {
    const all = doc.querySelectorAll(`script:not([src^='/.preview/']):not(${DATA})`);
    const base = new URL(path, location.origin);
    const name = (one) => (one.src ? new URL(one.getAttribute("src"), base).href : one.textContent);
    return Array.from(all, name).join("\n");
  }

  // What a head says of its page, beside title, styles and scripts.
  const SAID = `link:not([rel~='stylesheet']), meta[name], meta[property], ${DATA}`;

  function dropHead() {
    for (const old of document.head.querySelectorAll(SAID)) old.remove();
  }

  function takeInHead(next) {
    document.title = next.title;
    for (const one of next.head.querySelectorAll(SAID)) {
      document.head.append(document.importNode(one, true));
    }
  }

  // What a script of the page has made its own stays as it is.
  function isTheirs(element) {
    return !(element instanceof Element && "live" in element.dataset);
  }

  // What the reader has opened, typed or ticked stays.
  function mayUpdate(name, element) {
    if (name === "open") return element.tagName !== "DETAILS";
    if (name === "value") return element.value === element.defaultValue;
    if (name === "checked") return element.checked === element.defaultChecked;
    return true;
  }

  function copyAttributes(from, to) {
    for (const { name, value } of from.attributes) {
      if (to.getAttribute(name) !== value) to.setAttribute(name, value);
    }
  }

  // Loads the stylesheets of the next page, and drops the old ones when the new ones are there.
  function swapStyles(next) {
    const select = "link[rel~='stylesheet']";
    const old = [...document.head.querySelectorAll(select)];
    const wanted = [...next.head.querySelectorAll(select)];
    const hrefs = (links) => links.map((link) => link.getAttribute("href")).join("\n");
    if (hrefs(old) === hrefs(wanted)) return;
    let waiting = wanted.length;
    const done = () => {
      waiting -= 1;
      if (waiting <= 0) for (const link of old) link.remove();
    };
    for (const link of wanted) {
      const fresh = document.importNode(link);
      fresh.onload = done;
      fresh.onerror = done;
      document.head.append(fresh);
    }
    if (wanted.length === 0) done();
  }

  // Remembers what is at the top of the window; the result puts it there again.
  function keepPlace() {
    const root = document.documentElement;
    const x = innerWidth / 2;
    let element = null;
    for (let y = 4; y < innerHeight && !element; y += 40) {
      const at = document.elementFromPoint(x, y);
      // Between two paragraphs there is what holds them all, which stays whatever grows within it.
      const isLow = at && at.getBoundingClientRect().height < innerHeight;
      if (isLow && at !== document.body && at !== root && document.body.contains(at)) element = at;
    }
    const top = element?.getBoundingClientRect().top;
    const { scrollX: left, scrollY: high } = window;
    // The browser would move the page as well.
    root.style.overflowAnchor = "none";
    return () => {
      const isHere = element?.isConnected && high > 0;
      const moved = isHere ? element.getBoundingClientRect().top - top : 0;
      scrollTo({ left, top: isHere ? scrollY + moved : high, behavior: "instant" });
      requestAnimationFrame(() => {
        root.style.overflowAnchor = "";
        if (root.getAttribute("style") === "") root.removeAttribute("style");
      });
    };
  }

  // ---- Small builders -------------------------------------------------------------------------

  function make(tag, properties, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties ?? {})) {
      if (name === "class") element.className = value;
      else if (name.startsWith("aria-") || name === "role") element.setAttribute(name, value);
      else element[name] = value;
    }
    element.append(...children.filter((child) => child !== null));
    return element;
  }

  // Names a place, as a link where an editor is known.
  function placeName(place, name) {
    const label = name ?? (place.line === null ? place.path : `${place.path}:${place.line}`);
    if (place.open === null) return make("span", { class: "place" }, label);
    return make("a", { class: "place", href: place.open, title: "Open in your editor" }, label);
  }

  // What stands between backticks is code.
  function words(message) {
    const parts = message.split("`");
    if (parts.length % 2 === 0) return [message];
    return parts.map((part, at) => (at % 2 ? make("code", {}, part) : part));
  }

  // ---- The panel ------------------------------------------------------------------------------

  function makePanel() {
    const host = document.createElement("groundwork-preview");
    const root = host.attachShadow({ mode: "open" });
    const style = make("link", { rel: "stylesheet", href: "/.preview/preview.css" });
    const list = make("div", { class: "list" });
    const title = make("h2", {});
    const close = make("button", { type: "button", class: "close" }, "Close");
    const report = make(
      "section",
      { class: "report", role: "region", "aria-label": "Findings", tabIndex: -1 },
      make("header", {}, title, close),
      list,
    );
    const file = make("span", { class: "file" });
    const counts = make("span", { class: "counts", role: "status" });
    const where = make(
      "button",
      { type: "button", class: "where", title: "Show where each block comes from (w)" },
      "Where from?",
    );
    const bar = make("div", { class: "bar" }, file, counts, where);
    const labels = make("div", { class: "labels" });
    root.append(style, labels, report, bar);
    host.hidden = true;
    style.onload = () => (host.hidden = false);
    document.documentElement.append(host);

    let message = null;
    // What is listed: a severity, "all", or nothing.
    let listed = null;
    // The errors that the writer has put aside.
    let aside = null;

    close.onclick = () => hide();
    where.onclick = () => origins.toggle();

    function hide() {
      if (message && isBad()) aside = errors();
      listed = null;
      drawReport();
    }

    const isBad = () => message.failure !== null || message.errors > 0;

    const errors = () => {
      const all = message.findings.filter((one) => one.severity === "error");
      return JSON.stringify([message.failure, all]);
    };

    function draw(next) {
      message = next;
      host.dataset.state = isBad() ? "error" : "fine";
      if (isBad()) {
        if (aside !== errors()) listed = "all";
      } else {
        aside = null;
        if (listed === "all" || listed === "error") listed = null;
      }
      file.replaceChildren(message.page.origin ? placeName(message.page.origin, message.page.origin.path) : "");
      if (!message.page.exists && message.page.moved_to === null) {
        file.replaceChildren("This page is not there any more.");
      }
      drawCounts();
      drawReport();
    }

    function drawCounts() {
      const kinds = [
        ["error", message.errors],
        ["warning", message.warnings],
        ["note", message.notes],
      ];
      const present = kinds.filter(([, count]) => count > 0);
      counts.replaceChildren(
        ...present.map(([kind, count]) => {
          const label = `${count} ${kind}${count === 1 ? "" : "s"}`;
          const button = make("button", { type: "button", class: kind }, label);
          button.onclick = () => {
            listed = listed === kind ? null : kind;
            drawReport();
            if (listed) report.focus();
          };
          return button;
        }),
      );
    }

    function drawReport() {
      report.hidden = listed === null;
      if (report.hidden) {
        list.replaceChildren();
        return;
      }
      const all = message.findings.filter((one) =>
        listed === "all" ? one.severity !== "note" : one.severity === listed,
      );
      title.textContent = heading();
      const failure =
        message.failure === null ? [] : [make("p", { class: "failure" }, message.failure)];
      const total =
        listed === "all" ? message.errors + message.warnings : message[`${listed}s`];
      const more =
        total > all.length
          ? [make("p", { class: "more" }, `${total - all.length} more: groundwork check lists all.`)]
          : [];
      list.replaceChildren(...failure, ...all.map(finding), ...more);
    }

    function heading() {
      if (listed === "note") return "Notes";
      if (listed === "warning") return "Warnings";
      return message.is_stale
        ? `You see the page as it was before ${message.errors > 1 ? "these errors" : "this error"}`
        : "Findings";
    }

    // The lines of a source, each with its number.
    function draws(lines) {
      const rows = [make("code", {})];
      for (const piece of lines.pieces) {
        piece.text.split("\n").forEach((text, at) => {
          if (at > 0) rows.push(make("code", {}));
          rows.at(-1).append(piece.mark === undefined ? text : marked(text, piece.text === ""));
        });
        if (piece.mark) rows.at(-1).append(make("i", {}, ` ${piece.mark} `));
      }
      const numbered = rows.flatMap((row, at) => [
        make("span", { "aria-hidden": "true" }, String(lines.first_line + at)),
        row,
      ]);
      return make("div", { class: "lines" }, ...numbered);
    }

    function marked(text, isPoint) {
      return make("mark", { class: isPoint ? "point" : "" }, text);
    }

    function finding(one) {
      return make(
        "article",
        { class: `finding ${one.severity}` },
        make(
          "p",
          { class: "message" },
          make("b", {}, one.severity),
          " ",
          ...words(one.message),
        ),
        make("p", { class: "at" }, placeName(one.place)),
        ...one.excerpts.flatMap((lines, at) => [
          // Where the first is has been said.
          ...(at > 0 ? [make("p", { class: "at" }, lines.place)] : []),
          draws(lines),
        ]),
        ...one.notes.map((note) =>
          make("p", { class: "note" }, placeName(note.place), ": ", ...words(note.message)),
        ),
        one.help === null ? null : make("p", { class: "help" }, ...words(one.help)),
      );
    }

    return {
      host,
      labels,
      draw,
      hide,
      isOpen: () => listed !== null,
      lost() {
        host.dataset.state = "lost";
        file.replaceChildren("The preview has stopped. Start it again: groundwork serve");
      },
      pressed: (on) => where.setAttribute("aria-pressed", String(on)),
    };
  }

  // ---- Where each block comes from ------------------------------------------------------------

  const origins = (() => {
    let on = false;

    // The elements of the page beside those of the same page with origins in attributes.
    function pair(live, marked, found) {
      const count = Math.min(live.children.length, marked.children.length);
      for (let at = 0; at < count; at += 1) {
        const [one, other] = [live.children[at], marked.children[at]];
        if (one.tagName !== other.tagName) return;
        if (other.dataset.origin !== undefined) found.push([one, Number(other.dataset.origin)]);
        pair(one, other, found);
      }
    }

    async function update() {
      panel.labels.replaceChildren();
      if (!on) return;
      const query = new URLSearchParams({ page: page() }).toString().replaceAll("+", "%20");
      const response = await fetch(`/.preview/origins?${query}`);
      // It may have been put out meanwhile.
      if (!response.ok || !on) return;
      const { html, origins: places } = await response.json();
      const marked = new DOMParser().parseFromString(html, "text/html");
      const found = [];
      pair(document.body, marked.body, found);
      draw(found.map(([element, at]) => [element, places[at]]));
    }

    function draw(found) {
      const drawn = [];
      const labels = [];
      for (const [element, place] of found) {
        const box = element.getBoundingClientRect();
        const top = Math.round(box.top + scrollY);
        // What begins where its container does is named by that.
        const isTaken = drawn.some((other) => Math.abs(other - top) < 14);
        if (box.height === 0 || isTaken) continue;
        drawn.push(top);
        const name = `${place.path.split("/").pop()}:${place.line}`;
        const label = placeName(place, name);
        label.title = `${place.path}:${place.line}`;
        label.style.top = `${top}px`;
        label.style.left = `${Math.round(box.left + scrollX)}px`;
        // Beside its block, or above where there is no room.
        if (box.left > 150) label.classList.add("beside");
        labels.push(label);
      }
      panel.labels.replaceChildren(...labels);
    }

    return {
      async toggle() {
        on = !on;
        panel.pressed(on);
        await update();
      },
      isOn: () => on,
      update,
    };
  })();

  // ---- Keys and the page's life ---------------------------------------------------------------

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const target = event.composedPath()[0];
    if (target.closest?.("input, textarea, select, [contenteditable]")) return;
    if (event.key === "w") origins.toggle();
    if (event.key === "Escape" && panel.isOpen()) panel.hide();
    else if (event.key === "Escape" && origins.isOn()) origins.toggle();
  });

  addEventListener("resize", () => origins.update());
  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : listen()));
  addEventListener("pagehide", stop);
  addEventListener("pageshow", listen);
  listen();
})();
