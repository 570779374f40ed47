import assert from "node:assert/strict";
import { test } from "node:test";
import { dayNumber, isoDay } from "../../geo_nk/maps/assets/data/columns.js";
import { axisTicks, binCounts, binEdges, binLookup, binStart, laneOf, unitFor } from "../../geo_nk/maps/assets/timeline/bins.js";
import { dragged, gripAt, moved, nudged } from "../../geo_nk/maps/assets/timeline/brush.js";

const NONE = 2 ** 31 - 1;

/** @param {string} unit @param {[string, string][]} intervals @param {Uint8Array | null} [mask] */
function count(unit, intervals, mask = null) {
  const firstDay = Int32Array.from(intervals, ([a]) => (a ? dayNumber(a) : NONE));
  const lastDay = Int32Array.from(intervals, ([, b]) => (b ? dayNumber(b) : -NONE));
  const dated = [...firstDay].filter((day) => day !== NONE);
  const edges = binEdges(
    /** @type {any} */ (unit),
    Math.min(...dated),
    Math.max(...[...lastDay].filter((d) => d !== -NONE)),
  );
  const { sure, maybe, undated } = binCounts({ edges, lookup: binLookup(edges) }, { firstDay, lastDay }, mask);
  return { sure: [...sure], maybe: [...maybe], undated, edges: [...edges].map(isoDay) };
}

test("weeks begin on Monday, before 1970 too", () => {
  assert.equal(isoDay(binStart("week", dayNumber("2026-11-22"))), "2026-11-16");
  assert.equal(isoDay(binStart("week", dayNumber("2026-11-23"))), "2026-11-23");
  assert.equal(isoDay(binStart("week", dayNumber("1969-12-28"))), "1969-12-22");
});

test("the unit is the finest that has room", () => {
  assert.equal(unitFor(0, 30, 100), "day");
  assert.equal(unitFor(0, 600, 100), "week");
  assert.equal(unitFor(0, 2900, 100), "month");
  assert.equal(unitFor(0, 7300, 100), "year");
});

test("an interval counts in every bin that it touches, and as sure only where it lies in one", () => {
  const { sure, maybe, edges } = count("month", [
    ["2021-01-05", "2021-01-20"],
    ["2021-01-31", "2021-03-01"],
  ]);
  assert.deepEqual(edges, ["2021-01-01", "2021-02-01", "2021-03-01", "2021-04-01"]);
  assert.deepEqual(sure, [1, 0, 0]);
  assert.deepEqual(maybe, [1, 1, 1]);
});

test("what has no date is counted apart, what is filtered not at all", () => {
  const counted = count(
    "year",
    [
      ["2020-05-01", "2020-05-01"],
      ["", ""],
      ["2020-06-01", "2020-06-01"],
    ],
    Uint8Array.of(1, 1, 0),
  );
  assert.deepEqual([counted.sure, counted.undated], [[1], 1]);
});

test("a million intervals are counted in a blink", () => {
  const n = 1_000_000;
  const firstDay = Int32Array.from({ length: n }, (_, i) => i % 7000);
  const lastDay = firstDay.map((day, i) => day + (i % 40));
  const edges = binEdges("month", 0, 7040);
  const bins = { edges, lookup: binLookup(edges) };
  binCounts(bins, { firstDay, lastDay }, null);
  const began = performance.now();
  binCounts(bins, { firstDay, lastDay }, null);
  assert.ok(performance.now() - began < 250); // about 8 ms on a machine with nothing else to do
});

test("the axis is labelled at whole years, months or days", () => {
  const ticks = (/** @type {string} */ a, /** @type {string} */ b, /** @type {number} */ width) => {
    const { unit, days } = axisTicks(dayNumber(a), dayNumber(b), width);
    return [unit, ...days.map(isoDay)];
  };
  assert.deepEqual(ticks("2006-01-01", "2027-01-01", 300), [
    "year",
    "2010-01-01",
    "2015-01-01",
    "2020-01-01",
    "2025-01-01",
  ]);
  assert.deepEqual(ticks("2021-01-15", "2021-04-10", 400), ["month", "2021-02-01", "2021-03-01", "2021-04-01"]);
  assert.equal(ticks("2021-01-15", "2021-01-18", 400)[0], "day");
});

test("a pointer takes the nearer edge, the window, or nothing", () => {
  assert.equal(gripAt(50, null, 7), "new");
  assert.equal(gripAt(98, [100, 200], 7), "from");
  assert.equal(gripAt(204, [100, 200], 7), "to");
  assert.equal(gripAt(150, [100, 200], 7), "move");
  assert.equal(gripAt(300, [100, 200], 7), "new");
  assert.equal(gripAt(101, [100, 102], 7), "to");
  assert.equal(gripAt(99, [100, 102], 7), "from");
});

test("a drag draws a span, whichever way it goes", () => {
  assert.deepEqual(dragged("new", null, 5, 2, 10), [2, 5]);
  assert.deepEqual(dragged("new", null, 5, 20, 10), [5, 9]);
  assert.deepEqual(dragged("from", [2, 5], 2, 8, 10), [5, 8]);
  assert.deepEqual(dragged("to", [2, 5], 5, 3, 10), [2, 3]);
  assert.deepEqual(dragged("move", [2, 5], 3, 9, 10), [6, 9]);
});

test("a window keeps its length at the ends", () => {
  assert.deepEqual(moved([2, 4], -9, 10), [0, 2]);
  assert.deepEqual(moved([2, 4], 99, 10), [7, 9]);
});

test("keys move an edge or the window, and other keys nothing", () => {
  assert.deepEqual(nudged("ArrowRight", "from", [2, 2], 10), [2, 2]);
  assert.deepEqual(nudged("ArrowLeft", "to", [2, 5], 10), [2, 4]);
  assert.deepEqual(nudged("Home", "from", [2, 5], 10), [0, 5]);
  assert.deepEqual(nudged("End", "move", [2, 5], 10), [6, 9]);
  assert.equal(nudged("a", "move", [2, 5], 10), null);
});

test("an interval that reaches over many bins is a band, and no bar", () => {
  const edges = binEdges("year", 0, 20 * 365);
  const firstDay = Int32Array.of(0, 400, 800);
  const lastDay = Int32Array.of(15 * 365, 800, 820);
  const { sure, maybe, long, bands } = binCounts({ edges, lookup: binLookup(edges) }, { firstDay, lastDay }, null);
  assert.deepEqual([...maybe.slice(0, 4)], [0, 1, 1, 0]);
  assert.deepEqual([...sure.slice(0, 4)], [0, 0, 1, 0]);
  assert.equal(long[10], 1);
  assert.deepEqual(bands, [[0, 14]]);
});

test("bands that lie on each other stand in lanes of their own", () => {
  assert.deepEqual(laneOf([[0, 5], [2, 8], [6, 9]], 4), [0, 1, 0]);
  assert.deepEqual(laneOf([[0, 5], [0, 5]], 1), [0, null]);
});
