// The filters that are not always in sight: source, review, precision, goods, confidence, stretch of the border.

import { measureWords, withoutDoubt } from "../data/sanctions.js";
import { spansOf } from "../data/spans.js";
import { byId, element } from "../parts/dom.js";
import { Slider } from "../parts/slider.js";
import { FacetFilter, RangeFilter } from "../state/facet_filter.js";
import { numberWords, say, sayCode, sureWords, tongue } from "../words/words.js";
import { Facet } from "./facet.js";

const SHORT = 6; // publishers listed before the reader asks for all

/**
 * @param {import("../data/events.js").EventTable} events
 * @param {import("../state/store.js").Store} store
 * @param {import("../state/filters.js").Filters} filters
 * @param {import("../data/stretches.js").StripChart} chart what stands along the border
 */
export function addFilterPanel(events, store, filters, chart) {
  const body = byId("filter-body");
  /** @param {string} kind @returns {(code: string) => string} */
  const coded = (kind) => (code) => sayCode(kind, code);
  /** @type {[string, string, import("../data/columns.js").Codes, (value: string) => string][]} */
  const facets = [
    ["source", "publisher", events.codes("publisher"), (name) => name],
    ["kind", "source_kind", events.codes("source_kind"), coded("source")],
    ["precision", "geo_precision", events.codes("geo_precision"), coded("precision_short")],
    ["status", "status", events.codes("status"), coded("status")],
    ["change", "change", events.codes("change"), coded("change")],
    ["sanctions", "sanctions", events.items("sanctions", withoutDoubt), measureWords],
    ["hs", "hs_chapters", events.items("hs_chapters"), (chapter) => say("filter.hs_chapter", { chapter })],
  ];
  for (const facet of facets) addFacet(filters, body, ...facet);
  addConfidence(events, filters, body);
  // What may have happened on the stretch: its place is as wide on the line as it is uncertain.
  const { from, to } = spansOf(events, chart);
  addStretch(store, filters, new RangeFilter("stretch", from, [0, Math.ceil(chart.length_km / 10) * 10], to), chart);
  byId("filters").hidden = !body.children.length;
}

/**
 * A filter by the values of a column, where there are several.
 * @param {import("../state/filters.js").Filters} filters
 * @param {HTMLElement} body
 * @param {string} key in the page's address
 * @param {string} name
 * @param {import("../data/columns.js").Codes} column
 * @param {(value: string) => string} words
 */
function addFacet(filters, body, key, name, column, words) {
  const number = filters.counts(column);
  if (column.values.filter((_, k) => number[k] > 0).length < 2) return;
  const node = element("div", { class: "facet" });
  body.append(group(`filter.${name}`, node));
  new Facet(filters, {
    filter: filters.add(new FacetFilter(key, column)),
    node,
    words: (value) => (value === null ? say(column.held ? "filter.none_known" : "filter.not_said") : words(value)),
    order: (values) => byCount(values, column, number),
    most: SHORT,
  });
}

/** @param {string} key @param {...Node} nodes */
function group(key, ...nodes) {
  return element("section", { class: "filter-group" }, element("h3", { "data-say": key }, say(key)), ...nodes);
}

/** @param {(string | null)[]} values @param {import("../data/columns.js").Codes} column @param {Uint32Array} counts */
function byCount(values, column, counts) {
  const of = new Map(column.values.map((value, k) => [value, counts[k]]));
  const number = /** @param {string | null} value */ (value) => of.get(value) ?? 0;
  return values
    .filter((value) => number(value) > 0)
    .sort((a, b) => Number(a === null) - Number(b === null) || number(b) - number(a));
}

/** @param {import("../data/events.js").EventTable} events @param {import("../state/filters.js").Filters} filters @param {HTMLElement} body */
function addConfidence(events, filters, body) {
  if (!events.confidence.some((value) => value > 0)) return;
  const filter = filters.add(new RangeFilter("confidence", events.confidence, [0, 1]));
  const words = /** @param {number} value */ (value) =>
    value ? `${numberWords(value, { minimumFractionDigits: 2 })} (${sureWords(value)})` : say("filter.confidence_any");
  filter.words = () => `${say("filter.confidence")} ${words(filter.range[0])}`;
  const slider = new Slider(filters, filter, {
    step: 0.05,
    labels: ["filter.confidence"],
    words: ([from]) => words(from),
  });
  body.append(group("filter.confidence", slider.node));
}

/**
 * The stretch is chosen here or on the strip chart; the store tells each of the other.
 * @param {import("../state/store.js").Store} store
 * @param {import("../state/filters.js").Filters} filters
 * @param {RangeFilter} filter
 * @param {import("../data/stretches.js").StripChart} chart
 */
function addStretch(store, filters, filter, chart) {
  if (!filter.numbers.some((km) => !Number.isNaN(km))) return;
  filters.add(filter);
  const words = /** @param {[number, number]} range */ (range) => stretchWords(range, filter.bounds, chart.counties);
  filter.words = () => words(filter.range);
  const slider = new Slider(filters, filter, { step: 10, labels: ["filter.stretch_from", "filter.stretch_to"], words });
  const note = element("p", { class: "hint", "data-say": "filter.stretch_note" }, say("filter.stretch_note"));
  byId("filter-body").append(group("filter.stretch", slider.node, note));
  store.on("stretch", ({ stretch }) => {
    if (String(stretch) === String(filter.active ? filter.range : null)) return;
    if (stretch) filter.set(...stretch);
    else filter.clear();
    filters.apply();
  });
  store.on("visible", () => {
    const now = filter.active ? filter.range : null;
    if (String(now) !== String(store.get("stretch"))) store.set({ stretch: now });
  });
}

/**
 * @param {[number, number]} range kilometres
 * @param {[number, number]} bounds
 * @param {import("../data/stretches.js").Stretch[]} counties
 */
function stretchWords([from, to], [least, most], counties) {
  if (from <= least && to >= most) return say("filter.stretch_all");
  const km = say("filter.stretch_words", { from: Math.round(from), to: Math.round(to) });
  const held = counties.filter(([, first, last]) => last > from && first < to).map(([names]) => names[tongue()]);
  if (!held.length) return km;
  const [one, other] = [held[0], held[held.length - 1]];
  return `${km} · ${one === other ? one : say("filter.stretch_names", { from: one, to: other })}`;
}
