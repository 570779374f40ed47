// When: a histogram of the events over time, with a window that a reader draws, moves and plays.

import { axisTicks, binCounts, binEdges, binLookup, unitFor } from "./bins.js";
import { dragged, gripAt, nudged } from "./brush.js";
import { dayParts, spanWords, tickWords } from "./dates.js";
import { byId, element } from "./dom.js";
import { PeriodFilter } from "./filters.js";
import { Player } from "./player.js";
import { say } from "./words.js";

/** @typedef {import("./brush.js").Span} Span */

const SVG_SPACE = "http://www.w3.org/2000/svg";
const BAR_LEAST = 3.5; // pixels of the narrowest bar, its gap included
const BARS_FEW = 40; // with few events, many bins are a comb
const BARS_HIGH = 48;
const CLICK_REACH = 4; // pixels that a click may slip

export class Timeline {
  /**
   * @param {import("./events.js").EventTable} events
   * @param {import("./store.js").Store} store
   * @param {import("./filters.js").Filters} filters
   */
  constructor(events, store, filters) {
    this.events = events;
    this.store = store;
    this.filters = filters;
    this.filter = filters.add(new PeriodFilter("period", events));
    [this.first, this.last] = extentOf(events);
    this.node = byId("timeline");
    this.node.hidden = !(this.last > this.first);
    if (this.node.hidden) return;
    this.build();
    this.player = new Player(this);
    this.listen();
    store.on(["visible", "language"], () => this.draw());
    new ResizeObserver(() => this.measure()).observe(this.track);
  }

  build() {
    const part = /** @param {string} name @param {Record<string, string>} [more] */ (name, more = {}) =>
      element("div", { class: name, ...more });
    this.readout = element("p", { class: "time-readout" });
    this.note = element("p", { class: "time-note" });
    this.key = element("p", { class: "time-key" });
    this.clearButton = element("button", { type: "button", class: "quiet", "data-say": "time.clear" });
    this.playButton = element("button", { type: "button", class: "play", "aria-pressed": "false" });
    this.svg = document.createElementNS(SVG_SPACE, "svg");
    this.svg.setAttribute("aria-hidden", "true");
    const handle = /** @param {string} name */ (name) =>
      part(`time-${name}`, { role: "slider", tabindex: "0", "data-part": name, "data-say-label": `time.${name}` });
    this.window = handle("window");
    this.handles = { from: handle("from"), to: handle("to") };
    this.veils = [part("time-veil"), part("time-veil")];
    this.track = part("time-track");
    this.axis = part("time-axis", { "aria-hidden": "true" });
    this.track.append(this.svg, ...this.veils, this.window, this.handles.from, this.handles.to);
    this.node.append(
      element("div", { class: "time-head" }, this.playButton, this.readout, this.clearButton, this.key, this.note),
      this.track,
      this.axis,
    );
  }

  listen() {
    this.clearButton.addEventListener("click", () => this.choose(null));
    this.track.addEventListener("pointerdown", (event) => this.grab(event));
    this.track.addEventListener("dblclick", () => this.choose(null));
    this.track.addEventListener("pointermove", (event) => this.point(event));
    this.track.addEventListener("pointerleave", () => this.describe());
    this.track.addEventListener("keydown", (event) => this.press(event));
  }

  /** The bins for the width that there is. */
  measure() {
    const width = this.track.clientWidth;
    if (!width) return;
    const most = Math.min(width / BAR_LEAST, Math.max(BARS_FEW, 4 * this.events.size));
    const unit = unitFor(this.first, this.last, most);
    this.width = width;
    if (unit !== this.unit) {
      this.unit = unit;
      this.edges = binEdges(unit, this.first, this.last);
      this.lookup = binLookup(this.edges);
    }
    this.draw();
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
    const x = event.clientX - this.track.getBoundingClientRect().left;
    const begin = this.edges[0];
    const share = Math.min(Math.max(x / this.width, 0), 1);
    return this.binAt(begin + Math.floor(share * (this.edges[this.bins] - begin)));
  }

  /** @param {PointerEvent} event */
  grab(event) {
    if (event.button !== 0) return;
    this.player.stop();
    const { span } = this;
    const left = this.track.getBoundingClientRect().left;
    const grip = gripAt(event.clientX - left, this.pixels(span), event.pointerType === "touch" ? 18 : 7);
    const begun = this.binUnder(event);
    let swept = false;
    const move = /** @param {PointerEvent} now */ (now) => {
      swept ||= Math.abs(now.clientX - event.clientX) > CLICK_REACH;
      if (swept) this.choose(dragged(grip, span, begun, this.binUnder(now), this.bins));
    };
    const end = () => {
      this.track.removeEventListener("pointermove", move);
      // A click on a bar chooses that bar; one on an edge or beside the track changes nothing.
      if (!swept && (grip === "new" || grip === "move")) this.choose([begun, begun]);
    };
    this.track.setPointerCapture(event.pointerId);
    this.track.addEventListener("pointermove", move);
    this.track.addEventListener("lostpointercapture", end, { once: true });
    const part = grip === "from" || grip === "to" ? this.handles[grip] : this.window;
    part.focus({ preventScroll: true });
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
    if (!this.counts) return;
    const bin = this.binUnder(event);
    const [sure, maybe] = [this.counts.sure[bin], this.counts.maybe[bin]];
    const when = spanWords(this.edges[bin], this.edges[bin + 1] - 1);
    this.readout.textContent = say(maybe ? "time.bar_maybe" : "time.bar", { when, n: sure + maybe, maybe });
  }

