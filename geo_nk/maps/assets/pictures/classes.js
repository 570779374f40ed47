// Counts in classes, for the pictures that show counts by colour or size.

/** Round numbers at which a class may begin. */
const ROUND = [1, 2, 3, 5, 10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 500, 750];

/** Colours a ramp has. */
const MOST_CLASSES = 5;

/**
 * Where classes of counts begin: at round numbers that grow by about the same factor, for a few cells have most events.
 * @param {number[]} counts of cells, none of them 0
 * @returns {number[]} growing; the first is no more than the least count
 */
export function breaksOf(counts) {
  const least = counts.reduce((a, b) => Math.min(a, b), Infinity);
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  if (!(least <= most)) return [1];
  const breaks = [least];
  for (let k = 1; k < MOST_CLASSES; k += 1) {
    const before = breaks[breaks.length - 1];
    const begin = roundUp(Math.max(least * (most / least) ** (k / MOST_CLASSES), before + 1));
    if (begin <= most) breaks.push(begin);
  }
  return breaks;
}

/** @param {number} n */
function roundUp(n) {
  for (let scale = 1; ; scale *= 1000) {
    const found = ROUND.find((each) => each * scale >= n);
    if (found) return found * scale;
  }
}

/** The class of a count, from 0; -1 for no count. @param {number[]} breaks @param {number} count @returns {number} */
export function classOf(breaks, count) {
  let k = breaks.length - 1;
  while (k >= 0 && count < breaks[k]) k -= 1;
  return k;
}

/**
 * The classes as first and last count; the last class ends at the largest count.
 * @param {number[]} breaks
 * @param {number} most
 * @returns {[number, number][]}
 */
export const classRanges = (breaks, most) =>
  breaks.map((from, k) => [from, k + 1 < breaks.length ? breaks[k + 1] - 1 : Math.max(most, from)]);

/**
 * The colour of a class out of a ramp, so that few classes still differ well.
 * @param {string[]} ramp from light to dark
 * @param {number} k
 * @param {number} classes how many there are
 */
export const rampColour = (ramp, k, classes) =>
  ramp[classes > 1 ? Math.round((k * (ramp.length - 1)) / (classes - 1)) : Math.floor(ramp.length / 2)];
