// Loads the scripts of the index of search, which hand over data: nothing but a script can be loaded from a disk. In
// a file that holds all pages, the data stands in the page itself.
"use strict";
{
  const { make } = groundwork.dom;

  /** @type {WeakMap<Element, any>} */
  const handed = new WeakMap();
  /** @type {Map<string, Promise<any>>} */
  const loaded = new Map();
  const box = document.getElementById("page-search");
  const root = new URL(`${box?.dataset.root ?? ""}./`, location.href);
  const folder = new URL(box?.dataset.index ?? "", root);

  /**
   * Keeps what the script that runs hands over.
   *
   * @param {any} data
   */
  function take(data) {
    if (document.currentScript) handed.set(document.currentScript, data);
  }

  /**
   * The data that stands in the page itself, as all does where one file is all there is.
   *
   * @param {string} name
   */
  function embedded(name) {
    const path = new URL(name, folder).href.slice(root.href.length);
    const block = document.querySelector(`script[data-file="${CSS.escape(path)}"]`);
    if (!block) return null;
    return block.getAttribute("type") === "application/json" ? JSON.parse(block.textContent ?? "") : handed.get(block);
  }

  /**
   * Runs a script and gives what it hands over; null where it is missing or damaged.
   *
   * @param {string} name
   * @param {(data: any) => any} unpack
   */
  function run(name, unpack) {
    const script = make("script", { src: new URL(name, folder).href });
    return new Promise((resolve) => {
      const end = () => {
        script.remove();
        try {
          resolve(unpack(handed.get(script)));
        } catch {
          loader.isBroken = true;
          resolve(null);
        }
      };
      script.onload = script.onerror = end;
      document.head.append(script);
    });
  }

  /**
   * What a script of the index holds, made fit for use by `unpack`, once; null where it cannot be had.
   *
   * @type {SearchLoader["load"]}
   */
  function load(name, unpack) {
    const known = loaded.get(name);
    if (known) return known;
    const here = groundwork.reader?.leafAt && embedded(name);
    const loading = here ? Promise.resolve(here).then(unpack) : run(name, unpack);
    loaded.set(name, loading);
    return loading;
  }

  /**
   * The last of the scripts that find; each needs the one before.
   *
   * @returns {Promise<Finder | null>}
   */
  async function loadFinder() {
    let finder = null;
    for (const name of (box?.dataset.finder ?? "").split(" ")) {
      finder = await load(name, (given) => given.ready && given);
      if (!finder) return null;
    }
    return finder;
  }

  /**
   * The folders of the indices to look into, from that of the page's language: where one file holds pages of several
   * languages, that of the page which is shown comes first.
   */
  function folders() {
    const { reader } = groundwork;
    if (!reader?.leafAt) return [""];
    const paths = [...document.querySelectorAll("script[data-file^='search/']")].map(
      (block) => block.getAttribute("data-file")?.split("/")[1] ?? "",
    );
    const shown = reader.leafAt(location.href) ?? document.querySelector(".leaf");
    const own = (shown?.getAttribute("lang") ?? "").toLowerCase();
    const first = (/** @type {string} */ name) => Number(name === own);
    return [...new Set(paths)].sort((one, other) => first(other) - first(one)).map((name) => `../${name}/`);
  }

  const loader = { root, load, loadFinder, folders, isBroken: false };
  groundwork.searchLoader = loader;
  // What the scripts of the index call.
  globalThis.groundworkSearch = { take };
  // A preview has made the index anew.
  document.addEventListener("preview:updated", () => {
    loaded.clear();
    loader.isBroken = false;
  });
}
