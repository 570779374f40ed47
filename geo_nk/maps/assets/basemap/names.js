// Names on the map, the most telling first: what is written later gives way.

import { drawCrossing } from "../parts/symbols.js";
import { SANS } from "../parts/type.js";
import { say, tongue } from "../words/words.js";
import { kilometreStep } from "./geometry.js";

/**
 * @typedef {import("../marks/sites.js").Site} Site
 * @typedef {import("./labels.js").LabelBoard} LabelBoard
 * @typedef {import("./canvas.js").View} View
 * @typedef {import("./geometry.js").Basemap} Basemap
 * @typedef {Record<string, string>} Ink
 * @typedef {{view: View, base: Basemap, sites: Site[], named: Set<string>, counted: boolean}} Scene `counted`: whether numbers stand all over the map
 */

const SERIF = 'Georgia, "Noto Serif", "Noto Serif KR", "Noto Serif SC", "Times New Roman", serif';

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
  for (const spot of site.someSpots(MOST_READ)) {
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
  nameProvinces(board, ink, scene);
  markCrossings(c, board, ink, scene);
  drawTowns(c, board, ink, scene);
  nameKilometres(board, ink, scene);
  nameCrossings(board, ink, scene);
}

/** Name countries and waters. @param {LabelBoard} board @param {Ink} ink @param {Scene} scene */
function nameLands(board, ink, { view, base }) {
  for (const label of base.labels) {
    if (view.zoom < label.from || view.zoom >= label.to) continue;
    const [x, y] = view.toPixel(label.lon, label.lat);
    const water = label.kind !== "country";
    const font = water ? `italic 400 ${label.kind === "sea" ? 13 : 11.5}px ${SERIF}` : `500 12.5px ${SANS}`;
    board.write(label.names[tongue()], {
      x,
      y,
      gap: 0,
      font,
      colour: water ? ink.water : ink["ink-soft"],
      halo: label.kind === "sea" ? "transparent" : ink.halo,
      centred: true,
      spacing: water ? "0.6px" : "3.5px",
    });
  }
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

/** @param {CanvasRenderingContext2D} c @param {LabelBoard} board @param {Ink} ink @param {Scene} scene */
function drawTowns(c, board, ink, { view, base, named, counted }) {
  const most = counted ? 0 : view.zoom < 6.75 ? 1 : view.zoom < 8.5 ? 2 : 9;
  for (const town of base.towns) {
    if (town.rank > most || named.has(town.names[tongue()])) continue;
    const [x, y] = view.toPixel(town.lon, town.lat);
    const size = town.rank <= 1 ? 12 : 11;
    const box = [x - 2, y - 2, x + 2, y + 2];
    if (!board.free(box)) continue;
    const font = `${town.rank === 0 ? 600 : 400} ${size}px ${SANS}`;
    if (!board.write(town.names[tongue()], { x, y, gap: 5, font, colour: ink["ink-soft"], halo: ink.halo })) continue;
    board.take(box);
    c.beginPath();
    c.arc(x, y, town.rank <= 1 ? 2.2 : 1.7, 0, 7);
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
