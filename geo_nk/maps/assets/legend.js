// The legend is also the filter by category: a click hides or shows one.

import { byId, element } from "./dom.js";
import { CodeFilter } from "./filters.js";
import { symbolElement } from "./symbols.js";

export class Legend {
  /**
   * @param {import("./events.js").EventTable} events
   * @param {import("./store.js").Store} store
   * @param {import("./filters.js").Filters} filters
   */
  constructor(events, store, filters) {
    this.column = events.codes("category");
    this.filters = filters;
    this.filter = filters.add(new CodeFilter("hide", this.column));
    /** @type {Map<string, {button: HTMLElement, count: HTMLElement}>} */
    this.rows = new Map();
    const present = new Set(this.column.values);
    for (const category of events.categories.values()) if (present.has(category.code)) this.addKey(category);
    this.explain(events);
    store.on("visible", () => this.show());
  }

  /** @param {import("./events.js").Category} category */
  addKey(category) {
    const count = element("span", { class: "count" });
    const button = element(
      "button",
      { type: "button", class: "key", "aria-pressed": "true", "data-category": category.code },
      symbolElement(category),
      element("span", { class: "label" }, category.label),
      count,
    );
    button.addEventListener("click", () => {
      this.filter.toggle(category.code);
      this.filters.apply();
    });
    this.rows.set(category.code, { button, count });
    byId("legend-keys").append(button);
  }

  /** Explain the discs and the hollow marks where there are any. @param {import("./events.js").EventTable} events */
  explain(events) {
    const metres = events.numbers("uncertainty_m");
    let hollow = false;
    let disc = false;
    for (let i = 0; i < events.size && !(hollow && disc); i += 1) {
      if (!events.placed(i)) continue;
      if (events.vague(i)) hollow = true;
      else if (metres[i] > 0) disc = true;
    }
    byId("legend-hollow").hidden = !hollow;
    byId("legend-disc").hidden = !disc;
  }

  /** Say how many of each category the other filters let through. */
  show() {
    const counts = this.filters.counts(this.column, this.filter.key);
    this.column.values.forEach((code, k) => {
      const row = this.rows.get(/** @type {string} */ (code));
      if (!row) return;
      row.count.textContent = counts[k].toLocaleString("en");
      row.button.setAttribute("aria-pressed", String(!this.filter.hidden.has(/** @type {string} */ (code))));
    });
  }
}
