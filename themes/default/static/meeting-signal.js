// Says that the time of an item is up: a buzz where the device has one, and a sound where somebody asked for it.
"use strict";
{
  /** How long the sound is, in seconds, and how high, in hertz. */
  const LENGTH = 0.6;
  const PITCH = 660;

  class MeetingSignal {
    constructor() {
      /**
       * Made at a press of a button, since browsers allow no sound before.
       *
       * @type {AudioContext | null}
       */
      this.audio = null;
      this.isOn = false;
    }

    /** Turns the sound on, with a first one to hear how loud it is, or off; gives whether it is on. */
    toggle() {
      this.isOn = !this.isOn;
      if (this.isOn) this.sound();
      return this.isOn;
    }

    give() {
      // Without leave, or without anything that shakes, this does nothing.
      navigator.vibrate?.([300, 150, 300]);
      if (this.isOn) this.sound();
    }

    async sound() {
      try {
        this.audio ??= new AudioContext();
        await this.audio.resume();
        const tone = this.audio.createOscillator();
        const volume = this.audio.createGain();
        const { currentTime } = this.audio;
        tone.frequency.value = PITCH;
        volume.gain.setValueAtTime(0.4, currentTime);
        volume.gain.exponentialRampToValueAtTime(0.001, currentTime + LENGTH);
        tone.connect(volume).connect(this.audio.destination);
        tone.start();
        tone.stop(currentTime + LENGTH);
      } catch {
        // There is no sound, or it is not allowed.
      }
    }
  }

  groundwork.MeetingSignal = MeetingSignal;
}
