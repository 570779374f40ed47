// Filters of the panel: by the values of a column, by confidence, by kilometre of the border.

/** Lets some values of a column through; of several that a row has, one is enough. Null stands for rows that do not say. */
export class FacetFilter {
  /** @param {string} key @param {import("../data/columns.js").Codes} column */
  constructor(key, column) {
    this.key = key;
    this.column = column;
    /** @type {Set<string | null>} */
    this.hidden = new Set();
    /** @type {Uint8Array | null} */
    this.mask = null;
    /** What is filtered, for people. */
    this.words = () => this.key;
  }

  get active() {
    return this.mask !== null;
  }

  /** The values that are let through. */
  get kept() {
    return this.column.values.filter((value) => !this.hidden.has(value));
  }

  /** @param {string | null} value */
  toggle(value) {
    if (!this.hidden.delete(value)) this.hidden.add(value);
    this.update();
  }

  /** Let one value through; all of them, where it was the only one. @param {string | null} value */
  only(value) {
    const alone = this.kept.length === 1 && this.kept[0] === value;
    this.hidden = new Set(alone ? [] : this.column.values.filter((other) => other !== value));
    this.update();
  }

  clear() {
    this.hidden.clear();
    this.update();
  }

  /** The shorter of what is let through and, behind a "!", what is not. */
  write() {
    if (!this.active) return null;
    const { kept } = this;
    const hidden = [...this.hidden];
    return kept.length && kept.length < hidden.length ? listed(kept) : `!${listed(hidden)}`;
  }

  /** @param {string} text */
  read(text) {
    const not = text.startsWith("!");
    const said = new Set(text.slice(Number(not)).split(",").map(fromItem));
    this.hidden = new Set(this.column.values.filter((value) => said.has(value) === not));
    this.update();
  }

  update() {
    const { values, codes, held } = this.column;
    const kept = Uint8Array.from(values, (value) => Number(!this.hidden.has(value)));
    const passes = held ? Uint8Array.from(held, (items) => Number(items.some((item) => kept[item]))) : kept;
    this.mask = kept.includes(0) ? Uint8Array.from(codes, (code) => passes[code]) : null;
  }
}

/** Lets numbers between two bounds through; what has no number is held back, but for bounds that let all through. */
export class RangeFilter {
  /**
   * @param {string} key
   * @param {Float32Array | Float64Array} numbers NaN where there is none
   * @param {[number, number]} bounds widest
   * @param {Float32Array | Float64Array} [until] where rows are spans, the ends of those that begin at `numbers`
   */
  constructor(key, numbers, bounds, until = numbers) {
    this.key = key;
    this.numbers = numbers;
    this.until = until;
    this.bounds = bounds;
    /** @type {[number, number]} */
    this.range = [...bounds];
    /** @type {Uint8Array | null} */
    this.mask = null;
    /** What is filtered, for people. */
    this.words = () => this.key;
  }

  get active() {
    return this.mask !== null;
  }

  /** @param {number} from @param {number} to */
  set(from, to) {
    const [least, most] = this.bounds;
    this.range = [Math.max(Math.min(from, to), least), Math.min(Math.max(from, to), most)];
    const [a, b] = this.range;
    const all = a <= least && b >= most;
    this.mask = all ? null : Uint8Array.from(this.numbers, (x, i) => Number(this.until[i] >= a && x <= b));
  }

  clear() {
    this.set(...this.bounds);
  }

  write() {
    return this.active ? this.range.join("..") : null;
  }

  /** @param {string} text */
  read(text) {
    const [from, to = this.bounds[1]] = text.split("..").map(Number);
    if (Number.isFinite(from) && Number.isFinite(to)) this.set(from, to);
    else this.clear();
  }
}

/** @param {(string | null)[]} values */
const listed = (values) => values.map(toItem).join(",");

/** @param {string | null} value */
const toItem = (value) => (value === null ? "" : value.replace(/[%,!]/g, (c) => `%${c.charCodeAt(0).toString(16)}`));

/** @param {string} item @returns {string | null} */
const fromItem = (item) =>
  item === "" ? null : item.replace(/%(25|2c|21)/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
