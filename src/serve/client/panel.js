// The panel that the preview draws over a page: the page's file, how many findings there are, and the findings. It
// stands in a shadow tree, so that neither the page's style nor its scripts meet it.
"use strict";
{
  const { make } = groundwork.dom;

  /**
   * Names a place, as a link where an editor is known.
   *
   * @param {PreviewPlace} place
   */
  function placeName(place, name = place.line === null ? place.path : `${place.path}:${place.line}`) {
    if (place.open === null) return make("span", { class: "place" }, name);
    return make("a", { class: "place", href: place.open, title: "Open in your editor" }, name);
  }

  /**
   * A message, in which what stands between backticks is code.
   *
   * @param {string} message
   */
  function inline(message) {
    const parts = message.split("`");
    if (parts.length % 2 === 0) return [message];
    return parts.map((part, at) => (at % 2 ? make("code", {}, part) : part));
  }

  /**
   * The lines of a source, each with its number.
   *
   * @param {PreviewLines} lines
   */
  function excerpt(lines) {
    const rows = [make("code", {})];
    for (const piece of lines.pieces) {
      piece.text.split("\n").forEach((text, at) => {
        if (at > 0) rows.push(make("code", {}));
        const isPoint = piece.text === "";
        rows[rows.length - 1].append(
          piece.mark === undefined ? text : make("mark", { class: isPoint && "point" }, text),
        );
      });
      if (piece.mark) rows[rows.length - 1].append(make("i", {}, ` ${piece.mark} `));
    }
    const numbered = rows.flatMap((row, at) => [
      make("span", { "aria-hidden": "true" }, String(lines.first_line + at)),
      row,
    ]);
    return make("div", { class: "lines" }, ...numbered);
  }

  /**
   * Where else the same was found: the first few places, and how many more there are.
   *
   * @param {PreviewFinding} found
   */
  function otherPlaces({ count, others }) {
    const total = count - 1;
    const words = total === 1 ? "The same at another place: " : `The same at ${total} other places: `;
    const names = others.flatMap((place, at) => [at > 0 ? ", " : "", placeName(place)]);
    const more = total > others.length ? ` and ${total - others.length} more` : "";
    return make("p", { class: "note" }, words, ...names, more);
  }

  /**
   * Leads to what the manual says of a rule.
   *
   * @param {string} rule
   */
  function manualLink(rule) {
    const href = `/.preview/manual/reference/rules.html#${rule}`;
    return make("a", { class: "more", href, target: "_blank", rel: "noopener" }, `About ${rule} in the manual`);
  }

  /** @param {PreviewFinding} found */
  function finding(found) {
    const { rule, severity, message, place, excerpts, notes, help } = found;
    return make(
      "article",
      { class: `finding ${severity}` },
      make("p", { class: "message" }, make("b", {}, severity), " ", ...inline(message)),
      make("p", { class: "at" }, placeName(place)),
      ...excerpts.flatMap((lines, at) => [
        // Where the first is has been said.
        ...(at > 0 ? [make("p", { class: "at" }, lines.place)] : []),
        excerpt(lines),
      ]),
      ...notes.map((note) => make("p", { class: "note" }, placeName(note.place), ": ", ...inline(note.message))),
      ...(found.count > 1 ? [otherPlaces(found)] : []),
      ...(help === null ? [] : [make("p", { class: "help" }, ...inline(help))]),
      make("p", { class: "rule" }, manualLink(rule)),
    );
  }

  class Panel {
    /** @param {() => void} toggleOrigins */
    constructor(toggleOrigins) {
      /** @type {PreviewMessage | null} */
      this.message = null;
      /**
       * What is listed: a severity, "all", or nothing.
       *
       * @type {PreviewSeverity | "all" | null}
       */
      this.listed = null;
      /**
       * The errors that the writer has put aside.
       *
       * @type {string | null}
       */
      this.aside = null;
      this.list = make("div", { class: "list" });
      this.title = make("h2", {});
      const close = make("button", { type: "button", class: "close", click: () => this.hide() }, "Close");
      const region = { class: "report", role: "region", "aria-label": "Findings", tabindex: "-1" };
      this.report = make("section", region, make("header", {}, this.title, close), this.list);
      this.notice = make("span", { class: "notice", role: "status" });
      this.file = make("span", { class: "file" });
      this.counts = make("span", { class: "counts", role: "status" });
      const title = "Show where each block comes from (w)";
      this.where = make("button", { type: "button", class: "where", title, click: toggleOrigins }, "Where from?");
      this.labels = make("div", { class: "labels" });
      this.host = document.createElement("groundwork-preview");
      this.attach();
    }

    /** Adds the panel to the page, where it stays hidden until its style is there. */
    attach() {
      const { host } = this;
      const style = make("link", { rel: "stylesheet", href: "/.preview/preview.css" });
      const bar = make("div", { class: "bar" }, this.notice, this.file, this.counts, this.where);
      host.attachShadow({ mode: "open" }).append(style, this.labels, this.report, bar);
      host.hidden = true;
      style.onload = () => (host.hidden = false);
      document.documentElement.append(host);
    }

    /** Whether findings are listed. */
    get isOpen() {
      return this.listed !== null;
    }

    hide() {
      const { message } = this;
      if (message && isBad(message)) this.aside = errorsOf(message);
      this.listed = null;
      this.drawReport();
    }

    /**
     * Shows what the server tells.
     *
     * @param {PreviewMessage} message
     */
    draw(message) {
      this.message = message;
      this.host.dataset.state = isBad(message) ? "error" : "fine";
      if (isBad(message)) {
        if (this.aside !== errorsOf(message)) this.listed = "all";
      } else {
        this.aside = null;
        if (this.listed === "all" || this.listed === "error") this.listed = null;
      }
      this.notice.textContent = message.notice ?? "";
      this.notice.hidden = message.notice === null;
      this.file.replaceChildren(pageName(message.page));
      this.drawCounts(message);
      this.drawReport();
    }

    /** Says that the server is gone. */
    showLost() {
      this.host.dataset.state = "lost";
      this.file.replaceChildren("The preview has stopped. Start it again: groundwork serve");
    }

    /** @param {boolean} isOn */
    showOrigins(isOn) {
      this.where.setAttribute("aria-pressed", String(isOn));
    }

    /** @param {PreviewMessage} message */
    drawCounts({ errors, warnings, notes }) {
      /** @type {[PreviewSeverity, number][]} */
      const kinds = [
        ["error", errors],
        ["warning", warnings],
        ["note", notes],
      ];
      const present = kinds.filter(([, count]) => count > 0);
      this.counts.replaceChildren(...present.map(([kind, count]) => this.countButton(kind, count)));
    }

    /**
     * @param {PreviewSeverity} kind
     * @param {number} count
     */
    countButton(kind, count) {
      const click = () => {
        this.listed = this.listed === kind ? null : kind;
        this.drawReport();
        if (this.listed) this.report.focus();
      };
      return make("button", { type: "button", class: kind, click }, `${count} ${kind}${count === 1 ? "" : "s"}`);
    }

    drawReport() {
      const { listed, message } = this;
      this.report.hidden = listed === null;
      if (!message || listed === null) {
        this.list.replaceChildren();
        return;
      }
      const isListed = (/** @type {PreviewFinding} */ { severity }) =>
        listed === "all" ? severity !== "note" : severity === listed;
      const all = message.findings.filter(isListed);
      const total = listed === "all" ? message.errors + message.warnings : message[`${listed}s`];
      const failure = message.failure === null ? [] : [make("p", { class: "failure" }, message.failure)];
      const left = total - all.reduce((sum, { count }) => sum + count, 0);
      const rest = `${left} more: groundwork check ${listed === "note" ? "--notes " : ""}lists them.`;
      const more = left > 0 ? [make("p", { class: "more" }, rest)] : [];
      this.title.textContent = heading(listed, message);
      this.list.replaceChildren(...failure, ...all.map(finding), ...more);
    }
  }

  /** @param {PreviewMessage} message */
  const isBad = ({ failure, errors }) => failure !== null || errors > 0;

  /**
   * The errors as a text, to compare.
   *
   * @param {PreviewMessage} message
   */
  const errorsOf = ({ failure, findings }) =>
    JSON.stringify([failure, findings.filter(({ severity }) => severity === "error")]);

  /**
   * What the bar is for, to who has not seen one before: which page this is, and what to do with it.
   *
   * @param {PreviewMessage["page"]} page
   */
  function pageName({ exists, moved_to, origin }) {
    if (!exists && moved_to === null) return "This page is not there any more.";
    if (!origin) return "Your preview: this page is made by the program, from your other pages.";
    return make("span", {}, "Your preview of ", placeName(origin, origin.path), ": edit the file, see it here");
  }

  /**
   * @param {PreviewSeverity | "all"} listed
   * @param {PreviewMessage} message
   */
  function heading(listed, { is_stale, errors }) {
    if (listed === "note") return "Notes";
    if (listed === "warning") return "Warnings";
    return is_stale ? `You see the page as it was before ${errors > 1 ? "these errors" : "this error"}` : "Findings";
  }

  groundwork.previewPanel = { Panel, placeName, inline };
}
