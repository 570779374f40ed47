// The events that the filters let through, as a list. Only the rows on the screen are elements, however long it is.

import { intervalWords } from "../data/dates.js";
import { wordsOf } from "../data/find.js";
import { ORDERS, ordered } from "../data/order.js";
import { byId, element } from "../parts/dom.js";
import { hitsIn, markedText, snippetOf } from "../parts/highlight.js";
import { symbolElement } from "../parts/symbols.js";
import { say } from "../words/words.js";

/** @typedef {import("../data/order.js").Order} Order */

const HEADING = -1; // stands in the list between what has a point and what has none
const MOST_ROWS = 200000; // browsers draw no taller page than that
const SPARE = 6; // rows drawn above and below the screen

export class EventList {
  /**
   * @param {import("../data/events.js").EventTable} events
   * @param {import("../state/store.js").Store} store
   * @param {import("../state/filters.js").Filters} filters
   * @param {{names: import("../data/place_names.js").PlaceNames, decisions: import("../review/decisions.js").Decisions}} parts
   */
  constructor(events, store, filters, { names, decisions }) {
    this.events = events;
    this.store = store;
    this.filters = filters;
    this.names = names;
    this.decisions = decisions;
    /** @type {Order} */
    this.by = "newest";
    /** @type {Int32Array} rows, and HEADING */
    this.rows = new Int32Array(0);
    /** @type {Uint32Array} all rows of the table, ordered */
    this.order = new Uint32Array(0);
    this.orderedBy = "";
    this.unplaced = 0;
    /** position of the heading, where there is one */
    this.split = 0;
    /** @type {string[]} of the search, folded */
    this.words = [];
    this.height = 78; // pixels of a row; the style sheet knows
    /** @type {Map<number, HTMLElement>} by position: the rows on the screen */
    this.nodes = new Map();
    /** @type {number} position of the row on which the keyboard stands, or -1 */
    this.active = -1;
    this.box = byId("items");
    this.scroller = byId("panel");
    this.sort = /** @type {HTMLSelectElement} */ (byId("sort"));
    this.listen();
  }

  listen() {
    const { store, box } = this;
    const draw = () => this.draw();
    this.scroller.addEventListener("scroll", draw, { passive: true });
    new ResizeObserver(draw).observe(this.scroller);
    this.sort.addEventListener("change", () => {
      this.by = /** @type {Order} */ (this.sort.value);
      this.fill();
    });
    box.addEventListener("click", (event) => this.open(this.positionOf(event)));
    box.addEventListener("pointermove", (event) => this.hover(this.positionOf(event)));
    box.addEventListener("pointerleave", () => this.hover(-1));
    box.addEventListener("keydown", (event) => this.press(event));
    box.addEventListener("pointerdown", (event) => {
      this.active = this.positionOf(event);
    });
    box.addEventListener("focus", () => this.focus());
    box.addEventListener("blur", () => this.hover(-1));
    store.on("language", () => this.nameOrders());
    store.on(["visible", "language"], () => this.fill());
    this.nameOrders();
    store.on("decided", () => this.mark());
    store.on(["selected", "hovered"], ({ selected }, changed) => {
      this.mark();
      if (changed.has("selected")) this.reveal(selected);
    });
  }

  nameOrders() {
    this.sort.replaceChildren(...ORDERS.map((by) => element("option", { value: by }, say(`list.${by}`))));
    this.sort.value = this.by;
  }

  /** The visible rows in their order: those with a point, a heading, those without. */
  take() {
    const { events } = this;
    if (this.orderedBy !== this.by) {
      this.order = ordered(
        events,
        Uint32Array.from({ length: events.size }, (_, i) => i),
        this.by,
      );
      this.orderedBy = this.by;
    }
    const isVisible = new Uint8Array(events.size);
    for (const i of this.store.get("visible")) isVisible[i] = 1;
    const visible = this.order.filter((i) => isVisible[i] === 1);
    const placed = visible.filter((i) => events.placed(i));
    this.split = placed.length;
    this.unplaced = visible.length - placed.length;
    if (!this.unplaced) return Int32Array.from(placed);
    const rows = new Int32Array(visible.length + 1);
    rows.set(placed);
    rows[this.split] = HEADING;
    rows.set(
      visible.filter((i) => !events.placed(i)),
      this.split + 1,
    );
    return rows;
  }

  /** Show what is visible now. */
  fill() {
    const rows = this.take();
    this.rows = rows.subarray(0, MOST_ROWS);
    this.active = -1;
    this.words = wordsOf(this.query());
    this.box.classList.toggle("found", this.words.length > 0);
    byId("none").hidden = rows.length > 0;
    byId("too-many").textContent = rows.length > MOST_ROWS ? say("list.too_many", { n: MOST_ROWS }) : "";
    this.height = parseFloat(getComputedStyle(this.box).getPropertyValue("--row")) || this.height;
    this.box.style.height = `${this.rows.length * this.height}px`;
    this.nodes.clear();
    this.box.replaceChildren();
    this.draw();
  }

  query() {
    const filter = /** @type {import("../state/filters.js").TextFilter | undefined} */ (this.filters.all.get("search"));
    return filter?.query ?? "";
  }

  /** Make elements of the rows on the screen; those that were there stay, for a pointer may be on them. */
  draw() {
    const { height, rows } = this;
    const top = this.scroller.getBoundingClientRect().top - this.box.getBoundingClientRect().top;
    const from = Math.max(0, Math.floor(top / height) - SPARE);
    const to = Math.min(rows.length, Math.ceil((top + this.scroller.clientHeight) / height) + SPARE);
    for (const [k, node] of this.nodes) {
      if (k >= from && k < to) continue;
      node.remove();
      this.nodes.delete(k);
    }
    for (let k = from; k < to; k += 1) {
      if (this.nodes.has(k)) continue;
      const node = rows[k] === HEADING ? this.heading(k) : this.row(k);
      this.nodes.set(k, node);
      this.box.append(node);
    }
    this.mark();
  }

