// The legend is also the filter by category: a click hides or shows one.

class Legend {
  /**
   * @param {EventTable} events
   * @param {() => void} changed
   */
  constructor(events, changed) {
    this.hidden = new Set();
    this.changed = changed;
    /** @type {Map<string, {button: HTMLElement, count: HTMLElement}>} */
    this.rows = new Map();
    const present = new Set(Array.from({ length: events.size }, (_, i) => events.get(i, "category")));
    for (const category of events.categories.values()) {
      if (!present.has(category.code)) continue;
      const count = element("span", { class: "count" });
      const button = element(
        "button",
        { type: "button", class: "key", "aria-pressed": "true", "data-category": category.code },
        symbolElement(category),
        element("span", { class: "label" }, category.label),
        count,
      );
      button.addEventListener("click", () => this.toggle(category.code));
      this.rows.set(category.code, { button, count });
      byId("legend-keys").append(button);
    }
    const rows = Array.from({ length: events.size }, (_, i) => i);
    byId("legend-hollow").hidden = !rows.some((i) => events.placed(i) && events.vague(i));
    byId("legend-disc").hidden = !rows.some(
      (i) => events.placed(i) && !events.vague(i) && events.get(i, "uncertainty_m"),
    );
  }

  /** @param {string} code */
  toggle(code) {
    if (!this.hidden.delete(code)) this.hidden.add(code);
    this.rows.get(code)?.button.setAttribute("aria-pressed", String(!this.hidden.has(code)));
    this.changed();
  }

  clear() {
    for (const code of [...this.hidden]) this.rows.get(code)?.button.setAttribute("aria-pressed", "true");
    this.hidden.clear();
  }

  /** @param {Map<string, number>} counts by category, of what the other filters let through */
  count(counts) {
    for (const [code, { count }] of this.rows) count.textContent = (counts.get(code) ?? 0).toLocaleString("en");
  }
}
