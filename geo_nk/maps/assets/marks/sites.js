// Where the marks stand. Events of one place stand in a ring around it; more than fit, or places too near to each other
// at this zoom, become one stack with a count, whose area is as the count. A mark never stands on a place that is not
// its own, and the mark of an area makes room for the counts. sites.json holds what figures for print go by too.

import SITES from "./sites.json" with { type: "json" };

/**
 * @typedef {import("./spots.js").Spots} Spots
 * @typedef {import("./spots.js").Spot} Spot
 * @typedef {import("../basemap/canvas.js").View} View
 */

export const MARK = 7; // radius of a symbol in pixels
const FEW = 120; // events up to which there is room for rings at most zooms
const RINGS_OF_FEW_FROM = 6.5; // zoom
const RINGS_FROM = 9; // zoom from which there is room for rings, however many events there are
const MOST_RADIUS = 40;
const LARGEST_UNIT = 3.4; // pixels of radius to the root of a count, where events are few
const REACH_CELL = 2 * MOST_RADIUS * SITES.touching; // no two sites farther apart than this touch
const ROUNDS = 4; // a stack is larger than what went into it, so it may come to touch another
const AREA_STEP = 14; // pixels by which the mark of an area is moved
const AREA_STEPS = 5;
const AREA_WAYS = 8; // directions
const AREA_REACH = 0.22; // world units, some 25 km: all provinces are wider
const NONE = -1;

/** @param {number} n */
export const ringRadius = (n) => (n === 1 ? 0 : MARK * Math.max(SITES.ring_least, (n * SITES.ring_apart) / (2 * Math.PI)));

/** The least radius in which a count of so many digits can be read; from a thousand on it is shortened, see marks.js. */
const LEAST_RADIUS = [0, 9.5, 10.5, 13, 15, 14, 16.5, 15];

/** How the marks are measured at one zoom: `unit` pixels to the root of a count, rings of up to `ringed` events. @typedef {{unit: number, ringed: number}} Measure */

/** @param {number} events on the map @param {number} scale of the layout @returns {Measure} */
const measureFor = (events, scale) => ({
  unit: Math.min(LARGEST_UNIT, MOST_RADIUS / Math.sqrt(Math.max(events, 1))),
  ringed: scale >= 2 ** RINGS_FROM || (events <= FEW && scale >= 2 ** RINGS_OF_FEW_FROM) ? SITES.ring_most : 1,
});

/** A radius whose area is as the count, unless that could not be read. @param {number} n @param {Measure} measure */
const stackRadius = (n, { unit }) => Math.max(unit * Math.sqrt(n), LEAST_RADIUS[Math.min(digits(n), 7)]);

/** @param {number} n */
const digits = (n) => Math.floor(Math.log10(Math.max(n, 1))) + 1;

/** @param {number} n events @param {number} places @param {Measure} measure */
const siteRadius = (n, places, measure) =>
  places > 1 || n > measure.ringed ? stackRadius(n, measure) : ringRadius(n) + MARK;

/** What is drawn at one point of the screen: one spot, or several that are too near to each other. */
export class Site {
  /** @param {Layout} layout @param {number} k @param {number} x in pixels of the canvas @param {number} y */
  constructor(layout, k, x, y) {
    this.layout = layout;
    this.k = k;
    this.x = x;
    this.y = y;
    this.r = layout.radius[k];
    /** events */
    this.size = layout.size[k];
    this.places = layout.places[k];
    /** whether it is a count, not a mark for each event */
    this.stacked = this.places > 1 || this.size > layout.measure.ringed;
    /** the spot with most events */
    this.spot = layout.spots.get(layout.spots.order[k]);
    /** @type {{i: number, x: number, y: number}[]} */
    this.marks = this.stacked ? [] : this.ring();
  }

  ring() {
    const radius = ringRadius(this.size);
    return Array.from(this.spot.members, (i, k) => {
      const angle = (2 * Math.PI * k) / this.size - Math.PI / 2;
      return { i, x: this.x + radius * Math.cos(angle), y: this.y + radius * Math.sin(angle) };
    });
  }

  /** Its spots, most events first. @returns {Spot[]} */
  get spots() {
    return this.someSpots(Infinity);
  }

