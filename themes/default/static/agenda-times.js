// The arithmetic of an agenda's times, on whole minutes. How a meeting is planned stands in the table that its page
// carries; this looks it up and adds the time of the day.
"use strict";
{
  /** @param {number} n */
  const two = (n) => String(n).padStart(2, "0");

  /**
   * Minutes as hours and minutes: `1:05`.
   *
   * @param {number} minutes
   */
  const elapsed = (minutes) => `${Math.floor(minutes / 60)}:${two(minutes % 60)}`;

  /**
   * Minutes after midnight as a field for a time takes them: `09:05`.
   *
   * @param {number} minutes
   */
  const fieldValue = (minutes) => elapsed(minutes).padStart(5, "0");

  /**
   * Minutes after midnight of what a field for a time holds; null where it holds none. Where a browser has no such field,
   * anything can be typed.
   *
   * @param {string} value
   */
  function minutesOf(value) {
    const [, hour, minute] = /^(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?$/.exec(plain(value)) ?? [];
    const [hours, minutes] = [Number(hour), Number(minute)];
    return hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
  }

  /**
   * What was typed, with the digits and signs of every keyboard as those of Latin ones.
   *
   * @param {string} typed
   */
  const plain = (typed) => typed.normalize("NFKC").trim();

  /**
   * Minutes after midnight as the page's language writes them.
   *
   * @param {number} minutes
   * @param {ClockWords} words
   */
  function clock(minutes, words) {
    const hour = Math.floor(minutes / 60) % 24;
    const isTwelve = words.hours === "12";
    return groundwork.dom.fill(words.clock, {
      hour: isTwelve ? hour % 12 || 12 : two(hour),
      minute: two(minutes % 60),
      half: hour < 12 ? words.before_noon : words.after_noon,
    });
  }

  /**
   * The times for so many people.
   *
   * @param {AgendaStep[]} steps
   * @param {number} people
   */
  const stepFor = (steps, people) => steps.filter((step) => step.from <= people).pop() ?? steps[0];

  // Nobody plans for more.
  const MOST_PEOPLE = 10_000;

  /**
   * The number of people that was typed; null where that is no whole number, none at all, or more than anybody plans for.
   *
   * @param {string | undefined} typed
   */
  function numberTyped(typed) {
    const text = plain(typed ?? "");
    const n = /^\d+$/.test(text) ? Number(text) : 0;
    return n >= 1 && n <= MOST_PEOPLE ? n : null;
  }

  /**
   * How many people to plan for: as many as are expected where no number was typed.
   *
   * @param {string | undefined} typed
   * @param {AgendaTable["people"]} range the fewest, the expected and the most
   */
  const peopleOf = (typed, range) => (range ? (numberTyped(typed) ?? range[1]) : 1);

  /**
   * A day such as `2026-12-01` as its year, month and day; null where there is no such day.
   *
   * @param {string} value
   */
  function dayOf(value) {
    const [, ...parts] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(plain(value)) ?? [];
    const [year, month, day] = parts.map(Number);
    const date = new Date(Date.UTC(year, month - 1, day));
    return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? { year, month, day } : null;
  }

  /**
   * What part of a whole some minutes are, as a length in CSS, cut to hundredths of a percent.
   *
   * @param {number} minutes
   * @param {number} whole
   */
  const share = (minutes, whole) => `${(Math.floor((minutes * 10000) / whole) / 100).toFixed(2)}%`;

  /**
   * Whether a condition such as `people > 18` holds for a number.
   *
   * @param {string} condition
   * @param {number} n
   */
  function holds(condition, n) {
    const [, sign, number] = condition.split(" ");
    const bound = Number(number);
    if (sign === "<") return n < bound;
    if (sign === "<=") return n <= bound;
    if (sign === ">") return n > bound;
    if (sign === ">=") return n >= bound;
    return n === bound;
  }

  /**
   * Minutes after the start of the meeting that a word such as `end-5` means; null for a word that is no time.
   *
   * @param {string} word
   * @param {number} declared
   */
  function minutesOfWord(word, declared) {
    const [, name, minutes] = /^(start|end)([+-]\d+)?$/.exec(word) ?? [];
    if (!name) return null;
    return (name === "end" ? declared : 0) + Number(minutes ?? 0);
  }

  groundwork.agendaTimes = {
    holds,
    minutesOfWord,
    two,
    elapsed,
    fieldValue,
    minutesOf,
    clock,
    stepFor,
    MOST_PEOPLE,
    numberTyped,
    peopleOf,
    dayOf,
    share,
  };
}
