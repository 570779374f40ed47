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

const RUN = 60; // corners of a part of a line

/** @typedef {{path: Path2D, box: number[]}} Part of a line, with west, north, east and south; in world units */

/**
 * Lines in parts, of which only those that are seen need be drawn: dashes take long, on the screen or off it.
 * @param {Position[][]} lines
 * @returns {Part[]}
 */
export const partsOf = (lines) =>
  lines.flatMap((line) =>
    Array.from({ length: Math.ceil((line.length - 1) / RUN) }, (_, k) => partOf(line.slice(k * RUN, (k + 1) * RUN + 1))),
  );

/** @param {Position[]} line @returns {Part} */
export function partOf(line) {
  const xs = line.map(([lon]) => mercatorX(lon) - ORIGIN.x);
  const ys = line.map(([, lat]) => mercatorY(lat) - ORIGIN.y);
  const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  return { path: pathOf([line], false), box };
}

/** The window of a canvas in world units: west, north, east and south. @param {any} view @returns {number[]} */
export function windowOf({ origin, scale, width, height }) {
  const [west, north] = [origin.x / scale - ORIGIN.x, origin.y / scale - ORIGIN.y];
  return [west, north, west + width / scale, north + height / scale];
}

/** Whether two boxes meet. @param {number[]} a @param {number[]} b @param {number} [room] that is left around them */
export const meet = (a, b, room = 0) =>
  a[0] - room <= b[2] && a[2] + room >= b[0] && a[1] - room <= b[3] && a[3] + room >= b[1];

const COARSE_BELOW = 8.5; // zoom
const ROOM = 40; // pixels around the window in which a wide line still reaches into it
const LEAST_STEP = 0.8 / 2 ** 8; // world units, a pixel there

/** Lines as what a view needs of them: with fewer corners where more could not be seen, else only what lies in it. @param {Position[][]} lines @returns {(view: any) => Path2D} */
export function pathFor(lines) {
  const parts = partsOf(lines);
  const coarse = pathOf(lines.map(thinned), false);
  return (view) => {
    if (view.zoom < COARSE_BELOW) return coarse;
    const seen = windowOf(view);
    const path = new Path2D();
    for (const part of parts) if (meet(part.box, seen, ROOM / view.scale)) path.addPath(part.path);
    return path;
  };
}

/** @param {Position[]} line @returns {Position[]} */
function thinned(line) {
  let last = [Infinity, Infinity];
  return line.filter(([lon, lat], i) => {
    const at = [mercatorX(lon), mercatorY(lat)];
    if (i < line.length - 1 && Math.hypot(at[0] - last[0], at[1] - last[1]) < LEAST_STEP) return false;
    last = at;
    return true;
  });
}
