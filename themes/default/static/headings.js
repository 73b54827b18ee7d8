// Puts a link beside each heading, which leads to it and copies its address. Without this script the contents of the page
// lead to the same places.
"use strict";
{
  const { findAll, make } = groundwork.dom;
  const { copied = "", heading: label = "" } = document.querySelector("main")?.dataset ?? {};
  // How long it is said that an address was copied, in milliseconds.
  const SAID = 2000;

  /** @param {Event} event */
  async function copy({ currentTarget }) {
    if (!(currentTarget instanceof HTMLAnchorElement)) return;
    const link = currentTarget;
    try {
      await navigator.clipboard.writeText(link.href);
    } catch {
      return;
    }
    link.dataset.copied = copied;
    setTimeout(() => delete link.dataset.copied, SAID);
  }

  function addLinks() {
    for (const heading of findAll(".text :is(h2, h3, h4)[id]")) {
      if (heading.querySelector(".anchor")) continue;
      const name = `${label}: ${heading.textContent}`;
      heading.append(make("a", { class: "anchor", href: `#${heading.id}`, "aria-label": name, click: copy }));
    }
  }

  if (groundwork.reader) {
    addLinks();
    // A preview has written headings anew.
    document.addEventListener("preview:updated", addLinks);
  }
}
