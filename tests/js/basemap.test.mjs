import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { BorderLine, nearestOn } from "../../geo_nk/maps/assets/basemap/lines.js";

const file = new URL("../../geo_nk/data/geometry/border.geojson", import.meta.url);

const feature = JSON.parse(readFileSync(file, "utf8")).features[0];

const line = new BorderLine(feature.geometry.coordinates, feature.properties.length_km);

test("kilometres of the line are those of the border", () => {
  // Hyesan's bridge at 679 km, the border's own length at the end; measured by geo_nk.border.
  assert.equal(line.km.at(-1), feature.properties.length_km);
  const [lon, lat] = line.at(679.1);
  assert.ok(Math.hypot(lon - 128.175, lat - 41.407) < 0.01);
});

test("a stretch begins and ends at its kilometres and follows the line", () => {
  const part = line.between(600, 700);
  assert.deepEqual(part[0], line.at(600));
  assert.deepEqual(part.at(-1), line.at(700));
  assert.ok(part.length > 100);
});

test("a ribbon is straighter than the line and ends where it ends", () => {
  const ribbon = line.smooth(0, line.length, 20);
  assert.deepEqual(ribbon[0].map((v) => v.toFixed(6)), line.points[0].map((v) => v.toFixed(6)));
  const length = (/** @type {[number, number][]} */ points) =>
    points.slice(1).reduce((sum, p, i) => sum + Math.hypot(p[0] - points[i][0], p[1] - points[i][1]), 0);
  assert.ok(length(ribbon) < 0.85 * length(line.points));
});

test("the nearest point of a line", () => {
  const { away, along } = nearestOn([[0, 0], [10, 0], [10, 10]], 12, 5);
  assert.equal(away, 2);
  assert.equal(along, 1.5);
});
