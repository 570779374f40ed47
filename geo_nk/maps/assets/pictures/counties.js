// Events by county, as shaded areas. The areas are approximate cells, for no published outlines may be passed on.

import { inWorld } from "../basemap/canvas.js";
import { ringPath } from "../basemap/geometry.js";
import { say, tongue } from "../words/words.js";
import { CellCounts, CountedCells, NO_CELL } from "./cells.js";

const HOME = "kp-"; // how the ids of places in the country begin

export class CountyPicture {
  /**
   * @param {import("../data/events.js").EventTable} events
   * @param {number} scale of packed lines
   * @param {import("../state/counted.js").Counted | null} counted
   */
  constructor(events, scale, counted) {
    /** what the counties are called: the sample may have no event in one */
    this.places = new Map([...events.places, ...Object.entries(counted?.kinds.county.places ?? {})]);
    const { values, codes } = events.codes("county");
    this.areas = countyPaths(events, scale);
    this.ids = [...this.areas.keys()];
    const number = new Map(this.ids.map((id, cell) => [id, cell]));
    const cellOfValue = values.map((id) => (id === null ? NO_CELL : (number.get(id) ?? NO_CELL)));
    const cells = Int32Array.from({ length: events.size }, (_, i) => (events.vague(i) ? NO_CELL : cellOfValue[codes[i]]));
    this.cells = counted ? new CountedCells(cells, this.ids, counted, "county") : new CellCounts(cells, this.ids.length);
    /** @type {import("../basemap/canvas.js").View | null} */
    this.view = null;
  }

  /** @param {Uint32Array} rows */
  count(rows) {
    this.cells.count(rows);
  }

  /** @param {CanvasRenderingContext2D} c @param {import("../basemap/canvas.js").View} view @param {import("./pictures.js").Look} look */
  draw(c, view, { ramp, halo, empty }) {
    const { counts } = this.cells;
    this.view = view;
    inWorld(c, view, (pixel) => {
      c.lineJoin = "round";
      this.ids.forEach((id, cell) => {
        if (!counts[cell] && !id.startsWith(HOME)) return; // beyond the border there are cells along it only
        const path = /** @type {Path2D} */ (this.areas.get(id));
        c.globalAlpha = counts[cell] ? 0.85 : 1;
        c.fillStyle = counts[cell] ? this.cells.colour(cell, ramp) : empty;
        c.fill(path, "evenodd");
        c.globalAlpha = 1;
        c.lineWidth = (counts[cell] ? 1.1 : 0.6) * pixel;
        c.strokeStyle = halo;
        c.stroke(path);
      });
    });
  }

  /** @param {CanvasRenderingContext2D} c @param {number} x @param {number} y */
  at(c, x, y) {
    const { view } = this;
    if (!view) return null;
    let cell = -1;
    inWorld(c, view, () => {
      const { a, d, e, f } = c.getTransform();
      // The path stands in world units, and is asked for in those.
      const [worldX, worldY] = [(x - e) / a, (y - f) / d];
      c.setTransform(1, 0, 0, 1, 0, 0);
      cell = this.ids.findIndex((id) => c.isPointInPath(/** @type {Path2D} */ (this.areas.get(id)), worldX, worldY, "evenodd"));
    });
    if (cell < 0) return null;
    const id = this.ids[cell];
    const name = this.places.get(id)?.names[tongue()];
    return name ? { name, n: this.cells.counts[cell], rows: () => this.cells.members(cell), query: this.cells.query(cell) } : null;
  }

  /** @param {string[]} ramp @returns {import("./pictures.js").PictureKey} */
  legend(ramp) {
    const { cells } = this;
    return { title: say("picture.counties_of"), note: say("picture.counties_note"), classes: cells.classes(ramp), apart: cells.apart };
  }
}

/** The cells of counties as paths, by place id. @param {import("../data/events.js").EventTable} events @param {number} scale @returns {Map<string, Path2D>} */
export const countyPaths = (events, scale) =>
  new Map(Array.from(events.counties, ([id, rings]) => [id, ringPath(rings, scale)]));
