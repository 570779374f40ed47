// Sea, land, water, provinces and the border: quiet, so that the events are what is seen.

import { inWorld, themeColours } from "./canvas.js";
import { kilometreStep } from "./geometry.js";

/**
 * @typedef {import("./geometry.js").Basemap} Basemap
 */

/**
 * @param {CanvasRenderingContext2D} c
 * @param {any} view
 * @param {Basemap} base
 */
export function drawBase(c, view, base) {
  const ink = themeColours();
  c.fillStyle = ink.sea;
  c.fillRect(0, 0, view.width, view.height);
  inWorld(c, view, (pixel) => {
    c.lineJoin = c.lineCap = "round";
    c.fillStyle = ink.land;
    c.fill(base.land, "evenodd");
    c.fillStyle = ink["home-land"];
    for (const province of base.provinces) c.fill(province.path, "evenodd");
    /** @param {Path2D} path @param {string} colour @param {number} width @param {number[]} dash */
    const line = (path, colour, width, dash = []) => {
      c.strokeStyle = colour;
      c.lineWidth = width * pixel;
      c.setLineDash(dash.map((d) => d * pixel));
      c.stroke(path);
    };
    line(base.land, ink.river, 0.8);
    for (const province of base.provinces) line(province.path, ink.province, 1, [1, 3]);
    line(base.rivers, ink.river, view.zoom < 8 ? 0.7 : 1.2);
    c.fillStyle = ink.lake;
    c.fill(base.lakes, "evenodd");
    line(base.boundaries, ink.boundary, 1.2, [6, 3]);
  });
  drawBorder(c, view, base, ink);
}

/** The border and its kilometres. @param {CanvasRenderingContext2D} c @param {any} view @param {Basemap} base @param {Record<string, string>} ink */
export function drawBorder(c, view, base, ink) {
  inWorld(c, view, (pixel) => {
    c.lineJoin = c.lineCap = "round";
    for (const [colour, width] of [
      [ink["border-halo"], view.zoom < 8 ? 7 : 11],
      [ink.border, view.zoom < 8 ? 1.4 : 1.8],
    ]) {
      c.strokeStyle = /** @type {string} */ (colour);
      c.lineWidth = /** @type {number} */ (width) * pixel;
      c.stroke(base.border);
    }
  });
  drawKilometres(c, view, base, ink);
}

/** Ticks across the border. @param {CanvasRenderingContext2D} c @param {any} view @param {Basemap} base @param {Record<string, string>} ink */
function drawKilometres(c, view, base, ink) {
  const step = kilometreStep(view.zoom);
  c.beginPath();
  for (const { km, lon, lat, across } of base.kilometres) {
    if (!step || km % step) continue;
    const [x, y] = view.toPixel(lon, lat);
    c.moveTo(x - 5 * across[0], y - 5 * across[1]);
    c.lineTo(x + 5 * across[0], y + 5 * across[1]);
  }
  c.strokeStyle = ink.border;
  c.lineWidth = 1.4;
  c.stroke();
}
