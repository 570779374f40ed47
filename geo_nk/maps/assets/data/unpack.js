// The block of data that stands in the page, as maps/page/pack.py writes it: base64 of deflated pieces, columns end to end.

import { bytesOf } from "./base64.js";
import { CodedColumn, DayColumn, NO_DAY, NumberColumn, TextColumn } from "./columns.js";

/**
 * @typedef {{at: number, count: number, width: number, base: number}} Whole whole numbers, counted from `base`
 * @typedef {{at: number, count: number}} Floats
 * @typedef {{at: number, count: number, length: number}} Texts
 *
 * @typedef {object} Positions the distinct marks; the last is no mark, NaN
 * @property {Float64Array} lon degrees
 * @property {Float64Array} lat
 * @property {Uint8Array | Uint16Array | Uint32Array} codes of each event
 *
 * @typedef {object} Hexagons the cells that the marks lie in
 * @property {number} edge metres
 * @property {Uint8Array | Uint16Array | Uint32Array} codes of each mark
 * @property {number[][]} outlines packed, of each cell
 *
 * @typedef {{names: string[], kind: string, county: string | null, province: string | null, other: string[]}} Place
 *
 * @typedef {object} First what draws the map
 * @property {number} size
 * @property {Map<string, import("./columns.js").Column>} columns
 * @property {Positions} positions
 * @property {Map<string, Place>} places
 * @property {Map<string, number[][]>} counties packed rings of their approximate cells, by place id
 *
 * @typedef {object} Rest what people read, and what stands along the border
 * @property {Map<string, import("./columns.js").Column>} columns
 * @property {Float64Array} km of each mark along the border
 * @property {Float64Array} metres of each mark from the border
 * @property {Hexagons[]} hexagons the finest first
 */

/** The events of a page, in two parts, of which the second follows while the first is drawn already. */
export class Unpacker {
  /** @param {any} head what stands where */
  constructor(head) {
    this.head = head;
    this.bytes = new Uint8Array(head.length);
    this.block = new Block(this.bytes);
    /** bytes that are unpacked */
    this.filled = 0;
  }

  /** @param {string} text base64 @returns {Promise<First>} */
  async first(text) {
    const { size, first, pieces, positions, places, counties } = this.head;
    await this.inflate(bytesOf(text), pieces.slice(0, first));
    return {
      size,
      columns: this.columns(),
      positions: this.block.positions(positions),
      places: new Map(Object.entries(this.block.plain(places))),
      counties: new Map(Object.entries(this.block.plain(counties))),
    };
  }

  /** @param {string} text base64 @returns {Promise<Rest>} */
  async rest(text) {
    const { first, pieces, positions } = this.head;
    await this.inflate(bytesOf(text), pieces.slice(first));
    return {
      columns: this.columns(),
      km: this.block.measured(positions.km, positions.lon.count),
      metres: this.block.measured(positions.metres, positions.lon.count),
      hexagons: positions.hexagons.map((/** @type {any} */ { edge, codes, outlines }) => ({
        edge,
        codes: this.block.narrow(codes),
        outlines: this.block.plain(outlines),
      })),
    };
  }

  /** Counts of all events, as maps/page/counted.py writes them. @param {string} text base64 */
  async counts(text) {
    const { pieces, categories, kinds, query } = this.head;
    await this.inflate(bytesOf(text), pieces);
    /** @type {[string, any][]} */
    const specs = Object.entries(kinds);
    return { categories, query, kinds: Object.fromEntries(specs.map(([kind, spec]) => [kind, this.areas(spec)])) };
  }

  /** @param {any} spec */
  areas({ ids, area, month, category, events, places, edge, outlines }) {
    const { block } = this;
    return {
      ids: block.plain(ids),
      area: block.narrow(area),
      month: block.narrow(month),
      category: block.narrow(category),
      events: block.narrow(events),
      ...(places && { places: block.plain(places) }),
      ...(outlines && { edge, outlines: block.plain(outlines) }),
    };
  }

  /** The columns that are unpacked. @returns {Map<string, import("./columns.js").Column>} */
  columns() {
    /** @type {[string, any][]} */
    const specs = Object.entries(this.head.columns);
    const here = specs.filter(([, spec]) => (spec.days ?? spec.texts ?? spec.values).at < this.filled);
    return new Map(here.map(([name, spec]) => [name, this.block.column(spec)]));
  }

