// Discs: how far from its mark each event may have happened.

import { MARK } from "./sites.js";

/**
 * @typedef {import("../basemap/canvas.js").View} View
 * @typedef {import("./spots.js").Spot} Spot
 */

const MANY = 400; // sites with discs from which on they are drawn in one go

/**
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {Record<string, string>} ink
 * @param {{sites: import("./sites.js").Site[], chosen: Spot | null, metres: number}} what `metres` is the distance of the
 *   chosen event, NaN for none
 */
export function drawDiscs(c, view, ink, { sites, chosen, metres }) {
  // A count that stands for a crowd is read as a count; its disc would be taken for its size.
  const alone = sites.filter((site) => site.places === 1 && !(site.stacked && site.layout.measure.ringed === 1));
  const circles = alone.flatMap((site) => circlesOf(site.spot, view));
  c.save();
  c.fillStyle = ink.disc;
  c.strokeStyle = ink.accent;
  c.lineWidth = 0.8;
  if (circles.length > MANY) fillAll(c, circles);
  else for (const circle of circles) fillAll(c, [circle]);
  const r = chosen && metres > 0 ? view.length(metres, chosen.lat) : 0;
  if (chosen && r >= MARK) {
    const [x, y] = view.toPixel(chosen.lon, chosen.lat);
    c.setLineDash([5, 4]);
    c.lineWidth = 1.8;
    fillAll(c, [[x, y, r]], 1);
  }
  c.restore();
}

/** One circle for each distance: many laid over each other would look like a surer place. @param {Spot} spot @param {View} view */
function circlesOf(spot, view) {
  const [x, y] = view.toPixel(spot.lon, spot.lat);
  /** @type {Set<number>} */
  const radii = new Set();
  for (const metres of spot.discs) radii.add(Math.round(view.length(metres, spot.lat) * 2) / 2);
  return Array.from(radii, (r) => [x, y, r]).filter(([, , r]) => r >= MARK);
}

/** @param {CanvasRenderingContext2D} c @param {number[][]} circles x, y, radius @param {number} alpha of their edges */
function fillAll(c, circles, alpha = 0.45) {
  c.beginPath();
  for (const [x, y, r] of circles) {
    c.moveTo(x + r, y);
    c.arc(x, y, r, 0, 7);
  }
  c.globalAlpha = 1;
  c.fill();
  c.globalAlpha = alpha;
  c.stroke();
}
