import assert from "node:assert/strict";
import { test } from "node:test";
import { CellCounts, CountedCells, NO_CELL } from "../../geo_nk/maps/assets/pictures/cells.js";
import { breaksOf, classOf, classRanges, rampColour } from "../../geo_nk/maps/assets/pictures/classes.js";
import { blur } from "../../geo_nk/maps/assets/pictures/heat.js";
import { Counted } from "../../geo_nk/maps/assets/state/counted.js";
import { binEdges, binLookup } from "../../geo_nk/maps/assets/timeline/bins.js";

test("classes begin at round numbers and cover every count", () => {
  for (const counts of [[1], [1, 1, 1], [1, 2, 3, 4, 5], [1, 1, 2, 3, 8, 21, 55, 144, 377], [7, 7, 7], [100000, 3]]) {
    const breaks = breaksOf(counts);
    const ranges = classRanges(breaks, Math.max(...counts));
    assert.ok(breaks.length <= 5);
    assert.equal(breaks[0], Math.min(...counts));
    for (const count of counts) {
      const [from, to] = ranges[classOf(breaks, count)];
      assert.ok(from <= count && count <= to, `${count} in ${from}..${to}`);
    }
  }
  assert.equal(classOf([1, 5], 0), -1);
  assert.deepEqual(breaksOf([1, 1, 1, 2, 2, 3, 25]), [1, 2, 5, 10, 15]);
  assert.deepEqual(breaksOf([]), [1]);
});

test("the first class has the lightest colour and the last the darkest", () => {
  const ramp = ["a", "b", "c", "d", "e"];
  assert.deepEqual([0, 1].map((k) => rampColour(ramp, k, 2)), ["a", "e"]);
  assert.equal(rampColour(ramp, 0, 1), "c");
});

test("cells hold what is surer than they are large; the rest is counted apart", () => {
  const cells = new CellCounts(Int32Array.of(0, 0, 1, NO_CELL, 2), 3);
  cells.count(Uint32Array.of(0, 1, 3));
  assert.deepEqual([...cells.counts], [2, 0, 0]);
  assert.equal(cells.apart, 1);
  assert.deepEqual(cells.members(0), [0, 1]);
  cells.count(Uint32Array.of(2, 4));
  assert.deepEqual([...cells.counts], [0, 1, 1]);
  assert.equal(cells.most, 1);
  assert.deepEqual(cells.classes(["light", "dark"]), [{ from: 1, to: 1, colour: "dark" }]);
});

const MONTH = 2021 * 12 + 7; // August 2021
const COUNTS = {
  categories: ["a", "b"],
  query: 'select(SOURCE, {kind}="{area}")',
  kinds: {
    county: {
      ids: ["far", "near"],
      area: Uint8Array.of(0, 1, 1, 2, 1),
      month: Uint16Array.of(MONTH, MONTH, MONTH + 1, MONTH, 0),
      category: Uint8Array.of(0, 1, 0, 0, 0),
      events: Uint32Array.of(7, 100, 1000, 20, 3),
    },
  },
};

function counted({ hidden = [], span = null } = {}) {
  const all = new Map([["category", { hidden: new Set(hidden) }], ["period", { span }]]);
  return new Counted(COUNTS, { all });
}

test("counts of all events follow category and time", () => {
  const august = [18840, 18870];
  assert.deepEqual([...counted().byArea("county")], [7, 1103, 20]);
  assert.deepEqual([...counted({ hidden: ["a"] }).byArea("county")], [0, 100, 0]);
  assert.deepEqual([...counted({ span: august }).byArea("county")], [7, 100, 20]);
  assert.equal(counted().total, 1130);
});

test("counts of all events are put into the bins of a timeline", () => {
  const edges = binEdges("month", ...counted().extent);
  assert.equal(edges.length, 3);
  const bins = counted({ hidden: ["b"], span: [0, 1] }).byBin({ edges, lookup: binLookup(edges) });
  assert.deepEqual([[...bins.sure], bins.undated], [[27, 1000], 3]);
});

test("cells of all events have the rows of the sample and tell how to get the rest", () => {
  const cells = new CountedCells(Int32Array.of(0, 1), ["near", "empty"], counted(), "county");
  cells.count(Uint32Array.of(0));
  assert.deepEqual([...cells.counts], [1103, 0]);
  assert.equal(cells.apart, 27);
  assert.deepEqual(cells.members(0), [0]);
  assert.equal(cells.query(0), 'select(SOURCE, county="near")');
});

test("a blur moves nothing and loses nothing", () => {
  const field = new Float32Array(81 * 61);
  field[30 * 81 + 40] = 5;
  blur(field, 81, 61, 4);
  const sum = field.reduce((a, b) => a + b, 0);
  assert.ok(Math.abs(sum - 5) < 1e-4);
  assert.equal(field.indexOf(field.reduce((a, b) => Math.max(a, b), 0)), 30 * 81 + 40);
  const row = Array.from(field.subarray(30 * 81, 31 * 81));
  const variance = row.reduce((s, v, k) => s + v * (k - 40) ** 2, 0) / row.reduce((s, v) => s + v, 0);
  assert.ok(Math.abs(Math.sqrt(variance) - 4) < 0.5);
});
