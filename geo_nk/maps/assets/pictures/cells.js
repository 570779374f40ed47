// Events counted by cell: what the pictures of hexagons, counties and bands have in common.

import { SANS } from "../parts/type.js";
import { breaksOf, classOf, classRanges, rampColour } from "./classes.js";

/** The event is in no cell: it is vaguer than one, or lies where there is none. */
export const NO_CELL = -1;

export class CellCounts {
  /**
   * @param {Int32Array} codes the cell of each event, or NO_CELL
   * @param {number} size how many cells there are
   */
  constructor(codes, size) {
    this.codes = codes;
    this.counts = new Uint32Array(size);
    /** @type {Uint32Array} */
    this.rows = new Uint32Array();
    /** events in no cell */
    this.apart = 0;
    this.most = 0;
    /** @type {number[]} where the classes begin */
    this.breaks = [1];
  }

  /** @param {Uint32Array} rows */
  count(rows) {
    const { codes, counts } = this;
    counts.fill(0);
    this.rows = rows;
    this.apart = 0;
    for (const i of rows) {
      if (codes[i] === NO_CELL) this.apart += 1;
      else counts[codes[i]] += 1;
    }
    this.settle();
  }

  /** Cut the counts into classes. */
  settle() {
    this.most = this.counts.reduce((a, b) => Math.max(a, b), 0);
    this.breaks = breaksOf(Array.from(this.counts).filter((n) => n > 0));
  }

  /** The colour of a cell. @param {number} cell @param {string[]} ramp */
  colour(cell, ramp) {
    return rampColour(ramp, classOf(this.breaks, this.counts[cell]), this.breaks.length);
  }

  /** The classes with their colours, for a legend. @param {string[]} ramp @returns {{from: number, to: number, colour: string}[]} */
  classes(ramp) {
    if (!this.most) return [];
    return classRanges(this.breaks, this.most).map(([from, to], k) => ({
      from,
      to,
      colour: rampColour(ramp, k, this.breaks.length),
    }));
  }

  /** The events of a cell. @param {number} cell @returns {number[]} */
  members(cell) {
    return Array.from(this.rows.filter((i) => this.codes[i] === cell));
  }

  /** What returns events of a cell that are not in the page. @param {number} _ a cell @returns {string | undefined} */
  query(_) {
    return undefined;
  }
}

/** Cells of all events, of which the rows of the page are a sample: their counts were made before. */
export class CountedCells extends CellCounts {
  /**
   * @param {Int32Array} codes the cell of each row of the page, or NO_CELL
   * @param {string[]} ids of the areas that are the cells
   * @param {import("../state/counted.js").Counted} counted
   * @param {string} kind of area
   */
  constructor(codes, ids, counted, kind) {
    super(codes, ids.length);
    this.ids = ids;
    this.counted = counted;
    this.kind = kind;
    const number = new Map(ids.map((id, cell) => [id, cell]));
    /** the cell of each area that was counted */
    this.cellOf = counted.kinds[kind].ids.map((id) => number.get(id) ?? NO_CELL);
  }

  /** @param {Uint32Array} rows */
  count(rows) {
    super.count(rows);
    const counts = this.counted.byArea(this.kind);
    this.counts.fill(0);
    this.apart = counts[counts.length - 1];
    this.cellOf.forEach((cell, area) => {
      if (cell === NO_CELL) this.apart += counts[area];
      else this.counts[cell] = counts[area];
    });
    this.settle();
  }

  /** What returns all events of a cell. @param {number} cell @returns {string} */
  query(cell) {
    return this.counted.rowsOf(this.kind, this.ids[cell]);
  }
}

/**
 * A count inside a shape.
 * @param {CanvasRenderingContext2D} c
 * @param {number} n
 * @param {number} x
 * @param {number} y
 * @param {{ink: string, halo: string}} look
 */
export function writeCount(c, n, x, y, { ink, halo }) {
  c.font = `600 11px ${SANS}`;
  c.textAlign = "center";
  c.textBaseline = "middle";
  c.lineJoin = "round";
  c.lineWidth = 3;
  c.strokeStyle = halo;
  c.strokeText(n.toLocaleString("en"), x, y);
  c.fillStyle = ink;
  c.fillText(n.toLocaleString("en"), x, y);
  c.textAlign = "start";
}
