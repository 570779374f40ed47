// Names on the map. Each takes the first of eight places around its point at which it meets neither a mark nor another
// name, or stays away. labels.json holds the places, for print too.

import { shown } from "../parts/dom.js";
import LABELS from "./labels.json" with { type: "json" };

/** Of texts in pixels, by font, spacing and text. @type {Map<string, number>} */
const WIDTHS = new Map();

export class LabelBoard {
  /** @param {CanvasRenderingContext2D} c @param {import("./canvas.js").View} view */
  constructor(c, { width, height, offset: [dx, dy] }) {
    this.c = c;
    this.canvas = [0, 0, width, height];
    /** What is on the screen; the canvas is larger, so that the map can be dragged. */
    this.screen = [dx, dy, width - dx, height - dy];
    /** @type {number[][]} boxes taken: left, top, right, bottom */
    this.taken = [];
  }

  /** @param {number[]} box */
  take(box) {
    this.taken.push(box);
  }

  /** @param {number[]} b */
  free(b) {
    return (
      b[2] > this.canvas[0] &&
      b[3] > this.canvas[1] &&
      b[0] < this.canvas[2] &&
      b[1] < this.canvas[3] &&
      !this.taken.some((t) => b[0] < t[2] && b[2] > t[0] && b[1] < t[3] && b[3] > t[1])
    );
  }

  /** Whether the edge of the screen would cut a name off. @param {number[]} b */
  cut(b) {
    const [left, top, right, bottom] = this.screen;
    const inside = b[0] >= left && b[2] <= right && b[1] >= top && b[3] <= bottom;
    const outside = b[2] <= left || b[0] >= right || b[3] <= top || b[1] >= bottom;
    return !inside && !outside;
  }

  /** The width of a text, which is measured once: a map asks for hundreds again and again. @param {string} words @param {string} font @param {string} spacing */
  width(words, font, spacing) {
    const key = `${font}|${spacing}|${words}`;
    let width = WIDTHS.get(key);
    if (width === undefined) {
      this.c.font = font;
      if ("letterSpacing" in this.c) this.c.letterSpacing = spacing;
      width = this.c.measureText(words).width;
      WIDTHS.set(key, width);
    }
    return width;
  }

  /**
   * @param {string} text
   * @param {{x: number, y: number, gap: number, font: string, colour: string, halo: string, centred?: boolean, spacing?: string}} at
   * @returns {boolean} whether it found room
   */
  write(text, { x, y, gap, font, colour, halo, centred = false, spacing = "0px" }) {
    const { c } = this;
    const words = shown(text);
    const w = this.width(words, font, spacing);
    const h = parseFloat(font.match(/(\d+(?:\.\d+)?)px/)?.[1] ?? "12") * 0.62;
    const places = centred ? [[x - w / 2, y]] : LABELS.sides.map(([side, rise]) => placeBeside(side, rise, { x, y, w, h, gap }));
    for (const [left, middle] of places) {
      const box = [left - 3, middle - h - 1, left + w + 3, middle + h + 1];
      if (!this.free(box) || this.cut(box)) continue;
      this.take(box);
      c.font = font;
      if ("letterSpacing" in c) c.letterSpacing = spacing;
      c.textBaseline = "middle";
      c.lineJoin = "round";
      c.lineWidth = 3.5;
      c.strokeStyle = halo;
      c.strokeText(words, left, middle);
      c.fillStyle = colour;
      c.fillText(words, left, middle);
      return true;
    }
    return false;
  }

  /**
   * Write a text that is turned about its middle.
   * @param {string} words
   * @param {{x: number, y: number, angle: number, width: number, size: number, font: string, spacing: string, colour: string, halo: string}} at
   * @returns {boolean} whether it found room
   */
  writeTurned(words, { x, y, angle, width, size, font, spacing, colour, halo }) {
    const { c } = this;
    const half = size * 0.6;
    const count = Math.ceil(width / size) + 1;
    const boxes = Array.from({ length: count }, (_, k) => {
      const along = width * (k / (count - 1) - 0.5);
      const [px, py] = [x + along * Math.cos(angle), y + along * Math.sin(angle)];
      return [px - half, py - half, px + half, py + half];
    });
    if (boxes.some((box) => !this.free(box) || this.cut(box) || this.beyond(box))) return false;
    for (const box of boxes) this.take(box);
    c.save();
    c.translate(x, y);
    c.rotate(angle);
    c.font = font;
    if ("letterSpacing" in c) c.letterSpacing = spacing;
    c.textBaseline = "middle";
    c.lineJoin = "round";
    c.lineWidth = 3;
    c.strokeStyle = halo;
    c.strokeText(words, -width / 2, 0);
    c.fillStyle = colour;
    c.fillText(words, -width / 2, 0);
    c.restore();
    return true;
  }

  /** Whether a box lies off the screen. @param {number[]} b */
  beyond(b) {
    const [left, top, right, bottom] = this.screen;
    return b[2] <= left || b[0] >= right || b[3] <= top || b[1] >= bottom;
  }
}

/**
 * Where a text begins, and its middle, that stands to a side of a point and above or below it.
 * @param {number} side 1 to the right, -1 to the left, 0 centred
 * @param {number} rise how far above, in the height of the text and the gap
 * @param {{x: number, y: number, w: number, h: number, gap: number}} at `h` is half the height
 */
function placeBeside(side, rise, { x, y, w, h, gap }) {
  const left = side > 0 ? x + gap : x - w * (side ? 1 : 0.5) - gap * Math.abs(side);
  return [left, y - rise * (2 * h * LABELS.rise + gap * (side ? LABELS.gap_beside : 1))];
}
