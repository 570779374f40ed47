// The packed basemap as paths. World units are Web Mercator pixels at zoom 0, counted from a point on the border: near
// zero, so that single-precision drawing stays exact at every zoom.

import { BorderLine } from "./lines.js";

/** @param {number} lon @returns {number} */
export const mercatorX = (lon) => ((lon + 180) / 360) * 256;

/** @param {number} lat @returns {number} */
export const mercatorY = (lat) => {
  const s = Math.sin((lat * Math.PI) / 180);
  return (0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI)) * 256;
};

export const ORIGIN = { x: mercatorX(127), y: mercatorY(41) };

/** @typedef {[number, number]} Position lon, lat in degrees */

/**
 * @param {number[]} packed
 * @param {number} scale units to the degree
 * @returns {Position[]}
 */
export function unpackLine(packed, scale) {
  /** @type {Position[]} */
  const points = [];
  let lon = 0;
  let lat = 0;
  for (let i = 0; i < packed.length; i += 2) {
    lon += packed[i];
    lat += packed[i + 1];
    points.push([lon / scale, lat / scale]);
  }
  return points;
}

/**
 * @param {Position[][]} lines
 * @param {boolean} closed whether the lines are rings
 * @returns {Path2D}
 */
function pathOf(lines, closed) {
  const path = new Path2D();
  for (const line of lines) {
    line.forEach(([lon, lat], i) => {
      const x = mercatorX(lon) - ORIGIN.x;
      const y = mercatorY(lat) - ORIGIN.y;
      if (i) path.lineTo(x, y);
      else path.moveTo(x, y);
    });
    if (closed) path.closePath();
  }
  return path;
}

/** Packed rings as a path. @param {number[][]} rings @param {number} scale @returns {Path2D} */
export const ringPath = (rings, scale) => pathOf(rings.map((ring) => unpackLine(ring, scale)), true);

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
  return {
    scale: packed.scale,
    bounds: packed.bounds,
    home: packed.home,
    towns: packed.towns.map(/** @param {any[]} t */ ([lon, lat, names, kind, rank]) => ({ lon, lat, names, kind, rank })),
    labels: packed.labels.map(
      /** @param {any[]} l */ ([names, kind, lon, lat, from, to]) => ({ names, kind, lon, lat, from, to }),
    ),
    crossings: chart.crossings.map(([names, km, category, lon, lat]) => ({ names, km, category, lon, lat })),
    kilometres: kilometreMarks(packed.kilometres, packed.kilometre_step),
    attribution: packed.attribution,
    land: pathOf(unpack(packed.land), true),
    lakes: pathOf(unpack(packed.lakes), true),
    rivers: pathOf(unpack(packed.rivers), false),
    boundaries: pathOf(unpack(packed.boundaries), false),
    border: pathOf(border, false),
    borderLine: new BorderLine(border[0], packed.length_km),
    provinces: packed.provinces.map(
      /** @param {any} p */ (p) => ({ id: p.id, names: p.names, label: p.label, path: pathOf(unpack(p.rings), true) }),
    ),
  };
}
