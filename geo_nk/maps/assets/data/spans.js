// Where along the border each event may have happened: from one river kilometre to another.

/** What is known of an event's place along the border. */
export const ALONG = { nowhere: 0, spot: 1, reach: 2, far: 3, area: 4 };

/**
 * @typedef {object} Spans
 * @property {Float64Array} from first kilometre of each event; NaN where it does not stand along the border
 * @property {Float64Array} to last kilometre
 * @property {Uint8Array} state one of ALONG
 */

/**
 * @param {import("./events.js").EventTable} events
 * @param {{length_km: number, near_m: number}} border
 * @returns {Spans}
 */
export function spansOf(events, { length_km: length, near_m: near }) {
  const { size, km } = events;
  const { from: first, to: last } = events.stretch;
  const [off, radius] = [events.numbers("border_distance_m"), events.numbers("uncertainty_m")];
  const from = new Float64Array(size).fill(NaN);
  const to = new Float64Array(size).fill(NaN);
  const state = new Uint8Array(size);
  for (let i = 0; i < size; i += 1) {
    if (events.along(i)) {
      state[i] = ALONG.reach;
      from[i] = Math.max(first[i], 0);
      to[i] = Math.min(last[i], length);
    } else if (!events.placed(i)) {
      state[i] = ALONG.nowhere;
    } else if (events.beyond[i] || off[i] > near) {
      state[i] = ALONG.far;
    } else if (events.vague(i)) {
      state[i] = ALONG.area;
    } else {
      state[i] = ALONG.spot;
      const reach = (radius[i] || 0) / 1000;
      from[i] = Math.max(km[i] - reach, 0);
      to[i] = Math.min(km[i] + reach, length);
    }
  }
  return { from, to, state };
}

/**
 * How many rows there are of each state.
 * @param {Spans} spans
 * @param {Uint32Array} rows
 * @returns {number[]} by the numbers of ALONG
 */
export function countStates({ state }, rows) {
  const counts = [0, 0, 0, 0, 0];
  for (const i of rows) counts[state[i]] += 1;
  return counts;
}
