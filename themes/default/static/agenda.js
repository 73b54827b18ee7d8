// The times of a meeting for a start and a number of people of one's own.
//
// Everything reads without this. It adds what asks for the two, looks the times up in the table that
// the page carries, and shows them in the places marked with data- attributes. It reckons nothing
// but the time of the day.
((run) => {
  // In a file that holds all pages each is a leaf, with times of its own.
  const leaves = [...document.querySelectorAll(".leaf")];
  globalThis.groundworkAgendas = (leaves.length > 0 ? leaves : [document]).map(run).filter(Boolean);
})((page) => {
  "use strict";

  const holder = page.querySelector('[id$="page-times"]');
  const form = page.querySelector("fieldset.times");
  if (!holder || !form) return null;
  const table = JSON.parse(holder.textContent);
  const { words } = table;
  const start = form.elements.start;
  const people = form.elements.people;
  const all = (selector, within = page) => [...within.querySelectorAll(selector)];

  /** Puts a text into an element, if it is there. */
  function show(element, text) {
    if (element && element.textContent !== text) element.textContent = text;
  }

  /** Minutes after midnight as the page's language writes them. */
  function clock(minutes) {
    const hour = Math.floor(minutes / 60) % 24;
    const minute = String(minutes % 60).padStart(2, "0");
    const twelve = words.hours === "12";
    return words.clock
      .replace("{hour}", twelve ? String(hour % 12 || 12) : String(hour).padStart(2, "0"))
      .replace("{minute}", minute)
      .replace("{half}", hour < 12 ? words.before_noon : words.after_noon);
  }

  const elapsed = (minutes) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;

  /** Minutes after midnight of what is set; none where nothing is. */
  function startSet() {
    const [hours, minutes] = (start.value || "").split(":").map(Number);
    return Number.isInteger(hours) && Number.isInteger(minutes) ? hours * 60 + minutes : table.start;
  }

  /** The times for so many people. */
  function step(n) {
    return table.steps.reduce((found, next) => (next.from <= n ? next : found), table.steps[0]);
  }

  function peopleSet() {
    const n = people ? Math.floor(Number(people.value)) : 0;
    const [, expected, most] = table.people || [1, 1, 1];
    return n >= 1 ? Math.min(n, most) : expected;
  }

  function update() {
    const from = startSet();
    const time = (minutes) => (from === null ? elapsed(minutes) : clock(from + minutes));
    const { planned, late } = step(peopleSet());
    for (const row of all("[data-item]")) {
      const [begins, minutes] = planned.items[row.dataset.item - 1];
      show(row.querySelector("[data-time]"), time(begins));
      show(row.querySelector("[data-elapsed]"), elapsed(begins));
      show(row.querySelector("[data-minutes]"), String(minutes));
    }
    for (const row of all("[data-spare]")) {
      show(row.querySelector("[data-time]"), time(planned.end));
      show(row.querySelector("[data-minutes]"), String(planned.spare));
    }
    for (const row of all("[data-end]")) {
      show(row.querySelector("[data-time]"), time(Math.max(table.declared, planned.end)));
    }
    all("[data-over]").forEach((element) => show(element, planned.over > 0 ? overrun(planned.over) : ""));
    all("[data-start]").forEach((element) => show(element, time(0)));
    all("[data-until]").forEach((element) => show(element, time(table.declared)));
    all("[data-people]").forEach((element) => show(element, String(peopleSet())));
    all("[data-late]").forEach((row) => showLate(row, late, time));
    all("[data-late-end] td").forEach((cell, at) => {
      show(cell.querySelector("b"), time(late[at].end));
      note(cell, late[at].over > 0 ? overrun(late[at].over) : "");
    });
    all("svg.timeline").forEach((svg) => draw(svg, planned, from));
    show(form.querySelector("[role=status]"), planned.over > 0 ? overrun(planned.over) : "");
  }

  const overrun = (minutes) => words.runs_over.replace("{minutes}", words.minutes[minutes]);

  /** The small words beside a time in a cell. */
  function note(cell, text) {
    let span = cell.querySelector("span");
    if (!span && text) {
      span = document.createElement("span");
      cell.append(" ", span);
    }
    show(span, text);
  }

  function showLate(row, late, time) {
    all("td", row).forEach((cell, at) => {
      const [begins, minutes, of] = late[at].items[row.dataset.late - 1];
      const dropped = minutes === undefined;
      cell.className = dropped ? "dropped" : of === undefined ? "" : "shortened";
      if (dropped) return show(cell, words.left_out);
      if (!cell.querySelector("b")) cell.replaceChildren(document.createElement("b"));
      show(cell.querySelector("b"), time(begins));
      const shorter = () => words.of.replace("{minutes}", minutes).replace("{all}", of);
      note(cell, of === undefined ? String(minutes) : shorter());
    });
  }

  /** Draws the bars anew; the marks of time only move with the start. */
  function draw(svg, planned, from) {
    const whole = Math.max(planned.end + planned.spare, 1);
    const part = (minutes) => `${(Math.floor((minutes * 10000) / whole) / 100).toFixed(2)}%`;
    const bars = planned.items.map(([begins, minutes]) => [begins, minutes]);
    bars.push([planned.end, planned.spare]);
    all(".bar", svg).forEach((bar, at) => {
      const [begins, minutes] = bars[at];
      const rect = bar.querySelector("rect");
      rect.setAttribute("x", part(begins));
      rect.setAttribute("width", part(minutes));
      const text = bar.querySelector("text");
      if (!text) return;
      text.setAttribute("x", part(begins + minutes / 2));
      text.setAttribute("visibility", (minutes * 1000) / whole < 28 ? "hidden" : "visible");
    });
    for (const mark of all("[data-mark]", svg)) {
      const at = Number(mark.dataset.mark);
      const x = part(Math.min(at, whole));
      mark.querySelector("line").setAttribute("x1", x);
      mark.querySelector("line").setAttribute("x2", x);
      mark.querySelector("text").setAttribute("x", x);
      show(mark.querySelector("text"), from === null ? elapsed(at) : clock(from + at));
    }
  }

  if (table.start !== null) start.value = elapsed(table.start).padStart(5, "0");
  form.hidden = false;
  form.addEventListener("input", update);
  form.elements.print.addEventListener("click", () => print());
  // A browser may have kept what was typed before.
  if (people && table.people && Number(people.value) !== table.people[1]) update();

  // `meeting.js` runs the meeting for what is set here.
  return { page, holder, table, form, show, clock, startSet, peopleSet, step };
});
