// One shape for each category, so that nobody has to tell them by colour alone. symbols.json holds them, for print too.

import SYMBOLS from "./symbols.json" with { type: "json" };

/** @typedef {{corners?: number[][], radius?: number, dot?: number, cross?: number[]}} Shape of a mark of radius 1, y down */

/** @type {Record<string, Shape>} */
const SHAPES = SYMBOLS.shapes;

/** @param {CanvasRenderingContext2D} c @param {number} x @param {number} y @param {number} r @param {number[][]} corners */
function polyline(c, x, y, r, corners) {
  corners.forEach(([dx, dy], i) => (i ? c.lineTo(x + dx * r, y + dy * r) : c.moveTo(x + dx * r, y + dy * r)));
}

/** Add the outline of a symbol to the current path. @param {CanvasRenderingContext2D} c @param {Shape} shape @param {number} x @param {number} y @param {number} r */
function outline(c, { corners, radius = 0 }, x, y, r) {
  if (!corners) {
    c.arc(x, y, radius * r, 0, 7);
    return;
  }
  polyline(c, x, y, r, corners);
  c.closePath();
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {{symbol: string, colour: string}} category
 * @param {{x: number, y: number, r: number, hollow?: boolean, halo?: string}} at pixels; `hollow` where the place is vague
 */
export function drawSymbol(c, category, { x, y, r, hollow = false, halo = "#ffffff" }) {
  c.save();
  c.lineJoin = "round";
  c.beginPath();
  outline(c, SHAPES[category.symbol], x, y, r);
  c.lineWidth = hollow ? 5 : 3;
  c.strokeStyle = halo;
  c.stroke();
  c.fillStyle = hollow ? halo : category.colour;
  c.fill();
  // A dark edge, because the lighter colours hardly stand out from paper.
  c.lineWidth = hollow ? 2 : 0.8;
  c.strokeStyle = hollow ? category.colour : "rgb(20 26 30 / 60%)";
  c.stroke();
  drawInside(c, category, { x, y, r, ink: hollow ? category.colour : halo });
  c.restore();
}

/** @type {Map<string, HTMLCanvasElement>} symbols drawn once, by their look */
const stamps = new Map();

/**
 * Draw a symbol as `drawSymbol` does, but from a picture of it: ten times as fast, for maps of many marks.
 * @param {CanvasRenderingContext2D} c
 * @param {{symbol: string, colour: string}} category
 * @param {{x: number, y: number, r: number, hollow?: boolean}} at
 */
export function stampSymbol(c, category, { x, y, r, hollow = false }) {
  const ratio = window.devicePixelRatio || 1;
  const half = Math.ceil(1.4 * r + 4);
  const key = `${category.symbol} ${category.colour} ${hollow} ${r} ${ratio}`;
  let stamp = stamps.get(key);
  if (!stamp) {
    stamp = document.createElement("canvas");
    stamp.width = stamp.height = Math.round(2 * half * ratio);
    const s = /** @type {CanvasRenderingContext2D} */ (stamp.getContext("2d"));
    s.scale(ratio, ratio);
    drawSymbol(s, category, { x: half, y: half, r, hollow });
    stamps.set(key, stamp);
  }
  // On whole pixels, so that its edges stay sharp.
  const left = Math.round((x - half) * ratio) / ratio;
  const top = Math.round((y - half) * ratio) / ratio;
  c.drawImage(stamp, left, top, stamp.width / ratio, stamp.height / ratio);
}

/** @param {CanvasRenderingContext2D} c @param {{symbol: string}} category @param {{x: number, y: number, r: number, ink: string}} at */
function drawInside(c, category, { x, y, r, ink }) {
  const { dot, cross } = SHAPES[category.symbol];
  c.beginPath();
  if (dot) {
    c.arc(x, y, dot * r, 0, 7);
    c.fillStyle = ink;
    c.fill();
  } else if (cross) {
    const [reach, width] = cross;
    const d = reach * r;
    c.moveTo(x - d, y - d);
    c.lineTo(x + d, y + d);
    c.moveTo(x + d, y - d);
    c.lineTo(x - d, y + d);
    c.lineWidth = width * r;
    c.strokeStyle = ink;
    c.stroke();
  }
}

/**
 * A symbol as an element, for legend, list and card.
 * @param {{symbol: string, colour: string}} category
 * @param {{hollow?: boolean, size?: number}} [options] `size` in CSS pixels
 * @returns {HTMLCanvasElement}
 */
export function symbolElement(category, { hollow = false, size = 20 } = {}) {
  const canvas = document.createElement("canvas");
  const ratio = Math.max(2, window.devicePixelRatio || 1);
  canvas.width = canvas.height = size * ratio;
  canvas.className = "symbol";
  canvas.setAttribute("aria-hidden", "true");
  const c = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  c.scale(ratio, ratio);
  drawSymbol(c, category, { x: size / 2, y: size / 2, r: size * 0.35, hollow });
  return canvas;
}

/**
 * A crossing's symbol: two abutments, solid where there is customs, and a stroke where there was a bridge once.
 * @param {CanvasRenderingContext2D} c
 * @param {string} category
 * @param {number} x
 * @param {number} y
 * @param {Record<string, string>} ink
 */
export function drawCrossing(c, category, x, y, ink) {
  c.strokeStyle = ink.crossing;
  c.lineWidth = 1.4;
  c.setLineDash(category === "official" ? [] : [2, 1.6]);
  c.beginPath();
  for (const abutment of SYMBOLS.crossing) polyline(c, x, y, CROSSING, abutment);
  c.stroke();
  c.setLineDash([]);
  if (category !== "ruin") return;
  c.lineWidth = 1.2;
  c.beginPath();
  polyline(c, x, y, CROSSING, SYMBOLS.ruin);
  c.stroke();
}

const CROSSING = 2; // half the width of its way in pixels
