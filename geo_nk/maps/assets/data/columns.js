// Columns of the event table in memory: typed arrays, distinct values with codes, texts that stay bytes until asked for.

/**
 * @typedef {object} Codes a column of few distinct values
 * @property {(string | null)[]} values
 * @property {Uint8Array | Uint16Array | Uint32Array} codes of each row
 * @property {number[][]} [held] where rows have several values, those of each code
 *
 * @typedef {object} Column
 * @property {(i: number) => any} get the value of a row, or null
 */

/** Stands for a day that is not known. */
export const NO_DAY = -(2 ** 31);

const DAY_MS = 86400000;
const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Ends a text; no text of the table holds it. */
const ROW_END = 0;

/** Stands between the items of a list; not a byte of any UTF-8 text. */
const ITEM_END = 0xfe;

/** Numbers; NaN where there is none. */
export class NumberColumn {
  /** @param {Float64Array | Float32Array} numbers */
  constructor(numbers) {
    this.numbers = numbers;
  }

  /** @param {number} i @returns {number | null} */
  get(i) {
    const number = this.numbers[i];
    return Number.isNaN(number) ? null : number;
  }
}

/** Days, read as ISO dates. */
export class DayColumn {
  /** @param {Int32Array} days since 1970-01-01, or NO_DAY */
  constructor(days) {
    this.days = days;
  }

  /** @param {number} i @returns {string | null} */
  get(i) {
    return this.days[i] === NO_DAY ? null : isoDay(this.days[i]);
  }
}

/** A day number as an ISO date. @param {number} day @returns {string} */
export const isoDay = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** An ISO date as a day number; NaN for what is none. @param {string} text @returns {number} */
export const dayNumber = (text) => Math.round(Date.parse(text) / DAY_MS);

/** Values that repeat: each stands once. */
export class CodedColumn {
  /** @param {TextColumn} texts the distinct values @param {Uint8Array | Uint16Array | Uint32Array} codes */
  constructor(texts, codes) {
    this.texts = texts;
    this.codes = codes;
    /** @type {(string | null)[]} */
    this.values = Array.from({ length: texts.size }, (_, k) => texts.text(k));
  }

  /** @param {number} i */
  get(i) {
    return this.texts.isList ? this.texts.get(this.codes[i]) : this.values[this.codes[i]];
  }

  /** The first row with a value, or -1. @param {string} value */
  indexOf(value) {
    const code = this.values.indexOf(value);
    return code < 0 ? -1 : this.codes.indexOf(code);
  }
}

/** Texts, or lists of texts, that stay UTF-8 until somebody reads them. An empty one is none. */
export class TextColumn {
  /**
   * @param {Uint8Array} bytes each row ends with ROW_END, and within a list each item but the last with ITEM_END
   * @param {number} size rows
   * @param {boolean} [isList]
   */
  constructor(bytes, size, isList = false) {
    this.bytes = bytes;
    this.size = size;
    this.isList = isList;
    /** @type {Uint32Array | null} */
    this.found = null;
  }

  /** Where each row begins, and behind the last; found when first needed. @returns {Uint32Array} */
  get starts() {
    if (this.found) return this.found;
    const starts = new Uint32Array(this.size + 1);
    for (let i = 0, at = 0; i < this.size; i += 1) {
      at = this.bytes.indexOf(ROW_END, at) + 1;
      starts[i + 1] = at;
    }
    this.found = starts;
    return starts;
  }

  /** @param {(string | string[] | null)[]} values @param {boolean} [isList] */
  static of(values, isList = false) {
    if (!isList) return new TextColumn(encoder.encode(values.map((value) => `${value ?? ""}\0`).join("")), values.length);
    const parts = values.map((value) => {
      const items = [value ?? ""].flat().map((text) => encoder.encode(text));
      return items.flatMap((item, k) => [...(k ? [ITEM_END] : []), ...item]).concat(ROW_END);
    });
    return new TextColumn(Uint8Array.from(parts.flat()), values.length, isList);
  }

  /** A row as one text; the items of a list each on a line. @param {number} i @returns {string | null} */
  text(i) {
    const items = this.items(i);
    return items.length ? items.join("\n") : null;
  }

  /** @param {number} i @returns {string | string[] | null} */
  get(i) {
    const items = this.items(i);
    return items.length ? (this.isList ? items : items[0]) : null;
  }

  /** @param {number} i @returns {string[]} */
  items(i) {
    const row = this.bytes.subarray(this.starts[i], this.starts[i + 1] - 1);
    if (!row.length) return [];
    const items = [];
    for (let from = 0; from <= row.length; ) {
      const found = this.isList ? row.indexOf(ITEM_END, from) : -1;
      const to = found < 0 ? row.length : found;
      items.push(decoder.decode(row.subarray(from, to)));
      from = to + 1;
    }
    return items;
  }

  /** The texts of some rows as one string, each row ended by "\0". @param {number} from @param {number} to */
  joined(from, to) {
    return decoder.decode(this.bytes.subarray(this.starts[from], this.starts[to]));
  }

  /** The first row with a text, or -1. @param {string} text */
  indexOf(text) {
    const wanted = encoder.encode(text);
    for (let i = 0; i < this.size; i += 1) {
      const from = this.starts[i];
      if (this.starts[i + 1] - 1 - from !== wanted.length) continue;
      let k = 0;
      while (k < wanted.length && this.bytes[from + k] === wanted[k]) k += 1;
      if (k === wanted.length) return i;
    }
    return -1;
  }
}
