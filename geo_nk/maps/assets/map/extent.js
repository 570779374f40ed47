// What the map has to show: the border, and around it most of the events. A few that lie far off must not make it small.

const HOME_NEAR = 1.5; // degrees around the border that are always shown
const HOME_MOST = 0.75; // share of the events that are shown, however far off they lie

/**
 * West, south, east and north of some events; null where none has a mark.
 * @param {import("../data/events.js").EventTable} events
 * @param {Uint32Array} rows
 * @returns {number[] | null}
 */
export function outermost(events, rows) {
  const all = rows.length === events.size;
  // All events stand at all the points that there are, of which there are far fewer.
  const { lon, lat } = all ? events.positions : events;
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let k = 0, most = all ? lon.length : rows.length; k < most; k += 1) {
    const i = all ? k : rows[k];
    if (lon[i] === lon[i]) widenBox(box, lon[i], lat[i]); // not NaN
  }
  return box[0] <= box[2] ? box : null;
}

/**
 * The box to show first, and the events that lie beyond it.
 * @param {import("../data/events.js").EventTable} events
 * @param {Uint32Array} rows
 * @param {number[]} border west, south, east, north
 * @returns {{box: number[], beyond: number[]}}
 */
export function homeBox(events, rows, border) {
  const { lon, lat, codes } = events.positions;
  const counts = new Uint32Array(lon.length);
  for (let k = 0; k < rows.length; k += 1) counts[codes[rows[k]]] += 1;
  counts[lon.length - 1] = 0; // the code of what has no mark
  const points = [];
  let total = 0;
  for (let code = 0; code < lon.length; code += 1) {
    if (!counts[code]) continue;
    total += counts[code];
    points.push({ code, away: degreesFrom(border, lon[code], lat[code]) });
  }
  points.sort((a, b) => a.away - b.away);
  const box = [...border];
  const left = new Set();
  let shown = 0;
  for (const { code, away } of points) {
    if (away > HOME_NEAR && shown >= HOME_MOST * total) {
      left.add(code);
      continue;
    }
    shown += counts[code];
    widenBox(box, lon[code], lat[code]);
  }
  const beyond = left.size ? Array.from(rows).filter((i) => left.has(codes[i])) : [];
  return { box, beyond };
}

/** @param {number[]} box @param {number} lon @param {number} lat */
function widenBox(box, lon, lat) {
  if (lon < box[0]) box[0] = lon;
  if (lat < box[1]) box[1] = lat;
  if (lon > box[2]) box[2] = lon;
  if (lat > box[3]) box[3] = lat;
}

/** Degrees from a box, 0 within it. @param {number[]} box @param {number} lon @param {number} lat */
const degreesFrom = ([west, south, east, north], lon, lat) =>
  Math.hypot(Math.max(west - lon, 0, lon - east), Math.max(south - lat, 0, lat - north));
