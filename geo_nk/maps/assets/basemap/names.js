// Names on the map, the most telling first: what is written later gives way.

import { drawCrossing } from "../parts/symbols.js";
import { SANS, SERIF } from "../parts/type.js";
import { say, tongue } from "../words/words.js";
import { kilometreStep } from "./basemap.js";
import { nameRivers } from "./river_names.js";

/**
 * @typedef {import("../marks/sites.js").Site} Site
 * @typedef {import("./labels.js").LabelBoard} LabelBoard
 * @typedef {import("./canvas.js").View} View
 * @typedef {import("./basemap.js").Basemap} Basemap
 * @typedef {Record<string, string>} Ink
 * @typedef {{view: View, base: Basemap, sites: Site[], named: Set<string>, counted: boolean}} Scene `counted`: whether numbers stand all over the map
 */

const CROSSINGS_FROM = 8.5; // zoom from which crossings have a symbol
const CROSSING_NAMES_FROM = 11;

const MOST_NAMED = 400; // sites; where there are more, there is no room between them

/** @param {LabelBoard} board @param {Ink} ink @param {import("../data/events.js").EventTable} events @param {Site[]} sites @param {Site | null} chosen @returns {Set<string>} the places that are named */
export function nameSites(board, ink, events, sites, chosen) {
  const named = new Set();
  for (const site of sites.slice(0, MOST_NAMED)) {
    if (site.spot.area) continue;
    const name = townOf(site, events);
    // Two circles of one town, as at its ends, need its name once.
    if (named.has(name)) continue;
    for (const other of namesOf(site, events)) named.add(other);
    named.add(name);
    board.write(name, {
      x: site.x,
      y: site.y,
      gap: site.r + (site.k === chosen?.k ? 8 : 4),
      font: site.stacked && site.size >= LOUD_FROM ? `600 13px ${SANS}` : `550 12px ${SANS}`,
      colour: ink.ink,
      halo: ink.halo,
    });
  }
  return named;
}

const LOUD_FROM = 50; // events of a site whose name is written larger

/** What a site is called: its place; of several, the county in which most of its events are. @param {Site} site @param {import("../data/events.js").EventTable} events @returns {string} */
export function townOf(site, events) {
  if (site.places === 1) return shownName(events, site.spot.first);
  /** @type {Map<string, number>} */
  const sizes = new Map();
  const spots = site.someSpots(MOST_READ);
  const towns = spots.filter((spot) => !spot.area); // a mark stands at a town, wherever an area that it counts may be
  for (const spot of towns.length ? towns : spots) {
    const county = events.get(spot.first, "county");
    const name = (county && events.places.get(county)?.names[tongue()]) || shownName(events, spot.first);
    sizes.set(name, (sizes.get(name) ?? 0) + spot.size);
  }
  return [...sizes].reduce((most, each) => (each[1] > most[1] ? each : most))[0];
}

const MOST_READ = 24; // names that are told apart

/** The names of a site's places, that of the one with most events first. @param {Site} site @param {import("../data/events.js").EventTable} events @returns {string[]} */
export const namesOf = (site, events) => [
  ...new Set(site.someSpots(MOST_READ).map((spot) => shownName(events, spot.first))),
];

/** The name of an event's place in the language of the page; in English as the table has it, which somebody may have written. @param {import("../data/events.js").EventTable} events @param {number} i @returns {string} */
const shownName = (events, i) =>
  (tongue() > 0 && events.places.get(events.get(i, "place_id") ?? "")?.names[tongue()]) || events.placeName(i);

/** Name lands, provinces, crossings, towns and kilometres. @param {CanvasRenderingContext2D} c @param {LabelBoard} board @param {Ink} ink @param {Scene} scene */
export function nameMap(c, board, ink, scene) {
  nameLands(board, ink, scene);
  drawTowns(c, board, ink, scene, MAIN);
  markCrossings(c, board, ink, scene);
  nameRivers(board, ink, scene);
  nameProvinces(board, ink, scene);
  drawTowns(c, board, ink, scene, SMALL);
  nameCrossings(board, ink, scene);
  nameKilometres(board, ink, scene);
}

/** Name countries and waters. @param {LabelBoard} board @param {Ink} ink @param {Scene} scene */
function nameLands(board, ink, { view, base }) {
  for (const label of base.labels) {
    if (view.zoom < label.from || view.zoom >= label.to) continue;
    const [x, y] = view.toPixel(label.lon, label.lat);
    const look = LOOKS[label.kind];
    const written = board.write(label.names[tongue()], {
      x,
      y,
      gap: 7,
      font: look.font,
      colour: ink[look.ink],
      halo: label.kind === "sea" ? "transparent" : ink.halo,
      centred: label.kind !== "peak",
      spacing: look.spacing,
    });
    if (written && label.kind === "peak") drawPeak(board, ink, x, y);
  }
}

