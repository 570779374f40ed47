// Positions and paths on the map. World units are Web Mercator pixels at zoom 0, counted from a point on the border: near
// zero, so that single-precision drawing stays exact at every zoom.

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
export function pathOf(lines, closed) {
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
