// When: a small histogram with two handles. An event stays while any day of its interval lies between them.

const SVG = "http://www.w3.org/2000/svg";

class Years {
  /**
   * @param {EventTable} events
   * @param {() => void} changed
   */
  constructor(events, changed) {
    this.events = events;
    this.changed = changed;
    const rows = Array.from({ length: events.size }, (_, i) => i).filter((i) => events.day(i));
    const starts = rows.map((i) => +(/** @type {string} */ (events.day(i)).slice(0, 4)));
    const ends = rows.map((i) => +(events.get(i, "date_end") || events.get(i, "date_start")).slice(0, 4));
    this.first = starts.reduce((a, b) => Math.min(a, b), Infinity);
    this.last = ends.reduce((a, b) => Math.max(a, b), -Infinity);
    this.undated = events.size - rows.length;
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
    this.describe();
    this.changed();
  }

  describe() {
    const all = this.from === this.first && this.to === this.last;
    byId("year-words").textContent = this.from === this.to ? `${this.from}` : `${this.from}–${this.to}`;
    byId("year-undated").textContent =
      all || !this.undated ? "" : `${counted(this.undated, "event")} without a date hidden`;
    this.bars.forEach((bar, k) => bar.classList.toggle("out", this.first + k < this.from || this.first + k > this.to));
  }

  clear() {
    if (!this.handles.length) return;
    this.handles[0].value = String(this.first);
    this.handles[1].value = String(this.last);
    this.from = this.first;
    this.to = this.last;
    this.describe();
  }

  get active() {
    return this.handles.length > 0 && (this.from !== this.first || this.to !== this.last);
  }

  /** @param {number} i */
  lets(i) {
    if (!this.active) return true;
    const start = this.events.get(i, "date_start") || this.events.get(i, "date_end");
    const end = this.events.get(i, "date_end") || start;
    return Boolean(start) && +start.slice(0, 4) <= this.to && +end.slice(0, 4) >= this.from;
  }
}
