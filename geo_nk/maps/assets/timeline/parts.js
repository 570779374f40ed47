// What the timeline is made of, and how its bars and its axis are drawn.

import { dayParts, tickWords } from "../data/dates.js";
import { element } from "../parts/dom.js";
import { MOST_BANDS, axisTicks, laneOf } from "./bins.js";

const SVG_SPACE = "http://www.w3.org/2000/svg";
const BARS_HIGH = 48;

/** Put the parts of a timeline into its node. @param {HTMLElement} node */
export function timelineParts(node) {
  const part = /** @param {string} name @param {Record<string, string>} [more] */ (name, more = {}) =>
    element("div", { class: name, ...more });
  const handle = /** @param {string} name */ (name) =>
    part(`time-${name}`, { role: "slider", tabindex: "0", "data-part": name, "data-say-label": `time.${name}` });
  const svg = document.createElementNS(SVG_SPACE, "svg");
  svg.setAttribute("aria-hidden", "true");
  const parts = {
    play: element("button", { type: "button", class: "play", "aria-pressed": "false" }),
    readout: element("p", { class: "time-readout" }),
    clear: element("button", { type: "button", class: "quiet", "data-say": "time.clear" }),
    key: element("p", { class: "time-key" }),
    note: element("p", { class: "time-note" }),
    svg,
    veils: [part("time-veil"), part("time-veil")],
    window: handle("window"),
    from: handle("from"),
    to: handle("to"),
    track: part("time-track"),
    axis: part("time-axis", { "aria-hidden": "true" }),
  };
  parts.track.append(svg, ...parts.veils, parts.window, parts.from, parts.to);
  const head = element("div", { class: "time-head" }, parts.play, parts.readout, parts.clear, parts.key, parts.note);
  node.append(head, parts.track, parts.axis);
  return parts;
}

const LANES = 4; // of long intervals
const LANE_HIGH = 4; // pixels, its gap included
const BAND_HIGH = 2.5;

/**
 * Draw the bars: what surely lies in a bin below, what may lie in it above; and over them, as thin bands, what reaches
 * over many bins.
 * @param {SVGSVGElement} svg
 * @param {{sure: Uint32Array, maybe: Uint32Array, long: Uint32Array, bands: [number, number][]}} counts
 * @param {Float64Array} edges pixels at which the bins begin, and behind them where the last one ends
 */
export function drawBars(svg, { sure, maybe, long, bands }, edges) {
  let most = 1;
  for (let k = 0; k < sure.length; k += 1) most = Math.max(most, sure[k] + maybe[k]);
  const paths = { sure: "", maybe: "" };
  const over = bandParts(long, bands, edges);
  const room = BARS_HIGH - over.high;
  for (let k = 0; k < sure.length; k += 1) {
    if (!sure[k] && !maybe[k]) continue;
    const wide = Math.max(edges[k + 1] - edges[k] - 1, 1);
    // The smallest bar still has to be seen.
    const high = Math.max(((sure[k] + maybe[k]) / most) * room, 2.5);
    const low = (high * sure[k]) / (sure[k] + maybe[k]);
    if (sure[k]) paths.sure += bar(edges[k], BARS_HIGH - low, wide, low);
    if (maybe[k]) paths.maybe += bar(edges[k], BARS_HIGH - high, wide, high - low);
  }
  svg.setAttribute("viewBox", `0 0 ${edges[edges.length - 1]} ${BARS_HIGH}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.replaceChildren(...Object.entries(paths).map(([name, d]) => pathPart(name, d)), ...over.parts);
}

/**
 * Long intervals: each a thin band of its own where there is a lane for each, else one band, the darker the more.
 * @param {Uint32Array} long
 * @param {[number, number][]} bands
 * @param {Float64Array} edges
 * @returns {{high: number, parts: SVGPathElement[]}}
 */
function bandParts(long, bands, edges) {
  if (!bands.length) return { high: 0, parts: [] };
  const lanes = laneOf(bands, LANES);
  if (bands.length < MOST_BANDS && lanes.every((lane) => lane !== null)) {
    const used = Math.max(...lanes.map(Number)) + 1;
    const d = bands.map(([from, to], k) =>
      bar(edges[from], Number(lanes[k]) * LANE_HIGH + 1, Math.max(edges[to + 1] - edges[from] - 1, 1), BAND_HIGH),
    );
    return { high: used * LANE_HIGH + 4, parts: [pathPart("long", d.join(""))] };
  }
  const most = long.reduce((a, b) => Math.max(a, b), 1);
  const shades = ["", "", "", ""];
  for (let k = 0; k < long.length; k += 1) {
    if (!long[k]) continue;
    const shade = Math.min(Math.floor((shades.length * long[k]) / most), shades.length - 1);
    shades[shade] += bar(edges[k], 1, edges[k + 1] - edges[k], LANE_HIGH);
  }
  return { high: LANE_HIGH + 5, parts: shades.map((d, k) => pathPart(`long shade-${k}`, d)) };
}

/** @param {string} name @param {string} d @returns {SVGPathElement} */
function pathPart(name, d) {
  const path = document.createElementNS(SVG_SPACE, "path");
  path.setAttribute("class", name);
  path.setAttribute("d", d);
  return path;
}

/** @param {number} x @param {number} y @param {number} w @param {number} h */
const bar = (x, y, w, h) => `M${x.toFixed(1)} ${y.toFixed(1)}h${w.toFixed(1)}v${h.toFixed(1)}h-${w.toFixed(1)}z`;

/**
 * Write dates below the bars.
 * @param {HTMLElement} axis
 * @param {number} first day
 * @param {number} end day behind the last
 * @param {number} width pixels
 */
export function drawAxis(axis, first, end, width) {
  const { unit, days } = axisTicks(first, end, width);
  axis.replaceChildren(
    ...days.map((day, k) => {
      // Where months or days are written, the first of each year says the year.
      const year = unit !== "year" && (k === 0 || dayParts(day).y !== dayParts(days[k - 1]).y);
      const label = element("span", {}, tickWords(unit, day), year ? element("b", {}, tickWords("year", day)) : null);
      const x = ((day - first) / (end - first)) * width;
      label.style.left = `${x}px`;
      label.hidden = x > width - 30; // half a date says nothing
      return label;
    }),
  );
}
