// When: a histogram of the events over time, with a window that a reader draws, moves and plays.

import { spanWords } from "../data/dates.js";
import { byId, element } from "../parts/dom.js";
import { PeriodFilter } from "../state/filters.js";
import { say } from "../words/words.js";
import { binCounts, binEdges, binLookup, unitFor } from "./bins.js";
import { dragged, gripAt, nudged } from "./brush.js";
import { drawAxis, drawBars, timelineParts } from "./parts.js";
import { Player } from "./player.js";

/** @typedef {import("./brush.js").Span} Span */

const BAR_LEAST = 3.5; // pixels of the narrowest bar, its gap included
const BARS_FEW = 40; // with few events, many bins are a comb
const CLICK_REACH = 4; // pixels that a click may slip

export class Timeline {
  /**
   * @param {import("../data/events.js").EventTable} events
   * @param {import("../state/store.js").Store} store
   * @param {import("../state/filters.js").Filters} filters
   * @param {import("../state/counted.js").Counted | null} counted
   */
  constructor(events, store, filters, counted) {
    this.events = events;
    this.counted = counted;
    this.store = store;
    this.filters = filters;
    this.filter = filters.add(new PeriodFilter("period", events));
    this.extent = counted?.extent ?? extentOf(events);
    this.width = 1; // pixels
    /** @type {import("./bins.js").Unit} */
    this.unit = "year";
    this.edges = binEdges(this.unit, ...this.extent);
    this.lookup = binLookup(this.edges);
    this.counts = this.count();
    this.node = byId("timeline");
    this.parts = timelineParts(this.node);
    this.player = new Player(this, this.parts.play);
    this.node.hidden = !(this.extent[1] > this.extent[0]);
    if (this.node.hidden) return;
    this.listen();
    store.on(["visible", "language"], () => this.draw());
    new ResizeObserver(() => this.measure()).observe(this.parts.track);
  }

  listen() {
    const { clear, track } = this.parts;
    clear.addEventListener("click", () => this.choose(null));
    track.addEventListener("pointerdown", (event) => this.grab(event));
    track.addEventListener("dblclick", () => this.choose(null));
    track.addEventListener("pointermove", (event) => this.point(event));
    track.addEventListener("pointerleave", () => this.describe());
    track.addEventListener("keydown", (event) => this.press(event));
  }

  /** The bins for the width that there is. */
  measure() {
    const width = this.parts.track.clientWidth;
    if (!width) return;
    const most = Math.min(width / BAR_LEAST, Math.max(BARS_FEW, 4 * this.events.size));
    const unit = unitFor(...this.extent, most);
    this.width = width;
    this.unit = this.counted && unit !== "year" ? "month" : unit; // of which the counts are
    this.edges = binEdges(this.unit, ...this.extent);
    this.lookup = binLookup(this.edges);
    this.draw();
  }

  count() {
    const bins = { edges: this.edges, lookup: this.lookup };
    if (this.counted) return sureCounts(this.counted.byBin(bins));
    return binCounts(bins, this.events, this.filters.mask(this.filter.key));
  }

  get bins() {
    return this.edges.length - 1;
  }

  /** The bins of the chosen period. @returns {Span | null} */
  get span() {
    const { span } = this.filter;
    if (!span) return null;
    const [begin, end] = [this.edges[0], this.edges[this.bins] - 1];
    if (span[1] < begin || span[0] > end) return null; // an address may name any period
    return [this.binAt(span[0]), this.binAt(span[1])];
  }

  /** @param {number} day */
  binAt(day) {
    const last = this.lookup.length - 1;
    return this.lookup[Math.min(Math.max(day - this.edges[0], 0), last)];
  }

  /** @param {Span | null} span bins; all of them are no choice */
  choose(span) {
    const all = !span || (span[0] === 0 && span[1] === this.bins - 1);
    const days = all ? null : /** @type {[number, number]} */ ([this.edges[span[0]], this.edges[span[1] + 1] - 1]);
    this.filter.set(days);
    this.filters.apply();
  }

  /** @param {number} day */
  xOf(day) {
    const [begin, end] = [this.edges[0], this.edges[this.bins]];
    return ((day - begin) / (end - begin)) * this.width;
  }

  /** @param {PointerEvent} event */
  binUnder(event) {
    const x = event.clientX - this.parts.track.getBoundingClientRect().left;
    const begin = this.edges[0];
    const share = Math.min(Math.max(x / this.width, 0), 1);
    return this.binAt(begin + Math.floor(share * (this.edges[this.bins] - begin)));
  }

