import assert from "node:assert/strict";
import { test } from "node:test";
import { NumberColumn, TextColumn, dayNumber, isoDay } from "../../geo_nk/maps/assets/data/columns.js";
import { dayFrom, intervalWords, spanWords, tickWords } from "../../geo_nk/maps/assets/data/dates.js";
import { EventTable } from "../../geo_nk/maps/assets/data/events.js";
import { fold } from "../../geo_nk/maps/assets/data/find.js";
import { ordered } from "../../geo_nk/maps/assets/data/order.js";
import { ALONG, countStates, spansOf } from "../../geo_nk/maps/assets/data/spans.js";
import { say, speak } from "../../geo_nk/maps/assets/words/words.js";
import "./spoken.mjs";

/** @type {[string | null, string | null, string, string, string][]} */
const INTERVALS = [
  ["2021-07-01", "2021-07-20", "between 1 and 20 July 2021", "2021년 7월 1일에서 20일 사이", "2021年7月1日至20日之间"],
  ["2007-02-01", "2007-02-28", "in February 2007", "2007년 2월", "2007年2月"],
  [
    "2024-02-01",
    "2024-02-28",
    "between 1 and 28 February 2024",
    "2024년 2월 1일에서 28일 사이",
    "2024年2月1日至28日之间",
  ],
  ["2016-01-01", "2016-12-31", "in 2016", "2016년", "2016年"],
  ["2012-03-05", "2012-03-05", "5 March 2012", "2012년 3월 5일", "2012年3月5日"],
  ["2015-01-01", "2016-12-31", "between 2015 and 2016", "2015년에서 2016년 사이", "2015年至2016年之间"],
  [null, "2012-03-05", "on or before 5 March 2012", "2012년 3월 5일 또는 그 이전", "2012年3月5日或以前"],
  ["2012-03-05", null, "on or after 5 March 2012", "2012년 3월 5일 또는 그 이후", "2012年3月5日或以后"],
  [null, null, "date unknown", "날짜 미상", "日期不详"],
];

for (const [start, end, ...said] of INTERVALS) {
  test(`an interval is said as its reader would say it: ${said[0]}`, () => {
    for (const [k, language] of ["en", "ko", "zh"].entries()) {
      speak(language);
      assert.equal(intervalWords(start, end), said[k]);
    }
  });
}

const BORDER = { length_km: 1358, near_m: 30000 };

/** @param {Record<string, any>[]} rows */
function table(rows) {
  const numbers = (/** @type {string} */ name) => Float64Array.from(rows, (row) => row[name] ?? NaN);
  const columns = new Map();
  for (const name of ["uncertainty_m", "km_start", "km_end"]) columns.set(name, new NumberColumn(numbers(name)));
  const precision = rows.map((row) => row.geo_precision ?? "");
  columns.set("geo_precision", TextColumn.of ? TextColumn.of(precision) : new TextColumn(precision));
  const [lon, lat, km, metres] = ["lon", "lat", "border_km", "border_distance_m"].map(numbers);
  const codes = Uint32Array.from(rows, (_, i) => i);
  const events = new EventTable({ size: rows.length, columns, positions: { lon, lat, codes }, places: new Map(), counties: new Map() }, []);
  events.add({ columns: new Map(), km, metres, hexagons: events.hexagons });
  return events;
}

test("a day comes back as it was", () => assert.equal(isoDay(dayNumber("2012-02-29")), "2012-02-29"));

test("texts and lists come back; an empty one is none", () => {
  assert.deepEqual([0, 1, 2].map((i) => TextColumn.of(["혜산", null, "a\nb"]).get(i)), ["혜산", null, "a\nb"]);
  const lists = TextColumn.of([["a", "b"], [], ["c"]].map(/** @type {any} */ ((x) => x)), true);
  assert.deepEqual([0, 1, 2].map((i) => lists.get(i)), [["a", "b"], null, ["c"]]);
});

test("a row is found by its text", () => {
  const column = TextColumn.of(["event-10", "event-1", "event-1x"]);
  assert.deepEqual([column.indexOf("event-1"), column.indexOf("event")], [1, -1]);
});

