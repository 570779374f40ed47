// In which order the list and the table run.

/** @typedef {"newest" | "oldest" | "place" | "category" | "border" | "confidence"} Order */

/** @type {Order[]} */
export const ORDERS = ["newest", "oldest", "place", "category", "border", "confidence"];

/**
 * Rows in an order; what has no value for it comes last, and ties run as the table does.
 * @param {import("./events.js").EventTable} events
 * @param {Uint32Array} rows ascending
 * @param {Order} order
 * @returns {Uint32Array}
 */
export function ordered(events, rows, order) {
  const key = keysFor(events, order);
  return Uint32Array.from(rows).sort((a, b) => (key[a] < key[b] ? -1 : key[a] > key[b] ? 1 : a - b));
}

/** A number for each row, by which to sort; Infinity for none. @param {import("./events.js").EventTable} events @param {Order} order */
function keysFor(events, order) {
  const keys = new Float64Array(events.size);
  const { firstDay, lastDay, confidence, km } = events;
  if (order === "place" || order === "category") {
    const { values, codes } = events.codes(order === "place" ? "place_name" : "category");
    const ranks = ranksOf(values, order === "category" ? [...events.categories.keys()] : null);
    for (let i = 0; i < keys.length; i += 1) keys[i] = ranks[codes[i]];
    return keys;
  }
  const value = {
    newest: /** @param {number} i */ (i) => (firstDay[i] <= lastDay[i] ? -firstDay[i] : Infinity),
    oldest: /** @param {number} i */ (i) => (firstDay[i] <= lastDay[i] ? firstDay[i] : Infinity),
    border: /** @param {number} i */ (i) => (Number.isNaN(km[i]) ? Infinity : km[i]),
    confidence: /** @param {number} i */ (i) => (Number.isNaN(confidence[i]) ? Infinity : -confidence[i]),
  }[order];
  for (let i = 0; i < keys.length; i += 1) keys[i] = value(i);
  return keys;
}

/** @param {(string | null)[]} values @param {(string | null)[] | null} given their order, where it is not the alphabet's */
function ranksOf(values, given) {
  const places = values.map((_, k) => k);
  const rank = given ? new Map(given.map((value, k) => [value, k])) : null;
  places.sort((a, b) =>
    rank && given
      ? (rank.get(values[a]) ?? given.length) - (rank.get(values[b]) ?? given.length)
      : (values[a] ?? "").localeCompare(values[b] ?? "", "en"),
  );
  const ranks = new Float64Array(values.length);
  places.forEach((k, position) => {
    ranks[k] = values[k] === null ? Infinity : position;
  });
  return ranks;
}