  /** @param {PointerEvent} event */
  grab(event) {
    if (event.button !== 0) return;
    this.player.stop();
    const { track } = this.parts;
    const { span } = this;
    const left = track.getBoundingClientRect().left;
    const grip = gripAt(event.clientX - left, this.pixels(span), event.pointerType === "touch" ? 18 : 7);
    const begun = this.binUnder(event);
    let swept = false;
    const move = /** @param {PointerEvent} now */ (now) => {
      swept ||= Math.abs(now.clientX - event.clientX) > CLICK_REACH;
      if (swept) this.choose(dragged(grip, span, begun, this.binUnder(now), this.bins));
    };
    const end = () => {
      track.removeEventListener("pointermove", move);
      // A click on a bar chooses that bar; one on an edge or beside the track changes nothing.
      if (!swept && (grip === "new" || grip === "move")) this.choose([begun, begun]);
    };
    track.setPointerCapture(event.pointerId);
    track.addEventListener("pointermove", move);
    track.addEventListener("lostpointercapture", end, { once: true });
    this.parts[grip === "from" || grip === "to" ? grip : "window"].focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const part = /** @type {HTMLElement} */ (event.target).dataset.part;
    if (!part) return;
    if (event.key === "Escape" && this.filter.active) this.choose(null);
    else {
      const name = /** @type {"from" | "to" | "move"} */ (part === "window" ? "move" : part);
      const span = nudged(event.key, name, this.span ?? [0, this.bins - 1], this.bins);
      if (!span || event.altKey || event.ctrlKey || event.metaKey) return;
      this.player.stop();
      this.choose(span);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** Say what the bar under the pointer holds. @param {PointerEvent} event */
  point(event) {
    const bin = this.binUnder(event);
    const { counts } = this;
    const [sure, maybe] = [counts.sure[bin], counts.maybe[bin] + counts.long[bin]];
    const when = spanWords(this.edges[bin], this.edges[bin + 1] - 1);
    this.parts.readout.textContent = say(maybe ? "time.bar_maybe" : "time.bar", { when, n: sure + maybe, maybe });
  }

  draw() {
    const { axis, svg } = this.parts;
    this.store.set({ period: this.filter.span }); // which may have come out of an address
    this.counts = this.count();
    const pixels = Float64Array.from(this.edges, (day) => this.xOf(day));
    drawBars(svg, this.counts, pixels);
    drawAxis(axis, this.edges[0], this.edges[this.bins], this.width);
    this.placeWindow();
    this.describe();
  }

  /** @param {Span | null} span @returns {[number, number] | null} */
  pixels(span) {
    return span && [this.xOf(this.edges[span[0]]), this.xOf(this.edges[span[1] + 1])];
  }

  placeWindow() {
    const { window: frame, from, to, veils } = this.parts;
    const { span } = this;
    const shown = span ?? /** @type {Span} */ ([0, this.bins - 1]);
    const [left, right] = /** @type {[number, number]} */ (this.pixels(shown));
    this.node.classList.toggle("chosen", span !== null);
    frame.style.left = from.style.left = `${left}px`;
    frame.style.width = `${right - left}px`;
    to.style.left = `${right}px`;
    veils[0].style.width = `${left}px`;
    veils[1].style.left = `${right}px`;
    this.tell(frame, shown[0], shown);
    this.tell(from, shown[0], [shown[0], shown[0]]);
    this.tell(to, shown[1], [shown[1], shown[1]]);
  }

  /** Tell a screen reader where a handle stands. @param {HTMLElement} handle @param {number} bin @param {Span} span */
  tell(handle, bin, [from, to]) {
    handle.setAttribute("aria-valuemin", "0");
    handle.setAttribute("aria-valuemax", String(this.bins - 1));
    handle.setAttribute("aria-valuenow", String(bin));
    handle.setAttribute("aria-valuetext", spanWords(this.edges[from], this.edges[to + 1] - 1));
  }

  describe() {
    const { readout, clear, note, key } = this.parts;
    const { span } = this.filter;
    const { undated } = this.counts;
    readout.textContent = span ? spanWords(...span) : say("time.all");
    clear.hidden = !this.filter.active;
    const words = this.counted ? "time.no_month" : span ? "time.undated_hidden" : "time.undated";
    note.textContent = undated ? say(words, { n: undated }) : "";
    key.replaceChildren(
      element("span", {}, say(`time.per_${this.unit}`)),
      element("span", { class: "sure" }, say("time.sure")),
      element("span", { class: "maybe" }, say("time.maybe")),
      ...(this.counts.bands.length ? [element("span", { class: "long" }, say("time.long"))] : []),
    );
    this.player.describe();
  }
}

/**
 * Counts of events that lie in one bin each.
 * @param {{sure: Uint32Array, undated: number}} counts
 * @returns {ReturnType<typeof binCounts>}
 */
function sureCounts({ sure, undated }) {
  const none = new Uint32Array(sure.length);
  return { sure, maybe: none, long: none, bands: [], undated };
}

/** @param {import("../data/events.js").EventTable} events @returns {[number, number]} first and last day */
function extentOf(events) {
  let [first, last] = [Infinity, -Infinity];
  for (let i = 0; i < events.size; i += 1) {
    if (!events.dated(i)) continue;
    first = Math.min(first, events.firstDay[i]);
    last = Math.max(last, events.lastDay[i]);
  }
  return first <= last ? [first, last] : [0, 0];
}