/** How the name of each kind of land and water is written. @type {Record<string, {font: string, ink: string, spacing: string}>} */
const LOOKS = {
  country: { font: `500 12.5px ${SANS}`, ink: "ink-soft", spacing: "3.5px" },
  sea: { font: `italic 400 13px ${SERIF}`, ink: "water", spacing: "0.6px" },
  lake: { font: `italic 400 11.5px ${SERIF}`, ink: "water", spacing: "0.3px" },
  peak: { font: `italic 500 11.5px ${SANS}`, ink: "ink-soft", spacing: "0px" },
};

/** @param {LabelBoard} board @param {Ink} ink @param {number} x @param {number} y */
function drawPeak(board, ink, x, y) {
  const { c } = board;
  board.take([x - 5, y - 5, x + 5, y + 5]);
  c.beginPath();
  c.moveTo(x, y - 4.5);
  c.lineTo(x + 5, y + 3.5);
  c.lineTo(x - 5, y + 3.5);
  c.closePath();
  c.fillStyle = ink["ink-soft"];
  c.strokeStyle = ink.halo;
  c.lineWidth = 1.5;
  c.stroke();
  c.fill();
}

/** @param {LabelBoard} board @param {Ink} ink @param {Scene} scene */
function nameProvinces(board, ink, { view, base, sites }) {
  if (view.zoom >= 10) return;
  for (const province of base.provinces) {
    const [x, y] = view.toPixel(province.label[0], province.label[1]);
    const below = sites.some((s) => s.spot.area && Math.hypot(s.x - x, s.y - y) < 20) ? 26 : 0;
    board.write(province.names[tongue()].toUpperCase(), {
      x,
      y: y + below,
      gap: 0,
      font: `500 10.5px ${SANS}`,
      colour: ink["ink-soft"],
      halo: ink.halo,
      centred: true,
      spacing: "1.4px",
    });
  }
}

/** @param {LabelBoard} board @param {Ink} ink @param {Scene} scene */
function nameKilometres(board, ink, { view, base, counted }) {
  const step = counted ? 0 : kilometreStep(view.zoom);
  for (const { km, lon, lat, across } of base.kilometres) {
    if (!step || km % step) continue;
    const [x, y] = view.toPixel(lon, lat);
    // On the northern side, where fewer names stand.
    board.write(say("map.kilometre", { km: String(km) }), {
      x: x + 22 * across[0],
      y: y + 14 * across[1],
      gap: 0,
      font: `400 10px ${SANS}`,
      colour: ink.border,
      halo: ink.halo,
      centred: true,
    });
  }
}

/** The zoom from which towns of a rank are named: the closer the reader looks, the more. */
const TOWNS_FROM = [0, 0, 6.5, 7.75, 8.75, 9.75];

const MAIN = [0, 2]; // ranks that are written before waters and provinces
const SMALL = [3, 5];

/** @param {CanvasRenderingContext2D} c @param {LabelBoard} board @param {Ink} ink @param {Scene} scene @param {number[]} ranks first and last */
function drawTowns(c, board, ink, { view, base, named, counted }, [first, last]) {
  if (counted) return;
  for (const town of base.towns) {
    const { rank, names } = town;
    if (rank < first || rank > last || view.zoom < TOWNS_FROM[rank] || named.has(names[tongue()])) continue;
    const [x, y] = view.toPixel(town.lon, town.lat);
    if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
    const size = rank <= 1 ? 12 : rank <= SMALL[0] ? 11 : 10.5;
    const box = [x - 2, y - 2, x + 2, y + 2];
    if (!board.free(box)) continue;
    const font = `400 ${size}px ${SANS}`;
    if (!board.write(names[tongue()], { x, y, gap: 5, font, colour: ink["ink-soft"], halo: ink.halo })) continue;
    board.take(box);
    c.beginPath();
    c.arc(x, y, rank <= 1 ? 2.2 : rank <= SMALL[0] ? 1.7 : 1.3, 0, 7);
    c.fillStyle = ink.halo;
    c.strokeStyle = ink["ink-soft"];
    c.lineWidth = 1.2;
    c.fill();
    c.stroke();
  }
}

/** @param {CanvasRenderingContext2D} c @param {LabelBoard} board @param {Ink} ink @param {Scene} scene */
function markCrossings(c, board, ink, { view, base }) {
  if (view.zoom < CROSSINGS_FROM) return;
  for (const { lon, lat, category } of base.crossings) {
    const [x, y] = view.toPixel(lon, lat);
    const box = [x - 5, y - 5, x + 5, y + 5];
    if (!board.free(box)) continue;
    board.take(box);
    c.beginPath();
    c.arc(x, y, 6.5, 0, 7);
    c.fillStyle = ink.halo;
    c.fill();
    drawCrossing(c, category, x, y, { crossing: ink.border });
  }
}

/** @param {LabelBoard} board @param {Ink} ink @param {Scene} scene */
function nameCrossings(board, ink, { view, base }) {
  if (view.zoom < CROSSING_NAMES_FROM) return;
  for (const { lon, lat, names } of base.crossings) {
    const [x, y] = view.toPixel(lon, lat);
    board.write(names[tongue()], { x, y, gap: 8, font: `400 10.5px ${SANS}`, colour: ink.border, halo: ink.halo });
  }
}
