// On a narrow screen the panel is a sheet that is drawn up over the map: a line of it, half, or all.

import { byId } from "../parts/dom.js";
import { say } from "../words/words.js";

const STATES = ["low", "half", "full"];
const TAP_REACH = 6; // pixels

export class Sheet {
  /** @param {import("../state/store.js").Store} store */
  constructor(store) {
    this.panel = byId("panel");
    this.handle = byId("sheet");
    this.narrow = matchMedia("(max-width: 760px)");
    this.handle.addEventListener("pointerdown", (event) => this.grab(event));
    /** whether the last press on the handle drew it */
    this.drawn = false;
    this.handle.addEventListener("click", (event) => {
      const byKeyboard = event.detail === 0;
      if (!this.drawn || byKeyboard) this.show(this.state === "low" ? "half" : "low");
      this.drawn = false;
    });
    this.panel.addEventListener("focusin", () => {
      if (this.state === "low" && document.activeElement !== this.handle) this.show("half");
    });
    byId("search").addEventListener("focus", () => this.show("full"));
    byId("skip").addEventListener("click", () => byId("items").focus());
    store.on("selected", ({ selected }) => {
      if (selected !== null) this.show("low"); // the card has come; the map is to be seen above it
    });
    store.on("language", () => this.describe());
    this.show("low");
  }

  /** @param {string} state */
  show(state) {
    this.state = state;
    for (const name of STATES) this.panel.classList.toggle(name, name === state);
    if (state === "low" && this.narrow.matches) this.panel.scrollTop = 0;
    this.describe();
  }

  describe() {
    this.handle.setAttribute("aria-expanded", String(this.state !== "low"));
    this.handle.setAttribute("aria-label", say(this.state === "low" ? "panel.open" : "panel.close"));
  }

  /** @param {PointerEvent} event */
  grab(event) {
    const { panel, handle } = this;
    const height = panel.offsetHeight;
    let now = height;
    this.drawn = false;
    handle.setPointerCapture(event.pointerId);
    panel.classList.add("dragged");
    const move = /** @param {PointerEvent} at */ (at) => {
      now = Math.min(Math.max(height + event.clientY - at.clientY, 84), window.innerHeight * 0.92);
      panel.style.height = `${now}px`;
    };
    const end = () => {
      handle.removeEventListener("pointermove", move);
      panel.classList.remove("dragged");
      panel.style.height = "";
      // A tap is left to the click that follows: were the sheet to jump now, the click would hit what comes under it.
      this.drawn = Math.abs(now - height) > TAP_REACH;
      if (this.drawn) this.show(nearestState(now / window.innerHeight));
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("lostpointercapture", end, { once: true });
  }
}

/** @param {number} share of the screen's height */
const nearestState = (share) => (share < 0.3 ? "low" : share < 0.74 ? "half" : "full");
