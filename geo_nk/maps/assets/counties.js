// Events by county, as circles at the seats: the outlines of counties are not among what may be passed on.

import { CellCounts, NO_CELL } from "./cells.js";
import { say, tongue } from "./words.js";

const LARGEST_CIRCLE = 34; // radius in pixels of the circle of the most events
const LEAST_CIRCLE = 4;

export class CountyPicture {
  /** @param {import("./events.js").EventTable} events */
  constructor(events) {
    this.events = events;
    const { values, codes } = events.codes("county");
    this.ids = values;
    const known = values.map((id) => id !== null && events.seats.has(id));
    const cells = Int32Array.from({ length: events.size }, (_, i) =>
      known[codes[i]] && !events.vague(i) ? codes[i] : NO_CELL,
    );
    this.cells = new CellCounts(cells, values.length);
    /** @type {{cell: number, x: number, y: number, r: number}[]} largest first */
    this.circles = [];
  }

  /** @param {Uint32Array} rows */
  count(rows) {
    this.cells.count(rows);
  }

  /** A circle whose area is as its count. @param {number} n */
  radius(n) {
    return Math.max(LARGEST_CIRCLE * Math.sqrt(n / Math.max(this.cells.most, 8)), LEAST_CIRCLE);
  }

  /** @param {CanvasRenderingContext2D} c @param {import("./canvas.js").View} view @param {import("./pictures.js").Look} look */
  draw(c, view, { halo, accent }) {
    const { counts } = this.cells;
    this.circles = [];
    this.ids.forEach((id, cell) => {
      if (!counts[cell]) return;
      const [lon, lat] = /** @type {[number, number]} */ (this.events.seats.get(/** @type {string} */ (id)));
      const [x, y] = view.toPixel(lon, lat);
      this.circles.push({ cell, x, y, r: this.radius(counts[cell]) });
    });
    this.circles.sort((a, b) => b.r - a.r);
    for (const { x, y, r } of this.circles) {
      c.beginPath();
      c.arc(x, y, r, 0, 7);
      c.fillStyle = accent;
      c.globalAlpha = 0.5;
      c.fill();
      c.globalAlpha = 1;
      c.lineWidth = 1.5;
      c.strokeStyle = halo;
      c.stroke();
    }
  }

  /** @param {CanvasRenderingContext2D} _ @param {number} x @param {number} y */
  at(_, x, y) {
    const hit = [...this.circles].reverse().find((circle) => Math.hypot(circle.x - x, circle.y - y) <= circle.r + 2);
    if (!hit) return null;
    const id = /** @type {string} */ (this.ids[hit.cell]);
    const name = this.events.places.get(id)?.names[tongue()] ?? id;
    return { name, n: this.cells.counts[hit.cell], rows: () => this.cells.members(hit.cell) };
  }

  /** @returns {import("./pictures.js").PictureKey} */
  legend() {
    const { most, apart } = this.cells;
    const counts = [...new Set([1, Math.round(most / 4), most])].filter((n) => n > 0 && n <= most);
    const circles = counts.map((n) => ({ n, r: this.radius(n) }));
    return { title: say("picture.counties_of"), note: say("picture.counties_note"), circles, apart };
  }
}
