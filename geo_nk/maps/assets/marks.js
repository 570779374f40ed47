// The marks of a site: a symbol for each event, in a ring where there are several; or a count.

import { MARK, ringRadius } from "./sites.js";
import { stampSymbol } from "./symbols.js";
import { SANS } from "./map_names.js";

/**
 * @typedef {import("./sites.js").Site} Site
 * @typedef {{ink: Record<string, string>, events: import("./events.js").EventTable, selected: number | null, chosen: boolean}} Look
 *   `chosen`: whether the selected event stands here
 */

/** @param {CanvasRenderingContext2D} c @param {Site} site @param {Look} look */
export function drawSite(c, site, look) {
  if (site.stacked) {
    drawStack(c, site, look);
    return;
  }
  const { ink, events, selected } = look;
  if (site.size > 1) {
    c.beginPath();
    c.arc(site.x, site.y, ringRadius(site.size), 0, 7);
    c.lineWidth = 1;
    c.strokeStyle = ink["ink-soft"];
    c.stroke();
    c.beginPath();
    c.arc(site.x, site.y, 1.8, 0, 7);
    c.fillStyle = ink.ink;
    c.fill();
  }
  for (const { i, x, y } of site.marks) {
    if (i === selected) drawFocus(c, x, y, MARK + 4.5, ink);
    stampSymbol(c, events.category(i), { x, y, r: MARK, hollow: events.vague(i) });
  }
}

/** A count in a ring whose colours are the shares of the categories. @param {CanvasRenderingContext2D} c @param {Site} site @param {Look} look */
function drawStack(c, site, { ink, events, chosen }) {
  const { x, y, r } = site;
  if (chosen) drawFocus(c, x, y, r + 3.5, ink);
  c.beginPath();
  c.arc(x, y, r, 0, 7);
  c.fillStyle = "#ffffff";
  c.fill();
  const { counts } = site;
  const { categories } = site.layout.spots;
  let from = -Math.PI / 2;
  c.lineWidth = 4.5;
  for (const category of events.categories.values()) {
    const count = counts[categories.indexOf(category.code)];
    if (!count) continue;
    const to = from + (2 * Math.PI * count) / site.size;
    c.beginPath();
    c.arc(x, y, r - 3.25, from, to);
    c.strokeStyle = category.colour;
    c.stroke();
    from = to;
  }
  c.font = `600 ${site.size > 9999 ? 9 : site.size > 999 ? 10.5 : 12}px ${SANS}`;
  if ("letterSpacing" in c) c.letterSpacing = "0px";
  c.textAlign = "center";
  c.textBaseline = "middle";
  c.fillStyle = "#1d2327";
  c.fillText(site.size.toLocaleString("en"), x, y + 0.5);
  c.textAlign = "start";
}

/** @param {CanvasRenderingContext2D} c @param {number} x @param {number} y @param {number} r @param {Record<string, string>} ink */
function drawFocus(c, x, y, r, ink) {
  c.beginPath();
  c.arc(x, y, r, 0, 7);
  c.fillStyle = ink.paper;
  c.fill();
  c.lineWidth = 2.2;
  c.strokeStyle = ink.ink;
  c.stroke();
}
