// One shape for each category, so that nobody has to tell them by colour alone.

/**
 * Add the outline of a symbol to the current path.
 * @type {Record<string, (c: CanvasRenderingContext2D, x: number, y: number, r: number) => void>}
 */
const OUTLINES = {
  square: (c, x, y, r) => c.rect(x - 0.84 * r, y - 0.84 * r, 1.68 * r, 1.68 * r),
  diamond: (c, x, y, r) =>
    polygon(c, x, y, r * 1.14, [
      [0, -1],
      [1, 0],
      [0, 1],
      [-1, 0],
    ]),
  triangle: (c, x, y, r) =>
    polygon(c, x, y, r * 1.1, [
      [0, -1],
      [0.98, 0.78],
      [-0.98, 0.78],
    ]),
  circle: (c, x, y, r) => c.arc(x, y, 0.95 * r, 0, 7),
  circle_dot: (c, x, y, r) => c.arc(x, y, 0.95 * r, 0, 7),
  circle_cross: (c, x, y, r) => c.arc(x, y, 0.95 * r, 0, 7),
  shield: (c, x, y, r) =>
    polygon(c, x, y, r, [
      [-0.88, -0.92],
      [0.88, -0.92],
      [0.88, 0.15],
      [0.5, 0.72],
      [0, 1.08],
      [-0.5, 0.72],
      [-0.88, 0.15],
    ]),
  star: (c, x, y, r) =>
    polygon(
      c,
      x,
      y,
      r * 1.22,
      Array.from({ length: 10 }, (_, i) => {
        const a = (i * Math.PI) / 5 - Math.PI / 2;
        const d = i % 2 ? 0.46 : 1;
        return [d * Math.cos(a), d * Math.sin(a)];
      }),
    ),
  arrow: (c, x, y, r) =>
    polygon(c, x, y, r * 1.1, [
      [-1, -0.38],
      [0.02, -0.38],
      [0.02, -0.95],
      [1, 0],
      [0.02, 0.95],
      [0.02, 0.38],
      [-1, 0.38],
    ]),
  arrow_down: (c, x, y, r) =>
    polygon(c, x, y, r * 1.1, [
      [-0.38, -1],
      [-0.38, 0.02],
      [-0.95, 0.02],
      [0, 1],
      [0.95, 0.02],
      [0.38, 0.02],
      [0.38, -1],
    ]),
  cross: (c, x, y, r) =>
    polygon(c, x, y, r, [
      [-0.34, -1],
      [0.34, -1],
      [0.34, -0.34],
      [1, -0.34],
      [1, 0.34],
      [0.34, 0.34],
      [0.34, 1],
      [-0.34, 1],
      [-0.34, 0.34],
      [-1, 0.34],
      [-1, -0.34],
      [-0.34, -0.34],
    ]),
};

/** @param {CanvasRenderingContext2D} c @param {number} x @param {number} y @param {number} r @param {number[][]} corners */
function polygon(c, x, y, r, corners) {
  corners.forEach(([dx, dy], i) => (i ? c.lineTo(x + dx * r, y + dy * r) : c.moveTo(x + dx * r, y + dy * r)));
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
  OUTLINES[category.symbol](c, x, y, r);
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
  c.beginPath();
  if (category.symbol === "circle_dot") {
    c.arc(x, y, 0.36 * r, 0, 7);
    c.fillStyle = ink;
    c.fill();
  } else if (category.symbol === "circle_cross") {
    const d = 0.42 * r;
    c.moveTo(x - d, y - d);
    c.lineTo(x + d, y + d);
    c.moveTo(x + d, y - d);
    c.lineTo(x - d, y + d);
    c.lineWidth = 0.26 * r;
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
