// The block of data that stands in the page, as maps/pack.py writes it: base64 of deflated pieces, columns end to end.

import { CodedColumn, DayColumn, NO_DAY, NumberColumn, TextColumn } from "./columns.js";

/**
 * @typedef {{at: number, count: number, width: number, base: number}} Whole whole numbers, counted from `base`
 * @typedef {{at: number, count: number}} Floats
 * @typedef {{at: number, count: number, length: number}} Texts
 *
 * @typedef {object} Positions the distinct marks; the last is no mark, NaN
 * @property {Float64Array} lon degrees
 * @property {Float64Array} lat
 * @property {Float64Array} km along the border
 * @property {Float64Array} metres from the border
 * @property {Uint8Array | Uint16Array | Uint32Array} codes of each event
 * @property {Hexagons} hexagons
 *
 * @typedef {object} Hexagons the cells that the marks lie in
 * @property {number} edge metres
 * @property {Uint8Array | Uint16Array | Uint32Array} codes of each mark
 * @property {number[][]} outlines packed, of each cell
 *
 * @typedef {{names: string[], kind: string, county: string | null, province: string | null, other: string[]}} Place
 */

/**
 * @param {any} head what stands where
 * @param {string} text base64
 * @returns {Promise<{size: number, columns: Map<string, import("./columns.js").Column>, positions: Positions, places: Map<string, Place>, seats: Map<string, [number, number]>}>}
 */
export async function unpackEvents(head, text) {
  const block = new Block(await inflated(bytesOf(text), head.pieces, head.length));
  /** @type {Map<string, import("./columns.js").Column>} */
  const columns = new Map();
  for (const [name, spec] of Object.entries(head.columns)) columns.set(name, block.column(spec));
  return {
    size: head.size,
    columns,
    positions: block.positions(head.positions),
    places: new Map(Object.entries(block.plain(head.places))),
    seats: new Map(Object.entries(block.plain(head.seats))),
  };
}

/** @param {string} text base64 @returns {Uint8Array} */
function bytesOf(text) {
  // Newer browsers read base64 themselves, several times as fast.
  if ("fromBase64" in Uint8Array) return /** @type {any} */ (Uint8Array).fromBase64(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** @param {Uint8Array} bytes @param {number[]} pieces their lengths, deflated @param {number} length of all, inflated */
async function inflated(bytes, pieces, length) {
  let from = 0;
  const streams = pieces.map((size) => {
    from += size;
    return inflatedPiece(bytes.subarray(from - size, from));
  });
  const whole = new Uint8Array(length);
  let at = 0;
  for (const stream of streams) {
    const piece = new Uint8Array(await stream);
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** @param {Uint8Array} piece @returns {Promise<ArrayBuffer>} */
function inflatedPiece(piece) {
  const stream = new DecompressionStream("deflate");
  const writer = stream.writable.getWriter();
  writer.write(/** @type {any} */ (piece));
  writer.close();
  return new Response(stream.readable).arrayBuffer();
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
    const values = this.floats(spec.values);
    return new NumberColumn(spec.codes ? Float64Array.from(this.narrow(spec.codes), (code) => values[code]) : values);
  }

  /** @param {Whole} spec @returns {Int32Array} */
  days(spec) {
    return Int32Array.from(this.narrow(spec), (offset) => (offset ? offset + spec.base : NO_DAY));
  }

  /** @param {any} spec @returns {Positions} */
  positions(spec) {
    const measured = /** @param {Floats | undefined} given */ (given) => {
      const numbers = new Float64Array(spec.lon.count + 1).fill(NaN);
      if (given) numbers.set(this.floats(given));
      return numbers;
    };
    return {
      lon: this.degrees(spec.lon, spec.scale),
      lat: this.degrees(spec.lat, spec.scale),
      km: measured(spec.km),
      metres: measured(spec.metres),
      codes: this.narrow(spec.codes),
      hexagons: {
        edge: spec.hexagons.edge,
        codes: this.narrow(spec.hexagons.codes),
        outlines: this.plain(spec.hexagons.outlines),
      },
    };
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
