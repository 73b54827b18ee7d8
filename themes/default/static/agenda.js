// The times of a meeting for a start and a number of people of one's own.
//
// Everything reads without this. It shows the fields that ask for the two, looks the times up in the table that the
// page carries, and puts them into the places marked with data- attributes.
"use strict";
{
  const { fill, findAll, make, setText } = groundwork.dom;
  const { clock, elapsed, fieldValue, minutesOf, peopleOf, share, stepFor } = groundwork.agendaTimes;
  // A bar shorter than this, in thousandths of the meeting, has no room for its number.
  const NARROW = 28;

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
      const field = (/** @type {string} */ name) => form.elements.namedItem(name);
      this.startField = /** @type {HTMLInputElement} */ (field("start"));
      this.peopleField = /** @type {HTMLInputElement | null} */ (field("people"));
      this.printButton = /** @type {HTMLButtonElement} */ (field("print"));
    }

    /** Shows the fields, and from then on the times for what is set in them. */
    start() {
      const { people, start } = this.table;
      if (start !== null) this.startField.value = fieldValue(start);
      this.form.hidden = false;
      this.form.addEventListener("input", () => this.update());
      this.printButton.addEventListener("click", () => print());
      // A browser may have kept what was typed before.
      if (this.peopleField && people && Number(this.peopleField.value) !== people[1]) this.update();
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
      setText(this.form.querySelector("[role=status]"), this.overrun(planned.over));
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
