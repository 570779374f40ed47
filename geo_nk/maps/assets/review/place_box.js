// A box in which a place of the gazetteer is chosen: it offers what fits, arrow keys choose, Enter takes.

import { element } from "../parts/dom.js";
import { say, sayCode } from "../words/words.js";

export class PlaceBox {
  /**
   * @param {import("./place_finder.js").PlaceFinder} finder
   * @param {{id: string | null, name: string, near: import("./place_finder.js").Found[], label: string}} now
   */
  constructor(finder, { id, name, near, label }) {
    this.finder = finder;
    this.near = near;
    /** @type {{id: string | null, name: string}} what is chosen; an id of null is a place that no gazetteer lists, or none */
    this.chosen = { id, name };
    /** @type {import("./place_finder.js").Found[]} */
    this.offered = [];
    this.active = -1;
    this.input = /** @type {HTMLInputElement} */ (
      element("input", {
        type: "text",
        id: "fix-place",
        role: "combobox",
        "aria-label": label,
        "aria-expanded": "false",
        "aria-controls": "fix-places",
        "aria-autocomplete": "list",
        autocomplete: "off",
        spellcheck: "false",
        placeholder: say("review.no_place"),
      })
    );
    this.input.value = name;
    this.list = element("ul", { id: "fix-places", role: "listbox", "aria-label": label, hidden: "" });
    this.node = element("div", { class: "place-box" }, this.input, this.list);
    this.input.addEventListener("focus", () => {
      this.input.select();
      this.offer(this.near);
    });
    this.input.addEventListener("blur", () => this.fold());
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.press(event));
    // The pointer must not take the keyboard away from the box before the click comes.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const row = /** @type {HTMLElement} */ (event.target).closest("[data-k]");
      if (row) this.take(this.offered[Number(/** @type {HTMLElement} */ (row).dataset.k)]);
    });
  }

  typed() {
    const text = this.input.value.trim();
    this.chosen = { id: null, name: text };
    const found = this.finder.find(text);
    this.offer(text ? found : this.near, text ? 0 : -1);
    if (found.length) this.chosen = { id: found[0].id, name: found[0].names[0] };
  }

  /** @param {import("./place_finder.js").Found[]} places @param {number} [active] */
  offer(places, active = -1) {
    this.offered = places;
    this.active = places.length ? active : -1;
    this.list.replaceChildren(...places.map((place, k) => this.line(place, k)));
    this.list.hidden = !places.length;
    this.input.setAttribute("aria-expanded", String(places.length > 0));
    this.mark();
  }

  /** @param {import("./place_finder.js").Found} place @param {number} k */
  line(place, k) {
    const more = [sayCode("kind", place.kind), this.finder.province(place)].filter(Boolean).join(", ");
    return element(
      "li",
      { role: "option", id: `fix-place-${k}`, "data-k": String(k), "data-place": place.id },
      element("span", {}, this.finder.name(place)),
      element("small", {}, more),
    );
  }

  mark() {
    for (const [k, node] of [...this.list.children].entries()) {
      node.setAttribute("aria-selected", String(k === this.active));
      if (k === this.active) node.scrollIntoView({ block: "nearest" });
    }
    if (this.active >= 0) this.input.setAttribute("aria-activedescendant", `fix-place-${this.active}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  /** @param {import("./place_finder.js").Found} place */
  take(place) {
    this.chosen = { id: place.id, name: place.names[0] };
    this.fold();
  }

  fold() {
    const place = this.finder.get(this.chosen.id ?? "");
    if (place) this.input.value = this.finder.name(place);
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.active = -1;
    this.mark();
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.isComposing) return; // Hangul and pinyin are typed in several keys
    const open = !this.list.hidden;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) {
      if (!open) this.offer(this.near);
      const n = this.offered.length;
      this.active = n ? (this.active + by + n + (this.active < 0 && by < 0 ? 1 : 0)) % n : -1;
      if (this.active >= 0) this.chosen = { id: this.offered[this.active].id, name: this.offered[this.active].names[0] };
      this.mark();
    } else if (event.key === "Enter" && open && this.active >= 0) {
      this.take(this.offered[this.active]);
      return; // and the form is sent
    } else if (event.key === "Escape" && open) {
      this.fold();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
