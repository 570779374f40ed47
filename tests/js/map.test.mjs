import assert from "node:assert/strict";
import { test } from "node:test";
import { homeBox, outermost } from "../../geo_nk/maps/assets/map/extent.js";

const BORDER = [124.2, 39.8, 130.7, 43];

/** @param {[number, number][]} points @param {number[]} codes */
const eventsAt = (points, codes) => {
  const axis = (/** @type {0 | 1} */ k) => Float64Array.from([...points.map((p) => p[k]), NaN]);
  const positions = { lon: axis(0), lat: axis(1), codes: Uint8Array.from(codes) };
  const spread = (/** @type {Float64Array} */ values) => Float64Array.from(codes, (code) => values[code]);
  return /** @type {any} */ ({ size: codes.length, positions, lon: spread(positions.lon), lat: spread(positions.lat) });
};

/** @param {number} n */
const rows = (n) => Uint32Array.from({ length: n }, (_, i) => i);

test("a few events far off do not make the border small", () => {
  const events = eventsAt([[128.2, 41.4], [102.7, 25]], [0, 0, 0, 0, 0, 0, 1, 2]);
  assert.deepEqual(homeBox(events, rows(8), BORDER), { box: BORDER, beyond: [6] });
  assert.deepEqual(outermost(events, rows(8)), [102.7, 25, 128.2, 41.4]);
});

test("where most events lie far off, they are shown", () => {
  const events = eventsAt([[128.2, 41.4], [102.7, 25]], [0, 1, 1, 1, 1]);
  const { box, beyond } = homeBox(events, rows(5), BORDER);
  assert.deepEqual([box, beyond], [[102.7, 25, 130.7, 43], []]);
});

test("without a mark there is the border", () => {
  assert.deepEqual(homeBox(eventsAt([], [0]), rows(1), BORDER), { box: BORDER, beyond: [] });
  assert.equal(outermost(eventsAt([], [0]), rows(1)), null);
});
