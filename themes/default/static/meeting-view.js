// Shows a meeting on its screen as it is at a moment: the present item large, the time left, what comes next.
"use strict";
{
  const { make, sentences, setText } = groundwork.dom;
  const { copyOutside, copyTexts } = groundwork.meetingScreen;
  const { MINUTE, minutesBetween, wholeMinute, watch } = groundwork.meetingTimes;

  class MeetingView {
    /**
     * @param {MeetingScreen} screen
     * @param {MeetingTimes} times
     * @param {MeetingWords} words
     */
    constructor(screen, times, words) {
      this.screen = screen;
      this.times = times;
      this.words = words;
      /**
       * Which texts are shown; null where they are to be copied anew.
       *
       * @type {string | null}
       */
      this.shownTexts = null;
    }

    /**
     * Shows the meeting.
     *
     * @param {Meeting} meeting
     * @param {number} now
     * @param {boolean} isKept whether it would go on after a reload
     */
    draw(meeting, now, isKept) {
      const { screen, times, words } = this;
      const phase = times.phase(meeting, now);
      // Without a time of its own, a meeting is planned for whenever it begins.
      if (phase === "planned" && meeting.from === null) meeting.start = wholeMinute(now);
      const present = phase === "under-way" ? times.present(meeting, now) : null;
      screen.dialog.dataset.phase = phase;
      setText(screen.clock, words.clock(now));
      if (present) this.drawItem(meeting, now, present);
      else if (phase === "ended") this.drawEnd(meeting);
      else this.drawPlanned(meeting, now, phase === "waiting");
      if (phase !== "ended") this.drawToCome(meeting, present, present?.plan ?? times.beforehand(meeting, now));
      this.drawTexts(present);
      this.hideUnneeded(phase);
      const isForMany = times.table.people && phase !== "ended";
      setText(screen.people, isForMany ? words.say("for", { people: words.count("people", meeting.people) }) : "");
      setText(screen.remembers, isKept ? "" : words.say("forgetful"));
    }

    /** @param {MeetingPhase} phase */
    hideUnneeded(phase) {
      const { screen } = this;
      screen.timer.hidden = screen.count.textContent === "";
      screen.bar.hidden = screen.more.hidden = phase !== "under-way";
      screen.back.hidden = screen.over.hidden = phase === "planned";
      screen.toCome.hidden = screen.next.hidden = phase === "ended";
    }

    /**
     * Before the meeting: how long until it is to begin, or since when it was to.
     *
     * @param {Meeting} meeting
     * @param {number} now
     * @param {boolean} isWaiting
     */
    drawPlanned(meeting, now, isWaiting) {
      const { screen, times, words } = this;
      const isKnown = meeting.from !== null;
      const isAnother = times.isAnotherTime(meeting, now) && !isWaiting;
      const time = words.clock(meeting.start);
      const end = times.plannedEnd(meeting);
      const until = meeting.start - now;
      const seconds = until > 0 ? Math.ceil(until / 1000) : Math.floor(-until / 1000);
      setText(screen.nth, "");
      setText(screen.title, screen.meetingTitle);
      setText(screen.count, isKnown && !isAnother ? watch(seconds) : "");
      setText(screen.countSays, words.say(until > 0 ? "until-start" : "since-start"));
      this.drawPlan(isKnown ? [words.say("planned", { from: time, until: words.clock(end) })] : []);
      const another = isAnother ? words.say("another-time", { time }) : "";
      setText(screen.lost, isWaiting ? words.say("begins-then", { time }) : another);
      screen.asPlanned.hidden = isWaiting || !isKnown || now > end;
      setText(screen.asPlanned, words.say(until > 0 ? "begin-planned" : "began-planned", { time }));
      setText(screen.forward, words.say("begin-now"));
    }

    /**
     * @param {Meeting} meeting
     * @param {number} moment
     * @param {Present} present
     */
    drawItem(meeting, moment, { item, begun, own, end, isOver, lost, plan }) {
      const { screen, times, words } = this;
      // A clock that was put back counts from the item's beginning.
      const now = Math.max(moment, begun);
      setText(screen.nth, words.say("item", { number: item + 1, all: screen.rows.length }));
      setText(screen.title, screen.titles[item]);
      setText(screen.count, watch(isOver ? Math.floor((now - end) / 1000) : Math.ceil((end - now) / 1000)));
      setText(screen.countSays, words.say(isOver ? "over" : "left"));
      screen.bar.max = Math.max(end - begun, 1);
      screen.bar.value = Math.min(now - begun, screen.bar.max);
      const isShorter = own.of !== undefined;
      const span = (/** @type {string} */ name, /** @type {number} */ from, /** @type {number} */ until) =>
        words.say(name, { from: words.clock(from), until: words.clock(until) });
      const { from, until } = times.planned(meeting, item);
      const isMoved = lost !== 0 || isShorter || meeting.more > 0;
      const actual = isMoved ? [span("now", own.at, own.at + (own.minutes + meeting.more) * MINUTE)] : [];
      this.drawPlan([span("planned", from, until), ...actual, ...(isShorter ? [words.length(own)] : [])]);
      setText(screen.lost, isOver ? words.began(lost) : words.lateness(lost));
      screen.asPlanned.hidden = true;
      setText(screen.forward, words.say(plan.items.some((one) => !one.isDropped) ? "next-item" : "end"));
    }

    /** @param {Meeting} meeting */
    drawEnd(meeting) {
      const { screen, times, words } = this;
      const end = times.plannedEnd(meeting);
      const ended = meeting.ended ?? end;
      const over = minutesBetween(end, ended);
      setText(screen.nth, "");
      setText(screen.title, words.say("ended"));
      setText(screen.count, "");
      this.drawPlan([words.say("ended-at", { time: words.clock(ended), planned: words.clock(end) })]);
      setText(screen.lost, over > 0 ? words.runsOver(over) : words.lateness(over));
      screen.asPlanned.hidden = true;
      setText(screen.forward, words.say("close"));
    }

    /**
     * Texts in a row, each of which stays whole where there is room.
     *
     * @param {string[]} texts
     */
    drawPlan(texts) {
      const { plan } = this.screen;
      if (plan.textContent === texts.join(" · ")) return;
      const parts = texts.map((text) => make("span", {}, text));
      plan.replaceChildren(...parts.flatMap((part, at) => (at > 0 ? [" · ", part] : [part])));
    }

    /**
     * What is still to come, and what gives way.
     *
     * @param {Meeting} meeting
     * @param {Present | null} present
     * @param {GoingOn} plan
     */
    drawToCome(meeting, present, { items, end, column }) {
      const { screen, times, words } = this;
      const what = this.givesWay(items, column);
      setText(screen.givesWay, present?.isOver && items.length > 0 ? `${words.say("if-next")} ${what}` : what);
      screen.lines.forEach((line, item) => {
        const one = items.find((one) => one.item === item);
        line.row.hidden = !one;
        if (one) this.drawLine(line, one, present !== null);
      });
      const over = minutesBetween(meeting.start, end) - times.table.declared;
      setText(screen.ends, words.clock(end));
      setText(screen.endsOver, over > 0 ? words.runsOver(over) : "");
      this.drawNext(items, end);
    }

    /**
     * @param {MeetingItem[]} items
     * @param {number} column the minutes lost that the plan makes up for
     */
    givesWay(items, column) {
      const { words } = this;
      if (!items.some((one) => one.isDropped || one.of !== undefined)) return words.say("as-planned");
      return column > 0 ? words.say("gives-way", { minutes: words.count("minutes", column) }) : words.say("too-long");
    }

    /**
     * @param {MeetingLine} line
     * @param {MeetingItem} item
     * @param {boolean} isUnderWay
     */
    drawLine(line, item, isUnderWay) {
      const shortened = item.of === undefined ? "" : "shortened";
      line.row.className = item.isDropped ? "dropped" : shortened;
      setText(line.at, item.isDropped ? "–" : this.words.clock(item.at));
      setText(line.long, this.words.length(item));
      line.hold.hidden = !item.isDropped || !isUnderWay;
    }

    /**
     * The next item, and what is left out before it.
     *
     * @param {MeetingItem[]} items
     * @param {number} end
     */
    drawNext(items, end) {
      const { screen, words } = this;
      const first = items.find((one) => !one.isDropped);
      const skipped = items.filter((one) => one.isDropped && !(first && first.item < one.item));
      const name = (/** @type {MeetingItem} */ { item }) => `${item + 1} ${screen.titles[item]}`;
      const out = skipped.map((one) => `${name(one)}: ${words.leftOut}`);
      const then = `${words.clock(first?.at ?? end)} ${first ? name(first) : words.say("ends")}`;
      setText(screen.next, [`${words.say("next")}: ${then}`, ...out].join(" · "));
    }

    /** What the page says may have changed since its texts were copied. */
    forgetTexts() {
      this.shownTexts = null;
    }

    /**
     * What to say and to do in the present item, and what is marked for the meeting outside of its items, which stands open
     * while there is no item.
     *
     * @param {Present | null} present
     */
    drawTexts(present) {
      const wanted = present ? `${present.item} ${present.isLate}` : "";
      if (this.shownTexts === wanted) return;
      this.shownTexts = wanted;
      const { screen } = this;
      const own = present ? copyTexts(screen.rows[present.item], present.isLate) : [];
      screen.texts.replaceChildren(...own, ...copyOutside(screen.page, !present));
      screen.scroll.scrollTop = 0;
    }

    /**
     * Says the present item to those who cannot see it; never each second.
     *
     * @param {Meeting} meeting
     * @param {number} now
     */
    announce(meeting, now) {
      const { screen, times, words } = this;
      const isUnderWay = times.phase(meeting, now) === "under-way";
      const length = isUnderWay ? words.count("minutes", times.present(meeting, now).own.minutes) : "";
      const texts = [screen.nth, screen.title].map((element) => element.textContent);
      const parts = [...texts, length, screen.plan.textContent, screen.lost.textContent];
      screen.said.textContent = sentences(parts);
    }
  }

  groundwork.MeetingView = MeetingView;
}
