// When: a small histogram with two handles. An event stays while any day of its interval lies between them.

import { dayNumber } from "./columns.js";
import { byId } from "./dom.js";
import { PeriodFilter } from "./filters.js";
import { counted } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";

export class Years {
  /**
   * @param {import("./events.js").EventTable} events
   * @param {import("./store.js").Store} store
   * @param {import("./filters.js").Filters} filters
   */
  constructor(events, store, filters) {
    this.filters = filters;
    this.filter = filters.add(new PeriodFilter("period", events));
    this.undated = 0;
    /** @type {number[]} */
    const starts = [];
    this.first = Infinity;
    this.last = -Infinity;
    for (let i = 0; i < events.size; i += 1) {
      if (!events.dated(i)) {
        this.undated += 1;
        continue;
      }
      const year = yearOf(events.firstDay[i]);
      starts.push(year);
      this.first = Math.min(this.first, year);
      this.last = Math.max(this.last, yearOf(events.lastDay[i]));
    }
    /** @type {SVGElement[]} */
    this.bars = [];
    /** @type {HTMLInputElement[]} */
    this.handles = [];
    this.from = this.first;
    this.to = this.last;
    if (!(this.last > this.first)) return;
    byId("years").hidden = false;
    this.handles = [byId("year-from"), byId("year-to")].map((node, k) => {
      const handle = /** @type {HTMLInputElement} */ (node);
      handle.min = String(this.first);
      handle.max = String(this.last);
      handle.value = String(k ? this.last : this.first);
      handle.addEventListener("input", () => this.moved());
      return handle;
    });
    this.drawBars(starts);
    this.describe();
    store.on("visible", () => this.follow());
  }

  /** @param {number[]} starts */
  drawBars(starts) {
    const n = this.last - this.first + 1;
    const counts = new Array(n).fill(0);
    for (const year of starts) counts[year - this.first] += 1;
    const most = Math.max(...counts);
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${n * 10} 40`);
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    this.bars = counts.map((count, k) => {
      const h = count ? Math.max(3, (count / most) * 38) : 0.6;
      const bar = document.createElementNS(SVG, "rect");
      for (const [name, value] of Object.entries({ x: k * 10 + 0.8, y: 40 - h, width: 8.4, height: h }))
        bar.setAttribute(name, String(value));
      const title = document.createElementNS(SVG, "title");
      title.textContent = `${this.first + k}: ${counted(count, "event")}`;
      bar.append(title);
      svg.append(bar);
      return bar;
    });
    byId("year-bars").append(svg);
  }

  moved() {
    const [a, b] = this.handles.map((h) => +h.value);
    this.from = Math.min(a, b);
    this.to = Math.max(a, b);
    const all = this.from === this.first && this.to === this.last;
    this.filter.set(all ? null : [firstDayOf(this.from), firstDayOf(this.to + 1) - 1]);
    this.describe();
    this.filters.apply();
  }

  /** Take over a period that was cleared, or that came with the page's address. */
  follow() {
    const span = this.filter.span;
    const [from, to] = span ? span.map(yearOf) : [this.first, this.last];
    if (from === this.from && to === this.to) return;
    [this.from, this.to] = [from, to];
    this.handles.forEach((handle, k) => {
      handle.value = String(k ? to : from);
    });
    this.describe();
  }

  describe() {
    const all = this.from === this.first && this.to === this.last;
    byId("year-words").textContent = this.from === this.to ? `${this.from}` : `${this.from}–${this.to}`;
    byId("year-undated").textContent =
      all || !this.undated ? "" : `${counted(this.undated, "event")} without a date hidden`;
    this.bars.forEach((bar, k) => bar.classList.toggle("out", this.first + k < this.from || this.first + k > this.to));
  }
}

/** @param {number} day */
const yearOf = (day) => new Date(day * 86400000).getUTCFullYear();

/** @param {number} year */
const firstDayOf = (year) => dayNumber(`${String(year).padStart(4, "0")}-01-01`);
