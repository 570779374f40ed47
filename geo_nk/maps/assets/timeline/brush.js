// A span of bins that a reader sweeps over: drawn anew, moved, or changed at one edge.

/**
 * @typedef {[number, number]} Span first and last bin, both included
 * @typedef {"new" | "from" | "to" | "move"} Grip
 */

/** @param {number} x @param {number} least @param {number} most */
const within = (x, least, most) => Math.min(Math.max(x, least), most);

/**
 * What a pointer takes hold of.
 * @param {number} x pixels
 * @param {[number, number] | null} edges pixels at which the span begins and ends
 * @param {number} reach pixels by which an edge may be missed
 * @returns {Grip}
 */
export function gripAt(x, edges, reach) {
  if (!edges) return "new";
  const [left, right] = edges;
  const [toLeft, toRight] = [Math.abs(x - left), Math.abs(x - right)];
  if (Math.min(toLeft, toRight) <= reach) return toLeft < toRight || (toLeft === toRight && x < left) ? "from" : "to";
  return x > left && x < right ? "move" : "new";
}

/**
 * The span after a drag.
 * @param {Grip} grip
 * @param {Span | null} span before it
 * @param {number} begun the bin where it began
 * @param {number} bin the bin where it is now
 * @param {number} bins how many there are
 * @returns {Span}
 */
export function dragged(grip, span, begun, bin, bins) {
  const at = within(bin, 0, bins - 1);
  if (grip === "new" || !span) return [Math.min(begun, at), Math.max(begun, at)];
  if (grip === "move") return moved(span, at - begun, bins);
  const other = grip === "from" ? span[1] : span[0];
  return [Math.min(at, other), Math.max(at, other)];
}

/** A span shifted as a whole, as far as there is room. @param {Span} span @param {number} by @param {number} bins @returns {Span} */
export function moved([from, to], by, bins) {
  const shift = within(by, -from, bins - 1 - to);
  return [from + shift, to + shift];
}

/**
 * The span after a key on one of its handles; null where the key means nothing.
 * @param {string} key
 * @param {"from" | "to" | "move"} part
 * @param {Span} span
 * @param {number} bins
 * @returns {Span | null}
 */
export function nudged(key, part, span, bins) {
  const far = Math.max(2, Math.round(bins / 10));
  /** @type {Record<string, number>} */
  const steps = {
    ArrowLeft: -1,
    ArrowDown: -1,
    ArrowRight: 1,
    ArrowUp: 1,
    PageDown: -far,
    PageUp: far,
    Home: -bins,
    End: bins,
  };
  const by = steps[key];
  if (by === undefined) return null;
  if (part === "move") return moved(span, by, bins);
  const [from, to] = span;
  return part === "from" ? [within(from + by, 0, to), to] : [from, within(to + by, from, bins - 1)];
}