  /** The first of its spots. @param {number} most @returns {Spot[]} */
  someSpots(most) {
    const { spots } = this.layout;
    return this.layout.codes(this.k, most).map((code) => spots.get(code));
  }

  /** Its events. @returns {number[]} */
  get members() {
    return this.spots.flatMap((spot) => Array.from(spot.members));
  }

  /** How many events of each category it has, in the order of `Spots.categories`. @returns {Uint32Array} */
  get counts() {
    const { categories, counts } = this.layout.spots;
    const sums = new Uint32Array(categories.length);
    for (const code of this.layout.codes(this.k))
      for (let c = 0; c < sums.length; c += 1) sums[c] += counts[code * sums.length + c];
    return sums;
  }
}

/** The sites of some spots at one zoom. Sites are numbered by their first spot, in the order of `Spots.order`. */
export class Layout {
  /** @param {Spots} spots @param {number} scale pixels to the world unit of geometry.js */
  constructor(spots, scale) {
    this.spots = spots;
    this.scale = scale;
    const n = spots.order.length;
    this.measure = measureFor(spots.rows.length, scale);
    this.x = new Float64Array(n);
    this.y = new Float64Array(n);
    this.area = new Uint8Array(n);
    this.size = new Uint32Array(n);
    this.radius = new Float32Array(n);
    this.places = new Uint32Array(n).fill(1);
    /** the next spot of the same site */
    this.next = new Int32Array(n).fill(NONE);
    this.last = Uint32Array.from({ length: n }, (_, k) => k);
    for (let k = 0; k < n; k += 1) {
      const code = spots.order[k];
      this.x[k] = spots.table.x[code] * scale;
      this.y[k] = spots.table.y[code] * scale;
      this.area[k] = Number(spots.table.isArea(code));
      this.size[k] = spots.sizeOf(code);
      this.radius[k] = siteRadius(this.size[k], 1, this.measure);
    }
    /** the sites, most events first */
    this.sites = this.merged(this.last.slice());
    // An area whose mark finds no room is counted with the mark that it would hide.
    this.sites = this.sites.filter((k) => !this.area[k] || this.makeRoom(k) || !this.joinHidden(k));
  }

  /**
   * Move the mark of an area off the marks of spots: it may stand anywhere in the area.
   * @param {number} k
   * @returns {boolean} whether there is room
   */
  makeRoom(k) {
    const { x, y, radius, area } = this;
    const [x0, y0] = [x[k], y[k]];
    const far = AREA_STEPS * AREA_STEP + MOST_RADIUS + radius[k];
    const near = this.sites.filter((t) => t !== k && Math.abs(x[t] - x0) < far && Math.abs(y[t] - y0) < far);
    const free = () => near.every((t) => Math.hypot(x[t] - x[k], y[t] - y[k]) > radius[t] + radius[k] + (area[t] ? 2 : 4));
    for (let step = 0; step <= AREA_STEPS * AREA_WAYS; step += 1) {
      const angle = (2 * Math.PI * step) / AREA_WAYS;
      const away = Math.ceil(step / AREA_WAYS) * AREA_STEP;
      if (away > AREA_REACH * this.scale) break;
      x[k] = x0 + away * Math.cos(angle);
      y[k] = y0 + away * Math.sin(angle);
      if (free()) return true;
    }
    [x[k], y[k]] = [x0, y0];
    return false;
  }

  /** Put the mark of an area into that of a spot which it lies over, if there is one. @param {number} k @returns {boolean} */
  joinHidden(k) {
    const { x, y, radius, area } = this;
    const over = /** @param {number} t */ (t) => Math.hypot(x[t] - x[k], y[t] - y[k]) < radius[t] + radius[k];
    const into = this.sites.find((t) => !area[t] && over(t));
    if (into === undefined) return false;
    this.absorb(k, into);
    return true;
  }

  /** @param {Uint32Array} sites @returns {Uint32Array} */
  merged(sites) {
    const grid = new TouchGrid(this);
    let left = sites;
    for (let round = 0; round < ROUNDS; round += 1) {
      const kept = grid.mergeNear(left);
      if (kept.length === left.length) break;
      left = kept;
    }
    return left;
  }

