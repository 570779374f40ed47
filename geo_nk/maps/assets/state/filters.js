// Filters are masks over the rows. `visible` is what all of them let through.

import { dayNumber, isoDay } from "../data/columns.js";

/**
 * @typedef {import("./store.js").Store} Store
 * @typedef {import("../data/columns.js").Codes} Codes
 * @typedef {object} Filter
 * @property {string} key its name in the page's address
 * @property {boolean} active whether it holds anything back
 * @property {Uint8Array | null} mask 1 for each row that it lets through; null for all
 * @property {() => void} clear
 * @property {() => string | null} write what to put into the address
 * @property {(text: string) => void} read
 * @property {() => string} [words] what is filtered, for people
 */

export class Filters {
  /** @param {Store} store @param {number} size rows of the table */
  constructor(store, size) {
    this.store = store;
    this.size = size;
    /** @type {Map<string, Filter>} */
    this.all = new Map();
  }

  /**
   * @template {Filter} F
   * @param {F} filter
   * @returns {F}
   */
  add(filter) {
    this.all.set(filter.key, filter);
    return filter;
  }

  get active() {
    return [...this.all.values()].some((filter) => filter.active);
  }

  /**
   * What every filter but one lets through, as a mask; null for all rows.
   * @param {string | null} [except] key of the filter to leave out
   * @returns {Uint8Array | null}
   */
  mask(except = null) {
    /** @type {Uint8Array | null} */
    let joined = null;
    let own = false;
    for (const { key, mask } of this.all.values()) {
      if (key === except || !mask) continue;
      if (!joined) {
        joined = mask;
        continue;
      }
      if (!own) joined = joined.slice();
      own = true;
      for (let i = 0; i < joined.length; i += 1) joined[i] &= mask[i];
    }
    return joined;
  }

  /** Let the store know what is visible now; a filter that changed calls this. */
  apply() {
    const mask = this.mask();
    const visible = rowsOf(mask, this.size);
    const { selected } = this.store.state;
    const gone = selected !== null && mask !== null && !mask[selected];
    this.store.set(gone ? { visible, selected: null, place: null } : { visible, place: null });
  }

  /**
   * How many rows have each value of a column, among those that the other filters let through.
   * @param {Codes} column
   * @param {string | null} [except]
   * @returns {Uint32Array} by value
   */
  counts({ values, codes, held }, except = null) {
    const counts = new Uint32Array(held ? held.length : values.length);
    const mask = this.mask(except);
    for (let i = 0; i < codes.length; i += 1) if (!mask || mask[i]) counts[codes[i]] += 1;
    if (!held) return counts;
    const each = new Uint32Array(values.length);
    held.forEach((items, code) => items.forEach((item) => (each[item] += counts[code])));
    return each;
  }

  clear() {
    for (const filter of this.all.values()) filter.clear();
    this.apply();
  }

  /** The filters as a part of the page's address, such as `category=other&search=raid`. */
  write() {
    const words = new URLSearchParams();
    for (const filter of this.all.values()) {
      const text = filter.write();
      if (text !== null) words.set(filter.key, text);
    }
    return words.toString();
  }

  /** @param {string} text as `write` gives it */
  read(text) {
    const words = new URLSearchParams(text);
    for (const filter of this.all.values()) {
      const said = words.get(filter.key);
      if (said === null) filter.clear();
      else filter.read(said);
    }
    this.apply();
  }
}

/** @param {Uint8Array | null} mask @param {number} size @returns {Uint32Array} ascending */
export function rowsOf(mask, size) {
  const rows = new Uint32Array(size);
  let n = 0;
  for (let i = 0; i < size; i += 1) {
    rows[n] = i;
    n += mask ? mask[i] : 1;
  }
  return rows.subarray(0, n);
}

/** Keeps what may have happened in a span of days: any day of the event's interval lies in it. */
export class PeriodFilter {
  /** @param {string} key @param {import("../data/events.js").EventTable} events */
  constructor(key, events) {
    this.key = key;
    this.events = events;
    /** @type {[number, number] | null} first and last day, as in `EventTable.start` */
    this.span = null;
    /** @type {Uint8Array | null} */
    this.mask = null;
  }

  get active() {
    return this.span !== null;
  }

  /** @param {[number, number] | null} span */
  set(span) {
    this.span = span;
    this.mask = null;
    if (!span) return;
    const [first, last] = span;
    const { firstDay, lastDay, size } = this.events;
    this.mask = new Uint8Array(size);
    // A row without a date has its first day after its last one, and so lies in no span.
    for (let i = 0; i < size; i += 1) this.mask[i] = Number(firstDay[i] <= last && lastDay[i] >= first);
  }

  clear() {
    this.set(null);
  }

  write() {
    return this.span && this.span.map(isoDay).join("..");
  }

  /** @param {string} text */
  read(text) {
    const [first, last] = text.split("..").map(dayNumber);
    this.set(Number.isFinite(first) && Number.isFinite(last) ? [first, last] : null);
  }
}

/** Keeps the rows in which every word of a query occurs. */
export class TextFilter {
  /** @param {string} key @param {import("../data/find.js").TextIndex} index */
  constructor(key, index) {
    this.key = key;
    this.index = index;
    this.query = "";
    /** What is filtered, for people. */
    this.words = () => this.query.trim();
    /** @type {Uint8Array | null} */
    this.mask = null;
  }

  get active() {
    return this.mask !== null;
  }

  /** @param {string} query */
  set(query) {
    this.query = query;
    this.mask = this.index.find(query);
  }

  clear() {
    this.set("");
  }

  write() {
    return this.query.trim() || null;
  }

  /** @param {string} text */
  read(text) {
    this.set(text);
  }
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // an address that somebody wrote by hand
  }
}
