// The events on the strip chart: boxes with a mark where they can be told apart, shading where they cannot.

import { ALONG } from "../data/spans.js";
import { drawSymbol } from "../parts/symbols.js";
import { cellOf, makeGrid, overlap, settle, spreadBox } from "./density.js";
import { plotX, plotY } from "./scale.js";
import STRIP from "./strip.json" with { type: "json" };

/**
 * @typedef {import("./scale.js").Plot} Plot
 * @typedef {import("./axis.js").Frame} Frame
 * @typedef {import("../data/events.js").EventTable} EventTable
 *
 * @typedef {object} Box where one event stands, in pixels
 * @property {number} i its row
 * @property {number} x of its mark
 * @property {number} y
 * @property {[number, number]} across from the first kilometre to the last
 * @property {[number, number]} down from the first day to the last; equal in the gutter
 * @property {boolean} dated
 */

const CELL = [5, 4]; // pixels of a cell of the shading
const INK = 260; // square pixels of wash that each event has, thin over a large box
const MOST_MARKS = 4000;
const LARGEST = 5.5; // radius of a mark in pixels
const SMALLEST = 2.4;

/**
 * @param {EventTable} events
 * @param {import("../data/spans.js").Spans} spans
 * @param {number} i
 * @param {Frame} frame
 * @returns {Box}
 */
export function boxOf(events, spans, i, { plot, gutter }) {
  const exact = spans.state[i] === ALONG.spot ? events.km[i] : (spans.from[i] + spans.to[i]) / 2;
  const x = plotX(plot, exact);
  /** @type {[number, number]} */
  const across = [plotX(plot, spans.from[i]), plotX(plot, spans.to[i])];
  const dated = events.dated(i);
  const middle = (gutter[0] + gutter[1]) / 2 + 1.5;
  /** @type {[number, number]} */
  const down = dated ? [plotY(plot, events.firstDay[i]), plotY(plot, events.lastDay[i] + 1)] : [middle, middle];
  return { i, x, y: (down[0] + down[1]) / 2, across, down, dated };
}

/**
 * Move marks that would hide each other to the side: the whiskers still tell where the events are.
 * @param {Box[]} boxes
 * @param {Plot} plot
 */
export function dodge(boxes, plot) {
  const r = radiusFor(boxes.length, plot);
  /** @type {Map<string, number>} marks in each square */
  const taken = new Map();
  for (const box of boxes) {
    const key = `${Math.round(box.x / r)} ${Math.round(box.y / (1.6 * r))}`;
    const k = taken.get(key) ?? 0;
    taken.set(key, k + 1);
    // To the right, to the left, farther right ... of where it is.
    const step = Math.ceil(k / 2) * (k % 2 ? 1 : -1);
    if (Math.abs(step) <= STRIP.most_beside) box.x += step * STRIP.beside * r;
  }
}

/** Rows that stand on the chart, by whether they have a date. @param {EventTable} events @param {import("../data/spans.js").Spans} spans @param {Uint32Array} rows @param {Plot} plot */
export function rowsOn(events, { state, from, to }, rows, { km, days }) {
  return rows.filter(
    (i) =>
      (state[i] === ALONG.spot || state[i] === ALONG.reach) &&
      from[i] <= km[1] &&
      to[i] >= km[0] &&
      (!events.dated(i) || (events.firstDay[i] <= days[1] && events.lastDay[i] >= days[0])),
  );
}

/** Whether marks would lie on each other. @param {EventTable} events @param {import("../data/spans.js").Spans} spans @param {Uint32Array} rows @param {Frame} frame */
export function isCrowded(events, spans, rows, frame) {
  if (rows.length > MOST_MARKS) return true;
  const boxes = Array.from(rows, (i) => boxOf(events, spans, i, frame)).filter((box) => box.dated);
  return (
    boxes.length > STRIP.few &&
    overlap(
      boxes.map((box) => box.x),
      boxes.map((box) => box.y),
      2 * SMALLEST,
    ) > STRIP.crowded
  );
}

