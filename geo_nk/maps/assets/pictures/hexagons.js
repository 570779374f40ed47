// Events by cell of a grid of hexagons; only those that are surer than a cell is large.

import { unpackLine } from "../basemap/geometry.js";
import { say } from "../words/words.js";
import { CellCounts, CountedCells, NO_CELL, writeCount } from "./cells.js";

const ACROSS = 1.73; // from side to side of a hexagon, in edges
const SEEN_FROM = 26; // pixels across from which a cell can be seen
const MIDDLE_LATITUDE = 41.5; // of the border
const COUNT_FROM = 40; // pixels across from which a cell has its count written in it

/** @typedef {import("./pictures.js").Picture} Picture */

export class HexagonPicture {
  /**
   * @param {import("../data/events.js").EventTable} events
   * @param {number} scale of packed lines
   * @param {import("../state/counted.js").Counted | null} counted
   */
  constructor(events, scale, counted) {
    const { codes } = events.positions;
    const radius = events.numbers("uncertainty_m");
    const drawn = events.hexagons.map((grid) => {
      const cells = Int32Array.from({ length: events.size }, (_, i) =>
        events.placed(i) && !events.vague(i) && !(radius[i] > grid.edge) ? grid.codes[codes[i]] : NO_CELL,
      );
      return { edge: grid.edge, packed: grid.outlines, cells: new CellCounts(cells, grid.outlines.length) };
    });
    this.grids = (counted ? [countedGrid(counted, drawn)] : drawn).map(({ edge, packed, cells }) => {
      return { edge, cells, outlines: packed.map((outline) => unpackLine(outline, scale)) };
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
    if (!hit) return null;
    const { cell } = hit;
    return { name: say("picture.cell"), n: this.cells.counts[cell], rows: () => this.cells.members(cell), query: this.cells.query(cell) };
  }

  /** @param {string[]} ramp @returns {import("./pictures.js").PictureKey} */
  legend(ramp) {
    const km = Math.round((ACROSS * this.edge) / 1000);
    return { title: say("picture.hexagons_of", { km }), classes: this.cells.classes(ramp), apart: this.cells.apart };
  }
}

/**
 * The grid in which all events were counted, and which rows of the page lie in its cells.
 * @param {import("../state/counted.js").Counted} counted
 * @param {{edge: number, packed: number[][], cells: CellCounts}[]} drawn grids of the rows
 */
function countedGrid(counted, drawn) {
  const { ids, edge = 0, outlines = [] } = counted.kinds.hexagon;
  const grid = drawn.find((each) => each.edge === edge);
  const number = new Map(outlines.map((outline, cell) => [outline.join(), cell]));
  const cellOf = grid?.packed.map((outline) => number.get(outline.join()) ?? NO_CELL) ?? [];
  const rows = grid?.cells.codes.map((code) => (code === NO_CELL ? NO_CELL : cellOf[code])) ?? new Int32Array();
  return { edge, packed: outlines, cells: new CountedCells(rows, ids, counted, "hexagon") };
}
