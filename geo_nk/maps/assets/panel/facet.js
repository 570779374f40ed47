// The values of one column, each a switch with the number of events that it would show.

import { element } from "../parts/dom.js";
import { numberWords, say } from "../words/words.js";

/** @typedef {string | null} Value */

export class Facet {
  /**
   * @param {import("../state/filters.js").Filters} filters
   * @param {object} options
   * @param {import("../state/facet_filter.js").FacetFilter} options.filter
   * @param {HTMLElement} options.node takes the switches
   * @param {(value: Value) => string} options.words
   * @param {(value: Value) => Node} [options.symbol]
   * @param {(values: Value[]) => Value[]} options.order the values to show, in their order
   * @param {number} [options.most] values shown before the reader asks for all
   */
  constructor(filters, { filter, node, words, symbol, order, most = Infinity }) {
    this.filters = filters;
    this.filter = filter;
    this.node = node;
    this.words = words;
    this.symbol = symbol;
    this.values = order([...filter.column.values]);
    this.most = this.values.length > most + 2 ? most : Infinity;
    /** @type {Map<Value, {button: HTMLElement, count: HTMLElement}>} */
    this.rows = new Map();
    filter.words = () => this.chip();
    filters.store.on("language", () => this.build());
    filters.store.on("visible", () => this.count());
    this.build();
  }

  build() {
    this.rows.clear();
    const shown = this.values.slice(0, this.most);
    this.node.replaceChildren(...shown.map((value) => this.row(value)));
    if (this.values.length > shown.length) this.node.append(this.more());
    this.count();
  }

  more() {
    const button = element(
      "button",
      { type: "button", class: "quiet" },
      say("filter.show_more", { n: this.values.length }),
    );
    button.addEventListener("click", () => {
      const next = this.values[this.most];
      this.most = Infinity;
      this.build();
      this.rows.get(next)?.button.focus();
    });
    return button;
  }

  /** @param {Value} value */
  row(value) {
    const name = this.words(value);
    const count = element("span", { class: "count" });
    const button = element(
      "button",
      { type: "button", class: "key", "aria-pressed": "true", "data-value": value ?? "" },
      this.symbol?.(value) ?? element("span", { class: "tick", "aria-hidden": "true" }),
      element("span", { class: "label" }, name),
      count,
    );
    const only = element(
      "button",
      { type: "button", class: "only", "aria-label": say("filter.only_label", { what: name }) },
      say("filter.only"),
    );
    button.addEventListener("click", () => this.change(() => this.filter.toggle(value)));
    only.addEventListener("click", () => this.change(() => this.filter.only(value)));
    this.rows.set(value, { button, count });
    return element("div", { class: "facet-row" }, button, only);
  }

  /** @param {() => void} act */
  change(act) {
    act();
    this.filters.apply();
  }

  /** How many events each value would show, under all other filters. */
  count() {
    const counts = this.filters.counts(this.filter.column, this.filter.key);
    this.filter.column.values.forEach((value, k) => {
      const row = this.rows.get(value);
      if (!row) return;
      row.count.textContent = numberWords(counts[k]);
      row.button.classList.toggle("empty", counts[k] === 0);
      row.button.setAttribute("aria-pressed", String(!this.filter.hidden.has(value)));
    });
  }

  /** What is filtered, in few words. */
  chip() {
    const { kept } = this.filter;
    const hidden = [...this.filter.hidden];
    const short = kept.length <= hidden.length ? kept : hidden;
    const names = short.slice(0, 2).map(this.words).join(", ");
    const words = short.length > 2 ? `${names} + ${numberWords(short.length - 2)}` : names;
    if (!short.length) return say("search.none");
    return short === kept ? words : say("filter.without", { what: words });
  }
}
