// The event table as it stands in the page.

import { CodedColumn, DayColumn, NO_DAY, NumberColumn, TextColumn, dayNumber, isoDay } from "./columns.js";
import { intervalWords } from "./words.js";

/** Precisions that name an area or a line, not a spot: drawn hollow. */
const VAGUE = new Set(["province", "linear", "region"]);

/** Columns in which a search looks. */
export const SEARCHED = [
  "title",
  "place_name",
  "name_as_written",
  "quote",
  "publisher",
  "actors",
  "goods",
  "quantity",
  "penalty",
  "report_id",
];

const DAYS = ["date_start", "date_end", "published"];

/** @typedef {{code: string, label: string, group: string, colour: string, symbol: string}} Category */

export class EventTable {
  /**
   * @param {number} size
   * @param {Map<string, import("./columns.js").Column>} columns
   * @param {Category[]} categories
   */
  constructor(size, columns, categories) {
    this.size = size;
    this.columns = columns;
    /** @type {Map<string | null, Category>} */
    this.categories = new Map(categories.map((c) => [c.code, c]));
    this.lon = this.numbers("lon");
    this.lat = this.numbers("lat");
    this.confidence = this.numbers("confidence");
    this.km = this.numbers("border_km");
    this.start = this.days("date_start");
    this.end = this.days("date_end");
    const { vague, ofProvince } = precisionsOf(this.codes("geo_precision"), this.codes("place_kind"));
    /** 1 for what is known to a province, or to a part of one, and no closer */
    this.provincial = ofProvince;
    this.hollow = vague;
    this.fillDays();
  }

  /** First and last day on which each event may have happened; of one without a date, the first is after the last. */
  fillDays() {
    this.firstDay = new Int32Array(this.size);
    this.lastDay = new Int32Array(this.size);
    for (let i = 0; i < this.size; i += 1) {
      const [start, end] = [this.start[i], this.end[i]];
      this.firstDay[i] = start !== NO_DAY ? start : end !== NO_DAY ? end : -NO_DAY - 1;
      this.lastDay[i] = end !== NO_DAY ? end : start;
    }
  }

  /** @param {string} name @returns {Float64Array | Float32Array} NaN where there is no number */
  numbers(name) {
    const column = this.columns.get(name);
    return column instanceof NumberColumn ? column.numbers : new Float64Array(this.size).fill(NaN);
  }

  /** @param {string} name @returns {Int32Array} NO_DAY where there is no day */
  days(name) {
    const column = this.columns.get(name);
    return column instanceof DayColumn ? column.days : new Int32Array(this.size).fill(NO_DAY);
  }

  /**
   * The distinct values of a column and the code of each row; null is the value of rows without one.
   * @param {string} name
   * @returns {import("./columns.js").Codes}
   */
  codes(name) {
    const column = this.columns.get(name);
    if (column instanceof CodedColumn) return column;
    if (!column) return { values: [null], codes: new Uint8Array(this.size) };
    const coded = codedOf(column, this.size);
    this.columns.set(name, coded);
    return coded;
  }

  /** @param {number} i @param {string} name @returns {any} */
  get(i, name) {
    return this.columns.get(name)?.get(i) ?? null;
  }

  /** The row of an event, or null. @param {string} id */
  rowOf(id) {
    const column = /** @type {CodedColumn | TextColumn | undefined} */ (this.columns.get("event_id"));
    const row = column ? column.indexOf(id) : -1;
    return row < 0 ? null : row;
  }

  /** @param {number} i @returns {Category} */
  category(i) {
    return /** @type {Category} */ (this.categories.get(this.get(i, "category")));
  }

  /** @param {number} i */
  placed(i) {
    return !Number.isNaN(this.lon[i]);
  }

  /** Whether an event is known to a province, or to a part of one, and no closer. @param {number} i */
  ofProvince(i) {
    return this.provincial[i] === 1;
  }

  /** @param {number} i */
  vague(i) {
    return this.hollow[i] === 1;
  }

  /** @param {number} i @returns {string} */
  title(i) {
    return this.get(i, "title") || this.category(i).label;
  }

  /** @param {number} i @returns {string} */
  placeName(i) {
    return this.get(i, "place_name") || this.get(i, "name_as_written") || "";
  }

  /** @param {number} i */
  when(i) {
    return intervalWords(this.get(i, "date_start"), this.get(i, "date_end"));
  }

