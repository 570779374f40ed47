// The border rivers as wide as they are, and their tributaries.

import { inWorld } from "./canvas.js";
import { meet, partOf, pathFor, pathOf, unpackLine, windowOf } from "./geometry.js";

/** @typedef {import("./geometry.js").Position} Position */
/** @typedef {{names: string[], from: number, points: Position[]}} River `from`: the zoom from which it is named */
/** @typedef {import("./geometry.js").Part & {km: number, width: number}} Stretch of the border river; in world units */

const CIRCUMFERENCE = 40075016.686;
const PARTS = 2; // strokes to the step of the widths, so that the river widens smoothly
const TRIBUTARIES = [5.5, 9]; // zooms between which they and their lakes are drawn: closer, no source is good enough
const FADES = 0.75; // of a zoom

/** @param {number} zoom @returns {number} the width in pixels of a border river that is too narrow to be seen */
const least = (zoom) => Math.min(Math.max(0.75 * (zoom - 4), 1.4), 5);

export class Water {
  /**
   * @param {any} packed the basemap
   * @param {import("./lines.js").BorderLine} line
   * @param {{from: number, to: number}[]} courses the kilometres between which the border is a river
   */
  constructor(packed, line, courses) {
    this.border = pathFor(courses.map(({ from, to }) => line.between(from, to)));
    /** @type {Stretch[]} */
    this.stretches = stretchesOf(line, packed.widths, packed.width_step).filter(({ km }) =>
      courses.some(({ from, to }) => km > from && km < to),
    );
    this.reservoirs = pathOf(packed.reservoirs.map((/** @type {number[]} */ ring) => unpackLine(ring, packed.scale)), true);
    /** @type {River[]} */
    this.rivers = packed.rivers.map(/** @param {any[]} river */ ([names, from, points]) => ({
      names,
      from,
      points: unpackLine(points, packed.scale),
    }));
    this.tributaries = pathOf(this.rivers.map(({ points }) => points), false);
  }

  /** The tributaries that are drawn at a zoom. @param {number} zoom @returns {River[]} */
  named(zoom) {
    return zoom < TRIBUTARIES[1] - FADES / 2 ? this.rivers : [];
  }

  /**
   * @param {CanvasRenderingContext2D} c
   * @param {any} view
   * @param {string} colour
   */
  draw(c, view, colour) {
    inWorld(c, view, (pixel) => {
      c.strokeStyle = colour;
      c.lineJoin = c.lineCap = "round";
      const [from, to] = TRIBUTARIES;
      const shown = Math.min(view.zoom - from + FADES, to - view.zoom, FADES) / FADES;
      if (shown > 0) {
        c.globalAlpha = Math.min(shown, 1);
        c.lineWidth = Math.min(Math.max(0.45 * (view.zoom - 4.5), 0.6), 2) * pixel;
        c.stroke(this.tributaries);
        c.fillStyle = colour;
        c.fill(this.reservoirs);
        c.globalAlpha = 1;
      }
      c.lineWidth = least(view.zoom) * pixel;
      c.stroke(this.border(view));
      const seen = windowOf(view);
      for (const { path, width, box } of this.stretches) {
        if (width <= least(view.zoom) * pixel || !meet(box, seen, width)) continue;
        c.lineWidth = width;
        c.stroke(path);
      }
    });
  }
}

/**
 * @param {import("./lines.js").BorderLine} line
 * @param {number[]} widths in metres, every `step` kilometres
 * @param {number} step
 * @returns {Stretch[]}
 */
function stretchesOf(line, widths, step) {
  const stretches = [];
  for (let k = 0; k < widths.length * PARTS; k += 1) {
    const [from, to] = [(k * step) / PARTS, Math.min(((k + 1) * step) / PARTS, line.length)];
    if (from >= to) break;
    const at = (k + 0.5) / PARTS;
    const [a, b] = [Math.floor(at), Math.min(Math.floor(at) + 1, widths.length - 1)];
    const metres = widths[a] + (widths[b] - widths[a]) * (at - a);
    const points = line.between(from, to);
    const width = (metres * 256) / (CIRCUMFERENCE * Math.cos((points[0][1] * Math.PI) / 180));
    stretches.push({ km: from, width, ...partOf(points) });
  }
  return stretches;
}
