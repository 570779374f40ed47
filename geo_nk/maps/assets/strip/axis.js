// The frame of the strip chart: the border pulled straight above, time down the side, kilometres below.

import { shown } from "../parts/dom.js";
import { drawCrossing } from "../parts/symbols.js";
import { SANS } from "../parts/type.js";
import { say } from "../words/words.js";
import { labelRows, plotX, plotY, timeTicks } from "./scale.js";
import STRIP from "./strip.json" with { type: "json" };

/**
 * @typedef {import("./scale.js").Plot} Plot
 * @typedef {import("../data/stretches.js").Stretch} Stretch
 * @typedef {import("../data/stretches.js").StripChart} StripChart
 *
 * @typedef {object} Frame where the parts of the chart stand, in pixels
 * @property {number} width
 * @property {number} height
 * @property {Plot} plot
 * @property {number} labels top of the names of places
 * @property {number} rows of names
 * @property {number} ribbon top of the two ribbons
 * @property {[number, number]} gutter top and bottom of the row for events without a date
 */

const LABEL_ROW = 15;
const RIBBON = 15;
const CROSSINGS = 13;
const GUTTER = 26;
const FOOT = 20;
const LAST_ROOM = 7; // below the last day, so that a mark on it stands whole

/**
 * @param {{width: number, height: number}} size
 * @param {{km: [number, number], days: [number, number], undated: boolean}} reach
 * @returns {Frame}
 */
export function frameOf({ width, height }, { km, days, undated }) {
  const rows = height > 300 ? 3 : 2;
  const ribbon = rows * LABEL_ROW + 6;
  const bottom = height - FOOT;
  const gutter = undated ? GUTTER : 0;
  const [left, right] = width < 600 ? [52, 10] : [64, 20];
  return {
    width,
    height,
    labels: 2,
    rows,
    ribbon,
    gutter: [bottom - gutter, bottom],
    plot: { left, right: width - right, top: ribbon + 2 * RIBBON + CROSSINGS, bottom: bottom - gutter - LAST_ROOM, km, days },
  };
}

/** @param {CanvasRenderingContext2D} c @param {Frame} frame @param {StripChart} chart @param {Record<string, string>} ink @param {number} tongue */
export function drawFrame(c, frame, chart, ink, tongue) {
  drawTime(c, frame, ink);
  drawPlaces(c, frame, chart, ink, tongue);
  drawRibbon(c, frame, frame.ribbon, chart.rivers, ink, { tongue, fills: [ink.water, ink.earth, ink.water] });
  drawRibbon(c, frame, frame.ribbon + RIBBON, chart.provinces, ink, { tongue, fills: [ink.land] });
  drawCrossings(c, frame, chart, ink);
  drawKilometreAxis(c, frame, chart, ink);
}

/** Firsts of months or years. @param {CanvasRenderingContext2D} c @param {Frame} frame @param {Record<string, string>} ink */
function drawTime(c, { plot, gutter }, ink) {
  c.textAlign = "right";
  c.textBaseline = "middle";
  for (const { day, year, month, whole } of timeTicks(plot.days, Math.max((plot.bottom - plot.top) / 22, 2))) {
    const y = Math.round(plotY(plot, day)) + 0.5;
    c.strokeStyle = ink.rule;
    c.lineWidth = 1;
    c.globalAlpha = whole ? 1 : 0.5;
    line(c, plot.left, y, plot.right, y);
    c.globalAlpha = 1;
    c.font = `${whole ? 600 : 400} 11px ${SANS}`;
    c.fillStyle = whole ? ink.text : ink.soft;
    c.fillText(whole ? String(year) : say(`month_short.${month + 1}`), plot.left - 8, y);
  }
  if (gutter[1] > gutter[0]) {
    c.fillStyle = ink.gutter;
    c.fillRect(plot.left, gutter[0] + 3, plot.right - plot.left, gutter[1] - gutter[0] - 3);
    c.font = `400 10.5px ${SANS}`;
    c.fillStyle = ink.soft;
    c.fillText(say("strip.undated"), plot.left - 8, (gutter[0] + gutter[1]) / 2 + 1);
  }
  c.textAlign = "start";
}