  /** Whether an event has a date. @param {number} i */
  dated(i) {
    return this.firstDay[i] <= this.lastDay[i];
  }

  /**
   * All rows by their first day, rows without a date last.
   * @param {{newestFirst: boolean}} options
   * @returns {Uint32Array}
   */
  sorted({ newestFirst }) {
    const keys = new Float64Array(this.size);
    const none = 2 ** 22; // after every day there is
    for (let i = 0; i < this.size; i += 1) {
      const day = this.dated(i) ? (newestFirst ? -this.firstDay[i] : this.firstDay[i]) : none;
      keys[i] = (day + none) * this.size + i;
    }
    return Uint32Array.from(keys.sort(), (key) => key % this.size);
  }

  /** The columns that a search looks into. @returns {(CodedColumn | TextColumn)[]} */
  searched() {
    const found = SEARCHED.map((name) => this.columns.get(name));
    const { values, codes } = this.codes("category");
    const labels = values.map((code) => this.categories.get(code)?.label ?? code);
    const days = DAYS.filter((name) => this.columns.has(name)).map((name) => codedDays(this.days(name)));
    return /** @type {(CodedColumn | TextColumn)[]} */ (
      [...found, new CodedColumn(TextColumn.of(labels), codes), ...days].filter(
        (column) => column instanceof CodedColumn || column instanceof TextColumn,
      )
    );
  }
}

/** @param {import("./columns.js").Codes} precision @param {import("./columns.js").Codes} kind */
function precisionsOf(precision, kind) {
  const size = precision.codes.length;
  const vague = new Uint8Array(size);
  const ofProvince = new Uint8Array(size);
  const isVague = precision.values.map((value) => VAGUE.has(value ?? ""));
  for (let i = 0; i < size; i += 1) {
    if (!isVague[precision.codes[i]]) continue;
    vague[i] = 1;
    const value = precision.values[precision.codes[i]];
    const inProvince = value === "region" && kind.values[kind.codes[i]] === "province";
    ofProvince[i] = Number(value === "province" || inProvince);
  }
  return { vague, ofProvince };
}

/** @param {import("./columns.js").Column} column @param {number} size @returns {CodedColumn} */
function codedOf(column, size) {
  /** @type {Map<any, number>} */
  const known = new Map();
  const codes = new Uint32Array(size);
  for (let i = 0; i < size; i += 1) {
    const value = column.get(i);
    const key = Array.isArray(value) ? value.join("\n") : value;
    if (!known.has(key)) known.set(key, known.size);
    codes[i] = /** @type {number} */ (known.get(key));
  }
  return new CodedColumn(TextColumn.of([...known.keys()]), codes);
}

/** Days as texts, each distinct one once. @param {Int32Array} days @returns {CodedColumn} */
function codedDays(days) {
  /** @type {Map<number, number>} */
  const known = new Map();
  const codes = Uint32Array.from(days, (day) => {
    const code = known.get(day) ?? known.size;
    if (code === known.size) known.set(day, code);
    return code;
  });
  const texts = [...known.keys()].map((day) => (day === NO_DAY ? null : isoDay(day)));
  return new CodedColumn(TextColumn.of(texts), codes);
}

/**
 * The table out of plain columns.
 * @param {Record<string, any>} plain
 * @param {Category[]} categories
 */
export function tableOf(plain, categories) {
  /** @type {Map<string, import("./columns.js").Column>} */
  const columns = new Map();
  for (const [name, given] of Object.entries(plain)) {
    if (name === "size") continue;
    columns.set(name, columnOf(name, given));
  }
  return new EventTable(plain.size, columns, categories);
}

/** @param {string} name @param {any} given */
function columnOf(name, given) {
  const values = Array.isArray(given) ? given : given.codes.map(/** @param {number} k */ (k) => given.values[k]);
  const first = values.find(/** @param {any} value */ (value) => value !== null);
  if (DAYS.includes(name))
    return new DayColumn(Int32Array.from(values, (v) => (v === null ? NO_DAY : dayNumber(v))));
  if (typeof first === "number" || first === undefined) return new NumberColumn(Float64Array.from(values, (v) => v ?? NaN));
  const isList = Array.isArray(first);
  if (Array.isArray(given)) return TextColumn.of(values, isList);
  return new CodedColumn(TextColumn.of(given.values), Uint32Array.from(given.codes));
}
