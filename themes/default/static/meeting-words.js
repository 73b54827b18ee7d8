// The sentences of a running meeting, in the page's language.
"use strict";
{
  const { fill, pluralForm } = groundwork.dom;
  const { minuteOfDay } = groundwork.meetingTimes;

  class MeetingWords {
    /** @param {RunningAgenda} agenda */
    constructor(agenda) {
      this.agenda = agenda;
      this.table = agenda.table;
      this.words = agenda.table.running.words;
    }

    /**
     * A word or a sentence of the theme, with what it names in braces filled in.
     *
     * @param {string} name
     * @param {Record<string, string | number>} values
     */
    say(name, values = {}) {
      return fill(this.words[name], values);
    }

    /**
     * So many of something: `5 minutes`.
     *
     * @param {string} word
     * @param {number} n
     */
    count(word, n) {
      return fill(pluralForm(this.table.running.counted[word], n) || `{n} ${word}`, { n });
    }

    /**
     * The time of the day at a moment.
     *
     * @param {number} moment
     */
    clock(moment) {
      return this.agenda.clock(minuteOfDay(moment));
    }

    /**
     * How many minutes late or early something is.
     *
     * @param {number} lost
     */
    lateness(lost) {
      if (lost === 0) return this.say("on-time");
      return this.say(lost > 0 ? "late" : "early", { minutes: this.count("minutes", Math.abs(lost)) });
    }

    /**
     * How late an item began, where its time is up: beside that nothing says that it is on time.
     *
     * @param {number} lost
     */
    began(lost) {
      if (lost === 0) return this.say("began-on-time");
      return this.say(lost > 0 ? "began-late" : "began-early", { minutes: this.count("minutes", Math.abs(lost)) });
    }

    /** @param {number} minutes */
    runsOver(minutes) {
      return fill(this.table.words.runs_over, { minutes: this.count("minutes", minutes) });
    }

    /** What the table calls an item that is left out. */
    get leftOut() {
      return this.table.words.left_out;
    }

    /**
     * How long an item is now, and how long it would be where it is shorter.
     *
     * @param {MeetingItem} item
     */
    length({ minutes, of, isDropped }) {
      if (isDropped) return this.leftOut;
      const shortened = this.table.words.of;
      return this.say("min", { minutes: of === undefined ? minutes : fill(shortened, { minutes, all: of }) });
    }
  }

  groundwork.MeetingWords = MeetingWords;
}