  /** Show which row is chosen, and which is under the pointer or the keyboard. */
  mark() {
    const { selected, hovered } = this.store.state;
    for (const [k, node] of this.nodes) {
      const i = this.rows[k];
      if (i === HEADING) continue;
      node.setAttribute("aria-selected", String(i === selected));
      node.classList.toggle("lit", i === hovered || k === this.active);
      node.dataset.status = this.decisions.status(i) ?? "";
    }
    if (this.active >= 0) this.box.setAttribute("aria-activedescendant", `row-${this.active}`);
    else this.box.removeAttribute("aria-activedescendant");
  }

  /** @param {number} k */
  heading(k) {
    const node = element("div", { class: "items-head", role: "presentation", id: "unplaced-head" });
    node.append(say("list.unplaced", { n: this.unplaced }));
    node.style.top = `${k * this.height}px`;
    return node;
  }

  /** @param {number} k */
  row(k) {
    const { events } = this;
    const i = this.rows[k];
    const node = element(
      "div",
      {
        role: "option",
        id: `row-${k}`,
        class: "item",
        "aria-setsize": String(this.rows.length - Number(this.unplaced > 0)),
        "aria-posinset": String(k + 1 - Number(this.unplaced > 0 && k > this.split)),
        "data-event": events.get(i, "event_id"),
        "data-k": String(k),
      },
      symbolElement(events.category(i), { hollow: events.vague(i), size: 18 }),
      this.line("item-title", this.names.title(i)),
      this.line("item-meta", this.meta(i)),
      this.words.length ? this.line("item-found", this.found(i)) : null,
    );
    node.style.top = `${k * this.height}px`;
    return node;
  }

  /** When, and who says so; of what has no point, why. @param {number} i */
  meta(i) {
    const { events } = this;
    const last = events.placed(i)
      ? events.get(i, "publisher")
      : events.get(i, "unplaced_reason") || say("list.no_reason");
    const when = events.dated(i)
      ? intervalWords(events.get(i, "date_start"), events.get(i, "date_end"), { short: true })
      : say(events.get(i, "published") ? "date.unknown" : "date.unpublished");
    const place = events.placed(i) && events.placeName(i) ? this.names.name(i) : "";
    // Where the title tells the place, it need not be told twice.
    const where = place && !this.names.title(i).includes(place) ? place : "";
    return [when, where, last].filter(Boolean).join(" · ");
  }

  /** The piece of the quote that fits the search, or else another name of the place that does. @param {number} i */
  found(i) {
    const quote = this.events.get(i, "quote") ?? "";
    const snippet = snippetOf(quote, this.words);
    if (snippet !== null || hitsIn(this.names.title(i), this.words).length) return snippet ?? quote;
    return this.names.found(i, this.words) ?? quote;
  }

  /** @param {string} name @param {string} text */
  line(name, text) {
    return element("span", { class: name }, ...markedText(text, hitsIn(text, this.words)));
  }

  /** @param {Event} event */
  positionOf(event) {
    const row = /** @type {HTMLElement} */ (event.target).closest("[data-k]");
    return row ? Number(/** @type {HTMLElement} */ (row).dataset.k) : -1;
  }

  /** @param {number} k */
  hover(k) {
    this.store.set({ hovered: k < 0 ? null : this.rows[k] });
  }

  /** @param {number} k */
  open(k) {
    if (k < 0 || this.rows[k] === HEADING) return;
    this.active = k;
    this.store.set({ selected: this.rows[k], place: null });
  }

  focus() {
    if (this.active < 0) this.active = Math.max(0, this.rows.indexOf(this.store.get("selected") ?? -2));
    this.stand();
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / this.height) - 2);
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -MOST_ROWS, End: MOST_ROWS }[
      event.key
    ];
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") this.open(this.active);
    else if (by !== undefined) this.step(by);
    else return;
    event.preventDefault();
  }

  /** @param {number} by rows */
  step(by) {
    const at = this.active + by;
    let k = Math.min(Math.max(at, 0), this.rows.length - 1);
    if (this.rows[k] === HEADING) k += by > 0 ? 1 : -1;
    this.active = Math.min(Math.max(k, 0), this.rows.length - 1);
    this.stand();
  }

  /** Light up the row on which the keyboard stands. */
  stand() {
    if (this.active < 0 || this.active >= this.rows.length) return;
    this.scrollTo(this.active);
    this.hover(this.active);
    this.mark();
  }

  /** Bring the row of an event onto the screen. @param {number | null} i */
  reveal(i) {
    const k = i === null ? -1 : this.rows.indexOf(i);
    if (k >= 0) this.scrollTo(k);
  }

  /** @param {number} k */
  scrollTo(k) {
    const panel = this.scroller.getBoundingClientRect();
    const top = this.box.getBoundingClientRect().top + k * this.height;
    const head = byId("list-head").offsetHeight;
    if (top < panel.top + head) this.scroller.scrollTop += top - panel.top - head;
    else if (top + this.height > panel.bottom) this.scroller.scrollTop += top + this.height - panel.bottom;
    this.draw();
  }

  /** Show where the events without a point begin. */
  showUnplaced() {
    const k = this.rows.indexOf(HEADING);
    if (k < 0) return;
    this.scrollTo(k);
    const panel = this.scroller.getBoundingClientRect();
    this.scroller.scrollTop +=
      this.box.getBoundingClientRect().top + k * this.height - panel.top - byId("list-head").offsetHeight;
    this.active = k + 1;
    this.box.focus({ preventScroll: true });
  }
}