/** @param {number} n marks @param {Plot} plot */
const radiusFor = (n, { left, right, top, bottom }) =>
  Math.min(Math.max(Math.sqrt((STRIP.covered * (right - left) * (bottom - top)) / (Math.PI * Math.max(n, 1))), SMALLEST), LARGEST);

/**
 * Draw each event as a box: as wide as its place is uncertain, as tall as its date, with its mark in the middle.
 * @param {CanvasRenderingContext2D} c
 * @param {EventTable} events
 * @param {Box[]} boxes
 * @param {Frame} frame
 * @param {Record<string, string>} ink
 * @param {number} [r] radius of a mark
 */
export function drawBoxes(c, events, boxes, { plot }, ink, r = radiusFor(boxes.length, plot)) {
  // The vague first, so that a veil never hides a spot.
  const ordered = [...boxes].sort((a, b) => areaOf(b) - areaOf(a));
  const few = isFew(events, ordered.map((box) => box.i));
  for (const box of ordered) drawBox(c, box, few ? events.category(box.i).colour : ink.shading, ink);
  for (const box of ordered)
    drawSymbol(c, events.category(box.i), { x: box.x, y: box.y, r, hollow: events.vague(box.i) });
}

const FEW_COLOURS = 4; // categories that colours can tell apart where they lie on each other

/** Whether rows are of so few categories that colours tell them apart. @param {EventTable} events @param {ArrayLike<number>} rows @returns {boolean} */
function isFew(events, rows) {
  const { codes } = events.codes("category");
  const seen = new Set();
  for (let k = 0; k < rows.length && seen.size <= FEW_COLOURS; k += 1) seen.add(codes[rows[k]]);
  return seen.size <= FEW_COLOURS;
}

/** @param {Box} box */
const areaOf = ({ across, down }) => (across[1] - across[0] + 2) * (down[1] - down[0] + 2);

/** @param {CanvasRenderingContext2D} c @param {Box} box @param {string} colour @param {Record<string, string>} ink */
function drawBox(c, box, colour, ink) {
  const { x, y, across, down } = box;
  const [w, h] = [across[1] - across[0], down[1] - down[0]];
  c.fillStyle = colour;
  c.globalAlpha = Math.min(Math.max(INK / areaOf(box), STRIP.wash[0]), STRIP.wash[1]);
  c.fillRect(across[0], down[0] - 1, w, h + 2);
  c.globalAlpha = 0.75;
  c.strokeStyle = colour;
  c.lineWidth = 1.2;
  c.beginPath();
  if (w > 8) whisker(c, across, y, true);
  if (h > 8) whisker(c, down, x, false);
  c.stroke();
  c.globalAlpha = 1;
}

/** A line with a bar at either end. @param {CanvasRenderingContext2D} c @param {[number, number]} span @param {number} at @param {boolean} flat */
function whisker(c, [from, to], at, flat) {
  const bar = 2.5;
  if (flat) {
    c.moveTo(from, at);
    c.lineTo(to, at);
    for (const end of [from, to]) {
      c.moveTo(end, at - bar);
      c.lineTo(end, at + bar);
    }
    return;
  }
  c.moveTo(at, from);
  c.lineTo(at, to);
  for (const end of [from, to]) {
    c.moveTo(at - bar, end);
    c.lineTo(at + bar, end);
  }
}

/**
 * Draw many events as shading: of up to four categories each in its colour, and a cell in that of which it has most.
 * @param {CanvasRenderingContext2D} c
 * @param {EventTable} events
 * @param {import("../data/spans.js").Spans} spans
 * @param {Uint32Array} rows
 * @param {Frame} frame
 * @param {Record<string, string>} ink
 */
