// Keeps a running meeting in the browser, so that it goes on after a reload.
"use strict";
{
  const { DAY } = groundwork.meetingTimes;
  const PREFIX = "groundwork:meeting:";

  class MeetingMemory {
    /** @param {string} text what tells this agenda from others, and from what it was before it was changed */
    constructor(text) {
      // All pages from file:// may share what is kept, so the key names the page and its times.
      this.key = `${PREFIX}${location.pathname}:${hash(text)}`;
      // Some browsers keep nothing from file://, or nothing at all.
      this.isKept = true;
    }

    /** @param {Meeting} meeting */
    keep(meeting) {
      try {
        if (meeting.begun.length > 0) localStorage.setItem(this.key, JSON.stringify(meeting));
        else localStorage.removeItem(this.key);
      } catch {
        this.isKept = false;
      }
    }

    /**
     * The meeting that was kept, if it goes on; forgets all meetings of another day.
     *
     * @param {number} now
     * @returns {Meeting | null}
     */
    recall(now) {
      try {
        const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
        const goesOn = (/** @type {string} */ key) => isUnderWay(parse(localStorage.getItem(key)), now);
        for (const old of keys.filter((key) => !goesOn(key))) localStorage.removeItem(old);
        return parse(localStorage.getItem(this.key));
      } catch {
        this.isKept = false;
        return null;
      }
    }
  }

  /**
   * The 32-bit FNV-1a hash of a text's UTF-16 units, in hexadecimal.
   *
   * @param {string} text
   */
  function hash(text) {
    let sum = 0x811c9dc5;
    for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
    return (sum >>> 0).toString(16);
  }

  /** @param {string | null} text */
  function parse(text) {
    try {
      return JSON.parse(text ?? "");
    } catch {
      return null;
    }
  }

  /**
   * Whether what was kept is a meeting that began less than a day ago and has not ended.
   *
   * @param {any} kept
   * @param {number} now
   */
  function isUnderWay(kept, now) {
    if (!kept || kept.ended !== null || !Array.isArray(kept.begun) || kept.begun.length === 0) return false;
    const isItem = (/** @type {any} */ one) => Array.isArray(one) && one.length === 2 && one[0] >= 0;
    const numbers = [kept.start, kept.from, kept.people, kept.more, ...kept.begun.flat()];
    return kept.begun.every(isItem) && numbers.every(Number.isInteger) && Math.abs(now - kept.begun[0][1]) < DAY;
  }

  groundwork.meetingMemory = { MeetingMemory, hash, isUnderWay };
}
