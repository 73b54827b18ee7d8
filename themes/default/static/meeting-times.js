// Where a meeting stands at a moment: whether it has begun, what is left of the present item, what is still to come and
// what gives way. Every length is looked up in the agenda's table; this adds the real time and plans nothing itself.
// Moments are milliseconds as of `Date.now()`.
"use strict";
{
  const MINUTE = 60_000;
  const HOUR = 60 * MINUTE;
  const DAY = 24 * HOUR;

  /** @param {number} moment */
  const wholeMinute = (moment) => Math.floor(moment / MINUTE) * MINUTE;

  /**
   * Minutes after midnight, by the clock of the device.
   *
   * @param {number} moment
   */
  function minuteOfDay(moment) {
    const date = new Date(moment);
    return date.getHours() * 60 + date.getMinutes();
  }

  /**
   * Whole minutes between two moments, towards zero.
   *
   * @param {number} from
   * @param {number} to
   */
  const minutesBetween = (from, to) => Math.trunc((to - from) / MINUTE) || 0;

  /**
   * Seconds as a watch shows them: `4:05`, `1:04:05`.
   *
   * @param {number} seconds
   */
  function watch(seconds) {
    const { two } = groundwork.agendaTimes;
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60)];
    const rest = two(seconds % 60);
    return hours > 0 ? `${hours}:${two(minutes % 60)}:${rest}` : `${minutes}:${rest}`;
  }

  class MeetingTimes {
    /** @param {RunningTable} table */
    constructor(table) {
      this.table = table;
    }

    /**
     * A meeting that has not begun, planned for a time of the day, or for now if that is null.
     *
     * @param {number | null} from
     * @param {number} people
     * @param {number} now
     * @returns {Meeting}
     */
    plan(from, people, now) {
      const start = from === null ? wholeMinute(now) : this.nearest(from, now);
      return { start, from, people, begun: [], ended: null, more: 0, isUnderWay: false };
    }

    /**
     * The moment at which it is that time of the day: one whose meeting may still go on, or the next.
     *
     * @param {number} from
     * @param {number} now
     */
    nearest(from, now) {
      const past = Math.min(Math.max(6 * HOUR, this.table.declared * MINUTE + HOUR), DAY);
      const at = (/** @type {number} */ day) => {
        const date = new Date(now);
        return new Date(date.getFullYear(), date.getMonth(), date.getDate() + day, 0, from).getTime();
      };
      return [-1, 0].map(at).find((moment) => moment > now - past) ?? at(1);
    }

    /**
     * @param {Meeting} meeting
     * @param {number} now
     * @returns {MeetingPhase}
     */
    phase(meeting, now) {
      if (meeting.begun.length === 0) return "planned";
      if (meeting.ended !== null) return "ended";
      // Once an item was taken up, a clock that is put back does not make the meeting one to come.
      return meeting.begun.length === 1 && meeting.begun[0][1] > now && !meeting.isUnderWay ? "waiting" : "under-way";
    }

    /** @param {Meeting} meeting */
    plannedEnd(meeting) {
      return meeting.start + this.table.declared * MINUTE;
    }

    /**
     * Whether now is too far from the planned start for the meeting to be early or late.
     *
     * @param {Meeting} meeting
     * @param {number} now
     */
    isAnotherTime(meeting, now) {
      return meeting.from !== null && (now < meeting.start - HOUR || now > this.plannedEnd(meeting));
    }

    /** @param {Meeting} meeting */
    step(meeting) {
      return groundwork.agendaTimes.stepFor(this.table.steps, meeting.people);
    }

    /**
     * From when until when an item is planned.
     *
     * @param {Meeting} meeting
     * @param {number} item
     */
    planned(meeting, item) {
      const [begins, minutes] = this.step(meeting).planned.items[item];
      const from = meeting.start + begins * MINUTE;
      return { from, until: from + minutes * MINUTE };
    }

    /**
     * How many whole minutes behind plan an item begins at a moment.
     *
     * @param {Meeting} meeting
     * @param {number} item
     * @param {number} moment
     */
    behind(meeting, item, moment) {
      return minutesBetween(this.planned(meeting, item).from, moment);
    }

    /**
     * The meeting from an item on, if it begins so many minutes behind plan.
     *
     * Each item has columns of its own in the table: what gives way among it and those that follow, so that they end
     * in time although so much is lost, whatever it was lost to. Taken is the column for as many minutes or the next
     * more. Its times count from the item's beginning, so that the time of the day is right for the minutes in
     * between. `when` is `now` for an item that has begun, which is no longer left out, or `next`.
     *
     * @param {Meeting} meeting
     * @param {number} item
     * @param {number} lost
     * @param {"now" | "next"} when
     * @returns {GoingOn}
     */
    goingOn(meeting, item, lost, when) {
      const { lost: columns, plans, steps } = this.table.running;
      const found = columns.findIndex((column) => column >= lost);
      const column = found < 0 ? columns.length - 1 : found;
      const rows = steps[this.table.steps.indexOf(this.step(meeting))];
      const plan = plans[((when === "now" && rows.now[item]) || rows.next[item])[column]];
      const base = this.planned(meeting, item).from + lost * MINUTE;
      const items = plan.slice(0, -1).map(([begins, minutes, of], at) => {
        const isDropped = minutes === undefined;
        return { item: item + at, at: base + begins * MINUTE, minutes: minutes ?? 0, of, isDropped };
      });
      return { items, end: base + plan[plan.length - 1][0] * MINUTE, lost, column: columns[column] };
    }

    /**
     * What is shown of the present: the item, what is left of it, and what is still to come. An item that was given more minutes
     * ends later, and what follows is looked up for the moment of its end.
     *
     * @param {Meeting} meeting
     * @param {number} moment
     * @returns {Present}
     */
    present(meeting, moment) {
      const [item, begun] = meeting.begun[meeting.begun.length - 1];
      const now = Math.max(moment, begun);
      const plan = this.goingOn(meeting, item, this.behind(meeting, item, begun), "now");
      const [own, ...rest] = plan.items;
      const end = begun + (own.minutes + meeting.more) * MINUTE;
      const isOver = now >= end;
      const isLonger = isOver || meeting.more > 0;
      const toCome = isLonger ? this.afterOverrun(meeting, plan, item, Math.max(now, end)) : { ...plan, items: rest };
      return { item, begun, own, end, lost: plan.lost, isOver, isLate: plan.lost > 0, plan: toCome };
    }

    /**
     * What is to come when an item takes longer than it has: looked up as if the next began at that moment.
     *
     * @param {Meeting} meeting
     * @param {GoingOn} plan of the item
     * @param {number} item
     * @param {number} now
     */
    afterOverrun(meeting, plan, item, now) {
      const next = item + 1;
      const isLast = next >= this.step(meeting).planned.items.length;
      if (isLast) return { ...plan, items: [], end: now };
      return this.goingOn(meeting, next, this.behind(meeting, next, now), "next");
    }

    /**
     * The meeting before it begins, which may be late already.
     *
     * @param {Meeting} meeting
     * @param {number} now
     */
    beforehand(meeting, now) {
      const isLate = this.phase(meeting, now) === "planned" && !this.isAnotherTime(meeting, now);
      return this.goingOn(meeting, 0, isLate ? Math.max(this.behind(meeting, 0, now), 0) : 0, "now");
    }
  }

  groundwork.meetingTimes = { MINUTE, DAY, MeetingTimes, minuteOfDay, minutesBetween, wholeMinute, watch };
}
