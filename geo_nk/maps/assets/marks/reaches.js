// Events that are known to a stretch of the border and no closer: the stretch is lit up, and its mark stands in the middle.

import { nearestOn } from "../basemap/lines.js";

/**
 * @typedef {import("../basemap/canvas.js").View} View
 * @typedef {import("./sites.js").Spot} Spot
 */

const WIDTH = 13; // pixels
const REACH = 8; // pixels from the line within which it is meant

/** @param {Spot[]} spots @returns {Spot[]} those that stand for a stretch, the longest first */
export const stretchSpots = (spots) =>
  spots.filter((spot) => spot.stretch).sort((a, b) => stretchLength(b) - stretchLength(a));

/** @param {Spot} spot */
const stretchLength = ({ stretch }) => (stretch ? stretch[1] - stretch[0] : 0);

/**
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {Spot[]} spots longest first
 * @param {import("../basemap/lines.js").BorderLine} border
 * @param {{ink: Record<string, string>, chosen: (spot: Spot) => boolean}} look
 */
export function drawReaches(c, view, spots, border, { ink, chosen }) {
  c.save();
  c.lineCap = "butt";
  c.lineJoin = "round";
  for (const spot of spots) {
    const strong = chosen(spot);
    const path = new Path2D();
    const line = pixelsOf(spot, view, border);
    line.forEach(([x, y], k) => (k ? path.lineTo(x, y) : path.moveTo(x, y)));
    c.strokeStyle = ink.accent;
    c.lineWidth = WIDTH;
    c.globalAlpha = strong ? 0.4 : 0.11;
    c.stroke(path);
    c.globalAlpha = strong ? 1 : 0.75;
    c.lineWidth = strong ? 2 : 1.3;
    for (const [end, next] of [line.slice(0, 2), line.slice(-2).reverse()]) drawEnd(c, end, next);
  }
  c.restore();
}

/** A bar across the end of a stretch. @param {CanvasRenderingContext2D} c @param {[number, number]} end @param {[number, number]} next */
function drawEnd(c, [x, y], [nx, ny]) {
  const length = Math.hypot(nx - x, ny - y) || 1;
  const [ax, ay] = [(-(ny - y) / length) * WIDTH * 0.75, ((nx - x) / length) * WIDTH * 0.75];
  c.beginPath();
  c.moveTo(x - ax, y - ay);
  c.lineTo(x + ax, y + ay);
  c.stroke();
}

/**
 * The line of a stretch in pixels, without bends too small to see.
 * @param {Spot} spot
 * @param {View} view
 * @param {import("../basemap/lines.js").BorderLine} border
 * @returns {[number, number][]}
 */
function pixelsOf({ stretch }, view, border) {
  const [from, to] = /** @type {[number, number]} */ (stretch);
  const points = border.between(from, to).map(([lon, lat]) => view.toPixel(lon, lat));
  return points.filter(([x, y], k) => {
    if (k === 0 || k === points.length - 1) return true;
    const [px, py] = points[k - 1];
    return Math.abs(px - x) + Math.abs(py - y) > 0.4;
  });
}

/**
 * The stretch under a point, the shortest first: a long one lies under it.
 * @param {Spot[]} spots longest first
 * @param {{x: number, y: number}} at in pixels of the view
 * @param {View} view
 * @param {import("../basemap/lines.js").BorderLine} border
 * @returns {Spot | null}
 */
export function stretchAt(spots, { x, y }, view, border) {
  for (const spot of [...spots].reverse())
    if (nearestOn(pixelsOf(spot, view, border), x, y).away <= REACH) return spot;
  return null;
}