  /** @param {Uint8Array} bytes @param {number[]} pieces their lengths, deflated */
  async inflate(bytes, pieces) {
    let from = 0;
    const streams = pieces.map((size) => {
      from += size;
      return inflatedPiece(bytes.subarray(from - size, from));
    });
    for (const stream of streams) {
      const piece = new Uint8Array(await stream);
      this.bytes.set(piece, this.filled);
      this.filled += piece.length;
    }
  }
}

/** @param {Uint8Array} piece @returns {Promise<ArrayBuffer>} */
function inflatedPiece(piece) {
  const stream = new DecompressionStream("deflate");
  const writer = stream.writable.getWriter();
  writer.write(/** @type {any} */ (piece));
  writer.close();
  return new Response(stream.readable).arrayBuffer();
}

/** What JSON there is in base64 of one deflated piece. @param {string} text @returns {Promise<any>} */
export async function inflatedJson(text) {
  return JSON.parse(new TextDecoder().decode(await inflatedPiece(bytesOf(text))));
}

class Block {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
  }

  /** @param {Whole} spec @returns {Uint8Array | Uint16Array | Uint32Array} counted from the base */
  narrow({ at, count, width }) {
    const { buffer } = this.bytes;
    if (width === 1) return new Uint8Array(buffer, at, count);
    return width === 2 ? new Uint16Array(buffer, at, count) : new Uint32Array(buffer, at, count);
  }

  /** @param {Floats} spec */
  floats({ at, count }) {
    return new Float64Array(this.bytes.buffer, at, count);
  }

  /** @param {Texts} spec @param {boolean} [isList] */
  texts({ at, count, length }, isList = false) {
    return new TextColumn(this.bytes.subarray(at, at + length), count, isList);
  }

  /** @param {{at: number, length: number}} spec @returns {any} */
  plain({ at, length }) {
    return JSON.parse(new TextDecoder().decode(this.bytes.subarray(at, at + length)));
  }

  /** @param {any} spec @returns {import("./columns.js").Column} */
  column(spec) {
    if (spec.kind === "days") return new DayColumn(this.days(spec.days));
    if (spec.kind === "codes") return new CodedColumn(this.texts(spec.texts, spec.list), this.narrow(spec.codes));
    if (spec.kind === "texts") return this.texts(spec.texts);
    return new NumberColumn(this.numbers(spec));
  }

  /** @param {{values: Floats, codes?: Whole}} spec @returns {Float64Array} */
  numbers(spec) {
    const values = this.floats(spec.values);
    if (!spec.codes) return values;
    const codes = this.narrow(spec.codes);
    const numbers = new Float64Array(codes.length);
    for (let i = 0; i < numbers.length; i += 1) numbers[i] = values[codes[i]];
    return numbers;
  }

  /** @param {Whole} spec @returns {Int32Array} */
  days(spec) {
    const offsets = this.narrow(spec);
    const days = new Int32Array(offsets.length);
    for (let i = 0; i < days.length; i += 1) days[i] = offsets[i] ? offsets[i] + spec.base : NO_DAY;
    return days;
  }

  /** What was measured at each mark, and NaN for no mark. @param {Floats | undefined} spec @param {number} count */
  measured(spec, count) {
    const numbers = new Float64Array(count + 1).fill(NaN);
    if (spec) numbers.set(this.floats(spec));
    return numbers;
  }

  /** @param {any} spec @returns {Positions} */
  positions({ lon, lat, scale, codes }) {
    return { lon: this.degrees(lon, scale), lat: this.degrees(lat, scale), codes: this.narrow(codes) };
  }

  /** Steps from each position to the next, as degrees; NaN behind the last. @param {Whole} spec @param {number} scale */
  degrees(spec, scale) {
    const steps = this.narrow(spec);
    const degrees = new Float64Array(steps.length + 1).fill(NaN);
    let at = 0;
    for (let i = 0; i < steps.length; i += 1) {
      at += steps[i] + spec.base;
      degrees[i] = at / scale;
    }
    return degrees;
  }
}
