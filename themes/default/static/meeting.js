// Running a meeting from its run sheet: the present item large, the time left, what comes next.
//
// What to say and the notes are copies of the rows of the run sheet. Every length, and what gives way
// when time is lost, is looked up in the table that the page carries; this script knows the real time
// and nothing of how a meeting is planned. Nothing advances by itself.
((run) => globalThis.groundworkAgendas?.forEach(run))((agenda) => {
  "use strict";

  const rows = [...agenda.page.querySelectorAll(".run [data-item]")];
  if (!agenda.table.running || rows.length === 0) return;
  if (typeof HTMLDialogElement === "undefined" || !HTMLDialogElement.prototype.showModal) return;
  const { table, form, show } = agenda;
  const { running } = table;
  // Before ids, where one file holds several meetings.
  const own = agenda.page.id ? `${agenda.page.id}/` : "";
  const { words } = running;

  const MINUTE = 60_000;
  const HOUR = 60 * MINUTE;
  const DAY = 24 * HOUR;

  // ---- Words ----------------------------------------------------------------------------------

  const plural = new Intl.PluralRules(document.documentElement.lang || "en");

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

  function counted(word, n) {
    const forms = running.counted[word] ?? {};
    return fill(forms[plural.select(n)] ?? forms.other ?? `{n} ${word}`, { n });
  }

  const minutesLong = (n) => counted("minutes", n);

  const two = (n) => String(n).padStart(2, "0");

  function minuteOfDay(moment) {
    const date = new Date(moment);
    return date.getHours() * 60 + date.getMinutes();
  }

  const clock = (moment) => agenda.clock(minuteOfDay(moment));

  /** Seconds as they stand on a watch. */
  function watch(seconds) {
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60)];
    const rest = two(seconds % 60);
    return hours > 0 ? `${hours}:${two(minutes % 60)}:${rest}` : `${minutes}:${rest}`;
  }

  function lateness(lost) {
    if (lost === 0) return words["on-time"];
    return fill(lost > 0 ? words.late : words.early, { minutes: minutesLong(Math.abs(lost)) });
  }

  // ---- The meeting ----------------------------------------------------------------------------

  /**
   * `start` is the moment for which the meeting is planned, `from` that time of the day as it is set
   * on the page; `begun` has for each item that was taken up its index and the moment it began.
   */
  let meeting = planned();

  function planned() {
    const from = agenda.startSet();
    const start = from === null ? wholeMinute(Date.now()) : nearest(from, Date.now());
    return { start, from, people: agenda.peopleSet(), begun: [], ended: null };
  }

  function wholeMinute(moment) {
    return Math.floor(moment / MINUTE) * MINUTE;
  }

  /** The moment at which it is that time of the day: one whose meeting may still go on, or the next. */
  function nearest(from, now) {
    const past = Math.min(Math.max(6 * HOUR, table.declared * MINUTE + HOUR), DAY);
    const at = (day) => {
      const date = new Date(now);
      return new Date(date.getFullYear(), date.getMonth(), date.getDate() + day, 0, from).getTime();
    };
    return [-1, 0, 1].map(at).find((moment) => moment > now - past);
  }

  function phase(now) {
    if (meeting.begun.length === 0) return "planned";
    if (meeting.ended !== null) return "ended";
    return meeting.begun[0][1] > now ? "waiting" : "under-way";
  }

  /** Whether now is too far from the planned start for the meeting to be early or late. */
  const isAnotherTime = (now) =>
    meeting.from !== null && (now < meeting.start - HOUR || now > meeting.start + table.declared * MINUTE);

  function begin(now) {
    if (meeting.from === null || isAnotherTime(now)) {
      setForm(minuteOfDay(now), meeting.people);
      meeting.start = wholeMinute(now);
      meeting.from = agenda.startSet();
    }
    meeting.begun = [[0, now]];
  }

  /** Puts a start and a number of people into the fields of the page, which then shows these times. */
  function setForm(start, people) {
    form.elements.start.value = `${two(Math.floor(start / 60))}:${two(start % 60)}`;
    if (form.elements.people) form.elements.people.value = people;
    form.dispatchEvent(new Event("input"));
  }

  // ---- Times, from the table -----------------------------------------------------------------

  const step = () => agenda.step(meeting.people);

  /** When an item is planned to begin. */
  const plannedAt = (item) => meeting.start + step().planned.items[item][0] * MINUTE;

  /** How many whole minutes behind plan an item begins at a moment. */
  const behind = (item, moment) => Math.trunc((moment - plannedAt(item)) / MINUTE) || 0;

  /**
   * The meeting from an item on, if it begins so many minutes behind plan.
   *
   * Each item has columns of its own in the table: what gives way among it and those that follow, so
   * that they end in time although so much is lost, whatever it was lost to. Taken is the column for
   * as many minutes or the next more. Its times count from the item's beginning, so that the time of
   * the day is right for the minutes in between. `when` is `now` for an item that has begun, which is
   * no longer left out, or `next`.
   */
  function goingOn(item, lost, when) {
    const { steps, plans } = running;
    const found = running.lost.findIndex((column) => column >= lost);
    const column = found < 0 ? running.lost.length - 1 : found;
    const rows = steps[table.steps.indexOf(step())];
    const plan = plans[((when === "now" && rows.now[item]) || rows.next[item])[column]];
    const base = plannedAt(item) + lost * MINUTE;
    const items = plan.slice(0, -1).map(([begins, minutes, of], at) => {
      return { item: item + at, at: base + begins * MINUTE, minutes, of, dropped: minutes === undefined };
    });
    return { items, end: base + plan[plan.length - 1][0] * MINUTE, lost, column: running.lost[column] };
  }

  /** What is shown of the present: the item, what is left of it, and what is still to come. */
  function present(now) {
    const [item, begun] = meeting.begun[meeting.begun.length - 1];
    const plan = goingOn(item, behind(item, begun), "now");
    const [own, ...rest] = plan.items;
    const end = begun + own.minutes * MINUTE;
    const here = { item, begun, own, end, lost: plan.lost, isOver: now >= end, isLate: plan.lost > 0 };
    if (!here.isOver) return { ...here, plan: { ...plan, items: rest } };
    // Its time is up: the rest is looked up as if it went on now.
    const next = item + 1;
    const going = next < rows.length ? goingOn(next, behind(next, now), "next") : { ...plan, items: [], end: now };
    return { ...here, plan: going };
  }

  /** The meeting before it begins, which may be late already. */
  function beforehand(now, state) {
    const isLate = state === "planned" && !isAnotherTime(now);
    return goingOn(0, isLate ? Math.max(behind(0, now), 0) : 0, "now");
  }

  // ---- What is kept for a reload -------------------------------------------------------------

  // All pages from file:// may share what is kept, so the key names the page and its times.
  const PREFIX = "groundwork:meeting:";
  const key = `${PREFIX}${location.pathname}:${hash(agenda.holder.textContent)}`;
  let isKept = true;

  /** FNV-1a. */
  function hash(text) {
    let sum = 0x811c9dc5;
    for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
    return (sum >>> 0).toString(16);
  }

  function keep() {
    try {
      if (meeting.begun.length > 0) localStorage.setItem(key, JSON.stringify(meeting));
      else localStorage.removeItem(key);
    } catch {
      isKept = false;
    }
  }

  /** What was kept of a meeting that goes on; forgets all meetings of another day. */
  function kept(now) {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
      const goesOn = (key) => isMeeting(parsed(localStorage.getItem(key)), now);
      for (const old of keys.filter((key) => !goesOn(key))) localStorage.removeItem(old);
      return parsed(localStorage.getItem(key));
    } catch {
      isKept = false;
      return null;
    }
  }

  function parsed(text) {
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  }

  function isMeeting(it, now) {
    if (!it || it.ended !== null || !Array.isArray(it.begun) || it.begun.length === 0) return false;
    const numbers = [it.start, it.from, it.people, ...it.begun.flat()];
    const inOrder = it.begun.every((one) => Array.isArray(one) && one.length === 2 && one[0] >= 0);
    return inOrder && numbers.every(Number.isInteger) && Math.abs(now - it.begun[0][1]) < DAY;
  }

  // ---- The screen -----------------------------------------------------------------------------

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "click") element.addEventListener("click", value);
      else if (value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children);
    return element;
  }

  function button(name, text, click) {
    // The second click of two in a hurry is a slip.
    const once = (event) => event.detail < 2 && click();
    return make("button", { type: "button", class: name, click: once }, text);
  }

  const ui = {
    clock: make("p", { class: "meeting-clock" }),
    notice: make("p", {}),
    nth: make("p", { class: "meeting-nth" }),
    title: make("h2", { id: `${own}page-meeting-now`, tabindex: "-1" }),
    count: make("b", {}),
    countSays: make("span", {}),
    bar: make("progress", { "aria-label": words["time-gone"] }),
    plan: make("p", { class: "meeting-plan" }),
    lost: make("p", { class: "meeting-lost" }),
    texts: make("div", { class: "meeting-texts" }),
    asPlanned: button("meeting-as-planned", "", () => act(() => (meeting.begun = [[0, meeting.start]]))),
    givesWay: make("p", {}),
    rows: rows.map((_, item) => listRow(item)),
    ends: make("b", {}),
    endsOver: make("td", {}),
    people: make("p", {}),
    awake: make("p", {}),
    remembers: make("p", {}),
    over: button("meeting-over", words["start-over"], startOver),
    next: make("p", { class: "meeting-next" }),
    back: button("meeting-back", words.back, () => act(goBack)),
    forward: button("meeting-forward", "", () => act(goOn)),
    said: make("p", { class: "unseen", role: "status" }),
    run: button("meeting-run", words.run, open),
  };
  ui.timer = make("p", { class: "meeting-count", role: "timer" }, ui.count, " ", ui.countSays);
  const notAgain = button("meeting-over", words["start-over"], startOver);
  ui.resumed = make("div", { class: "meeting-notice", hidden: true }, ui.notice, notAgain);
  ui.coming = make(
    "section",
    { class: "meeting-to-come", "aria-labelledby": `${own}page-meeting-to-come` },
    make("h3", { id: `${own}page-meeting-to-come` }, words["to-come"]),
    ui.givesWay,
    make("table", {}, make("tbody", {}, ...ui.rows.map(({ row }) => row), endRow())),
  );
  ui.about = make("div", { class: "meeting-about" }, ui.people, ui.awake, ui.remembers, ui.over);
  const scrolled = { class: "meeting-scroll", tabindex: "0", role: "region", "aria-label": words["say-and-notes"] };
  ui.scroll = make("div", scrolled, ui.resumed, ui.texts, ui.asPlanned, ui.coming, ui.about);
  const meetingTitle = agenda.page.querySelector("h1").textContent;
  const dialog = make(
    "dialog",
    { class: "meeting-mode", "aria-labelledby": ui.title.id },
    make(
      "header",
      {},
      make("p", { class: "meeting-title" }, meetingTitle),
      ui.clock,
      button("meeting-close", words.close, () => dialog.close()),
    ),
    make("div", { class: "meeting-now" }, ui.nth, ui.title, ui.timer, ui.bar, ui.plan, ui.lost),
    ui.scroll,
    make("footer", {}, ui.next, make("div", {}, ui.back, ui.forward)),
    ui.said,
  );

  function listRow(item) {
    const hold = button("meeting-hold", words.hold, () => act((now) => meeting.begun.push([item, now])));
    const [at, long] = [make("b", {}), make("span", {})];
    const name = make("th", { scope: "row" }, make("span", { class: "nth" }, String(item + 1)), ` ${titleOf(item)}`);
    const row = make("tr", {}, make("td", { class: "time" }, at), name, make("td", {}, long, hold));
    return { row, at, long, hold };
  }

  function endRow() {
    const time = make("td", { class: "time" }, ui.ends);
    return make("tr", { class: "last" }, time, make("th", { scope: "row" }, words.ends), ui.endsOver);
  }

  /** The title of an item, without its number. */
  function titleOf(item) {
    const heading = rows[item].querySelector("h2").cloneNode(true);
    heading.querySelectorAll(".nth").forEach((number) => number.remove());
    return heading.textContent.trim();
  }

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

  function textsOf(item, isLate) {
    const rank = (block) => {
      if (isLate && block.classList.contains("marker-late")) return ORDER.indexOf("late-now");
      const found = ORDER.findIndex((name) => name && block.classList.contains(name));
      return found < 0 ? ORDER.indexOf("") : found;
    };
    const blocks = [...rows[item].querySelector(".what").children].filter((block) => block.tagName !== "H2");
    const copies = blocks.sort((one, other) => rank(one) - rank(other)).map((block) => block.cloneNode(true));
    for (const copy of copies) {
      // A page has each id once, and what is below cannot be gone to.
      for (const one of [copy, ...copy.querySelectorAll("[id]")]) one.removeAttribute("id");
      for (const link of copy.querySelectorAll("a[href]")) {
        if (link.getAttribute("href").startsWith("#")) link.replaceWith(...link.childNodes);
        else Object.assign(link, { target: "_blank", rel: "noopener noreferrer" });
      }
    }
    return copies;
  }

  let shownTexts = null;

  /** Shows the meeting as it is at this moment, which it gives. */
  function draw() {
    const now = Date.now();
    const state = phase(now);
    // Without a time of its own, a meeting is planned for whenever it begins.
    if (state === "planned" && meeting.from === null) meeting.start = wholeMinute(now);
    const here = state === "under-way" ? present(now) : null;
    dialog.dataset.phase = state;
    show(ui.clock, clock(now));
    if (here) drawItem(now, here);
    else if (state === "ended") drawEnd();
    else drawPlanned(now, state === "waiting");
    drawToCome(now, state, here);
    drawTexts(here);
    ui.timer.hidden = ui.count.textContent === "";
    ui.bar.hidden = !here;
    ui.back.hidden = state === "planned";
    ui.over.hidden = state === "planned";
    const isForMany = table.people && state !== "ended";
    show(ui.people, isForMany ? fill(words.for, { people: counted("people", meeting.people) }) : "");
    show(ui.remembers, isKept ? "" : words.forgetful);
    return now;
  }

  /** Before the meeting: how long until it is to begin, or since when it was to. */
  function drawPlanned(now, isWaiting) {
    const isKnown = meeting.from !== null;
    const isAnother = isAnotherTime(now) && !isWaiting;
    const time = clock(meeting.start);
    const end = meeting.start + table.declared * MINUTE;
    const until = meeting.start - now;
    const seconds = until > 0 ? Math.ceil(until / 1000) : Math.floor(-until / 1000);
    show(ui.nth, "");
    show(ui.title, meetingTitle);
    show(ui.count, isKnown && !isAnother ? watch(seconds) : "");
    show(ui.countSays, until > 0 ? words["until-start"] : words["since-start"]);
    showParts(ui.plan, isKnown ? [fill(words.planned, { from: time, until: clock(end) })] : []);
    const another = isAnother ? fill(words["another-time"], { time }) : "";
    show(ui.lost, isWaiting ? fill(words["begins-then"], { time }) : another);
    ui.asPlanned.hidden = isWaiting || !isKnown || now > end;
    show(ui.asPlanned, fill(words[until > 0 ? "begin-planned" : "began-planned"], { time }));
    show(ui.forward, words["begin-now"]);
  }

  function drawItem(now, { item, begun, own, end, isOver, lost, plan }) {
    show(ui.nth, fill(words.item, { number: item + 1, all: rows.length }));
    show(ui.title, titleOf(item));
    show(ui.count, watch(isOver ? Math.floor((now - end) / 1000) : Math.ceil((end - now) / 1000)));
    show(ui.countSays, isOver ? words.over : words.left);
    ui.bar.max = Math.max(end - begun, 1);
    ui.bar.value = Math.min(now - begun, ui.bar.max);
    const until = plannedAt(item) + step().planned.items[item][1] * MINUTE;
    const planned = fill(words.planned, { from: clock(plannedAt(item)), until: clock(until) });
    const is = fill(words.now, { from: clock(own.at), until: clock(own.at + own.minutes * MINUTE) });
    const isAsPlanned = lost === 0 && own.of === undefined;
    showParts(ui.plan, [planned, ...(isAsPlanned ? [] : [is]), ...(own.of === undefined ? [] : [long(own)])]);
    show(ui.lost, lateness(lost));
    ui.asPlanned.hidden = true;
    show(ui.forward, plan.items.some((one) => !one.dropped) ? words["next-item"] : words.end);
  }

  function drawEnd() {
    const toEnd = meeting.start + table.declared * MINUTE;
    show(ui.nth, "");
    show(ui.title, words.ended);
    show(ui.count, "");
    showParts(ui.plan, [fill(words["ended-at"], { time: clock(meeting.ended), planned: clock(toEnd) })]);
    const over = Math.trunc((meeting.ended - toEnd) / MINUTE) || 0;
    show(ui.lost, over > 0 ? runsOver(over) : lateness(over));
    ui.asPlanned.hidden = true;
    show(ui.forward, words.close);
  }

  /** Texts in a row, each of which stays whole where there is room. */
  function showParts(element, texts) {
    if (element.textContent === texts.join(" · ")) return;
    const parts = texts.map((text) => make("span", {}, text));
    element.replaceChildren(...parts.flatMap((part, at) => (at > 0 ? [" · ", part] : [part])));
  }

  const runsOver = (n) => fill(table.words.runs_over, { minutes: minutesLong(n) });

  /** How long an item is now, and how long it would be where it is shorter. */
  function long({ minutes, of, dropped }) {
    if (dropped) return table.words.left_out;
    return fill(words.min, { minutes: of === undefined ? minutes : fill(table.words.of, { minutes, all: of }) });
  }

  /** What is still to come, and what gives way. */
  function drawToCome(now, state, here) {
    ui.coming.hidden = ui.next.hidden = state === "ended";
    if (state === "ended") return;
    const { items, end, column } = here ? here.plan : beforehand(now, state);
    const gives = items.some((one) => one.dropped || one.of !== undefined);
    const lost = column > 0 ? fill(words["gives-way"], { minutes: minutesLong(column) }) : words["too-long"];
    const what = gives ? lost : words["as-planned"];
    show(ui.givesWay, here?.isOver && items.length > 0 ? `${words["if-next"]} ${what}` : what);
    ui.rows.forEach((line, item) => {
      const one = items.find((one) => one.item === item);
      line.row.hidden = !one;
      if (!one) return;
      line.row.className = one.dropped ? "dropped" : one.of === undefined ? "" : "shortened";
      show(line.at, one.dropped ? "–" : clock(one.at));
      show(line.long, long(one));
      line.hold.hidden = !one.dropped || !here;
    });
    const over = Math.trunc((end - meeting.start) / MINUTE) - table.declared;
    show(ui.ends, clock(end));
    show(ui.endsOver, over > 0 ? runsOver(over) : "");
    drawNext(items, end);
  }

  function drawNext(items, end) {
    const first = items.find((one) => !one.dropped);
    const skipped = items.filter((one) => one.dropped && !(first && first.item < one.item));
    const name = (one) => `${one.item + 1} ${titleOf(one.item)}`;
    const out = skipped.map((one) => `${name(one)}: ${table.words.left_out}`);
    const then = `${clock(first ? first.at : end)} ${first ? name(first) : words.ends}`;
    show(ui.next, [`${words.next}: ${then}`, ...out].join(" · "));
  }

  function drawTexts(here) {
    const wanted = here ? `${here.item} ${here.isLate}` : "";
    if (shownTexts === wanted) return;
    shownTexts = wanted;
    ui.texts.replaceChildren(...(here ? textsOf(here.item, here.isLate) : []));
    ui.scroll.scrollTop = 0;
  }

  // ---- What one does --------------------------------------------------------------------------

  /** Does something to the meeting, and shows and says what has become of it. */
  function act(what) {
    what(Date.now());
    ui.resumed.hidden = true;
    keep();
    const now = draw();
    say(now);
    restart();
    stayAwake();
    if (document.activeElement === document.body || document.activeElement?.closest("[hidden]")) ui.title.focus();
  }

  function goOn(now) {
    const state = phase(now);
    if (state === "planned" || state === "waiting") return begin(now);
    if (state === "ended") return dialog.close();
    const next = present(now).plan.items.find((one) => !one.dropped);
    if (next) meeting.begun.push([next.item, now]);
    else meeting.ended = now;
  }

  function goBack() {
    if (meeting.ended !== null) meeting.ended = null;
    else meeting.begun.pop();
  }

  function startOver() {
    if (!confirm(words["start-over-sure"])) return;
    act(() => (meeting = planned()));
    ui.title.focus();
  }

  /** Says the present item to who cannot see it; never each second. */
  function say(now) {
    const parts = [ui.nth.textContent, ui.title.textContent];
    if (phase(now) === "under-way") parts.push(minutesLong(present(now).own.minutes));
    ui.said.textContent = [...parts, ui.plan.textContent, ui.lost.textContent].filter(Boolean).join(". ");
  }

  // ---- The passing of time, and a screen that stays on ----------------------------------------

  let ticking;

  function restart() {
    clearTimeout(ticking);
    if (!dialog.open || phase(Date.now()) === "ended") return;
    const begun = meeting.begun[meeting.begun.length - 1]?.[1] ?? meeting.start;
    const since = (((Date.now() - begun) % 1000) + 1000) % 1000;
    ticking = setTimeout(() => (pass(), restart()), 1000 - since);
  }

  let shownPhase = null;

  /** Draws, and says that a meeting has begun by itself, as it was told to. */
  function pass() {
    const now = draw();
    if (shownPhase === "waiting" && phase(now) === "under-way") say(now);
    shownPhase = phase(now);
  }

  let lock = null;

  const isWatched = () => dialog.open && meeting.ended === null && document.visibilityState === "visible";

  /** Asks that the screen stays on, as long as somebody looks at a meeting that goes on. */
  async function stayAwake() {
    if (!isWatched()) return lock?.release();
    if (!lock) {
      try {
        const given = await navigator.wakeLock.request("screen");
        given.addEventListener("release", () => {
          if (lock === given) lock = null;
          sayAwake();
        });
        // Two may have been asked for, or the dialog closed meanwhile.
        if (lock || !isWatched()) given.release();
        else lock = given;
      } catch {
        // There is none, or it is not allowed, or the battery is low: the words below say so.
      }
    }
    sayAwake();
  }

  function sayAwake() {
    show(ui.awake, meeting.ended !== null ? "" : lock ? words["stays-awake"] : words["may-sleep"]);
  }

  document.addEventListener("visibilitychange", () => {
    if (!dialog.open || document.visibilityState !== "visible") return;
    pass();
    restart();
    stayAwake();
  });

  // ---- Into it and out of it ------------------------------------------------------------------

  function open() {
    if (meeting.begun.length === 0) meeting = planned();
    dialog.showModal();
    pass();
    say(Date.now());
    restart();
    stayAwake();
    ui.title.focus();
  }

  dialog.addEventListener("close", () => {
    stayAwake();
    clearTimeout(ticking);
    ui.resumed.hidden = true;
    if (meeting.ended !== null) {
      meeting = planned();
      keep();
    }
    show(ui.run, meeting.begun.length > 0 ? words.return : words.run);
  });

  // What is set on the page while the meeting goes on holds from then on.
  form.addEventListener("input", () => {
    if (meeting.begun.length === 0) return;
    const isWaiting = phase(Date.now()) === "waiting";
    const from = agenda.startSet();
    meeting.people = agenda.peopleSet();
    if (from !== null && from !== meeting.from) {
      const start = nearest(from, isWaiting ? Date.now() : meeting.begun[0][1]);
      Object.assign(meeting, { from, start });
      if (isWaiting) meeting.begun = [[0, start]];
    }
    keep();
  });

  form.elements.print.before(ui.run);
  document.body.append(dialog);

  const before = kept(Date.now());
  if (before?.begun.every(([item]) => item < rows.length)) {
    setForm(before.from, before.people);
    meeting = before;
    show(ui.notice, fill(words["goes-on"], { time: clock(before.begun[0][1]) }));
    ui.resumed.hidden = phase(Date.now()) !== "under-way";
    open();
  }
});
