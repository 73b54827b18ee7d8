// Opens pages with their policy switched off, and tells what of them ran, loaded something or led away.

import { MARK } from "./payloads.js";
import { BASE_URL } from "./places.js";

/**
 * An element as a page has it: its name, its attributes, the beginning of its markup, and which of the selectors asked for it
 * matches.
 *
 * @typedef {{ name: string, attributes: [string, string][], markup: string, matches: string[] }} Seen
 */

// Scripts of the theme, of the single file and of the preview, and data.
const SCRIPT =
  "script:is([type$=json], [data-file^='assets/'], [data-file^='search/'][data-file$='.js'], [src^='/.preview/'], [src*='assets/'][src$='.js'], [src*='search/'][src$='.js'])";

// Search reads what it shows of other pages in frames that it takes away again.
const READING = "body > iframe[hidden][src*='.html']";

const STYLE = "head > style";

// Pictures run nothing, and what is saved is not opened.
const MAY_HOLD_DATA = "img, link[rel=icon], a[download]";

const OURS = [SCRIPT, READING, STYLE, MAY_HOLD_DATA];

// Elements that no page of ours has, but for those above.
const STRANGE = ["script", "style", "iframe", "object", "embed", "base", "frame", "foreignobject", "applet"];

// Attributes whose address is followed or loaded.
const ADDRESSES = [
  "href",
  "src",
  "action",
  "formaction",
  "data",
  "poster",
  "srcset",
  "background",
  "xlink:href",
  "ping",
];

/**
 * The elements of a document, of `html` or of the page that is open. Runs in a page, so all it needs is within it.
 *
 * @param {{ html?: string, selectors: string[] }} asked
 * @returns {Seen[]}
 */
function elements({ html, selectors }) {
  const looked = html === undefined ? document : new DOMParser().parseFromString(html, "text/html");
  const all = [...looked.querySelectorAll("*")];
  for (const { shadowRoot } of [...all]) all.push(...(shadowRoot?.querySelectorAll("*") ?? []));
  return all.map((element) => ({
    name: element.localName,
    attributes: Array.from(element.attributes, ({ name, value }) => [name, value.slice(0, 500)]),
    markup: element.outerHTML.slice(0, 200),
    matches: selectors.filter((selector) => element.matches(selector)),
  }));
}

/**
 * An address as browsers read it.
 *
 * @param {string} address
 */
const plain = (address) => address.replace(/^[\0- ]+|[\t\n\r]/g, "").toLowerCase();

/**
 * Whether a script comes from none of these places.
 *
 * @param {string} src
 * @param {string[]} homes
 */
const isElsewhere = (src, homes) =>
  /^([a-z]+:|[\\/]{2})/.test(src) && !homes.some((home) => src.startsWith(home.toLowerCase()));

/**
 * What of an element no page of ours has, or nothing; scripts may come from `homes`.
 *
 * @param {Seen} element
 * @param {string[]} homes
 */
function suspicious({ name, attributes, markup, matches }, homes) {
  const isOurs = [SCRIPT, READING, STYLE].some((selector) => matches.includes(selector));
  const src = plain(new Map(attributes).get("src") ?? "");
  if (STRANGE.includes(name) && (!isOurs || isElsewhere(src, homes))) return markup;
  const runs = (/** @type {[string, string]} */ [key, value]) => {
    if (key.startsWith("on") || key === "srcdoc") return true;
    const address = ADDRESSES.includes(key) ? plain(value) : "";
    const isData = address.startsWith("data:") && !matches.includes(MAY_HOLD_DATA);
    return isData || /^(javascript|vbscript):/.test(address);
  };
  return attributes.some(runs) ? markup : null;
}

/**
 * A page of its own context in which scripts run and no policy holds them, and the list of what happened in it: calls of the
 * mark, questions to the reader, requests to anywhere but `home`, and pages that came in place of others.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string} home
 */
export async function watched(browser, home) {
  const context = await browser.newContext({ bypassCSP: true, offline: home.startsWith("file:") });
  const page = await context.newPage();
  /** @type {string[]} */
  const happened = [];
  let opened = "";
  const tell = (/** @type {string} */ what) => happened.push(`${opened}: ${what}`);
  await context.exposeFunction(MARK, () => tell("a script ran"));
  await context.addInitScript(`globalThis.alert = globalThis.prompt = globalThis.confirm = globalThis.print = ${MARK}`);
  page.on("request", (request) => {
    if (!request.url().startsWith(home)) tell(`asks for ${request.url()}`);
  });
  page.on("dialog", (dialog) => dialog.dismiss());
  page.on("popup", (popup) => tell(`opens ${popup.url()}`));
  const place = (/** @type {string} */ address) => address.replace(/[?#].*/s, "");

  const judge = async (/** @type {string | undefined} */ html) => {
    for (const element of await page.evaluate(elements, { html, selectors: OURS })) {
      const what = suspicious(element, [home, BASE_URL]);
      if (what !== null) tell(what);
    }
  };
  const open = async (/** @type {string} */ address) => {
    opened = address;
    await page.goto(address, { waitUntil: "load" });
  };
  /** Looks at the page that is open, which must be the one that was asked for. */
  const look = async () => {
    await judge(undefined);
    if (place(page.url()) !== place(opened)) tell(`leads to ${page.url()}`);
  };
  /** Looks at a page that is not opened, by its address and text, in the one that is. */
  const read = async (/** @type {string} */ address, /** @type {string} */ html) => {
    opened = address;
    await judge(html);
  };
  return { context, page, happened, open, look, read };
}
