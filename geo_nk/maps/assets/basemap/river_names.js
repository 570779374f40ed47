// The names of rivers, written along their line: upright to the reader, beside the water, where it bends little.

import { shown } from "../parts/dom.js";
import { SERIF } from "../parts/type.js";
import { tongue } from "../words/words.js";

/**
 * @typedef {import("./labels.js").LabelBoard} LabelBoard
 * @typedef {import("./canvas.js").View} View
 * @typedef {{x: number, y: number, angle: number, straight: number}} Spot
 */

const MEANDERS = 18; // pixels of bends that a name does not follow
const SPACING = "0.8px";
const APART = 620; // pixels between two names of one river
const MOST_TRIED = 40; // spots along a river, the straightest first
const STRAIGHT = 0.8; // of the way along the river that its name spans: less is a bend

/** @param {LabelBoard} board @param {Record<string, string>} ink @param {{view: View, base: import("./basemap.js").Basemap}} scene */
export function nameRivers(board, ink, { view, base }) {
  const look = { colour: ink.water, halo: ink.halo };
  const close = view.zoom < 9 ? 0 : 1;
  for (const { names, from, points } of base.borderRivers)
    if (view.zoom >= from) writeAlong(board, names[tongue()], points, view, { ...look, size: 13 + close, lift: 13 });
  for (const { names, from, points } of base.water.named(view.zoom))
    if (view.zoom >= from) writeAlong(board, names[tongue()], points, view, { ...look, size: 11 + close, lift: 9 });
}

/**
 * @param {LabelBoard} board
 * @param {string} name
 * @param {import("./geometry.js").Position[]} line
 * @param {View} view
 * @param {{size: number, lift: number, colour: string, halo: string}} look
 */
function writeAlong(board, name, line, view, { size, lift, colour, halo }) {
  const words = shown(name);
  const font = `italic 400 ${size}px ${SERIF}`;
  const width = board.width(words, font, SPACING);
  const spots = spotsOf(withoutMeanders(line, view), width, view).sort((a, b) => b.straight - a.straight);
  /** @type {Spot[]} */
  const written = [];
  for (const spot of spots.slice(0, MOST_TRIED)) {
    if (written.some((other) => Math.hypot(other.x - spot.x, other.y - spot.y) < APART)) continue;
    for (const away of [-lift, lift, -2 * lift, 2 * lift]) {
      const [x, y] = [spot.x - away * Math.sin(spot.angle), spot.y + away * Math.cos(spot.angle)];
      const at = { x, y, angle: spot.angle };
      if (!board.writeTurned(words, { ...at, width, size, font, spacing: SPACING, colour, halo })) continue;
      written.push(spot);
      break;
    }
  }
}

/** The part of a line that is near the canvas, in pixels, without its meanders. @param {import("./geometry.js").Position[]} line @param {View} view @returns {number[][]} */
function withoutMeanders(line, view) {
  /** @type {number[][]} */
  const points = [];
  let run = [0, 0, 0];
  let last = [NaN, NaN];
  for (const [lon, lat] of line) {
    const [x, y] = view.toPixel(lon, lat);
    if (!points.length && !run[2]) last = [x, y];
    run = [run[0] + x, run[1] + y, run[2] + 1];
    if (Math.hypot(x - last[0], y - last[1]) < MEANDERS) continue;
    points.push([run[0] / run[2], run[1] / run[2]]);
    run = [0, 0, 0];
    last = [x, y];
  }
  return points;
}

/**
 * Where along a line a text of a width could stand.
 * @param {number[][]} points
 * @param {number} width
 * @param {View} view
 * @returns {Spot[]}
 */
function spotsOf(points, width, view) {
  const spots = [];
  for (let from = 0; from < points.length; from += 2) {
    const [ax, ay] = points[from];
    if (ax < -width || ay < -width || ax > view.width + width || ay > view.height + width) continue;
    let along = 0;
    let to = from;
    while (to + 1 < points.length && along < width) {
      along += Math.hypot(points[to + 1][0] - points[to][0], points[to + 1][1] - points[to][1]);
      to += 1;
    }
    if (along < width) break;
    const [bx, by] = points[to];
    const straight = Math.hypot(bx - ax, by - ay) / along;
    if (straight < STRAIGHT) continue;
    const angle = bx >= ax ? Math.atan2(by - ay, bx - ax) : Math.atan2(ay - by, ax - bx);
    spots.push({ x: (ax + bx) / 2, y: (ay + by) / 2, angle, straight });
  }
  return spots;
}
