// The search box. "/" brings the keyboard to it, Escape empties it, arrow down goes on to the list.

import { byId } from "../parts/dom.js";
import { TextFilter } from "../state/filters.js";

const TYPING_MS = 120; // between the last letter and the search, where there are many events

export class Search {
  /**
   * @param {import("../data/find.js").TextIndex} index
   * @param {import("../state/filters.js").Filters} filters
   */
  constructor(index, filters) {
    this.box = /** @type {HTMLInputElement} */ (byId("search"));
    this.filters = filters;
    this.filter = filters.add(new TextFilter("search", index));
    this.filter.words = () => `“${this.filter.query.trim()}”`;
    this.pause = index.size > 20000 ? TYPING_MS : 0;
    /** @type {number | undefined} */
    this.timer = undefined;
    this.box.addEventListener("input", () => this.later());
    this.box.addEventListener("keydown", (event) => this.press(event));
    document.addEventListener("keydown", (event) => this.summon(event));
    filters.store.on("visible", () => {
      if (this.box.value.trim() !== this.filter.query.trim()) this.box.value = this.filter.query;
    });
  }

  later() {
    window.clearTimeout(this.timer);
    if (this.pause) this.timer = window.setTimeout(() => this.apply(), this.pause);
    else this.apply();
  }

  apply() {
    window.clearTimeout(this.timer);
    this.filter.set(this.box.value);
    this.filters.apply();
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.isComposing) return; // Hangul and pinyin are typed in several keys
    if (event.key === "Escape" && this.box.value) {
      this.box.value = "";
      this.apply();
    } else if (event.key === "ArrowDown" || event.key === "Enter") {
      this.apply();
      byId("items").focus({ preventScroll: true });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {KeyboardEvent} event */
  summon(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.key !== "/" || event.ctrlKey || event.metaKey || target.closest("input, textarea, select")) return;
    event.preventDefault();
    this.box.focus();
    this.box.select();
  }
}
