// What of the map can be seen: the toolbar, the card, a story and the keys lie on it.

/** Parts that stand at an edge of the map, and the edge. @type {[string, "top" | "left" | "corner" | "card"][]} */
const COVERS = [
  ["#tools", "top"],
  ["#card", "card"],
  ["#panel", "card"],
  ["#story:not(.folded)", "card"],
  ["#story.folded", "corner"],
  ["#picture-key", "corner"],
  ["#fit", "corner"],
  ["#attribution", "corner"],
  [".leaflet-control-zoom", "corner"],
  [".leaflet-control-scale", "corner"],
];

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box in pixels from the map's corner */

/** @param {any} map @param {string} selector @returns {Box | null} null where it is not shown, or not on the map */
function boxOn(map, selector) {
  const node = document.querySelector(selector);
  if (!node || node.getClientRects().length === 0) return null;
  const rect = node.getBoundingClientRect();
  const own = map.getContainer().getBoundingClientRect();
  const size = map.getSize();
  const box = {
    left: Math.max(rect.left - own.left, 0),
    top: Math.max(rect.top - own.top, 0),
    right: Math.min(rect.right - own.left, size.x),
    bottom: Math.min(rect.bottom - own.top, size.y),
  };
  return box.left < box.right && box.top < box.bottom ? box : null;
}

/**
 * The part of the map that nothing covers: below the toolbar, beside the card or above it.
 * @param {any} map
 * @returns {Box}
 */
export function freeBox(map) {
  const size = map.getSize();
  const free = { left: 0, top: 0, right: size.x, bottom: size.y };
  for (const [selector, edge] of COVERS) {
    const box = edge === "corner" ? null : boxOn(map, selector);
    if (!box) continue;
    if (edge === "top") free.top = Math.max(free.top, box.bottom);
    else if (box.right - box.left > 0.8 * size.x) free.bottom = Math.min(free.bottom, box.top);
    else if (box.left > size.x - box.right) free.right = Math.min(free.right, box.left);
    else free.left = Math.max(free.left, box.right);
  }
  return free;
}

/** What covers the map, as boxes on a canvas: names keep clear of it. @param {any} map @param {import("./canvas.js").View} view @returns {number[][]} */
export function coveredBoxes(map, { offset: [dx, dy] }) {
  return COVERS.flatMap(([selector]) => {
    const box = boxOn(map, selector);
    return box ? [[box.left + dx - 4, box.top + dy - 4, box.right + dx + 4, box.bottom + dy + 4]] : [];
  });
}
