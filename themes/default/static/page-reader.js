// Lets a page read another page of the site. No script may read a file from a disk, but a page may be opened in a
// hidden frame, and this script, which runs there too, tells the page around it what it holds. In a file that
// holds all pages, each is an element, a leaf, which is read where it stands.
"use strict";
{
  const { decode, make } = groundwork.dom;

  // The name of the frame, by which a page knows that it is asked to tell.
  const NAME = "groundwork-reader";
  // How long to wait for an answer, in milliseconds, and how many to keep.
  const TIMEOUT = 5000;
  const KEPT = 60;
  // What stands among a page's text without being part of it.
  const ASIDE =
    ".cite, .footnote-reference, .footnotes, .meeting, .record, .citing, .embed-source, svg, script, style, select, button";
  // Those of them that stand within sentences, and the sign for one in the text that is put together.
  const MARK = ".cite, .footnote-reference";
  const GAP = "\ue000";
  // Elements that a space separates from the text after them.
  const BLOCK = /^(P|LI|T[DHR]|D[DT]|H\d|BR|DIV)$/;

  const isOneFile = document.querySelector(".leaf") !== null;
  /** @type {Map<string, Promise<PageText | null> | PageText>} */
  const answers = new Map();

  /**
   * The page that an address within one file leads to; null where there is none.
   *
   * @param {string} address
   */
  function leafAt(address) {
    const id = decode(new URL(address, location.href).hash.slice(1));
    return document.getElementById(id)?.closest(".leaf") ?? null;
  }

  /**
   * Reads the page at an address: its title, kind, summary, sections and so on; null where it cannot be had.
   *
   * @param {string} address
   */
  async function read(address) {
    if (isOneFile) {
      const leaf = leafAt(address);
      return leaf && textOf(leaf);
    }
    const url = new URL(address, location.href);
    url.hash = url.search = "";
    const known = answers.get(url.href);
    if (known) return known;
    const isHere = url.href === location.href.split(/[?#]/)[0];
    const answer = isHere ? textOf(document.querySelector("main")) : ask(url.href);
    answers.set(url.href, answer);
    if (answers.size > KEPT) answers.delete([...answers.keys()][0]);
    return answer;
  }

  /**
   * Opens a page in a hidden frame and waits for what it tells.
   *
   * @param {string} address
   * @returns {Promise<PageText | null>}
   */
  function ask(address) {
    const frame = make("iframe", { name: NAME, hidden: true, tabindex: "-1", src: address, "aria-hidden": "true" });
    return new Promise((resolve) => {
      const end = (/** @type {PageText | null} */ answer) => {
        clearTimeout(timer);
        removeEventListener("message", hear);
        frame.remove();
        resolve(answer);
      };
      const hear = (/** @type {MessageEvent} */ { source, data }) => {
        if (source === frame.contentWindow && Array.isArray(data?.sections)) end(data);
      };
      const timer = setTimeout(end, TIMEOUT, null);
      addEventListener("message", hear);
      // What a page tells while it loads has come before this.
      frame.onload = () => setTimeout(end, 0, null);
      document.body.append(frame);
    });
  }

  /**
   * What a page says.
   *
   * @param {Element | null} page
   * @returns {PageText}
   */
  function textOf(page) {
    const words = (/** @type {string} */ selector) => squeeze(page?.querySelector(selector)?.textContent ?? "");
    const leaf = page?.matches(".leaf") ? page.id : "";
    const sections = [{ id: leaf, heading: "", text: "", lead: "" }];
    const text = page?.querySelector(".text");
    if (text) addText(text, sections, leaf ? `${leaf}/page-` : "page-");
    for (const section of sections) {
      section.text = squeeze(section.text);
      section.lead = squeeze(section.lead);
    }
    return {
      lang: page?.closest("[lang]")?.getAttribute("lang") ?? "",
      dir: page?.closest("[dir]")?.getAttribute("dir") ?? "",
      title: words("h1"),
      kind: words(".tab"),
      kindId: page?.className.match(/\bkind-(\S+)/)?.[1] ?? "",
      hasTerms: page?.classList.contains("terms") ?? false,
      summary: words(".summary"),
      sections,
    };
  }

  /**
   * Adds the text within an element to the last section, and begins new sections at headings that are not the
   * theme's: the ids of those begin with `own`.
   *
   * @param {Element} element
   * @param {SectionText[]} sections
   * @param {string} own
   */
  function addText(element, sections, own) {
    for (const node of element.childNodes) {
      const last = sections[sections.length - 1];
      if (node instanceof Text) last.text += node.data;
      else if (node instanceof Element && node.matches(MARK)) last.text += GAP;
      else if (node instanceof Element && !node.matches(ASIDE)) addElement(node, sections, own);
    }
  }

  /**
   * @param {Element} element
   * @param {SectionText[]} sections
   * @param {string} own
   */
  function addElement(element, sections, own) {
    if (element.matches("h2[id], h3[id]") && !element.id.startsWith(own)) {
      sections.push({ id: element.id, heading: squeeze(element.textContent ?? ""), text: "", lead: "" });
      return;
    }
    addText(element, sections, own);
    const last = sections[sections.length - 1];
    if (element.tagName === "P") last.lead ||= last.text;
    if (BLOCK.test(element.tagName)) last.text += " ";
  }

  /**
   * A text with single spaces. Marks that are left out leave spaces behind, the commas between them, and brackets that held
   * nothing else. A gap says where one stood.
   *
   * @param {string} text
   */
  function squeeze(text) {
    const whole = text.replace(/\s*[(（](?:[\s,;，；]*\ue000)+[\s,;，；]*[)）]/g, "");
    const joined = whole
      .replace(/\ue000/g, "")
      .replace(/(\s+,)+(?=\s*[.,;:!?)])/g, "")
      .replace(/\s+/g, " ");
    return joined.replace(/ (?=[.,;:!?)。，、；：！？）])/g, "").trim();
  }

  /** In one file, names the window after the page that it shows. */
  function followTitle() {
    const name = document.title;
    const follow = () => {
      document.title = leafAt(location.href)?.getAttribute("data-title") ?? name;
    };
    addEventListener("hashchange", follow);
    follow();
  }

  if (window.name === NAME && parent !== window) {
    // Anybody may read what is told: it is the text of a page that anybody may open. Nothing else is to run here, so
    // other scripts find no reader.
    parent.postMessage(textOf(document.querySelector("main")), "*");
  } else {
    groundwork.reader = { read, leafAt: isOneFile ? leafAt : null, squeeze };
    // A live preview has made pages anew.
    document.addEventListener("preview:updated", () => answers.clear());
    if (isOneFile) followTitle();
  }
}
