// Plays the timeline: moves its window from the beginning to the end. Where motion is not wanted, each press is one step.

import { say } from "../words/words.js";
import { moved } from "./brush.js";

const WHOLE_MS = 40000; // what playing all of it takes, about

export class Player {
  /** @param {import("./timeline.js").Timeline} timeline @param {HTMLElement} button */
  constructor(timeline, button) {
    this.timeline = timeline;
    this.button = button;
    /** @type {number | undefined} */
    this.timer = undefined;
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    button.addEventListener("click", () => this.press());
  }

  get playing() {
    return this.timer !== undefined;
  }

  press() {
    if (this.still.matches) this.step();
    else if (this.playing) this.stop();
    else this.play();
  }

  play() {
    const pause = Math.min(Math.max(WHOLE_MS / this.timeline.bins, 90), 900);
    this.step();
    this.timer = window.setInterval(() => (this.ended ? this.stop() : this.step()), pause);
    this.describe();
  }

  stop() {
    window.clearInterval(this.timer);
    this.timer = undefined;
    this.describe();
  }

  get ended() {
    const { span, bins } = this.timeline;
    return !span || span[1] >= bins - 1;
  }

  /** One bin on; from the end, or from no period, to the beginning. */
  step() {
    const { span, bins } = this.timeline;
    const length = span ? span[1] - span[0] + 1 : Math.max(1, Math.round(bins / 12));
    this.timeline.choose(this.ended || !span ? [0, length - 1] : moved(span, 1, bins));
  }

  describe() {
    const { button } = this;
    const words = say(this.still.matches ? "time.step" : this.playing ? "time.pause" : "time.play");
    button.setAttribute("aria-label", words);
    button.setAttribute("title", words);
    button.setAttribute("aria-pressed", String(this.playing));
    button.classList.toggle("playing", this.playing);
  }
}