test("a text is folded without accents and case, and Korean stays whole", () => {
  assert.equal(fold("Hyesán 혜산"), "hyesan 혜산");
});

test("what has no value for an order comes last, and ties keep the order of the table", () => {
  const events = /** @type {any} */ ({
    size: 4,
    firstDay: Int32Array.of(5, 9, 2 ** 31 - 1, 5),
    lastDay: Int32Array.of(5, 9, -1, 5),
    confidence: Float64Array.of(0.2, NaN, 0.9, 0.2),
    km: Float64Array.of(NaN, 700, 10, NaN),
    categories: new Map([
      ["z", {}],
      ["a", {}],
    ]),
    codes: (/** @type {string} */ name) =>
      name === "category"
        ? { values: ["a", "z"], codes: Uint8Array.of(0, 1, 0, 1) }
        : { values: ["Musan", null, "Hyesan"], codes: Uint8Array.of(0, 1, 2, 0) },
  });
  const order = (/** @type {any} */ by) => [...ordered(events, Uint32Array.of(0, 1, 2, 3), by)];
  assert.deepEqual(order("newest"), [1, 0, 3, 2]);
  assert.deepEqual(order("oldest"), [0, 3, 1, 2]);
  assert.deepEqual(order("confidence"), [2, 0, 3, 1]);
  assert.deepEqual(order("border"), [2, 1, 0, 3]);
  assert.deepEqual(order("category"), [1, 3, 0, 2]);
  assert.deepEqual(order("place"), [2, 0, 3, 1]);
});

test("a short interval has short months", () => {
  assert.equal(intervalWords("2026-01-21", "2026-02-06", { short: true }), "between 21 Jan and 6 Feb 2026");
});

test("a span is said as shortly as it can be", () => {
  const span = (/** @type {string} */ a, /** @type {string} */ b) => spanWords(dayNumber(a), dayNumber(b));
  assert.equal(span("2007-01-01", "2007-12-31"), "2007");
  assert.equal(span("2007-01-01", "2010-12-31"), "2007 – 2010");
  assert.equal(span("2007-03-01", "2007-03-31"), "March 2007");
  assert.equal(span("2007-03-03", "2007-05-02"), "3 March 2007 – 2 May 2007");
});

test("years before 100 are not of the twentieth century", () => {
  assert.equal(tickWords("year", dayFrom(99, 1, 1)), "99");
});

test("an event spans the kilometres in which it may have happened", () => {
  const events = table([
    { lon: 128.2, lat: 41.4, border_km: 679, border_distance_m: 500, uncertainty_m: 6000, geo_precision: "settlement" },
    { lon: 124.4, lat: 40.1, border_km: 3, border_distance_m: 500, uncertainty_m: 9000, geo_precision: "settlement" },
    { km_start: 437, km_end: 785, geo_precision: "linear" },
    { lon: 125.7, lat: 39, border_km: 60, border_distance_m: 170000, geo_precision: "settlement" },
    { lon: 128.2, lat: 41.4, border_km: 679, border_distance_m: 500, geo_precision: "province" },
    { geo_precision: "settlement" },
  ]);
  const spans = spansOf(events, BORDER);
  assert.deepEqual([...spans.state], [ALONG.spot, ALONG.spot, ALONG.reach, ALONG.far, ALONG.area, ALONG.nowhere]);
  assert.deepEqual([spans.from[0], spans.to[0]], [673, 685]);
  assert.deepEqual([spans.from[1], spans.to[1]], [0, 12]);
  assert.deepEqual([spans.from[2], spans.to[2]], [437, 785]);
  assert.ok(Number.isNaN(spans.from[3]));
  assert.deepEqual(countStates(spans, Uint32Array.of(0, 1, 3)), [0, 2, 0, 1, 0]);
});

test("what lies beyond all measure is far from the border, however vague it is", () => {
  const events = table([
    { lon: 102.7, lat: 25, geo_precision: "settlement" },
    { lon: 102.7, lat: 25, geo_precision: "province" },
  ]);
  assert.deepEqual([...spansOf(events, BORDER).state], [ALONG.far, ALONG.far]);
});
