// One or two handles on a line, for a filter by numbers.

import { say } from "../words/words.js";
import { element } from "./dom.js";

export class Slider {
  /**
   * @param {import("../state/filters.js").Filters} filters
   * @param {import("../state/facet_filter.js").RangeFilter} filter
   * @param {object} options
   * @param {number} options.step
   * @param {string[]} options.labels keys of words.csv: of the handle for the lower bound, and of that for the upper one
   * @param {(range: [number, number]) => string} options.words
   */
  constructor(filters, filter, { step, labels, words }) {
    this.filters = filters;
    this.filter = filter;
    this.words = words;
    const [least, most] = filter.bounds;
    this.handles = labels.map((key) => {
      const handle = /** @type {HTMLInputElement} */ (
        element("input", {
          type: "range",
          min: String(least),
          max: String(most),
          step: String(step),
          "data-say-label": key,
          "aria-label": say(key),
        })
      );
      handle.addEventListener("input", () => this.move());
      return handle;
    });
    this.output = element("output", {});
    this.node = element("div", { class: "slider" }, element("div", { class: "handles" }, ...this.handles), this.output);
    filters.store.on(["visible", "language"], () => this.show());
    this.show();
  }

  move() {
    const [from, to = this.filter.bounds[1]] = this.handles.map((handle) => Number(handle.value));
    this.filter.set(from, to);
    this.filters.apply();
  }

  show() {
    this.handles.forEach((handle, k) => {
      const value = String(this.filter.range[k]);
      // Not while it is held: two handles that cross would jump.
      if (document.activeElement !== handle) handle.value = value;
    });
    this.output.textContent = this.words(this.filter.range);
    for (const handle of this.handles) handle.setAttribute("aria-valuetext", this.output.textContent);
    const [least, most] = this.filter.bounds;
    const share = /** @param {number} x */ (x) => `${((x - least) / (most - least)) * 100}%`;
    this.node.style.setProperty("--from", share(this.filter.range[0]));
    this.node.style.setProperty("--to", share(this.filter.range[1]));
  }
}
