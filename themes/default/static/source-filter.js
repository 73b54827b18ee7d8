// Filters the list of all sources by kind, year and the like, and a reading list by what its works are. Without this script the whole list is shown, and no filter.
"use strict";
{
  const { fill, findAll, make, setText } = groundwork.dom;

  /**
   * Adds what the sources have to the choices of one kind, where the page has not named them.
   *
   * @param {HTMLSelectElement} select
   * @param {HTMLElement[]} sources
   */
  function addChoices(select, sources) {
    const has = (/** @type {string} */ value) => sources.some(({ dataset }) => dataset[select.name] === value);
    const named = [...select.options].slice(1);
    for (const option of named) if (!has(option.value)) option.remove();
    if (!named.length) {
      const values = new Set(sources.map(({ dataset }) => dataset[select.name] ?? ""));
      values.delete("");
      const language = document.documentElement.lang || undefined;
      const sorted = [...values].sort((one, other) => one.localeCompare(other, language, { numeric: true }));
      // The latest year first.
      if (select.name === "year") sorted.reverse();
      for (const value of sorted) select.append(make("option", { value }, value));
    }
    // One that leaves all of them is no choice.
    const [, first] = select.options;
    const isChoice =
      select.options.length > 2 || (first && sources.some(({ dataset }) => dataset[select.name] !== first.value));
    select.closest("label")?.toggleAttribute("hidden", !isChoice);
  }

  /** What is hidden with a work: in a reading list its note is too. */
  const itemOf = (/** @type {HTMLElement} */ source) => source.closest("li") ?? source;

  /** @param {HTMLElement} filter */
  function start(filter) {
    // In the site as one file there is more than one list.
    const place = filter.closest(".leaf") ?? document;
    const sources = findAll(".records > li, .text .entry", place);
    const choices = /** @type {HTMLSelectElement[]} */ (findAll("select", filter));
    const status = filter.querySelector("[role='status']");
    for (const select of choices) addChoices(select, sources);

    function apply() {
      const wanted = choices.filter((select) => select.value);
      const isShown = (/** @type {HTMLElement} */ { dataset }) =>
        wanted.every((select) => dataset[select.name] === select.value);
      for (const source of sources) itemOf(source).hidden = !isShown(source);
      for (const section of findAll(".bibliography > section", place)) {
        section.hidden = !section.querySelector(".records > li:not([hidden])");
      }
      const values = { n: sources.filter((source) => !itemOf(source).hidden).length, all: sources.length };
      setText(status, wanted.length ? fill(filter.dataset.shown ?? "", values) : "");
    }

    filter.addEventListener("change", apply);
    // A browser that goes back to the page keeps what was chosen.
    apply();
    filter.hidden = !choices.some((select) => !select.closest("label")?.hidden);
  }

  function begin() {
    for (const filter of findAll(".filter[hidden]")) start(filter);
  }

  begin();
  // A preview has written the list anew.
  document.addEventListener("preview:updated", begin);
}