  draw() {
    if (!this.edges) return;
    const bins = { edges: this.edges, lookup: this.lookup };
    this.store.set({ period: this.filter.span }); // which may have come out of an address
    this.counts = binCounts(bins, this.events, this.filters.mask(this.filter.key));
    this.drawBars();
    this.drawAxis();
    this.placeWindow();
    this.describe();
  }

  drawBars() {
    const { sure, maybe } = this.counts;
    let most = 1;
    for (let k = 0; k < sure.length; k += 1) most = Math.max(most, sure[k] + maybe[k]);
    const paths = { sure: "", maybe: "" };
    for (let k = 0; k < sure.length; k += 1) {
      if (!sure[k] && !maybe[k]) continue;
      const x = this.xOf(this.edges[k]);
      const wide = Math.max(this.xOf(this.edges[k + 1]) - x - 1, 1);
      // The smallest bar still has to be seen.
      const high = Math.max(((sure[k] + maybe[k]) / most) * BARS_HIGH, 2.5);
      const low = (high * sure[k]) / (sure[k] + maybe[k]);
      if (sure[k]) paths.sure += bar(x, BARS_HIGH - low, wide, low);
      if (maybe[k]) paths.maybe += bar(x, BARS_HIGH - high, wide, high - low);
    }
    this.svg.setAttribute("viewBox", `0 0 ${this.width} ${BARS_HIGH}`);
    this.svg.replaceChildren(
      ...Object.entries(paths).map(([name, d]) => {
        const path = document.createElementNS(SVG_SPACE, "path");
        path.setAttribute("class", name);
        path.setAttribute("d", d);
        return path;
      }),
    );
  }

  drawAxis() {
    const { unit, days } = axisTicks(this.edges[0], this.edges[this.bins], this.width);
    this.axis.replaceChildren(
      ...days.map((day, k) => {
        // Where months or days are written, the first of each year says the year.
        const year = unit !== "year" && (k === 0 || dayParts(day).y !== dayParts(days[k - 1]).y);
        const label = element("span", {}, tickWords(unit, day), year ? element("b", {}, tickWords("year", day)) : null);
        label.style.left = `${this.xOf(day)}px`;
        return label;
      }),
    );
  }

  /** @param {Span | null} span @returns {[number, number] | null} */
  pixels(span) {
    return span && [this.xOf(this.edges[span[0]]), this.xOf(this.edges[span[1] + 1])];
  }

  placeWindow() {
    const { span } = this;
    const shown = span ?? /** @type {Span} */ ([0, this.bins - 1]);
    const [left, right] = /** @type {[number, number]} */ (this.pixels(shown));
    this.node.classList.toggle("chosen", span !== null);
    this.window.style.left = this.handles.from.style.left = `${left}px`;
    this.window.style.width = `${right - left}px`;
    this.handles.to.style.left = `${right}px`;
    this.veils[0].style.width = `${left}px`;
    this.veils[1].style.left = `${right}px`;
    const values = { window: shown[0], from: shown[0], to: shown[1] };
    for (const part of [this.window, this.handles.from, this.handles.to]) {
      const name = /** @type {"window" | "from" | "to"} */ (part.dataset.part);
      const bin = values[name];
      const [from, to] = name === "window" ? shown : [bin, bin];
      part.setAttribute("aria-valuemin", "0");
      part.setAttribute("aria-valuemax", String(this.bins - 1));
      part.setAttribute("aria-valuenow", String(bin));
      part.setAttribute("aria-valuetext", spanWords(this.edges[from], this.edges[to + 1] - 1));
    }
  }

  describe() {
    if (!this.counts) return;
    const { span } = this.filter;
    const { undated } = this.counts;
    this.readout.textContent = span ? spanWords(...span) : say("time.all");
    this.clearButton.hidden = !this.filter.active;
    this.note.textContent = undated ? say(span ? "time.undated_hidden" : "time.undated", { n: undated }) : "";
    this.key.replaceChildren(
      element("span", {}, say(`time.per_${this.unit}`)),
      element("span", { class: "sure" }, say("time.sure")),
      element("span", { class: "maybe" }, say("time.maybe")),
    );
    this.player.describe();
  }
}

/** @param {number} x @param {number} y @param {number} w @param {number} h */
const bar = (x, y, w, h) => `M${x.toFixed(1)} ${y.toFixed(1)}h${w.toFixed(1)}v${h.toFixed(1)}h-${w.toFixed(1)}z`;

/** @param {import("./events.js").EventTable} events @returns {[number, number]} days; the first is behind the last where there is none */
function extentOf(events) {
  let [first, last] = [Infinity, -Infinity];
  for (let i = 0; i < events.size; i += 1) {
    if (!events.dated(i)) continue;
    first = Math.min(first, events.firstDay[i]);
    last = Math.max(last, events.lastDay[i]);
  }
  return [first, last];
}
