// Draws what search has found: each result as a link to its section, with what was found marked in it.
"use strict";
{
  const { make } = groundwork.dom;
  const { marked } = groundwork.searchMarks;
  const { root } = groundwork.searchLoader;
  const { reader } = groundwork;
  // How many of the words that were found an address takes along.
  const CARRIED = 24;

  /**
   * Where a section is. The url comes fit for an address, the id as it is.
   *
   * @param {string} url
   */
  function addressOf(url, id = "") {
    const address = new URL(reader?.leafAt ? location.href : url, root);
    address.hash = reader?.leafAt ? leafHash(url, id) : id;
    return address;
  }

  /**
   * The place of a section where one file holds all pages: the path of its page as the id of an element, which
   * has no spaces, and its own id.
   *
   * @param {string} url
   * @param {string} id
   */
  function leafHash(url, id) {
    const path = decodeURIComponent(url).replace(/\s/g, "\u2423").split("/");
    return [...path, ...(id ? [id] : [])].map(encodeURIComponent).join("/");
  }

  /**
   * A result as an option of the list, with its summary until its text is there.
   *
   * @type {SearchResults["option"]}
   */
  function option({ id, heading, title, url, summary, kind }, at, found) {
    const address = addressOf(url, id);
    const forms = [...found].slice(0, CARRIED).map(encodeURIComponent).join("+");
    address.hash += `${address.hash ? "" : "#"}?find=${forms}`;
    const head = make("span", { class: "search-title" }, ...marked(title, found));
    if (heading) head.append(" › ", ...marked(heading, found));
    const attributes = { id: `page-result-${at}`, href: address.href, role: "option", tabindex: "-1" };
    const text = make("span", { class: "search-text" }, ...marked(summary, found));
    return make("a", attributes, head, " ", make("span", { class: "search-kind" }, kind), " ", text);
  }

  /**
   * The stretch of a result's own text in which most of what was found stands together, marked, as its page tells
   * it; null where nothing is found in it.
   *
   * @type {SearchResults["excerpt"]}
   */
  async function excerpt({ url, id }, { found, stretch }) {
    const address = addressOf(url, id);
    const page = await reader?.read(address.href);
    const own = decodeURIComponent(address.hash.slice(1));
    const body = page?.sections.find((section) => section.id === own)?.text ?? "";
    const [from, to] = stretch(body, found);
    const parts = marked(body, found, { from, to });
    if (parts.length < 2) return null;
    return [...(from > 0 ? ["… "] : []), ...parts, ...(to < body.length ? [" …"] : [])];
  }

  groundwork.searchResults = { addressOf, option, excerpt };
}
