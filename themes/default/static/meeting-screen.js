// The screen of a running meeting: a dialog over the run sheet, made once. What to say and the notes are copies of the
// rows of the run sheet. `meeting-view.js` fills it.
"use strict";
{
  const { findAll, make } = groundwork.dom;

  // The texts of an item, what to say first; what helps to be brief follows where time is lost.
  const ORDER = [
    "marker-say",
    "late-now",
    "marker-decision",
    "marker-facilitator",
    "marker-cue",
    "",
    "facts",
    "method",
    "marker-late",
    "marker-what-if",
  ];

  /**
   * @param {RunningAgenda} agenda
   * @param {HTMLElement[]} rows the items on the run sheet
   * @param {MeetingActions} actions what the buttons do
   * @returns {MeetingScreen}
   */
  function makeMeetingScreen(agenda, rows, actions) {
    const { words } = agenda.table.running;
    // Before ids, where one file holds several meetings.
    const own = agenda.page instanceof HTMLElement ? `${agenda.page.id}/` : "";
    const meetingTitle = agenda.page.querySelector("h1")?.textContent ?? "";
    const titles = rows.map(titleOf);
    const parts = { ...makeTexts(words, own), ...makeButtons(words, actions) };
    const lines = titles.map((title, item) => makeLine(title, item, words, actions));
    const toCome = makeToCome(parts, lines, words, own);
    const notAgain = button("meeting-over", words["start-over"], actions.startOver);
    const resumed = make("div", { class: "meeting-notice", hidden: true }, parts.notice, notAgain);
    const scroll = makeScroll(parts, resumed, toCome, words);
    const dialog = makeDialog(parts, scroll, meetingTitle, words, actions);
    const { page } = agenda;
    return { ...parts, page, rows, meetingTitle, titles, lines, toCome, resumed, scroll, dialog };
  }

  /**
   * What is filled with text.
   *
   * @param {Record<string, string>} words
   * @param {string} own
   */
  function makeTexts(words, own) {
    const count = make("b", {});
    const countSays = make("span", {});
    return {
      clock: make("p", { class: "meeting-clock" }),
      notice: make("p", {}),
      nth: make("p", { class: "meeting-nth" }),
      title: make("h2", { id: `${own}page-meeting-now`, tabindex: "-1" }),
      count,
      countSays,
      timer: make("p", { class: "meeting-count", role: "timer" }, count, " ", countSays),
      bar: make("progress", { "aria-label": words["time-gone"] }),
      plan: make("p", { class: "meeting-plan" }),
      lost: make("p", { class: "meeting-lost" }),
      texts: make("div", { class: "meeting-texts" }),
      givesWay: make("p", {}),
      ends: make("b", {}),
      endsOver: make("td", {}),
      people: make("p", {}),
      awake: make("p", {}),
      remembers: make("p", {}),
      next: make("p", { class: "meeting-next" }),
      said: make("p", { class: "unseen", role: "status" }),
    };
  }

  /**
   * @param {Record<string, string>} words
   * @param {MeetingActions} actions
   */
  function makeButtons(words, actions) {
    const signal = button("meeting-signal", words.signal, actions.toggleSignal);
    signal.setAttribute("aria-pressed", "false");
    return {
      asPlanned: button("meeting-as-planned", "", actions.beginAsPlanned),
      more: make(
        "div",
        { class: "meeting-more" },
        longer(words["one-more"], () => actions.giveMore(1)),
        longer(words["five-more"], () => actions.giveMore(5)),
        signal,
      ),
      signal,
      over: button("meeting-over", words["start-over"], actions.startOver),
      back: button("meeting-back", words.back, actions.goBack),
      forward: button("meeting-forward", "", actions.goOn),
      run: button("meeting-run", words.run, actions.open),
    };
  }

  /**
   * The line of an item among what is to come.
   *
   * @param {string} title
   * @param {number} item
   * @param {Record<string, string>} words
   * @param {MeetingActions} actions
   * @returns {MeetingLine}
   */
  function makeLine(title, item, words, actions) {
    const hold = button("meeting-hold", words.hold, () => actions.hold(item));
    const [at, long] = [make("b", {}), make("span", {})];
    const name = make("th", { scope: "row" }, make("span", { class: "nth" }, String(item + 1)), ` ${title}`);
    const row = make("tr", {}, make("td", { class: "time" }, at), name, make("td", {}, long, hold));
    return { row, at, long, hold };
  }

  /**
   * The list of what is to come, and what gives way.
   *
   * @param {Pick<MeetingScreen, "ends" | "endsOver" | "givesWay">} parts
   * @param {MeetingLine[]} lines
   * @param {Record<string, string>} words
   * @param {string} own
   */
  function makeToCome({ ends, endsOver, givesWay }, lines, words, own) {
    const id = `${own}page-meeting-to-come`;
    const time = make("td", { class: "time" }, ends);
    const last = make("tr", { class: "last" }, time, make("th", { scope: "row" }, words.ends), endsOver);
    return make(
      "section",
      { class: "meeting-to-come", "aria-labelledby": id },
      make("h3", { id }, words["to-come"]),
      givesWay,
      make("table", {}, make("tbody", {}, ...lines.map(({ row }) => row), last)),
    );
  }

  /**
   * What scrolls below the present item.
   *
   * @param {MeetingParts} parts
   * @param {HTMLElement} resumed
   * @param {HTMLElement} toCome
   * @param {Record<string, string>} words
   */
  function makeScroll({ asPlanned, awake, more, over, people, remembers, texts }, resumed, toCome, words) {
    const about = make("div", { class: "meeting-about" }, people, awake, remembers, over);
    const attributes = { class: "meeting-scroll", tabindex: "0", role: "region", "aria-label": words["say-and-notes"] };
    return make("div", attributes, resumed, more, texts, asPlanned, toCome, about);
  }

  /**
   * @param {MeetingParts} parts
   * @param {HTMLElement} scroll
   * @param {string} meetingTitle
   * @param {Record<string, string>} words
   * @param {MeetingActions} actions
   */
  function makeDialog(parts, scroll, meetingTitle, words, actions) {
    const { back, bar, clock, forward, lost, next, nth, plan, said, timer, title } = parts;
    const close = button("meeting-close", words.close, actions.close);
    return make(
      "dialog",
      { class: "meeting-mode", "aria-labelledby": title.id },
      make("header", {}, make("p", { class: "meeting-title" }, meetingTitle), clock, close),
      make("div", { class: "meeting-now" }, nth, title, timer, bar, plan, lost),
      scroll,
      make("footer", {}, next, make("div", {}, back, forward)),
      said,
    );
  }

  /**
   * Copies of the texts of an item, in the order in which they are needed.
   *
   * @param {HTMLElement} row
   * @param {boolean} isLate
   */
  function copyTexts(row, isLate) {
    const blocks = [...(row.querySelector(".what")?.children ?? [])];
    const texts = blocks.filter((block) => block.tagName !== "H2");
    texts.sort((one, other) => rank(one, isLate) - rank(other, isLate));
    return texts.map(copyOf);
  }

  /**
   * Copies of what is marked for the meeting outside of its items, each section under its title, to be opened.
   *
   * @param {Document | HTMLElement} page
   * @param {boolean} isOpen
   */
  function copyOutside(page, isOpen) {
    return findAll(".outside", page).map((section) => {
      const title = section.querySelector("h2")?.textContent ?? "";
      const texts = [...section.children].filter((block) => block.tagName !== "H2");
      return make("details", { open: isOpen }, make("summary", {}, title), ...texts.map(copyOf));
    });
  }

  /**
   * @param {string} name
   * @param {string} text
   * @param {() => void} act
   */
  function button(name, text, act) {
    // The second click of two in a hurry is a slip.
    const once = (/** @type {MouseEvent} */ event) => {
      if (event.detail < 2) act();
    };
    return make("button", { type: "button", class: name, click: once }, text);
  }

  /**
   * A button that may be pressed several times in a row.
   *
   * @param {string} text
   * @param {() => void} act
   */
  function longer(text, act) {
    return make("button", { type: "button", class: "meeting-longer", click: act }, text);
  }

  /**
   * The title of an item, without its number.
   *
   * @param {HTMLElement} row
   */
  function titleOf(row) {
    const heading = row.querySelector("h2")?.cloneNode(true);
    if (!(heading instanceof HTMLElement)) return "";
    for (const number of findAll(".nth", heading)) number.remove();
    return (heading.textContent ?? "").trim();
  }

  /**
   * @param {Element} block
   * @param {boolean} isLate
   */
  function rank(block, isLate) {
    if (isLate && block.classList.contains("marker-late")) return ORDER.indexOf("late-now");
    const found = ORDER.findIndex((name) => name && block.classList.contains(name));
    return found < 0 ? ORDER.indexOf("") : found;
  }

  /**
   * A copy of a block. A page has each id once, and what is below the dialog cannot be gone to.
   *
   * @param {Element} block
   */
  function copyOf(block) {
    const copy = /** @type {Element} */ (block.cloneNode(true));
    for (const one of [copy, ...findAll("[id]", copy)]) one.removeAttribute("id");
    for (const link of findAll("a[href]", copy)) {
      if (link.getAttribute("href")?.startsWith("#")) link.replaceWith(...link.childNodes);
      else Object.assign(link, { target: "_blank", rel: "noopener noreferrer" });
    }
    return copy;
  }

  groundwork.meetingScreen = { makeMeetingScreen, copyTexts, copyOutside };
}
