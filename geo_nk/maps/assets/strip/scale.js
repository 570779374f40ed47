// The measures of the strip chart: kilometres across, days down, ticks, and rows of labels that do not collide.

import STRIP from "./strip.json" with { type: "json" };

const YEAR = 365.2425;
const MS = 86400000;

/**
 * @typedef {object} Plot the inside of the chart in pixels, and what its edges stand for
 * @property {number} left
 * @property {number} right
 * @property {number} top
 * @property {number} bottom
 * @property {[number, number]} km at the left and right edge
 * @property {[number, number]} days at the upper and lower edge
 */

/** @param {Plot} p @param {number} km @returns {number} */
export const plotX = (p, km) => p.left + ((km - p.km[0]) / (p.km[1] - p.km[0])) * (p.right - p.left);

/** @param {Plot} p @param {number} day @returns {number} */
export const plotY = (p, day) => p.top + ((day - p.days[0]) / (p.days[1] - p.days[0])) * (p.bottom - p.top);

/** @param {Plot} p @param {number} x @returns {number} */
export const kmAt = (p, x) =>
  Math.min(Math.max(p.km[0] + ((x - p.left) / (p.right - p.left)) * (p.km[1] - p.km[0]), p.km[0]), p.km[1]);

/** @param {Plot} p @param {number} y @returns {number} */
export const dayAt = (p, y) => p.days[0] + ((y - p.top) / (p.bottom - p.top)) * (p.days[1] - p.days[0]);

/** The first day of a month as a day number. @param {number} year @param {number} month from 0 @returns {number} */
export const dayOf = (year, month = 0) => Date.UTC(year, month, 1) / MS;

/** @param {number} day @returns {{year: number, month: number}} */
export function monthOf(day) {
  const date = new Date(Math.floor(day) * MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() };
}

/**
 * Firsts of months or years between two days, at most as many as there is room for.
 * @param {[number, number]} days
 * @param {number} most
 * @returns {{day: number, year: number, month: number, whole: boolean}[]} `whole` where it begins a year
 */
export function timeTicks([first, last], most) {
  const months = ((last - first) / YEAR) * 12;
  const step = STRIP.month_steps.find((each) => months / each <= most) ?? STRIP.month_steps[STRIP.month_steps.length - 1];
  const { year, month } = monthOf(first);
  const ticks = [];
  for (let m = Math.ceil((year * 12 + month) / step) * step; ; m += step) {
    const tick = { year: Math.floor(m / 12), month: m % 12 };
    const day = dayOf(tick.year, tick.month);
    if (day > last) return ticks;
    if (day >= first) ticks.push({ day, ...tick, whole: tick.month === 0 });
  }
}

/**
 * @typedef {object} Label
 * @property {number} x where it points to
 * @property {number} width
 * @property {number} rank the smaller the sooner it is placed
 */

/**
 * Give each label a row in which it meets no other, or none; what stands first by rank is placed first.
 * @template {Label} L
 * @param {L[]} labels
 * @param {{rows: number, gap: number, left: number, right: number}} room
 * @returns {(L & {row: number, from: number})[]} those that found room; `from` is the left edge of the text
 */
export function labelRows(labels, { rows, gap, left, right }) {
  /** @type {[number, number][][]} */
  const taken = Array.from({ length: rows }, () => []);
  /** @type {(L & {row: number, from: number})[]} */
  const placed = [];
  for (const label of [...labels].sort((a, b) => a.rank - b.rank || a.x - b.x)) {
    const from = Math.min(Math.max(label.x - label.width / 2, left), right - label.width);
    const [a, b] = [from - gap, from + label.width + gap];
    // A leader runs from each label down to the axis, and must not cross what stands below.
    const row = taken.findIndex(
      (spans, k) =>
        spans.every(([c, d]) => b <= c || a >= d) &&
        taken.slice(0, k).every((below) => below.every(([c, d]) => label.x <= c || label.x >= d)) &&
        placed.every((other) => other.row <= k || other.x <= a || other.x >= b),
    );
    if (row < 0) continue;
    taken[row].push([a, b]);
    placed.push({ ...label, row, from });
  }
  return placed;
}
