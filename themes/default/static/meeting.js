// Running a meeting from its run sheet. It keeps what has happened so far, does what the buttons say, and lets the time
// pass; nothing advances by itself.
"use strict";
{
  const { findAll, setText } = groundwork.dom;
  const { MINUTE, MeetingTimes, minuteOfDay, wholeMinute } = groundwork.meetingTimes;
  const { MeetingMemory } = groundwork.meetingMemory;
  const { makeMeetingScreen } = groundwork.meetingScreen;
  const { MeetingSignal, MeetingView, MeetingWords, WakeLock } = groundwork;

  class RunningMeeting {
    /**
     * @param {RunningAgenda} agenda
     * @param {HTMLElement[]} rows the items on the run sheet
     */
    constructor(agenda, rows) {
      this.agenda = agenda;
      this.times = new MeetingTimes(agenda.table);
      this.words = new MeetingWords(agenda);
      this.memory = new MeetingMemory(agenda.text);
      this.screen = makeMeetingScreen(agenda, rows, this.actions());
      this.view = new MeetingView(this.screen, this.times, this.words);
      this.lock = new WakeLock(
        () => this.isWatched(),
        (isHeld) => this.tellAwake(isHeld),
      );
      this.signal = new MeetingSignal();
      this.meeting = this.planned();
      this.ticking = 0;
      /**
       * Of which item it was shown last that its time is up.
       *
       * @type {number | null}
       */
      this.shownOver = null;
      /**
       * The phase that was shown last.
       *
       * @type {MeetingPhase | null}
       */
      this.shownPhase = null;
    }

    /**
     * What the buttons do.
     *
     * @returns {MeetingActions}
     */
    actions() {
      return {
        open: () => this.open(),
        close: () => this.screen.dialog.close(),
        goOn: () => this.act((now) => this.goOn(now)),
        goBack: () => this.act(() => this.goBack()),
        hold: (item) => this.act((now) => this.take(item, now)),
        giveMore: (minutes) => this.act((now) => this.giveMore(minutes, now)),
        toggleSignal: () => this.toggleSignal(),
        beginAsPlanned: () => this.act(() => this.beginAsPlanned()),
        startOver: () => this.startOver(),
      };
    }

    /** Puts the button on the page, and takes up a meeting that goes on. */
    start() {
      const { agenda, screen } = this;
      screen.dialog.addEventListener("close", () => this.onClose());
      agenda.form.addEventListener("input", () => this.onInput());
      document.addEventListener("visibilitychange", () => this.onVisible());
      // It is why most people open a run sheet, so that it stands right below the title.
      const place = agenda.page.querySelector(".run-meeting");
      if (place) place.append(screen.run);
      else agenda.printButton.before(screen.run);
      document.body.append(screen.dialog);
      const kept = this.memory.recall(Date.now());
      if (kept?.begun.every(([item]) => item < screen.rows.length)) this.resume(kept);
    }

    /** @param {Meeting} kept */
    resume(kept) {
      const { agenda, screen, words } = this;
      agenda.set(kept.from ?? minuteOfDay(kept.start), kept.people);
      this.meeting = kept;
      setText(screen.notice, words.say("goes-on", { time: words.clock(kept.begun[0][1]) }));
      screen.resumed.hidden = this.phase(Date.now()) !== "under-way";
      this.open();
    }

    /** A meeting as it is set on the page. */
    planned() {
      return this.times.plan(this.agenda.from, this.agenda.people, Date.now());
    }

    /** @param {number} now */
    phase(now) {
      return this.times.phase(this.meeting, now);
    }

    // ---- What one does ----------------------------------------------------------------------------

    /**
     * Does something to the meeting, and shows and says what has become of it.
     *
     * @param {(now: number) => void} change
     */
    act(change) {
      const { screen } = this;
      change(Date.now());
      screen.resumed.hidden = true;
      this.memory.keep(this.meeting);
      this.announce(this.draw());
      this.restart();
      this.lock.update();
      const focused = document.activeElement;
      if (focused === document.body || focused?.closest("[hidden]")) screen.title.focus();
    }

    /** @param {number} now */
    goOn(now) {
      const phase = this.phase(now);
      if (phase === "planned" || phase === "waiting") this.begin(now);
      else if (phase === "ended") this.screen.dialog.close();
      else {
        const { plan } = this.times.present(this.meeting, now);
        const next = plan.items.find((one) => !one.isDropped);
        if (next) this.take(next.item, now);
        else this.meeting.ended = now;
      }
    }

    /**
     * Takes up an item. The times of a clock that was put back stay in order.
     *
     * @param {number} item
     * @param {number} now
     */
    take(item, now) {
      const { begun } = this.meeting;
      begun.push([item, Math.max(now, begun[begun.length - 1][1])]);
      this.meeting.more = 0;
    }

    /**
     * Gives the present item more minutes: from its end, or from now where that is past.
     *
     * @param {number} minutes
     * @param {number} now
     */
    giveMore(minutes, now) {
      const { end } = this.times.present(this.meeting, now);
      const past = Math.max(Math.ceil((now - end) / MINUTE), 0);
      this.meeting.more = this.meeting.more + past + minutes;
    }

    toggleSignal() {
      const { signal, screen } = this;
      screen.signal.setAttribute("aria-pressed", String(signal.toggle()));
    }

    /** @param {number} now */
    begin(now) {
      const { agenda, meeting } = this;
      if (meeting.from === null || this.times.isAnotherTime(meeting, now)) {
        agenda.set(minuteOfDay(now), meeting.people);
        meeting.start = wholeMinute(now);
        meeting.from = agenda.from;
      }
      meeting.begun = [[0, now]];
      meeting.isUnderWay = true;
      meeting.more = 0;
    }

    beginAsPlanned() {
      const { meeting } = this;
      meeting.begun = [[0, meeting.start]];
      meeting.isUnderWay = false;
    }

    goBack() {
      if (this.meeting.ended !== null) this.meeting.ended = null;
      else this.meeting.begun.pop();
      this.meeting.more = 0;
    }

    startOver() {
      if (!confirm(this.words.say("start-over-sure"))) return;
      this.act(() => (this.meeting = this.planned()));
      this.screen.title.focus();
    }

    open() {
      const { screen } = this;
      if (this.meeting.begun.length === 0) this.meeting = this.planned();
      this.view.forgetTexts();
      screen.dialog.showModal();
      this.pass();
      this.announce(Date.now());
      this.restart();
      this.lock.update();
      screen.title.focus();
    }

    onClose() {
      const { screen } = this;
      this.lock.update();
      clearTimeout(this.ticking);
      screen.resumed.hidden = true;
      if (this.meeting.ended !== null) {
        this.meeting = this.planned();
        this.memory.keep(this.meeting);
      }
      setText(screen.run, this.words.say(this.meeting.begun.length > 0 ? "return" : "run"));
    }

    /** What is set on the page while the meeting goes on holds from then on. */
    onInput() {
      const { agenda, meeting } = this;
      if (meeting.begun.length === 0) return;
      const isWaiting = this.phase(Date.now()) === "waiting";
      const { from } = agenda;
      meeting.people = agenda.people;
      if (from !== null && from !== meeting.from) {
        meeting.start = this.times.nearest(from, isWaiting ? Date.now() : meeting.begun[0][1]);
        meeting.from = from;
        if (isWaiting) meeting.begun = [[0, meeting.start]];
      }
      this.memory.keep(meeting);
    }

    // ---- The passing of time ----------------------------------------------------------------------

    /** Shows the meeting as it is at this moment, which it gives. */
    draw() {
      const now = Date.now();
      this.view.draw(this.meeting, now, this.memory.isKept);
      return now;
    }

    /** @param {number} now */
    announce(now) {
      this.view.announce(this.meeting, now);
    }

    /** Draws on each second of the present item. */
    restart() {
      clearTimeout(this.ticking);
      const { begun, start } = this.meeting;
      const now = Date.now();
      if (!this.screen.dialog.open || this.phase(now) === "ended") return;
      const since = now - (begun.length > 0 ? begun[begun.length - 1][1] : start);
      const next = () => {
        this.pass();
        this.restart();
      };
      this.ticking = setTimeout(next, 1000 - (((since % 1000) + 1000) % 1000));
    }

    /** Draws, and says that a meeting has begun by itself, as it was told to. */
    pass() {
      const now = this.draw();
      const phase = this.phase(now);
      if (this.shownPhase === "waiting" && phase === "under-way") this.announce(now);
      this.shownPhase = phase;
      this.tellEnd(now, phase);
    }

    /**
     * Gives a signal once when the time of an item is up.
     *
     * @param {number} now
     * @param {MeetingPhase} phase
     */
    tellEnd(now, phase) {
      const present = phase === "under-way" ? this.times.present(this.meeting, now) : null;
      const over = present?.isOver ? present.item : null;
      // A device that slept past the end tells nothing late.
      const isJustUp = present && now - present.end < MINUTE;
      if (over !== null && over !== this.shownOver && isJustUp) this.signal.give();
      this.shownOver = over;
    }

    onVisible() {
      if (!this.screen.dialog.open || document.visibilityState !== "visible") return;
      this.pass();
      this.restart();
      this.lock.update();
    }

    /** Whether somebody looks at a meeting that goes on. */
    isWatched() {
      return this.screen.dialog.open && this.meeting.ended === null && document.visibilityState === "visible";
    }

    /** @param {boolean} isHeld */
    tellAwake(isHeld) {
      const says = this.words.say(isHeld ? "stays-awake" : "may-sleep");
      setText(this.screen.awake, this.meeting.ended === null ? says : "");
    }
  }

  const canShow = typeof HTMLDialogElement !== "undefined" && HTMLDialogElement.prototype.showModal;
  for (const agenda of groundwork.agendas ?? []) {
    const rows = findAll(".run [data-item]", agenda.page);
    if (!canShow || !agenda.table.running || rows.length === 0) continue;
    new RunningMeeting(/** @type {RunningAgenda} */ (agenda), rows).start();
  }
}
