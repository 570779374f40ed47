// Sea, land, water, provinces and the border: quiet, so that the events are what is seen.

import { inWorld, themeColours } from "./canvas.js";
import { kilometreStep } from "./basemap.js";
import { meet, windowOf } from "./geometry.js";

/**
 * @typedef {import("./basemap.js").Basemap} Basemap
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
    c.fillStyle = ink.land;
    c.fill(base.land, "evenodd");
    c.fillStyle = ink["home-land"];
    c.fill(base.homeLand, "evenodd");
    c.lineJoin = "round";
    c.strokeStyle = ink.coast;
    c.lineWidth = 0.7 * pixel;
    c.stroke(base.land);
  });
  base.relief.draw(c, view, Number(ink.relief));
  inWorld(c, view, (pixel) => {
    c.fillStyle = ink.river;
    c.fill(base.lakes, "evenodd");
    c.lineJoin = c.lineCap = "round";
    const seen = windowOf(view);
    /** @param {import("./geometry.js").Part[]} parts @param {string} colour @param {number} width @param {number[]} dash */
    const line = (parts, colour, width, dash) => {
      c.strokeStyle = colour;
      c.lineWidth = width * pixel;
      c.setLineDash(dash.map((d) => d * pixel));
      for (const { path, box } of parts) if (meet(box, seen, c.lineWidth)) c.stroke(path);
    };
    line(base.provinceLines, ink.province, 1, [1, 3]);
    line(base.boundaries, ink.boundary, 1.2, [6, 3]);
  });
  drawBorder(c, view, base, ink);
}

/** The border, the water along it and its kilometres. @param {CanvasRenderingContext2D} c @param {any} view @param {Basemap} base @param {Record<string, string>} ink */
export function drawBorder(c, view, base, ink) {
  const close = view.zoom >= 8;
  const border = base.border(view);
  inWorld(c, view, (pixel) => {
    c.lineJoin = c.lineCap = "round";
    c.strokeStyle = ink["border-halo"];
    c.lineWidth = (close ? 12 : 8) * pixel;
    c.stroke(border);
  });
  base.water.draw(c, view, ink.river);
  inWorld(c, view, (pixel) => {
    c.lineJoin = "round";
    c.strokeStyle = ink.border;
    c.lineWidth = (close ? 1 : 0.7) * pixel;
    c.setLineDash((close ? [6, 3] : [4, 2]).map((d) => d * pixel));
    c.stroke(border);
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
