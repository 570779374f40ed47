// Events by band of the border: so and so many kilometres of it, both banks, drawn as a ribbon along the line.

import { nearestOn } from "../basemap/lines.js";
import { ALONG, spansOf } from "../data/spans.js";
import { unitsAt } from "../data/stretches.js";
import { say, tongue } from "../words/words.js";
import { CellCounts, CountedCells, NO_CELL, writeCount } from "./cells.js";

/** Kilometres of border to a band, of which the reader chooses. */
const BAND_WIDTHS = [10, 25, 50];

/** Kilometres to a band in which all events are counted, where the page has a sample of them. */
const COUNTED_WIDTH = 50;

const SURE = 0.8; // share of events that must be surer than a band is long, for it to be proposed
const RIBBON_LEAST = 15; // pixels
const RIBBON_MOST = 30;
const RIBBON_M = 9000; // metres on the ground, between those
const NUMBER_ROOM = 26; // pixels of a band from which its count is written in it

export class BandPicture {
  /**
   * @param {import("../data/events.js").EventTable} events
   * @param {import("../data/stretches.js").StripChart} chart
   * @param {import("../basemap/lines.js").BorderLine} border
   * @param {import("../state/counted.js").Counted | null} counted
   */
  constructor(events, chart, border, counted) {
    this.events = events;
    this.counted = counted;
    this.chart = chart;
    this.border = border;
    this.spans = spansOf(events, chart);
    this.width = counted ? COUNTED_WIDTH : this.proposed();
    this.cells = this.cut();
    /** @type {{cell: number, line: [number, number][]}[]} */
    this.ribbons = [];
    this.thick = RIBBON_LEAST;
  }

  /** The shortest bands that are as long as most events are vague. */
  proposed() {
    const { from, to, state } = this.spans;
    const lengths = Array.from(from, (km, i) => to[i] - km).filter((_, i) => state[i] === ALONG.spot);
    lengths.sort((a, b) => a - b);
    const most = lengths[Math.min(Math.floor(SURE * lengths.length), lengths.length - 1)] ?? 0;
    return BAND_WIDTHS.find((width) => most <= width) ?? BAND_WIDTHS[BAND_WIDTHS.length - 1];
  }

  cut() {
    const { from, to, state } = this.spans;
    const cells = Int32Array.from({ length: this.events.size }, (_, i) =>
      state[i] === ALONG.spot && to[i] - from[i] <= this.width ? Math.floor(this.events.km[i] / this.width) : NO_CELL,
    );
    const size = Math.floor(this.chart.length_km / this.width) + 1;
    if (!this.counted) return new CellCounts(cells, size);
    const ids = new Array(size).fill("");
    for (const id of this.counted.kinds.stretch.ids) ids[kmOf(id) / this.width] = id; // some may hold no event
    return new CountedCells(cells, ids, this.counted, "stretch");
  }

  /** @param {number} width one of BAND_WIDTHS */
  choose(width) {
    const { rows } = this.cells;
    this.width = width;
    this.cells = this.cut();
    this.cells.count(rows);
  }

  /** @param {Uint32Array} rows */
  count(rows) {
    this.cells.count(rows);
  }

  /** @param {CanvasRenderingContext2D} c @param {import("../basemap/canvas.js").View} view @param {import("./pictures.js").Look} look */
  draw(c, view, { ramp, ink, halo, empty }) {
    const lat = 41.5;
    const thick = Math.min(Math.max(view.length(RIBBON_M, lat), RIBBON_LEAST), RIBBON_MOST);
    // As much of the bends is smoothed away as the ribbon is thick: it would lie on itself.
    const window = (2.2 * thick) / view.length(1000, lat);
    this.thick = thick;
    this.ribbons = Array.from(this.cells.counts, (_, cell) => {
      const to = Math.min((cell + 1) * this.width, this.chart.length_km);
      const line = this.border.smooth(cell * this.width, to, window).map(([x, y]) => view.toPixel(x, y));
      return { cell, line };
    });
    c.lineJoin = "round";
    const paths = this.ribbons.map(({ line }) => pathAlong(line));
    c.strokeStyle = halo;
    c.lineWidth = thick + 3;
    for (const path of paths) c.stroke(path);
    c.lineWidth = thick;
    this.ribbons.forEach(({ cell }, k) => {
      c.strokeStyle = this.cells.counts[cell] ? this.cells.colour(cell, ramp) : empty;
      c.stroke(paths[k]);
    });
    for (const ribbon of this.ribbons) this.finish(c, ribbon, { ink, halo });
  }

  /** The end of a band, and its count. @param {CanvasRenderingContext2D} c @param {{cell: number, line: [number, number][]}} ribbon @param {{ink: string, halo: string}} look */
  finish(c, { cell, line }, { ink, halo }) {
    const [[x0, y0], [x1, y1]] = line.slice(-2);
    const length = Math.hypot(x1 - x0, y1 - y0) || 1;
    const [ax, ay] = [(-(y1 - y0) / length) * (this.thick / 2), ((x1 - x0) / length) * (this.thick / 2)];
    c.strokeStyle = halo;
    c.lineWidth = 1;
    c.beginPath();
    c.moveTo(x1 - ax, y1 - ay);
    c.lineTo(x1 + ax, y1 + ay);
    c.stroke();
    const n = this.cells.counts[cell];
    const [first, middle] = [line[0], line[Math.floor(line.length / 2)]];
    if (n && Math.hypot(x1 - first[0], y1 - first[1]) > NUMBER_ROOM) writeCount(c, n, middle[0], middle[1], { ink, halo });
  }

  /** @param {CanvasRenderingContext2D} _ @param {number} x @param {number} y */
  at(_, x, y) {
    const near = this.ribbons
      .map(({ cell, line }) => ({ cell, away: nearestOn(line, x, y).away }))
      .sort((a, b) => a.away - b.away)[0];
    if (!near || near.away > this.thick / 2 + 2) return null;
    const { cell } = near;
    const from = cell * this.width;
    const to = Math.round(Math.min(from + this.width, this.chart.length_km));
    const units = unitsAt(this.chart, (from + to) / 2, tongue()).join(", ");
    const name = `${say("filter.stretch_words", { from, to })} · ${units}`;
    return { name, n: this.cells.counts[cell], rows: () => this.cells.members(cell), query: this.cells.query(cell) };
  }

  /** @param {string[]} ramp @returns {import("./pictures.js").PictureKey} */
  legend(ramp) {
    return {
      title: say("picture.bands_of", { km: this.width }),
      note: say("picture.bands_note", { km: this.chart.near_m / 1000 }),
      classes: this.cells.classes(ramp),
      apart: this.cells.apart,
      choices: (this.counted ? [COUNTED_WIDTH] : BAND_WIDTHS).map((km) => ({ text: say("length.km", { n: km }), chosen: km === this.width, value: km })),
    };
  }
}

/** The kilometre at which a stretch begins. @param {string} id such as "km 0050-0100" */
const kmOf = (id) => Number(id.slice(3, 7));

/** @param {[number, number][]} line */
function pathAlong(line) {
  const path = new Path2D();
  line.forEach(([x, y], k) => (k ? path.lineTo(x, y) : path.moveTo(x, y)));
  return path;
}
