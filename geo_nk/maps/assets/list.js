// The same events as a list of buttons: what the map shows, for reading, for keyboards and for screen readers.

import { byId, element } from "./dom.js";
import { symbolElement } from "./symbols.js";
import { counted } from "./words.js";

const LIST_STEP = 200;

export class EventList {
  /**
   * @param {import("./events.js").EventTable} events
   * @param {import("./store.js").Store} store
   */
  constructor(events, store) {
    this.events = events;
    this.store = store;
    this.newestFirst = true;
    this.length = LIST_STEP;
    this.sort();
    /** @type {Map<number, HTMLElement>} */
    this.buttons = new Map();
    byId("sort").addEventListener("click", () => {
      this.newestFirst = !this.newestFirst;
      this.sort();
      this.show();
    });
    byId("more").addEventListener("click", () => {
      this.length += LIST_STEP;
      this.show();
    });
    store.on("visible", () => this.show());
    store.on("selected", ({ selected }) => this.mark(selected));
  }

  sort() {
    this.order = this.events.sorted({ newestFirst: this.newestFirst });
    byId("sort").textContent = this.newestFirst ? "Newest first" : "Oldest first";
  }

  show() {
    const { placed, unplaced, items, others } = this.page();
    this.buttons.clear();
    byId("items").replaceChildren(...items.map((i) => this.item(i)));
    byId("more").hidden = placed <= this.length;
    byId("more").textContent = `Show ${Math.min(LIST_STEP, placed - this.length).toLocaleString("en")} more`;
    byId("none").hidden = placed + unplaced > 0;
    byId("unplaced").hidden = unplaced === 0;
    byId("unplaced-head").textContent = `${counted(unplaced, "event")} could not be placed`;
    byId("unplaced-items").replaceChildren(...others.map((i) => this.item(i)));
    this.mark(this.store.get("selected"));
  }

  /** The rows to list, and how many there are. */
  page() {
    const isVisible = new Uint8Array(this.events.size);
    for (const i of this.store.get("visible")) isVisible[i] = 1;
    let [placed, unplaced] = [0, 0];
    /** @type {number[]} */
    const items = [];
    /** @type {number[]} */
    const others = [];
    for (const i of this.order) {
      if (!isVisible[i]) continue;
      const isPlaced = this.events.placed(i);
      if (isPlaced ? placed < this.length : unplaced < this.length) (isPlaced ? items : others).push(i);
      if (isPlaced) placed += 1;
      else unplaced += 1;
    }
    return { placed, unplaced, items, others };
  }

  /** @param {number} i */
  item(i) {
    const { events } = this;
    const hollow = events.vague(i);
    const where = events.placed(i) ? events.placeName(i) : events.get(i, "unplaced_reason") || "no reason given";
    const button = element(
      "button",
      { type: "button", class: "item", "data-event": events.get(i, "event_id") },
      symbolElement(events.category(i), { hollow, size: 18 }),
      element("span", { class: "item-title" }, events.title(i)),
      element("span", { class: "item-meta" }, events.when(i), element("i", {}, " · "), where),
    );
    button.addEventListener("click", () => this.store.set({ selected: i, place: null }));
    this.buttons.set(i, button);
    return element("li", {}, button);
  }

  /** @param {number | null} i */
  mark(i) {
    const last = this.buttons.get(this.marked ?? -1);
    last?.removeAttribute("aria-current");
    // Whoever closes a card with the keyboard goes on where it was opened.
    if (i === null && document.activeElement === document.body) last?.focus({ preventScroll: true });
    this.marked = i;
    if (i === null) return;
    const button = this.buttons.get(i);
    button?.setAttribute("aria-current", "true");
    // On a narrow screen the list is the page itself, and scrolling it would push the map away.
    if (window.innerWidth > 760) button?.scrollIntoView({ block: "nearest" });
  }
}
