// Spots: the distinct points at which events are marked, each with its events. Typed arrays all through, because a table
// may hold a million events.

import { mercatorX, mercatorY } from "../basemap/geometry.js";

/**
 * @typedef {import("../data/events.js").EventTable} EventTable
 * @typedef {{id: string, name: string, label: [number, number], path: Path2D}} Province
 */

/** The code of a row without a mark. */
export const NOWHERE = 0xffffffff;

/** Where every event of a table is marked; made once. */
export class SpotTable {
  /**
   * @param {EventTable} events
   * @param {Map<string, Province>} provinces by id
   */
  constructor(events, provinces) {
    this.events = events;
    const { lon, lat, codes } = events.positions;
    this.lon = Array.from(lon);
    this.lat = Array.from(lat);
    /** @type {([number, number] | null)[]} kilometres of the stretch of border that a spot stands for */
    this.stretches = [];
    /** @type {(string | null)[]} id of the province that a spot stands for */
    this.provinces = [];
    /** @type {Map<string, number>} */
    this.areas = new Map();
    this.of = new Uint32Array(codes);
    const nowhere = lon.length - 1;
    const { hollow } = events;
    for (let i = 0; i < this.of.length; i += 1) {
      if (this.of[i] === nowhere) this.of[i] = NOWHERE;
      else if (!hollow[i]) continue; // most name a spot
      else if (events.along(i)) this.of[i] = this.areaSpot(i, null, [events.stretch.from[i], events.stretch.to[i]]);
      else if (events.ofProvince(i)) {
        const province = provinces.get(events.get(i, "place_id"));
        if (province) this.of[i] = this.areaSpot(i, province, null);
      }
    }
    this.size = this.lon.length;
    /** position in world units at zoom 0, see geometry.js */
    this.x = Float64Array.from(this.lon, mercatorX);
    this.y = Float64Array.from(this.lat, mercatorY);
  }

  /**
   * The spot of an area, apart from that of a town at the same point.
   * @param {number} i
   * @param {Province | null} province
   * @param {[number, number] | null} stretch
   */
  areaSpot(i, province, stretch) {
    // The point of a province is its seat; a mark there would claim the town.
    const [lon, lat] = province ? province.label : [this.lon[this.of[i]], this.lat[this.of[i]]];
    const key = `${lon} ${lat} ${stretch}`;
    const known = this.areas.get(key);
    if (known !== undefined) return known;
    const code = this.lon.push(lon) - 1;
    this.lat.push(lat);
    this.stretches[code] = stretch;
    this.provinces[code] = province ? province.id : null;
    this.areas.set(key, code);
    return code;
  }

  /** Whether a spot stands for a whole province, or a stretch of the border. @param {number} code */
  isArea(code) {
    return code >= this.events.positions.lon.length;
  }
}

/** The spots of the events that are visible now. */
export class Spots {
  /** @param {SpotTable} table @param {Uint32Array} visible */
  constructor(table, visible) {
    this.table = table;
    const { of, size } = table;
    /** where the rows of each spot begin in `rows` */
    this.starts = new Uint32Array(size + 1);
    const { starts } = this;
    for (let k = 0; k < visible.length; k += 1) if (of[visible[k]] !== NOWHERE) starts[of[visible[k]] + 1] += 1;
    for (let code = 0; code < size; code += 1) starts[code + 1] += starts[code];
    this.rows = new Uint32Array(starts[size]);
    const at = starts.slice();
    for (let k = 0; k < visible.length; k += 1) {
      const i = visible[k];
      if (of[i] === NOWHERE) continue;
      this.rows[at[of[i]]] = i;
      at[of[i]] += 1;
    }
    this.order = this.largestFirst();
    this.categories = table.events.codes("category").values;
    this.counts = this.counted();
    /** how many categories there are among them */
    this.present = this.categories.filter((_, k) => this.hasCategory(k)).length;
    /** @type {Map<number, Spot>} */
    this.made = new Map();
  }

  /** @param {number} code @returns {number} events */
  sizeOf(code) {
    return this.starts[code + 1] - this.starts[code];
  }

  /** Codes of the spots that have events, most events first. @returns {Uint32Array} */
  largestFirst() {
    const { size } = this.table;
    const keys = new Float64Array(size);
    let n = 0;
    for (let code = 0; code < size; code += 1) {
      const events = this.sizeOf(code);
      if (events) keys[n++] = -events * size + code;
    }
    return Uint32Array.from(keys.subarray(0, n).sort(), (key) => ((key % size) + size) % size);
  }

  /** How many events each spot has of each category: spot after spot, in the order of `categories`. */
  counted() {
    const { values, codes } = this.table.events.codes("category");
    const counts = new Uint32Array(this.table.size * values.length);
    const { rows, table } = this;
    for (let k = 0; k < rows.length; k += 1) counts[table.of[rows[k]] * values.length + codes[rows[k]]] += 1;
    return counts;
  }

  /** @param {number} category its place in `categories` */
  hasCategory(category) {
    for (let k = category; k < this.counts.length; k += this.categories.length) if (this.counts[k]) return true;
    return false;
  }

  /** @param {number} code @returns {Spot} */
  get(code) {
    const known = this.made.get(code);
    if (known) return known;
    const spot = new Spot(this, code);
    this.made.set(code, spot);
    return spot;
  }
}

/** One spot, for those who want to read it. */
export class Spot {
  /** @param {Spots} spots @param {number} code */
  constructor(spots, code) {
    const { table } = spots;
    this.spots = spots;
    this.code = code;
    this.lon = table.lon[code];
    this.lat = table.lat[code];
    this.size = spots.sizeOf(code);
    /** whether it stands for a whole province, or a stretch of the border */
    this.area = table.isArea(code);
    /** the kilometres of that stretch */
    this.stretch = table.stretches[code] ?? null;
    /** the id of that province */
    this.province = table.provinces[code] ?? null;
    /** one of its events */
    this.first = spots.rows[spots.starts[code]];
  }

  /** Its events. @returns {Uint32Array} */
  get members() {
    return this.spots.rows.subarray(this.spots.starts[this.code], this.spots.starts[this.code + 1]);
  }

  /** The distances, in metres, by which its events may lie elsewhere. @returns {Set<number>} */
  get discs() {
    if (!this.distances) {
      const { events } = this.spots.table;
      const metres = events.metres;
      this.distances = new Set();
      for (const i of this.members)
        if (!events.vague(i) && !events.countyWide[i] && metres[i] > 0) this.distances.add(metres[i]);
    }
    return this.distances;
  }
}
