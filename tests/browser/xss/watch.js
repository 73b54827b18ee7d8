// Opens pages with their policy switched off, and tells what of them ran, loaded something or led away.

import { MARK } from "./payloads.js";
import { BASE_URL } from "./places.js";

/**
 * What of a document has no page of ours, as texts; of `html`, or of the page that is open. Scripts may come from
 * `homes`. It runs in a page, so that all it needs is within it.
 */
function suspicious({ html, homes }) {
  const ADDRESSES = ["href", "src", "action", "formaction", "data", "poster", "srcset", "background", "xlink:href", "ping", "to", "values"];
  const OURS = "script[type$=json], script[data-file^='assets/'], script[src^='/.preview/'], script:is([src*='assets/'], [src*='search/'])[src$='.js']";
  // Search reads what it shows of other pages in frames that it takes away again.
  const READING = "body > iframe[hidden][src*='.html']";
  // Pictures run nothing, and what is saved is not opened.
  const MAY_HOLD_DATA = "img, link[rel=icon], a[download]";
  const plain = (address) => address.replace(/^[\0- ]+|[\t\n\r]/g, "").toLowerCase();
  const isElsewhere = (script) => {
    const address = plain(script.getAttribute("src") ?? "");
    return /^([a-z]+:|[\\/]{2})/.test(address) && !homes.some((home) => address.startsWith(home.toLowerCase()));
  };
  const found = [];
  const looked = html === undefined ? document : new DOMParser().parseFromString(html, "text/html");
  const all = [...looked.querySelectorAll("*")];
  for (const { shadowRoot } of [...all]) all.push(...(shadowRoot?.querySelectorAll("*") ?? []));
  for (const element of all) {
    const name = element.localName;
    if (["iframe", "object", "embed", "base", "frame", "foreignobject"].includes(name) && !element.matches(READING)) found.push(element.outerHTML.slice(0, 200));
    if (name === "style" && !element.matches("head > style")) found.push("<style>");
    if (name === "script" && (!element.matches(OURS) || isElsewhere(element))) found.push(element.outerHTML.slice(0, 200));
    for (const { name: key, value } of element.attributes) {
      const address = ADDRESSES.includes(key) ? plain(value) : "";
      const runs = /^(javascript|vbscript):/.test(address) || (address.startsWith("data:") && !element.matches(MAY_HOLD_DATA));
      if (runs || key.startsWith("on") || key === "srcdoc") found.push(`${name}[${key}=${value.slice(0, 200)}]`);
    }
  }
  return found;
}

/**
 * A page of its own context in which scripts run and no policy holds them, and the list of what happened in it: calls of the
 * mark, questions to the reader, requests to anywhere but `home`, and pages that came in place of others.
 */
export async function watched(browser, home) {
  const context = await browser.newContext({ bypassCSP: true, offline: home.startsWith("file:") });
  const happened = [];
  const homes = [home, BASE_URL];
  let opened = null;
  const tell = (what) => happened.push(`${opened}: ${what}`);
  await context.exposeFunction(MARK, () => tell("a script ran"));
  await context.addInitScript(() => {
    globalThis.alert = globalThis.prompt = globalThis.confirm = globalThis.print = globalThis.ranHere;
  });
  const page = await context.newPage();
  page.on("request", (request) => {
    if (!request.url().startsWith(home)) tell(`asks for ${request.url()}`);
  });
  page.on("dialog", (dialog) => dialog.dismiss());
  page.on("popup", (popup) => tell(`opens ${popup.url()}`));
  const place = (address) => address.replace(/[?#].*/s, "");
  const open = async (address) => {
    opened = address;
    await page.goto(address, { waitUntil: "load" });
    return page;
  };
  /** Looks at the page that is open, which must be the one that was asked for. */
  const look = async () => {
    for (const what of await page.evaluate(suspicious, { homes })) tell(what);
    if (place(page.url()) !== place(opened)) tell(`leads to ${page.url()}`);
  };
  /** Looks at pages that are not opened, in the one that is: their addresses and texts. */
  const read = async (pages) => {
    for (const [address, html] of pages) {
      opened = address;
      for (const what of await page.evaluate(suspicious, { html, homes })) tell(what);
    }
  };
  return { context, page, happened, open, look, read };
}