export function drawShading(c, events, spans, rows, frame, ink) {
  const { plot, gutter } = frame;
  const columns = Math.max(Math.ceil((plot.right - plot.left) / CELL[0]), 1);
  const lines = Math.max(Math.ceil((plot.bottom - plot.top) / CELL[1]), 1);
  const few = isFew(events, rows);
  const { codes } = events.codes("category");
  const [perKm, perDay] = [columns / (plot.km[1] - plot.km[0]), lines / (plot.days[1] - plot.days[0])];
  const { firstDay, lastDay } = events;
  /** @type {Map<number, Shade>} by category, or all together */
  const shades = new Map();
  for (const i of rows) {
    const key = few ? codes[i] : 0;
    let shade = shades.get(key);
    if (!shade) {
      const colour = few ? events.category(i).colour : ink.shading;
      shades.set(key, (shade = { grid: makeGrid(columns, lines), below: makeGrid(columns, 1), colour }));
    }
    const [a, b] = [(spans.from[i] - plot.km[0]) * perKm, (spans.to[i] - plot.km[0]) * perKm];
    if (firstDay[i] > lastDay[i]) spreadBox(shade.below, a, 0, b, 1);
    else spreadBox(shade.grid, a, (firstDay[i] - plot.days[0]) * perDay, b, (lastDay[i] + 1 - plot.days[0]) * perDay);
  }
  const all = [...shades.values()];
  const layers = /** @type {const} */ (["grid", "below"]).map((name) =>
    all.map((shade) => ({ grid: settle(shade[name]), colour: shade.colour })),
  );
  paintGrids(c, layers[0], [plot.left, plot.top, ...CELL]);
  const tall = gutter[1] - gutter[0] - 3;
  if (tall > 0) paintGrids(c, layers[1], [plot.left, gutter[0] + 3, CELL[0], tall]);
}

/** @typedef {import("./density.js").Grid} Grid @typedef {{grid: Grid, below: Grid, colour: string}} Shade */

/** @param {CanvasRenderingContext2D} c @param {{grid: Grid, colour: string}[]} layers @param {number[]} at left, top, width and height of a cell */
function paintGrids(c, layers, [left, top, w, h]) {
  if (!layers.length) return;
  const [{ grid }] = layers;
  const most = layers.reduce((sum, layer) => Math.max(sum, layer.grid.most), 1e-9);
  for (let row = 0; row < grid.rows; row += 1) {
    for (let column = 0; column < grid.columns; column += 1) {
      let [sum, largest] = [0, 0];
      for (const layer of layers) {
        const n = cellOf(layer.grid, column, row);
        sum += n;
        if (n <= largest) continue;
        largest = n;
        c.fillStyle = layer.colour;
      }
      const share = sum / most;
      if (share < STRIP.shade.nothing) continue;
      // By powers: so that one event among thousands still shows.
      c.globalAlpha = Math.min(STRIP.shade.least + (1 - STRIP.shade.least) * share ** STRIP.shade.power, 1);
      c.fillRect(left + column * w, top + row * h, w, h);
    }
  }
  c.globalAlpha = 1;
}

/**
 * The events under a point: those whose marks are near it, nearest first; else those whose boxes hold it, smallest first.
 * @param {Box[]} boxes
 * @param {number} x
 * @param {number} y
 * @returns {number[]} rows
 */
export function hitBoxes(boxes, x, y) {
  const near = boxes
    .map((box) => ({ i: box.i, away: Math.hypot(box.x - x, box.y - y) }))
    .filter(({ away }) => away <= 9)
    .sort((a, b) => a.away - b.away);
  if (near.length) return near.map(({ i }) => i);
  return boxes
    .filter(({ across, down }) => x >= across[0] - 1 && x <= across[1] + 1 && y >= down[0] - 3 && y <= down[1] + 3)
    .sort((a, b) => areaOf(a) - areaOf(b))
    .map(({ i }) => i);
}

/**
 * The events that touch the cell under a point.
 * @param {EventTable} events
 * @param {import("../data/spans.js").Spans} spans
 * @param {Uint32Array} rows
 * @param {{km: [number, number], days: [number, number] | null}} cell days null for those without a date
 * @returns {number[]}
 */
export function hitRows(events, { from, to }, rows, { km, days }) {
  const found = [];
  const { firstDay, lastDay } = events;
  for (const i of rows) {
    if (from[i] > km[1] || to[i] < km[0]) continue;
    const dated = firstDay[i] <= lastDay[i];
    if (days ? dated && firstDay[i] <= days[1] && lastDay[i] >= days[0] : !dated) found.push(i);
  }
  return found;
}
