// The basemap, unpacked: paths to draw, names to write, and the marks along the border.

import { mercatorX, mercatorY, partsOf, pathFor, pathOf, unpackLine } from "./geometry.js";
import { BorderLine } from "./lines.js";
import { Relief } from "./relief.js";
import { Water } from "./water.js";

/** @typedef {import("./geometry.js").Position} Position */

/**
 * Marks along the border, each with the direction across it, in world units.
 * @param {Position[]} points
 * @param {number} step kilometres between them
 */
function kilometreMarks(points, step) {
  return points.map(([lon, lat], i) => {
    const [before, after] = [points[Math.max(i - 1, 0)], points[Math.min(i + 1, points.length - 1)]];
    const dx = mercatorX(after[0]) - mercatorX(before[0]);
    const dy = mercatorY(after[1]) - mercatorY(before[1]);
    const length = Math.hypot(dx, dy) || 1;
    return { km: i * step, lon, lat, across: [dy / length, -dx / length] };
  });
}

/** Kilometres between marks at a zoom, or 0 for none. @param {number} zoom */
export const kilometreStep = (zoom) => (zoom >= 10.75 ? 10 : zoom >= 8.5 ? 50 : zoom >= 7.25 ? 100 : 0);

const SAMPLE = 0.5; // kilometres between the points along which a river is named

/** @param {BorderLine} line @param {{from: number, to: number}} course in kilometres @returns {Position[]} */
const sampled = (line, { from, to }) =>
  Array.from({ length: Math.floor((to - from) / SAMPLE) }, (_, k) => line.at(from + k * SAMPLE));

/** @typedef {ReturnType<typeof unpackBasemap>} Basemap */

/**
 * The basemap, ready to draw.
 * @param {any} packed
 * @param {import("../data/stretches.js").StripChart} chart what stands along the border
 */
export function unpackBasemap(packed, chart) {
  /** @param {number[][]} lines */
  const unpack = (lines) => lines.map((line) => unpackLine(line, packed.scale));
  const border = unpack(packed.border);
  const line = new BorderLine(border[0], packed.length_km);
  // Between the two rivers the border runs over the mountain.
  const courses = chart.rivers.filter((_, k) => k % 2 === 0).map(([, from, to]) => ({ from, to }));
  const labels = packed.labels.map(
    /** @param {any[]} l */ ([names, kind, lon, lat, from, to]) => ({ names, kind, lon, lat, from, to }),
  );
  return {
    scale: packed.scale,
    bounds: packed.bounds,
    home: packed.home,
    towns: packed.towns.map(/** @param {any[]} t */ ([lon, lat, names, kind, rank]) => ({ lon, lat, names, kind, rank })),
    labels: labels.filter((/** @type {any} */ label) => label.kind !== "river"),
    /** The border rivers, which are named along their line. */
    borderRivers: labels
      .filter((/** @type {any} */ label) => label.kind === "river")
      .map((/** @type {any} */ { names, from }, /** @type {number} */ k) => ({ names, from, points: sampled(line, courses[k]) })),
    crossings: chart.crossings.map(([names, km, category, lon, lat]) => ({ names, km, category, lon, lat })),
    kilometres: kilometreMarks(packed.kilometres, packed.kilometre_step),
    attribution: packed.attribution,
    relief: new Relief(packed.relief),
    water: new Water(packed, line, courses),
    land: pathOf(unpack(packed.land), true),
    lakes: pathOf(unpack(packed.lakes), true),
    homeLand: pathOf(unpack(packed.home_land), true),
    provinceLines: partsOf(unpack(packed.province_lines)),
    boundaries: partsOf(unpack(packed.boundaries)),
    border: pathFor(border),
    borderLine: line,
    provinces: packed.provinces.map(
      /** @param {any} p */ (p) => ({ id: p.id, names: p.names, label: p.label, path: pathOf(unpack(p.rings), true) }),
    ),
  };
}
