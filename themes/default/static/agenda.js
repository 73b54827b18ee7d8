// The times of a meeting for a start and a number of people of one's own.
//
// Everything reads without this. It shows the fields that ask for the two, looks the times up in the table that the
// page carries, and puts them into the places marked with data- attributes.
"use strict";
{
  const { beforeStop, fill, findAll, make, pluralForm, sentences, setText } = groundwork.dom;
  const { clock, elapsed, fieldValue, holds, minutesOf, minutesOfWord } = groundwork.agendaTimes;
  const { MOST_PEOPLE, dayOf, numberTyped, peopleOf, share, stepFor } = groundwork.agendaTimes;
  const DAY = 24 * 60;
  // What is typed of a meeting is kept while the tab is open, for all of its views, by the names of these fields.
  const PREFIX = "groundwork:tonight:";
  const KEPT = ["start", "people", "date", "place"];
  // A bar shorter than this, in thousandths of the meeting, has no room for its number.
  const NARROW = 28;

  /**
   * The text behind an element, which may be the last of the one that it stands in.
   *
   * @param {Element} element
   */
  const following = (element) => (element.nextSibling ?? element.parentElement?.nextSibling)?.textContent ?? "";

  /** An agenda, one of its sheets, or, in a file that holds all pages, a leaf with times of its own. */
  class Agenda {
    /**
     * @param {Document | HTMLElement} page
     * @param {HTMLElement} holder the element that carries the table
     * @param {HTMLFieldSetElement} form
     */
    constructor(page, holder, form) {
      this.page = page;
      this.text = holder.textContent ?? "";
      /** @type {AgendaTable} */
      this.table = JSON.parse(this.text);
      this.form = form;
      // The views of a meeting stand in one folder.
      this.key = `${PREFIX}${location.pathname.replace(/[^/]*$/, "")}${this.table.page}`;
      const field = (/** @type {string} */ name) => form.elements.namedItem(name);
      this.startField = /** @type {HTMLInputElement} */ (field("start"));
      this.peopleField = /** @type {HTMLInputElement | null} */ (field("people"));
      this.dateField = /** @type {HTMLInputElement | null} */ (field("date"));
      this.placeField = /** @type {HTMLInputElement | null} */ (field("place"));
      this.printButton = /** @type {HTMLButtonElement} */ (field("print"));
    }

    /** Shows the fields, and from then on the times for what is set in them. */
    start() {
      const { people, start } = this.table;
      if (start !== null) this.startField.value = fieldValue(start);
      if (this.dateField) this.dateField.value = this.table.date ?? "";
      if (this.placeField) this.placeField.value = this.table.place ?? "";
      this.form.hidden = false;
      this.form.addEventListener("input", () => {
        this.keep();
        this.update();
      });
      this.printButton.addEventListener("click", () => print());
      const isKept = this.recall();
      // A browser may have kept what was typed before.
      if (isKept || (this.peopleField && people && Number(this.peopleField.value) !== people[1])) this.update();
    }

    /** Keeps what is typed, for the other views of this meeting. */
    keep() {
      const fields = KEPT.map((name) => this.form.elements.namedItem(name));
      const typed = fields.map((field) => (field instanceof HTMLInputElement ? field.value : ""));
      try {
        sessionStorage.setItem(this.key, JSON.stringify(typed));
      } catch {
        // Some browsers keep nothing: then each view asks anew.
      }
    }

    /** Takes up what was typed on another view; whether there was anything. */
    recall() {
      try {
        const typed = JSON.parse(sessionStorage.getItem(this.key) ?? "null");
        if (!Array.isArray(typed)) return false;
        KEPT.forEach((name, at) => {
          const field = this.form.elements.namedItem(name);
          if (field instanceof HTMLInputElement && typeof typed[at] === "string") field.value = typed[at];
        });
        return true;
      } catch {
        return false;
      }
    }

    /** How many people come, once somebody has said so; null before. */
    get coming() {
      const { people } = this.table;
      return people && this.people !== people[1] ? this.people : null;
    }

    /** The day that is set, as the page's language writes it; empty where none is. */
    get day() {
      const set = dayOf(this.dateField?.value ?? "");
      if (!set) return "";
      const { year, month, day } = set;
      const { date, first_day, months } = this.table.words;
      return fill(date, { day: day === 1 ? first_day : day, month: months[month - 1] ?? month, year });
    }

    /** Minutes after midnight of the start that is set; null where none is. */
    get from() {
      return minutesOf(this.startField.value) ?? this.table.start;
    }

    /** How many people are set. */
    get people() {
      return peopleOf(this.peopleField?.value, this.table.people);
    }

    /**
     * Minutes after midnight as the page's language writes them.
     *
     * @param {number} minutes
     */
    clock(minutes) {
      return clock(minutes, this.table.words);
    }

    /**
     * Puts the start and the number of people into the fields, and so their times onto the page.
     *
     * @param {number} from
     * @param {number} people
     */
    set(from, people) {
      this.startField.value = fieldValue(from);
      if (this.peopleField) this.peopleField.value = String(people);
      this.form.dispatchEvent(new Event("input"));
    }

    /**
     * A moment so many minutes into the meeting: the time of the day, or how long it has gone on.
     *
     * @param {number} minutes
     */
    time(minutes) {
      return this.from === null ? elapsed(minutes) : this.clock(this.from + minutes);
    }

    /** @param {number} minutes */
    overrun(minutes) {
      const { runs_over, minutes: lengths } = this.table.words;
      return minutes > 0 ? fill(runs_over, { minutes: lengths[minutes] }) : "";
    }

    /** @param {string} selector */
    all(selector) {
      return findAll(selector, this.page);
    }

    /** Shows the times for what is set. */
    update() {
      const { planned, late } = stepFor(this.table.steps, this.people);
      const { declared } = this.table;
      this.showItems(planned);
      const ends = this.time(Math.max(declared, planned.end));
      for (const row of this.all("[data-end]")) setText(row.querySelector("[data-time]"), ends);
      const single = {
        "[data-over]": this.overrun(planned.over),
        "[data-start]": this.time(0),
        "[data-until]": this.time(declared),
        "[data-people]": String(this.people),
      };
      for (const [selector, text] of Object.entries(single)) {
        for (const element of this.all(selector)) setText(element, text);
      }
      for (const row of this.all("[data-late]")) this.showLate(row, late);
      this.all("[data-late-end] td").forEach((cell, at) => {
        setText(cell.querySelector("b"), this.time(late[at].end));
        note(cell, this.overrun(late[at].over));
      });
      for (const svg of this.all("svg.timeline")) this.drawTimeline(svg, planned);
      const says = sentences([this.overrun(planned.over), this.attendance, this.noNumber, this.noStart]);
      setText(this.form.querySelector("[role=status]"), says);
      this.showMeeting();
    }

    /** What to do where more or fewer come than the agenda is made for; empty where it fits. */
    get attendance() {
      const { most, people, words } = this.table;
      const n = this.people;
      if (!people) return "";
      const [min, , max] = people;
      const beyond = n > most ? fill(words.at_most, { n: most }) : "";
      const bound = max !== null && n > max ? max : min !== null && n < min ? min : null;
      if (bound === null) return beyond;
      const text = fill(n > bound ? words.too_many : words.too_few, { n, bound, times: Math.min(n, most) });
      return [text, beyond].filter(Boolean).join(" ");
    }

    /** For how many the times are where what was typed is no number of people. */
    get noNumber() {
      const field = this.peopleField;
      const isNone = field !== null && numberTyped(field.value) === null;
      field?.setAttribute("aria-invalid", String(isNone));
      return isNone ? fill(this.table.words.so_many, { n: this.people, most: MOST_PEOPLE }) : "";
    }

    /** From when the times are where what was typed is no time of the day. A meeting may have none. */
    get noStart() {
      const { value, validity } = this.startField;
      const isLeftOut = value === "" && !validity.badInput && this.table.start === null;
      const isNone = !isLeftOut && minutesOf(value) === null;
      this.startField.setAttribute("aria-invalid", String(isNone));
      return isNone ? fill(this.table.words.no_start, { time: this.time(0) }) : "";
    }

    /** Fills in what is known of this meeting, and settles what depends on how many come. */
    showMeeting() {
      const { attendance, coming } = this;
      for (const element of this.all("[data-attendance]")) {
        setText(element, attendance);
        element.hidden = !attendance;
      }
      for (const element of this.all("[data-groups]")) {
        const divided = this.table.groups?.[element.dataset.groups ?? ""] ?? [];
        // For more than the table reaches, none is said rather than a wrong one.
        setText(element, divided[this.people - 1] ?? "");
      }
      for (const element of this.all("[data-tonight]")) {
        setText(element, beforeStop(this.word(element.dataset.tonight ?? ""), following(element)));
      }
      for (const block of this.all("[data-if^=people]")) {
        const title = block.querySelector(".marker-title");
        block.dataset.asked ??= title?.textContent ?? "";
        block.hidden = coming !== null && !holds(block.dataset.if ?? "", coming);
        setText(title, coming === null ? block.dataset.asked : this.settled(coming));
      }
    }

    /** @param {number} n */
    settled(n) {
      const forms = this.table.running?.counted.people;
      const amount = fill((forms && pluralForm(forms, n)) || "{n}", { n });
      return fill(this.table.words.settled, { amount });
    }

    /**
     * What a word such as `end-5` comes to; empty where that is not known, which style sheets draw as a line.
     *
     * @param {string} word
     */
    word(word) {
      const { declared, people } = this.table;
      const minutes = minutesOfWord(word, declared);
      if (minutes !== null) return this.from === null ? "" : this.clock((((this.from + minutes) % DAY) + DAY) % DAY);
      if (word === "people") return people ? String(this.people) : "";
      if (word === "minutes") return String(declared);
      if (word === "date") return this.day;
      return this.placeField?.value.trim() ?? this.table.place ?? "";
    }

    /** @param {AgendaStep["planned"]} planned */
    showItems(planned) {
      for (const row of this.all("[data-item]")) {
        const [begins, minutes] = planned.items[Number(row.dataset.item) - 1];
        setText(row.querySelector("[data-time]"), this.time(begins));
        setText(row.querySelector("[data-elapsed]"), elapsed(begins));
        setText(row.querySelector("[data-minutes]"), String(minutes));
      }
      for (const row of this.all("[data-spare]")) {
        setText(row.querySelector("[data-time]"), this.time(planned.end));
        setText(row.querySelector("[data-minutes]"), String(planned.spare));
      }
    }

    /**
     * Shows when an item begins for each number of minutes lost, and what becomes of it.
     *
     * @param {HTMLElement} row
     * @param {AgendaStep["late"]} late
     */
    showLate(row, late) {
      const { left_out, of: shortened } = this.table.words;
      findAll("td", row).forEach((cell, at) => {
        const [begins, minutes, of] = late[at].items[Number(row.dataset.late) - 1];
        if (minutes === undefined) {
          cell.className = "dropped";
          setText(cell, left_out);
          return;
        }
        cell.className = of === undefined ? "" : "shortened";
        if (!cell.querySelector("b")) cell.replaceChildren(make("b", {}));
        setText(cell.querySelector("b"), this.time(begins));
        note(cell, of === undefined ? String(minutes) : fill(shortened, { minutes, all: of }));
      });
    }

    /**
     * Draws the bars anew; the marks of time only move with the start.
     *
     * @param {HTMLElement} svg
     * @param {AgendaStep["planned"]} planned
     */
    drawTimeline(svg, planned) {
      const whole = Math.max(planned.end + planned.spare, 1);
      const bars = [...planned.items, [planned.end, planned.spare]];
      findAll(".bar", svg).forEach((bar, at) => {
        const [begins, minutes] = bars[at];
        const label = bar.querySelector("text");
        place(bar.querySelector("rect"), { x: share(begins, whole), width: share(minutes, whole) });
        const visibility = (minutes * 1000) / whole < NARROW ? "hidden" : "visible";
        place(label, { x: share(begins + minutes / 2, whole), visibility });
      });
      for (const mark of findAll("[data-mark]", svg)) {
        const at = Number(mark.dataset.mark);
        const x = share(Math.min(at, whole), whole);
        place(mark.querySelector("line"), { x1: x, x2: x });
        place(mark.querySelector("text"), { x });
        setText(mark.querySelector("text"), this.time(at));
      }
    }
  }

  /**
   * @param {Element | null} shape
   * @param {Record<string, string>} attributes
   */
  function place(shape, attributes) {
    for (const [name, value] of Object.entries(attributes)) shape?.setAttribute(name, value);
  }

  /**
   * The small words beside a time in a cell.
   *
   * @param {HTMLElement} cell
   * @param {string} text
   */
  function note(cell, text) {
    let span = cell.querySelector("span");
    if (!span && text) {
      span = make("span", {});
      cell.append(" ", span);
    }
    setText(span, text);
  }

  /** @param {Document | HTMLElement} page */
  function agendaOf(page) {
    const holder = page.querySelector('[id$="page-times"]');
    const form = page.querySelector("fieldset.times");
    if (!(holder instanceof HTMLElement && form instanceof HTMLFieldSetElement)) return [];
    return [new Agenda(page, holder, form)];
  }

  const leaves = findAll(".leaf");
  groundwork.agendas = (leaves.length > 0 ? leaves : [document]).flatMap(agendaOf);
  for (const agenda of groundwork.agendas) agenda.start();
}
