// A histogram over time: bins of days, weeks, months or years, and how many intervals touch each.

import { dayFrom, dayParts } from "../data/dates.js";

/** @typedef {"day" | "week" | "month" | "year"} Unit */

/** The usual days of each unit, finest first. @type {[Unit, number][]} */
const UNITS = [
  ["day", 1],
  ["week", 7],
  ["month", 30.4],
  ["year", 365.2],
];

const TO_MONDAY = 3; // day 0 was a Thursday

/**
 * The finest unit that needs no more than `most` bins.
 * @param {number} first day
 * @param {number} last day, included
 * @param {number} most
 * @returns {Unit}
 */
export function unitFor(first, last, most) {
  const fits = UNITS.find(([, days]) => (last - first + 1) / days + 1 <= most);
  return fits ? fits[0] : "year";
}

/**
 * The day on which the bin of a day begins, moved by some bins.
 * @param {Unit} unit
 * @param {number} day
 * @param {number} [by]
 */
export function binStart(unit, day, by = 0) {
  if (unit === "day") return day + by;
  if (unit === "week") return Math.floor((day + TO_MONDAY) / 7) * 7 - TO_MONDAY + 7 * by;
  const { y, m } = dayParts(day);
  return unit === "month" ? dayFrom(y, m + by, 1) : dayFrom(y + by, 1, 1);
}

/**
 * Where the bins begin, and behind them where the last one ends.
 * @param {Unit} unit
 * @param {number} first day
 * @param {number} last day, included
 * @returns {Int32Array}
 */
export function binEdges(unit, first, last) {
  const edges = [binStart(unit, first)];
  while (edges[edges.length - 1] <= last) edges.push(binStart(unit, edges[edges.length - 1], 1));
  return Int32Array.from(edges);
}

/** The bin of each day from the first edge on. @param {Int32Array} edges */
export function binLookup(edges) {
  const lookup = new Int32Array(edges[edges.length - 1] - edges[0]);
  for (let bin = 0; bin + 1 < edges.length; bin += 1)
    lookup.fill(bin, edges[bin] - edges[0], edges[bin + 1] - edges[0]);
  return lookup;
}

/** Bins that an interval may reach over and still be counted in each; a longer one says too little of any of them. */
const MOST_REACHED = 3;

/**
 * Count intervals by bin: `sure` those that lie in one bin, `maybe` those that reach over a few, in each of them, and
 * `long` those that reach over more.
 * @param {{edges: Int32Array, lookup: Int32Array}} bins
 * @param {{firstDay: Int32Array, lastDay: Int32Array}} intervals a first day behind the last means: no date
 * @param {Uint8Array | null} mask 1 for each row that counts
 * @returns {{sure: Uint32Array, maybe: Uint32Array, long: Uint32Array, bands: [number, number][], undated: number}}
 *   `bands` are first and last bin of the long ones, the first `MOST_BANDS` of them
 */
export function binCounts({ edges, lookup }, { firstDay, lastDay }, mask) {
  const n = edges.length - 1;
  const sure = new Uint32Array(n);
  const steps = new Int32Array(n + 1);
  const longSteps = new Int32Array(n + 1);
  /** @type {[number, number][]} */
  const bands = [];
  const origin = edges[0];
  let undated = 0;
  for (let i = 0; i < firstDay.length; i += 1) {
    if (mask && !mask[i]) continue;
    if (firstDay[i] > lastDay[i]) {
      undated += 1;
      continue;
    }
    const from = lookup[firstDay[i] - origin];
    const to = lookup[lastDay[i] - origin];
    if (from === to) sure[from] += 1;
    else {
      const isLong = to - from >= MOST_REACHED;
      const marks = isLong ? longSteps : steps;
      marks[from] += 1;
      marks[to + 1] -= 1;
      if (isLong && bands.length < MOST_BANDS) bands.push([from, to]);
    }
  }
  return { sure, maybe: summed(steps), long: summed(longSteps), bands, undated };
}

/** @param {Int32Array} steps by which a count changes at each bin, and behind the last @returns {Uint32Array} */
function summed(steps) {
  const counts = new Uint32Array(steps.length - 1);
  for (let bin = 0, open = 0; bin < counts.length; bin += 1) {
    open += steps[bin];
    counts[bin] = open;
  }
  return counts;
}

/** Long intervals that are told apart. */
export const MOST_BANDS = 40;

/**
 * A lane for each interval, so that none lies on another; those that find none have none.
 * @param {[number, number][]} spans first and last bin
 * @param {number} lanes
 * @returns {(number | null)[]}
 */
export function laneOf(spans, lanes) {
  const order = spans.map((_, k) => k).sort((a, b) => spans[a][0] - spans[b][0] || spans[b][1] - spans[a][1]);
  /** @type {number[]} where each lane is free again */
  const free = new Array(lanes).fill(-1);
  /** @type {(number | null)[]} */
  const found = spans.map(() => null);
  for (const k of order) {
    const lane = free.findIndex((bin) => bin < spans[k][0]);
    if (lane < 0) continue;
    free[lane] = spans[k][1];
    found[k] = lane;
  }
  return found;
}

/**
 * Where the axis is labelled: no closer than `apart` pixels.
 * @param {number} first day
 * @param {number} end day behind the last
 * @param {number} width pixels
 * @param {number} [apart]
 * @returns {{unit: "day" | "month" | "year", days: number[]}}
 */
export function axisTicks(first, end, width, apart = 64) {
  const least = ((end - first) * apart) / Math.max(width, 1);
  /** @type {["day" | "month" | "year", number, number][]} unit, how many of them, shortest days */
  const steps = [
    ["day", 1, 1],
    ["day", 7, 7],
    ["month", 1, 28],
    ["month", 3, 89],
    ["month", 6, 181],
    ...[1, 2, 5, 10, 20, 50, 100, 500, 1000].map((n) => /** @type {["year", number, number]} */ (["year", n, n * 365])),
  ];
  const [unit, n] = steps.find(([, , days]) => days >= least) ?? steps[steps.length - 1];
  const { y, m } = dayParts(first);
  let day = first;
  if (unit === "day" && n === 7) day = binStart("week", first);
  if (unit === "month") day = dayFrom(y, m - ((m - 1) % n), 1);
  if (unit === "year") day = dayFrom(Math.floor(y / n) * n, 1, 1);
  const days = [];
  while (day < end) {
    if (day >= first) days.push(day);
    const at = dayParts(day);
    if (unit === "day") day += n;
    else day = unit === "month" ? dayFrom(at.y, at.m + n, 1) : dayFrom(at.y + n, 1, 1);
  }
  return { unit, days };
}