/** Names of places, each with a leader to its kilometre. @param {CanvasRenderingContext2D} c @param {Frame} frame @param {StripChart} chart @param {Record<string, string>} ink @param {number} tongue */
function drawPlaces(c, frame, chart, ink, tongue) {
  const { plot } = frame;
  c.font = `500 11.5px ${SANS}`;
  const labels = chart.places
    .filter(([, km]) => km >= plot.km[0] && km <= plot.km[1])
    .map(([names, km, rank, country]) => {
      const text = shown(names[tongue]);
      const home = country === "KP";
      return { text, home, x: plotX(plot, km), width: c.measureText(text).width, rank: rank + (home ? 0 : STRIP.abroad) };
    });
  c.textBaseline = "alphabetic";
  const placed = labelRows(labels, { rows: frame.rows, gap: 5, left: 8, right: frame.width - 8 });
  for (const { text, home, x, row, from } of placed) {
    const bottom = frame.ribbon - 4 - row * LABEL_ROW;
    const middle = Math.round(x) + 0.5;
    c.strokeStyle = home ? ink.guide : ink.rule;
    c.lineWidth = 1;
    line(c, middle, bottom + 2, middle, frame.ribbon);
    if (home) line(c, middle, plot.top, middle, frame.gutter[1]);
    c.fillStyle = home ? ink.text : ink.soft;
    c.fillText(text, from, bottom - 1);
  }
}

/** @param {CanvasRenderingContext2D} c @param {Frame} frame @param {number} top @param {Stretch[]} stretches @param {Record<string, string>} ink @param {{tongue: number, fills: string[]}} look */
function drawRibbon(c, { plot }, top, stretches, ink, { tongue, fills }) {
  c.font = `500 10.5px ${SANS}`;
  c.textBaseline = "middle";
  c.textAlign = "center";
  stretches.forEach(([names, from, to], k) => {
    const [a, b] = [Math.max(plotX(plot, from), plot.left), Math.min(plotX(plot, to), plot.right)];
    if (b <= a) return;
    c.fillStyle = fills[k % fills.length];
    c.fillRect(a + (k ? 0.75 : 0), top + 0.75, b - a - 0.75, RIBBON - 1.5);
    const text = shown(names[tongue]);
    c.fillStyle = ink.ribbonText;
    if (c.measureText(text).width < b - a - 8) c.fillText(text, (a + b) / 2, top + RIBBON / 2 + 0.5);
  });
  c.textAlign = "start";
}

/** Crossings: a bar where one may cross, hollow without customs, a cross where there was a bridge once. @param {CanvasRenderingContext2D} c @param {Frame} frame @param {StripChart} chart @param {Record<string, string>} ink */
function drawCrossings(c, { plot, ribbon }, chart, ink) {
  const y = ribbon + 2 * RIBBON + 6;
  for (const [, km, category] of chart.crossings) {
    if (km < plot.km[0] || km > plot.km[1]) continue;
    drawCrossing(c, category, plotX(plot, km), y, ink);
  }
}

/** @param {CanvasRenderingContext2D} c @param {Frame} frame @param {StripChart} chart @param {Record<string, string>} ink */
function drawKilometreAxis(c, { plot, gutter, width }, chart, ink) {
  const y = gutter[1];
  c.strokeStyle = ink.guide;
  c.lineWidth = 1;
  line(c, plot.left, y + 0.5, plot.right, y + 0.5);
  c.font = `400 10.5px ${SANS}`;
  c.fillStyle = ink.soft;
  c.textBaseline = "top";
  const [first, last] = plot.km;
  const room = (plot.right - plot.left) / 64;
  const step = STRIP.km_steps.find((each) => (last - first) / each <= room) ?? 500;
  const ends = [
    { km: 0, text: say("strip.yalu_mouth"), align: "left" },
    { km: chart.length_km, text: say("strip.tumen_mouth", { km: Math.round(chart.length_km) }), align: "right" },
  ];
  let [from, to] = [plot.left - 4, width];
  for (const { km, text, align } of ends) {
    if (km < first || km > last) continue;
    c.textAlign = /** @type {CanvasTextAlign} */ (align);
    c.fillText(text, plotX(plot, km), y + 5);
    const w = c.measureText(text).width + 14;
    if (align === "left") from = plot.left + w;
    else to = plot.right - w;
  }
  c.textAlign = "center";
  for (let km = Math.ceil(first / step) * step; km <= last; km += step) {
    const x = plotX(plot, km);
    line(c, Math.round(x) + 0.5, y, Math.round(x) + 0.5, y + 4);
    const half = c.measureText(String(km)).width / 2;
    if (x - half > from && x + half < to) c.fillText(String(km), x, y + 5);
  }
  c.textAlign = "start";
}

/** @param {CanvasRenderingContext2D} c @param {number} x0 @param {number} y0 @param {number} x1 @param {number} y1 */
export function line(c, x0, y0, x1, y1) {
  c.beginPath();
  c.moveTo(x0, y0);
  c.lineTo(x1, y1);
  c.stroke();
}
