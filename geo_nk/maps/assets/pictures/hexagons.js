// Events by cell of a grid of hexagons; only those that are surer than a cell is large.

import { unpackLine } from "../basemap/geometry.js";
import { say } from "../words/words.js";
import { CellCounts, NO_CELL, writeCount } from "./cells.js";

const ACROSS = 1.73; // from side to side of a hexagon, in edges
const SEEN_FROM = 26; // pixels across from which a cell can be seen
const MIDDLE_LATITUDE = 41.5; // of the border
const COUNT_FROM = 40; // pixels across from which a cell has its count written in it

/** @typedef {import("./pictures.js").Picture} Picture */

export class HexagonPicture {
  /** @param {import("../data/events.js").EventTable} events @param {number} scale of packed lines */
  constructor(events, scale) {
    const { codes } = events.positions;
    const radius = events.numbers("uncertainty_m");
    this.grids = events.hexagons.map((grid) => {
      const cells = Int32Array.from({ length: events.size }, (_, i) =>
        events.placed(i) && !events.vague(i) && !(radius[i] > grid.edge) ? grid.codes[codes[i]] : NO_CELL,
      );
      const outlines = grid.outlines.map((packed) => unpackLine(packed, scale));
      return { edge: grid.edge, outlines, cells: new CellCounts(cells, outlines.length) };
    });
    this.grid = this.grids[0];
    /** @type {{cell: number, path: Path2D}[]} */
    this.drawn = [];
  }

  get cells() {
    return this.grid.cells;
  }

  get edge() {
    return this.grid.edge;
  }

  get outlines() {
    return this.grid.outlines;
  }

  /** @param {Uint32Array} rows */
  count(rows) {
    for (const grid of this.grids) grid.cells.count(rows);
  }

  /** @param {CanvasRenderingContext2D} c @param {import("../basemap/canvas.js").View} view @param {import("./pictures.js").Look} look */
  draw(c, view, { ramp, ink, halo }) {
    // The finest grid whose cells can be seen.
    const wide = this.grids.find((grid) => view.length(ACROSS * grid.edge, MIDDLE_LATITUDE) >= SEEN_FROM);
    this.grid = wide ?? this.grids[this.grids.length - 1];
    const { counts } = this.cells;
    this.drawn = [];
    this.outlines.forEach((outline, cell) => {
      if (!counts[cell]) return;
      const points = outline.map(([lon, lat]) => view.toPixel(lon, lat));
      const path = new Path2D();
      points.forEach(([x, y], k) => (k ? path.lineTo(x, y) : path.moveTo(x, y)));
      path.closePath();
      c.globalAlpha = 0.8;
      c.fillStyle = this.cells.colour(cell, ramp);
      c.fill(path);
      c.globalAlpha = 1;
      c.strokeStyle = halo;
      c.lineWidth = 1.2;
      c.stroke(path);
      this.drawn.push({ cell, path });
    });
    this.writeCounts(c, view, { ink, halo });
  }

  /** @param {CanvasRenderingContext2D} c @param {import("../basemap/canvas.js").View} view @param {{ink: string, halo: string}} look */
  writeCounts(c, view, look) {
    for (const { cell } of this.drawn) {
      const outline = this.outlines[cell];
      const lon = outline.reduce((sum, p) => sum + p[0], 0) / outline.length;
      const lat = outline.reduce((sum, p) => sum + p[1], 0) / outline.length;
      if (view.length(ACROSS * this.edge, lat) < COUNT_FROM) return;
      const [x, y] = view.toPixel(lon, lat);
      writeCount(c, this.cells.counts[cell], x, y, look);
    }
  }

  /** @param {CanvasRenderingContext2D} c @param {number} x @param {number} y */
  at(c, x, y) {
    const hit = this.drawn.find(({ path }) => c.isPointInPath(path, x, y));
    return hit ? { name: say("picture.cell"), n: this.cells.counts[hit.cell], rows: () => this.cells.members(hit.cell) } : null;
  }

  /** @param {string[]} ramp @returns {import("./pictures.js").PictureKey} */
  legend(ramp) {
    const km = Math.round((ACROSS * this.edge) / 1000);
    return { title: say("picture.hexagons_of", { km }), classes: this.cells.classes(ramp), apart: this.cells.apart };
  }
}