  /** Put one site into another, which keeps its position. @param {number} k @param {number} into */
  absorb(k, into) {
    this.next[this.last[into]] = k;
    this.last[into] = this.last[k];
    this.size[into] += this.size[k];
    this.places[into] += this.places[k];
    this.radius[into] = siteRadius(this.size[into], this.places[into], this.measure);
  }

  /** The codes of a site's spots, or of the first of them. @param {number} site @param {number} [most] @returns {number[]} */
  codes(site, most = Infinity) {
    const codes = [];
    for (let k = site; k !== NONE && codes.length < most; k = this.next[k]) codes.push(this.spots.order[k]);
    return codes;
  }

  /** The site in which each spot stands, by the spot's code. @returns {Int32Array} */
  get siteOf() {
    if (!this.bySpot) {
      this.bySpot = new Int32Array(this.spots.table.size).fill(NONE);
      for (const site of this.sites)
        for (let k = site; k !== NONE; k = this.next[k]) this.bySpot[this.spots.order[k]] = site;
    }
    return this.bySpot;
  }

  /** The sites on a canvas. @param {View} view @returns {Site[]} most events first */
  seen({ origin, width, height }) {
    const found = [];
    for (const k of this.sites) {
      const x = this.x[k] - origin.x;
      const y = this.y[k] - origin.y;
      const r = this.radius[k];
      if (x > -r && y > -r && x < width + r && y < height + r) found.push(new Site(this, k, x, y));
    }
    return found;
  }

  /** The site of a spot, wherever it is. @param {number} code @param {View} view @returns {Site | null} */
  siteAt(code, { origin }) {
    const k = this.siteOf[code] ?? NONE;
    return k === NONE ? null : new Site(this, k, this.x[k] - origin.x, this.y[k] - origin.y);
  }
}

/** Finds sites that touch, by the cells of a grid; cells share buckets, because a wrong neighbour is too far off anyway. */
class TouchGrid {
  /** @param {Layout} layout */
  constructor(layout) {
    this.layout = layout;
    const buckets = 2 ** Math.ceil(Math.log2(2 * layout.x.length + 16));
    this.mask = buckets - 1;
    this.heads = new Int32Array(buckets);
    this.chain = new Int32Array(layout.x.length);
    this.rank = new Uint32Array(layout.x.length);
  }

  /** @param {number} column @param {number} row */
  bucket(column, row) {
    return (Math.imul(column, 73856093) ^ Math.imul(row, 19349663)) & this.mask;
  }

  /** Put each site into the first larger one that it touches. @param {Uint32Array} sites @returns {Uint32Array} those left */
  mergeNear(sites) {
    this.heads.fill(NONE);
    const kept = new Uint32Array(sites.length);
    let n = 0;
    for (const k of sites) {
      const column = Math.floor(this.layout.x[k] / REACH_CELL);
      const row = Math.floor(this.layout.y[k] / REACH_CELL);
      const into = this.touched(k, column, row);
      if (into !== NONE) {
        this.layout.absorb(k, into);
        continue;
      }
      const bucket = this.bucket(column, row);
      this.chain[k] = this.heads[bucket];
      this.heads[bucket] = k;
      this.rank[k] = n;
      kept[n] = k;
      n += 1;
    }
    return kept.subarray(0, n);
  }

  /** The first of the kept sites that a site touches, or NONE. @param {number} k @param {number} column @param {number} row */
  touched(k, column, row) {
    const { x, y, radius, area } = this.layout;
    let first = NONE;
    for (let cell = 0; cell < 9; cell += 1) {
      const bucket = this.bucket(column - 1 + (cell % 3), row - 1 + Math.floor(cell / 3));
      for (let t = this.heads[bucket]; t !== NONE; t = this.chain[t]) {
        if (area[t] !== area[k] || (first !== NONE && this.rank[t] > this.rank[first])) continue;
        const reach = SITES.touching * (radius[t] + radius[k]);
        const dx = x[t] - x[k];
        const dy = y[t] - y[k];
        if (dx * dx + dy * dy < reach * reach) first = t;
      }
    }
    return first;
  }
}
