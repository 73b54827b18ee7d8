// Lets a page read another page of the site. No script may read a file from a disk, but a page may be opened in
// a hidden frame, and this script, which runs there too, tells the page around it what it holds. In a file that
// holds all pages, each is an element, a leaf, which is read where it stands.
(() => {
  "use strict";

  // What the frame is called, by which a page knows that it is asked to tell.
  const NAME = "groundwork-peek";
  // How long to wait for an answer, in milliseconds, and how many to keep.
  const PATIENCE = 5000;
  const KEPT = 60;
  // What stands among a page's text and is none.
  const ASIDE = ".cite, .footnote-reference, .footnotes, .meeting, .record, .citing, .embed-source, svg, script, style, select, button";

  if (window.name === NAME && parent !== window) {
    // Anybody may read what is told: it is the text of a page that anybody may open.
    parent.postMessage(told(document.querySelector("main")), "*");
    return;
  }

  const isOneFile = document.querySelector(".leaf") !== null;
  const answers = new Map();

  /** The page that an address within one file leads to; null where there is none. */
  function leafAt(address) {
    try {
      const id = decodeURIComponent(new URL(address, location.href).hash.slice(1));
      return document.getElementById(id)?.closest(".leaf") ?? null;
    } catch {
      return null;
    }
  }

  /** What the page at an address says: its title, kind, summary, sections and so on; null where it cannot be had. */
  async function peek(address) {
    if (isOneFile) {
      const leaf = leafAt(address);
      return leaf && told(leaf);
    }
    const url = new URL(address, location.href);
    url.hash = url.search = "";
    const known = answers.get(url.href);
    if (known) return known;
    const asking = url.href === location.href.split(/[?#]/)[0] ? told(document.querySelector("main")) : ask(url.href);
    answers.set(url.href, asking);
    if (answers.size > KEPT) answers.delete(answers.keys().next().value);
    return asking;
  }

  function ask(address) {
    return new Promise((done) => {
      const frame = document.createElement("iframe");
      const end = (answer) => {
        clearTimeout(timer);
        removeEventListener("message", hear);
        frame.remove();
        done(answer);
      };
      const hear = ({ source, data }) => {
        if (source === frame.contentWindow && data && Array.isArray(data.sections)) end(data);
      };
      const timer = setTimeout(end, PATIENCE, null);
      addEventListener("message", hear);
      // What a page tells while it is loaded has come before this.
      frame.onload = () => setTimeout(end, 0, null);
      Object.assign(frame, { name: NAME, hidden: true, tabIndex: -1, src: address });
      frame.setAttribute("aria-hidden", "true");
      document.body.append(frame);
    });
  }

  function told(page) {
    const words = (selector) => squeezed(page?.querySelector(selector)?.textContent ?? "");
    const isLeaf = page?.matches(".leaf");
    const sections = [{ id: isLeaf ? page.id : "", heading: "", text: "", lead: "" }];
    const text = page?.querySelector(".text");
    if (text) gather(text, sections, isLeaf ? `${page.id}/page-` : "page-");
    for (const section of sections) {
      section.text = squeezed(section.text);
      section.lead = squeezed(section.lead);
    }
    const lang = page?.closest("[lang]")?.lang ?? "";
    const dir = page?.closest("[dir]")?.dir ?? "";
    const kindId = page?.className.match(/\bkind-(\S+)/)?.[1] ?? "page";
    return { lang, dir, title: words("h1"), kind: words(".tab"), kindId, summary: words(".summary"), sections };
  }

  /** Adds the text within an element to the last section, and begins new ones at headings that are not the theme's. */
  function gather(element, sections, own) {
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) {
        sections[sections.length - 1].text += node.data;
      } else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(ASIDE)) {
        if (node.matches("h2[id], h3[id]") && !node.id.startsWith(own)) {
          sections.push({ id: node.id, heading: squeezed(node.textContent), text: "", lead: "" });
        } else {
          gather(node, sections, own);
          const last = sections[sections.length - 1];
          if (node.tagName === "P") last.lead ||= last.text;
          if (/^(P|LI|T[DHR]|D[DT]|H\d|BR|DIV)$/.test(node.tagName)) last.text += " ";
        }
      }
    }
  }

  /** A text with single spaces. Marks that are left out leave spaces, and the commas between them. */
  function squeezed(text) {
    const joined = text.replace(/(\s+,)+(?=\s*[.,;:!?)])/g, "").replace(/\s+/g, " ");
    return joined.replace(/ (?=[.,;:!?)])/g, "").trim();
  }

  // A live preview has made pages anew.
  document.addEventListener("preview:updated", () => answers.clear());
  if (isOneFile) {
    const name = document.title;
    const follow = () => (document.title = leafAt(location.href)?.dataset.title ?? name);
    addEventListener("hashchange", follow);
    follow();
  }
  globalThis.groundworkPeek = Object.assign(peek, { leafAt: isOneFile ? leafAt : null });
})();
