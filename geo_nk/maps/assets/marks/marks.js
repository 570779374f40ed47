// The marks of a site: a symbol for each event, in a ring where there are several; or a count.

import { stampSymbol } from "../parts/symbols.js";
import { SANS } from "../parts/type.js";
import { MARK, ringRadius } from "./sites.js";

/**
 * @typedef {import("./sites.js").Site} Site
 * @typedef {{ink: Record<string, string>, events: import("../data/events.js").EventTable, selected: number | null, chosen: boolean}} Look
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

const FEW_CATEGORIES = 4; // that a ring of colours can tell apart
const COUNT_CLASSES = [0, 10, 50, 250, 1000]; // counts from which the next colour is used
const LIGHT_CLASS = 2; // class from which the count is written in light

/** A count in a circle; around it the shares of the categories, where they are few. @param {CanvasRenderingContext2D} c @param {Site} site @param {Look} look */
function drawStack(c, site, { ink, events, chosen }) {
  const { x, y, r } = site;
  if (chosen) drawFocus(c, x, y, r + 3.5, ink);
  const level = COUNT_CLASSES.findLastIndex((from) => site.size >= from);
  c.beginPath();
  c.arc(x, y, r, 0, 7);
  c.fillStyle = ink[`count-${level + 1}`];
  c.fill();
  c.lineWidth = 1.5;
  c.strokeStyle = ink.halo;
  c.stroke();
  drawShares(c, site, events);
  c.font = `600 ${Math.min(Math.max(r * 0.62, 10.5), 16)}px ${SANS}`;
  if ("letterSpacing" in c) c.letterSpacing = "0px";
  c.textAlign = "center";
  c.textBaseline = "middle";
  c.fillStyle = ink[level >= LIGHT_CLASS ? "count-light" : "count-dark"];
  const exact = site.size.toLocaleString("en");
  c.fillText(c.measureText(exact).width < 2 * r - 7 ? exact : shortCount(site.size), x, y + 0.5);
  c.textAlign = "start";
}

/** The shares of the categories as a ring, where the map shows no more than can be told apart. @param {CanvasRenderingContext2D} c @param {Site} site @param {import("../data/events.js").EventTable} events */
function drawShares(c, site, events) {
  const { categories, present } = site.layout.spots;
  if (present > FEW_CATEGORIES) return;
  const { counts, x, y, r } = site;
  let from = -Math.PI / 2;
  c.lineWidth = 4;
  for (const category of events.categories.values()) {
    const count = counts[categories.indexOf(category.code)];
    if (!count) continue;
    const to = from + (2 * Math.PI * count) / site.size;
    c.beginPath();
    c.arc(x, y, r + 1.5, from, to);
    c.strokeStyle = category.colour;
    c.stroke();
    from = to;
  }
}

/** A count in four characters at most. @param {number} n @returns {string} */
export function shortCount(n) {
  if (n < 1000) return String(n);
  const [whole, unit] = n < 999500 ? [n / 1000, "k"] : [n / 1e6, "m"];
  return `${whole < 9.95 ? whole.toFixed(1) : Math.round(whole)}${unit}`;
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
