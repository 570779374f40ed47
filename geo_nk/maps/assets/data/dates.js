// Intervals of days, cut into months and years and said as a reader would say them.

import { language, say } from "../words/words.js";
import { dayNumber } from "./columns.js";

const MS_A_DAY = 86400000;

/** @param {number} day @returns {{y: number, m: number, d: number}} */
export function dayParts(day) {
  const date = new Date(day * MS_A_DAY);
  return { y: date.getUTCFullYear(), m: date.getUTCMonth() + 1, d: date.getUTCDate() };
}

/** Months beyond 12 and below 1 run into other years. @param {number} y @param {number} m @param {number} d */
export function dayFrom(y, m, d) {
  const date = new Date(0);
  date.setUTCFullYear(y, m - 1, d); // not Date.UTC, to which 99 is 1999
  return date.getTime() / MS_A_DAY;
}

/** What the templates of words.csv call the parts of one or two days. @param {number[]} days @param {boolean} [short] */
function partWords(days, short = false) {
  /** @type {Record<string, string>} */
  const words = {};
  days.forEach((day, k) => {
    const { y, m, d } = dayParts(day);
    const n = k + 1;
    words[`y${n}`] = String(y);
    words[`m${n}`] = String(m);
    words[`d${n}`] = String(d);
    words[`mon${n}`] = say(`month_short.${m}`);
    words[`month${n}`] = short ? words[`mon${n}`] : say(`month.${m}`);
  });
  return words;
}

/** @param {number} day */
export const dayNumberWords = (day) => say("date.on_day", partWords([day]));

/** @param {string} iso */
export const dayWords = (iso) => dayNumberWords(dayNumber(iso));

/**
 * A date interval as a reader would say it; never more exact than it is.
 * @param {string | null} start ISO
 * @param {string | null} end ISO, included
 * @param {{short?: boolean}} [options] `short`: months by their short names
 * @returns {string}
 */
export function intervalWords(start, end, { short = false } = {}) {
  if (!start && !end) return say("date.unknown");
  if (!end) return say("date.from", { from: dayWords(/** @type {string} */ (start)) });
  if (!start) return say("date.until", { to: dayWords(end) });
  const from = dayNumber(start);
  const to = dayNumber(end);
  const a = dayParts(from);
  const b = dayParts(to);
  const years = a.m === 1 && a.d === 1 && b.m === 12 && b.d === 31;
  const month = a.y === b.y && a.m === b.m && a.d === 1 && to + 1 === dayFrom(b.y, b.m + 1, 1);
  let key = "between_dates";
  if (from === to) key = "on_day";
  else if (years) key = a.y === b.y ? "in_year" : "between_years";
  else if (month) key = "in_month";
  else if (a.y === b.y) key = a.m === b.m ? "between_days" : "between_months";
  return say(`date.${key}`, partWords([from, to], short));
}

/**
 * A span that a reader chose, as short as it can be said: "2007", "March 2007", "2007 – 2010", "3 March – 2 May 2007".
 * @param {number} from day
 * @param {number} to day, included
 */
export function spanWords(from, to) {
  const next = to + 1;
  const whole = (/** @type {number} */ day) => dayParts(day).d === 1;
  const january = (/** @type {number} */ day) => whole(day) && dayParts(day).m === 1;
  const unit = january(from) && january(next) ? "in_year" : whole(from) && whole(next) ? "in_month" : "on_day";
  const one = bare(`date.${unit}`, from);
  const other = bare(`date.${unit}`, to);
  return one === other ? one : say("date.range", { from: one, to: other });
}

/** A date without the "in" that English puts before it. @param {string} key @param {number} day */
function bare(key, day) {
  const words = say(key, partWords([day]));
  return language() === "en" ? words.replace(/^in /, "") : words;
}

/** @param {"day" | "month" | "year"} unit @param {number} day */
export const tickWords = (unit, day) => say(`tick.${unit}`, partWords([day]));
