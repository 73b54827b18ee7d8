// Keeps the screen on as long as somebody looks at a running meeting.
"use strict";
{
  class WakeLock {
    /**
     * @param {() => boolean} isWanted whether the screen is to stay on
     * @param {(isHeld: boolean) => void} report told whether it will
     */
    constructor(isWanted, report) {
      this.isWanted = isWanted;
      this.report = report;
      /** @type {WakeLockSentinel | null} */
      this.held = null;
    }

    /** Asks the browser for what is wanted now. */
    async update() {
      if (!this.isWanted()) {
        await this.held?.release();
        return;
      }
      if (!this.held) await this.request();
      this.tell();
    }

    async request() {
      try {
        const given = await navigator.wakeLock.request("screen");
        given.addEventListener("release", () => {
          if (this.held === given) this.held = null;
          this.tell();
        });
        // Two may have been asked for, or nobody may want it any more.
        if (this.held || !this.isWanted()) await given.release();
        else this.held = given;
      } catch {
        // There is none, or it is not allowed, or the battery is low: what is told says so.
      }
    }

    tell() {
      this.report(this.held !== null);
    }
  }

  groundwork.WakeLock = WakeLock;
}
