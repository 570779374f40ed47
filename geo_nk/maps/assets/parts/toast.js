// One line that says what just happened, and goes away.

import { say } from "../words/words.js";
import { byId, element } from "./dom.js";

const STAYS_MS = 6000;

export class Toast {
  constructor() {
    this.node = byId("toast");
    /** @type {number | undefined} */
    this.timer = undefined;
  }

  /**
   * @param {string} words
   * @param {{stays?: boolean, more?: Node}} [options] `stays`: until the reader sends it away
   */
  say(words, { stays = false, more } = {}) {
    window.clearTimeout(this.timer);
    const close = element("button", { type: "button", class: "close", "aria-label": say("notice.close") }, "×");
    close.addEventListener("click", () => this.hide());
    this.node.replaceChildren(element("span", {}, words), ...(more ? [more] : []), close);
    this.node.hidden = false;
    if (!stays) this.timer = window.setTimeout(() => this.hide(), STAYS_MS);
  }

  hide() {
    this.node.hidden = true;
    this.node.replaceChildren();
  }
}
