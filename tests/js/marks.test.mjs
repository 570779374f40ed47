import assert from "node:assert/strict";
import { test } from "node:test";
import { shortCount } from "../../geo_nk/maps/assets/marks/marks.js";
import { Layout } from "../../geo_nk/maps/assets/marks/sites.js";
import { NOWHERE, SpotTable, Spots } from "../../geo_nk/maps/assets/marks/spots.js";

/**
 * Events at points, as much of them as spots need.
 * @param {[number, number][]} points lon, lat
 * @param {number[]} codes of the points, the count of them for no point
 * @param {{province?: number[]}} [more] rows that are known to a province only
 */
function eventsAt(points, codes, { province = [] } = {}) {
  const axis = (/** @type {0 | 1} */ k) => Float64Array.from([...points.map((p) => p[k]), NaN]);
  return /** @type {any} */ ({
    size: codes.length,
    positions: { lon: axis(0), lat: axis(1), codes: Uint8Array.from(codes) },
    hollow: Uint8Array.from(codes, (_, i) => Number(province.includes(i))),
    stretch: { from: [], to: [] },
    along: () => false,
    ofProvince: (/** @type {number} */ i) => province.includes(i),
    get: () => "kp-ryanggang",
    codes: () => ({ values: ["a", "b"], codes: Uint8Array.from(codes, (_, i) => i % 2) }),
  });
}

/** @param {any} events @param {Map<string, any>} [provinces] */
const spotsOf = (events, provinces = new Map()) =>
  new Spots(new SpotTable(events, provinces), Uint32Array.from({ length: events.size }, (_, i) => i));

test("events of one point make one spot, most events first", () => {
  const spots = spotsOf(eventsAt([[127, 41], [128, 41]], [0, 1, 1, 2]));
  assert.deepEqual([...spots.order], [1, 0]);
  assert.deepEqual([...spots.get(1).members], [1, 2]);
  assert.equal(spots.table.of[3], NOWHERE);
});

test("what is known to a province stands in its middle, apart from the town", () => {
  const province = { id: "kp-ryanggang", label: [128, 41.3] };
  const spots = spotsOf(eventsAt([[127, 41]], [0, 0], { province: [1] }), new Map([["kp-ryanggang", province]]));
  const area = spots.get(spots.table.of[1]);
  assert.deepEqual([area.lon, area.lat, area.area, area.province], [128, 41.3, true, "kp-ryanggang"]);
  assert.equal(spots.get(0).area, false);
});

test("spots that touch become one site, and come apart closer by", () => {
  const spots = spotsOf(eventsAt([[127, 41], [127.05, 41]], [0, 0, 1]));
  const far = new Layout(spots, 2 ** 7);
  assert.deepEqual([far.sites.length, far.size[far.sites[0]], far.places[far.sites[0]]], [1, 3, 2]);
  assert.deepEqual(far.codes(far.sites[0]), [0, 1]);
  assert.equal(new Layout(spots, 2 ** 12).sites.length, 2);
});

test("no event is lost at any zoom, and each spot knows its site", () => {
  const points = Array.from({ length: 250 }, (_, i) => /** @type {[number, number]} */ ([124 + ((i * 37) % 250) / 40, 38 + ((i * 91) % 250) / 60]));
  const spots = spotsOf(eventsAt(points, points.map((_, i) => i)));
  for (const zoom of [5, 6, 7.25, 8, 10]) {
    const layout = new Layout(spots, 2 ** zoom);
    const sites = [...layout.sites];
    assert.equal(sites.reduce((sum, k) => sum + layout.size[k], 0), 250);
    assert.equal(sites.flatMap((k) => layout.codes(k)).length, 250);
    for (const k of sites) assert.equal(layout.siteOf[layout.codes(k)[0]], k);
  }
});

test("a stack counts its events by category", () => {
  const spots = spotsOf(eventsAt([[127, 41], [127.001, 41]], [0, 0, 1]));
  const layout = new Layout(spots, 2 ** 6);
  const [site] = layout.seen(/** @type {any} */ ({ origin: { x: layout.x[0] - 50, y: layout.y[0] - 50 }, width: 100, height: 100 }));
  assert.deepEqual([...site.counts], [2, 1]);
  assert.equal(site.stacked, true);
});

test("the area of a stack is as its count, so far as that can be read", () => {
  const codes = Array.from({ length: 2000 }, (_, i) => (i < 1600 ? 0 : i < 2000 ? 1 : 2));
  const layout = new Layout(spotsOf(eventsAt([[125, 40], [129, 42]], codes)), 2 ** 7);
  const [large, small] = layout.sites;
  assert.deepEqual([layout.size[large], layout.size[small]], [1600, 400]);
  assert.ok(Math.abs(layout.radius[large] / layout.radius[small] - 2) < 0.01);
});

test("the mark of an area makes room for a count", () => {
  const province = { id: "kp-ryanggang", label: [128, 41.3] };
  const rows = [...Array(9).fill(0), 0];
  const spots = spotsOf(eventsAt([[128, 41.31]], rows, { province: [9] }), new Map([["kp-ryanggang", province]]));
  const layout = new Layout(spots, 2 ** 7.5);
  const [stack, area] = layout.sites;
  const apart = Math.hypot(layout.x[stack] - layout.x[area], layout.y[stack] - layout.y[area]);
  assert.ok(apart > layout.radius[stack] + layout.radius[area]);
});

test("the mark of an area that finds no room is counted with the mark over it", () => {
  const province = { id: "kp-ryanggang", label: [128, 41.3] };
  const spots = spotsOf(eventsAt([[128, 41.31]], [0, 0, 0], { province: [2] }), new Map([["kp-ryanggang", province]]));
  const layout = new Layout(spots, 2 ** 5);
  assert.deepEqual([...layout.sites].map((k) => [layout.size[k], layout.places[k], layout.area[k]]), [[3, 2, 0]]);
  assert.equal(layout.siteOf[spots.table.of[2]], layout.sites[0]);
});

test("a crowd has no rings from afar", () => {
  const codes = Array.from({ length: 900 }, (_, i) => (i < 3 ? 0 : 1));
  const spots = spotsOf(eventsAt([[125, 40], [129, 42]], codes));
  assert.equal(new Layout(spots, 2 ** 7).measure.ringed, 1);
  assert.equal(new Layout(spots, 2 ** 10).measure.ringed, 6);
});

test("a count too long for its circle is shortened", () => {
  assert.deepEqual([999, 1257, 9949, 9960, 12500, 999499, 999500, 1200000].map(shortCount), ["999", "1.3k", "9.9k", "10k", "13k", "999k", "1.0m", "1.2m"]);
});
