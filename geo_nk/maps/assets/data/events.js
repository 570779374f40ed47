// The event table as it stands in the page.

import { CodedColumn, DayColumn, NO_DAY, NumberColumn, TextColumn, isoDay } from "./columns.js";
import { intervalWords } from "./dates.js";
import EVENTS from "./events.json" with { type: "json" };

/** Precisions that name an area or a line, not a spot: drawn hollow. */
const VAGUE = new Set(EVENTS.vague);

/** Columns in which a search looks. */
const SEARCHED = [
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

/** @typedef {{code: string, label: string, label_ko: string, label_zh: string, group: string, colour: string, symbol: string}} Category */

export class EventTable {
  /**
   * @param {import("./unpack.js").First} first what draws the map; the rest follows, see `add`
   * @param {Category[]} categories
   */
  constructor({ size, columns, positions, places, counties }, categories) {
    this.size = size;
    this.columns = columns;
    this.positions = positions;
    /** What is known of the places of events, and of the counties and provinces that hold them. */
    this.places = places;
    /** packed rings of the approximate cells of counties, by place id */
    this.counties = counties;
    /** @type {import("./unpack.js").Hexagons[]} the finest first */
    this.hexagons = [];
    /** @type {Map<string | null, Category>} */
    this.categories = new Map(categories.map((c) => [c.code, c]));
    this.lon = spread(positions.lon, positions.codes);
    this.lat = spread(positions.lat, positions.codes);
    this.confidence = this.numbers("confidence");
    /** how far from its mark an event may lie, NaN where unknown */
    this.metres = this.numbers("uncertainty_m");
    this.start = this.days("date_start");
    this.end = this.days("date_end");
    const { vague, ofProvince } = precisionsOf(this.codes("geo_precision"), this.codes("place_kind"));
    this.hollow = vague;
    /** 1 for what is known to a province, or to a part of one, and no closer */
    this.provincial = ofProvince;
    /** 1 for what is known to a county that has a cell, and no closer */
    this.countyWide = new Uint8Array(size);
    /** first and last kilometre of what is known to a stretch of the border and no closer; NaN for all else */
    this.stretch = { from: this.numbers("km_start"), to: this.numbers("km_end") };
    for (let i = 0; i < size; i += 1) if (vague[i] && this.along(i)) ofProvince[i] = 0;
    /** @type {Float64Array} river kilometre, NaN where unknown */
    this.km = new Float64Array(size).fill(NaN);
    /** 1 for what lies so far from the border that its distance was not measured */
    this.beyond = new Uint8Array(size);
    this.firstDay = new Int32Array(size);
    this.lastDay = new Int32Array(size);
    this.addUnits();
    this.findCountyWide();
    this.fillDays();
  }

  /** Add what people read, and what stands along the border. @param {import("./unpack.js").Rest} rest */
  add({ columns, km, metres, hexagons }) {
    for (const [name, column] of columns) this.columns.set(name, column);
    this.hexagons = hexagons;
    this.addBorder(km, metres);
  }

  /** First and last day on which each event may have happened; of one without a date, the first is after the last. */
  fillDays() {
    for (let i = 0; i < this.size; i += 1) {
      const [start, end] = [this.start[i], this.end[i]];
      this.firstDay[i] = start !== NO_DAY ? start : end !== NO_DAY ? end : -NO_DAY - 1;
      this.lastDay[i] = end !== NO_DAY ? end : start;
    }
  }

  /**
   * Add where each event lies by the border; one that names no spot lies nowhere by it.
   * @param {Float64Array} km of each mark
   * @param {Float64Array} metres of each mark
   */
  addBorder(km, metres) {
    const { codes } = this.positions;
    this.km = spread(km, codes);
    const away = spread(metres, codes);
    this.beyond = Uint8Array.from(away, (each, i) => Number(Number.isNaN(each) && this.placed(i)));
    for (let i = 0; i < this.size; i += 1) if (this.hollow[i]) this.km[i] = away[i] = NaN;
    this.columns.set("border_km", new NumberColumn(this.km));
    this.columns.set("border_distance_m", new NumberColumn(away));
  }

  /** Add the county and the province of each event, by their ids. */
  addUnits() {
    const { values, codes } = this.codes("place_id");
    for (const unit of /** @type {const} */ (["county", "province"])) {
      const held = values.map((id) => (id ? (this.places.get(id)?.[unit] ?? null) : null));
      const distinct = [...new Set(held)];
      const number = new Map(distinct.map((id, k) => [id, k]));
      const code = Uint32Array.from(held, (id) => /** @type {number} */ (number.get(id)));
      this.columns.set(unit, new CodedColumn(TextColumn.of(distinct), spread(code, codes)));
    }
  }

  findCountyWide() {
    const { values, codes } = this.codes("geo_precision");
    const county = this.codes("county");
    const known = county.values.map((id) => id !== null && this.counties.has(id));
    const wide = values.indexOf("county");
    if (wide < 0) return;
    for (let i = 0; i < this.size; i += 1) this.countyWide[i] = Number(codes[i] === wide && known[county.codes[i]]);
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

  /**
   * The distinct items of a column of lists; null is that of rows without one.
   * @param {string} name
   * @param {(item: string) => string} [as] what of an item is told apart
   * @returns {import("./columns.js").Codes}
   */
  items(name, as = (item) => item) {
    const { values, codes } = this.codes(name);
    const lists = values.map((text) => [...new Set(text === null ? [null] : text.split("\n").map(as))]);
    const distinct = [...new Set(lists.flat())];
    return { values: distinct, codes, held: lists.map((items) => items.map((item) => distinct.indexOf(item))) };
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

  /** Whether an event is known to a stretch of the border, and no closer. @param {number} i */
  along(i) {
    return this.hollow[i] === 1 && this.stretch.from[i] <= this.stretch.to[i];
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

  /** Every name of each event's place, county and province. @returns {CodedColumn} */
  spellings() {
    const { values, codes } = this.codes("place_id");
    const texts = values.map((id) => {
      const place = id ? this.places.get(id) : undefined;
      if (!place) return null;
      const holders = [place.county, place.province].map((unit) => (unit ? this.places.get(unit)?.names : null));
      return [place.names, place.other, ...holders].flat().filter(Boolean).join("\n");
    });
    return new CodedColumn(TextColumn.of(texts), codes);
  }

  /** The columns that a search looks into. @returns {(CodedColumn | TextColumn)[]} */
  searched() {
    const found = SEARCHED.map((name) => this.columns.get(name));
    const { values, codes } = this.codes("category");
    const labels = values.map((code) => {
      const { label = code, label_ko = "", label_zh = "" } = this.categories.get(code) ?? {};
      return [label, label_ko, label_zh].join(" ");
    });
    const days = DAYS.filter((name) => this.columns.has(name)).map((name) => codedDays(this.days(name)));
    return /** @type {(CodedColumn | TextColumn)[]} */ (
      [...found, new CodedColumn(TextColumn.of(labels), codes), this.spellings(), ...days].filter(
        (column) => column instanceof CodedColumn || column instanceof TextColumn,
      )
    );
  }
}

/**
 * The value of each row. A loop, because `from` with a function takes ten times as long.
 * @template {Float64Array | Uint32Array} V
 * @param {V} values
 * @param {Uint8Array | Uint16Array | Uint32Array} codes
 * @returns {V}
 */
function spread(values, codes) {
  const all = /** @type {V} */ (values instanceof Float64Array ? new Float64Array(codes.length) : new Uint32Array(codes.length));
  for (let i = 0; i < all.length; i += 1) all[i] = values[codes[i]];
  return all;
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
