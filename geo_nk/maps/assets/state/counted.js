// Counts of all events, where the rows of the page are a sample of them: by area, month and category, made before by an
// engine. They follow the filters by category and by time, which they know; no other.

import { dayFrom, dayParts } from "../data/dates.js";

/**
 * @typedef {Uint8Array | Uint16Array | Uint32Array} Narrow
 * @typedef {import("./facet_filter.js").FacetFilter} FacetFilter
 * @typedef {import("./filters.js").PeriodFilter} PeriodFilter
 *
 * @typedef {object} Areas the counts of one kind of area, in columns
 * @property {string[]} ids of the areas
 * @property {Narrow} area by its place in `ids`; behind the last is none
 * @property {Narrow} month counted from the year 0; 0 is none
 * @property {Narrow} category by its place among the categories
 * @property {Narrow} events how many
 * @property {Record<string, import("../data/unpack.js").Place>} [places] of counties
 * @property {number} [edge] metres, of hexagons
 * @property {number[][]} [outlines] packed, of hexagons
 */

/** The first day of a month. @param {number} month counted from the year 0 */
const firstDayOf = (month) => dayFrom(Math.floor(month / 12), (month % 12) + 1, 1);

export class Counted {
  /**
   * @param {{categories: string[], kinds: Record<string, Areas>, query: string}} counts
   * @param {import("./filters.js").Filters} filters
   */
  constructor({ categories, kinds, query }, filters) {
    this.categories = categories;
    this.kinds = kinds;
    this.query = query;
    this.filters = filters;
    const months = this.countMonths();
    this.total = months.reduce((a, b) => a + b, 0);
    const first = months.findIndex((n, month) => n > 0 && month > 0);
    /** @type {[number, number]} first and last day of the months that have events */
    this.extent = first < 0 ? [0, 0] : [firstDayOf(first), firstDayOf(months.length) - 1];
  }

  /** How many events lie in each month, whatever time is chosen; before the first, how many in no one month. */
  countMonths() {
    // Any kind of area has all events.
    const { month, category, events } = Object.values(this.kinds)[0];
    const kept = this.kept();
    let last = 0;
    for (const each of month) last = Math.max(last, each);
    const counts = new Float64Array(last + 1);
    for (let k = 0; k < events.length; k += 1) if (kept[category[k]]) counts[month[k]] += events[k];
    return counts;
  }

  /** 1 for each category that is let through. */
  kept() {
    const filter = /** @type {FacetFilter | undefined} */ (this.filters.all.get("category"));
    return Uint8Array.from(this.categories, (code) => Number(!filter?.hidden.has(code)));
  }

  /**
   * How many events lie in each area, in the order of its ids, and behind the last how many lie in none.
   * @param {string} kind
   */
  byArea(kind) {
    const { ids, area, month, category, events } = this.kinds[kind];
    const kept = this.kept();
    const [from, to] = this.months();
    const counts = new Uint32Array(ids.length + 1);
    for (let k = 0; k < events.length; k += 1)
      if (kept[category[k]] && month[k] >= from && month[k] <= to) counts[area[k]] += events[k];
    return counts;
  }

  /** First and last month of the chosen time; what has no month is in no time but all of it. @returns {[number, number]} */
  months() {
    const { span } = /** @type {PeriodFilter | undefined} */ (this.filters.all.get("period")) ?? {};
    if (!span) return [0, Infinity];
    return /** @type {[number, number]} */ (span.map((day) => monthHolding(day)));
  }

  /**
   * How many events lie in each bin of a timeline, whatever time is chosen, and how many in no one month.
   * @param {{edges: Int32Array, lookup: Int32Array}} bins of months or longer
   */
  byBin({ edges, lookup }) {
    const [undated, ...months] = this.countMonths();
    const sure = new Uint32Array(edges.length - 1);
    months.forEach((n, k) => {
      if (n) sure[lookup[firstDayOf(k + 1) - edges[0]]] += n;
    });
    return { sure, undated };
  }

  /** What returns the rows of an area. @param {string} kind @param {string} area */
  rowsOf(kind, area) {
    return this.query.replace("{kind}", kind).replace("{area}", area);
  }
}

/** The month of a day, counted from the year 0. @param {number} day */
function monthHolding(day) {
  const { y, m } = dayParts(day);
  return 12 * y + m - 1;
}
