// The events: how far each may lie from its mark, the marks, and the names around them.

import { canvasLayer, inWorld, themeColours } from "../basemap/canvas.js";
import { coveredBoxes } from "../basemap/frame.js";
import { LabelBoard } from "../basemap/labels.js";
import { nameMap, nameSites } from "../basemap/names.js";
import { countyPaths } from "../pictures/counties.js";
import { drawDiscs } from "./discs.js";
import { drawSite } from "./marks.js";
import { drawReaches, stretchAt, stretchSpots } from "./reaches.js";
import { Layout, MARK } from "./sites.js";
import { NOWHERE, SpotTable, Spots } from "./spots.js";

/**
 * @typedef {import("./sites.js").Site} Site
 * @typedef {import("./spots.js").Spot} Spot
 * @typedef {import("../basemap/canvas.js").View} View
 * @typedef {Record<string, string>} Ink
 */

const LAYOUTS = 6; // zooms whose layouts are kept

export class EventLayer {
  /**
   * @param {any} map
   * @param {import("../data/events.js").EventTable} events
   * @param {import("../basemap/basemap.js").Basemap} base
   * @param {import("../state/store.js").Store} store
   */
  constructor(map, events, base, store) {
    this.map = map;
    this.store = store;
    this.events = events;
    this.base = base;
    /** @type {Map<string, import("./spots.js").Province>} */
    this.provinces = new Map(base.provinces.map((/** @type {import("./spots.js").Province} */ p) => [p.id, p]));
    this.table = new SpotTable(events, this.provinces);
    /** @type {Uint32Array | null} the rows that are grouped */
    this.visible = null;
    this.spots = new Spots(this.table, new Uint32Array(0));
    /** @type {Map<number, Layout>} by zoom */
    this.layouts = new Map();
    /** @type {Site[]} what is on the canvas */
    this.sites = [];
    /** @type {Spot[]} those of a stretch of the border */
    this.reaches = [];
    /** @type {Set<string>} ids of the provinces that events name no closer */
    this.shaded = new Set();
    this.counties = countyPaths(events, base.scale);
    /** @type {Set<string>} ids of the counties that events name no closer */
    this.countyShades = new Set();
    this.take(store.get("visible"));
    this.layer = canvasLayer((c, view) => this.draw(c, view), { className: "events" }).addTo(map);
    store.on(["visible", "selected", "language", "picture"], ({ visible }, changed) => {
      const news = this.take(visible) || ["selected", "language", "picture"].some((key) => changed.has(key));
      if (news) this.layer.redraw();
    });
  }

  get selected() {
    return this.store.get("selected");
  }

  /** Group what is visible. @param {Uint32Array} visible @returns {boolean} whether it is other than before */
  take(visible) {
    // Rows are ascending, and so all of them are the same rows.
    const all = visible.length === this.events.size && this.visible?.length === visible.length;
    if (visible === this.visible || all) return false;
    this.visible = visible;
    this.spots = new Spots(this.table, visible);
    this.layouts = new Map();
    this.sites = [];
    const areas = Array.from(this.table.areas.values()).filter((code) => this.spots.sizeOf(code));
    const spots = areas.map((code) => this.spots.get(code));
    this.reaches = stretchSpots(spots);
    this.shaded = new Set(spots.flatMap((spot) => spot.province ?? []));
    this.countyShades = this.countiesOf(visible);
    return true;
  }

  /** The counties that some events name no closer. @param {Uint32Array} rows @returns {Set<string>} */
  countiesOf(rows) {
    const { countyWide } = this.events;
    const { values, codes } = this.events.codes("county");
    const named = new Uint8Array(values.length);
    for (let k = 0; k < rows.length; k += 1) if (countyWide[rows[k]]) named[codes[rows[k]]] = 1;
    return new Set(values.filter((id, code) => id !== null && named[code]).map(String));
  }

  /** The sites at a zoom. @param {View} view @returns {Layout} */
  layout({ zoom, scale }) {
    let layout = this.layouts.get(zoom);
    if (!layout) {
      layout = new Layout(this.spots, scale);
      if (this.layouts.size >= LAYOUTS) this.layouts.clear();
      this.layouts.set(zoom, layout);
    }
    return layout;
  }

  /** The spot of the chosen event. @returns {Spot | null} */
  chosenSpot() {
    const code = this.selected === null ? NOWHERE : this.table.of[this.selected];
    return code === NOWHERE || !this.spots.sizeOf(code) ? null : this.spots.get(code);
  }

  /** @param {CanvasRenderingContext2D} c @param {View} view */
  draw(c, view) {
    const chosen = this.chosenSpot();
    const marks = this.store.get("picture") === "marks";
    this.sites = marks ? this.layout(view).seen(view) : [];
    const ink = themeColours();
    if (marks) {
      this.drawProvinces(c, view, ink, chosen);
      this.drawCounties(c, view, ink);
      drawReaches(c, view, this.reaches, this.base.borderLine, { ink, chosen: (spot) => spot === chosen });
    }
    const byDisc = this.selected !== null && !this.events.countyWide[this.selected];
    const metres = byDisc ? this.events.metres[/** @type {number} */ (this.selected)] : NaN;
    drawDiscs(c, view, ink, { sites: this.sites, chosen: chosen?.area ? null : chosen, metres });
    const chosenSite = chosen && this.siteOf(chosen.code, view);
    const board = new LabelBoard(c, view);
    for (const { x, y, r } of this.sites) board.take([x - r - 1, y - r - 1, x + r + 1, y + r + 1]);
    for (const box of coveredBoxes(this.map, view)) board.take(box);
    const named = nameSites(board, ink, this.events, this.sites, chosenSite);
    const counted = this.store.get("picture") === "hexagons";
    nameMap(c, board, ink, { view, base: this.base, sites: this.sites, named, counted });
    const look = { ink, events: this.events, selected: this.selected };
    // What is small stands on what is large, and all of it on the marks of areas.
    const order = [...this.sites.filter((site) => site.spot.area), ...this.sites.filter((site) => !site.spot.area)];
    for (const site of order) drawSite(c, site, { ...look, chosen: site.k === chosenSite?.k });
    if (!marks && chosenSite) drawSite(c, chosenSite, { ...look, chosen: true });
  }

  /** @param {number} code @param {View} view */
  siteOf(code, view) {
    return this.layout(view).siteAt(code, view);
  }

  /** Shade the provinces that events name no closer. @param {CanvasRenderingContext2D} c @param {View} view @param {Ink} ink @param {Spot | null} spot the chosen one */
  drawProvinces(c, view, ink, spot) {
    inWorld(c, view, (pixel) => {
      for (const id of this.shaded) {
        const path = this.provinces.get(id)?.path;
        if (!path) continue;
        const chosen = spot?.province === id;
        c.fillStyle = ink.shade;
        c.fill(path, "evenodd");
        if (chosen) c.fill(path, "evenodd");
        c.strokeStyle = ink.accent;
        c.lineWidth = (chosen ? 2 : 1.2) * pixel;
        c.setLineDash([5 * pixel, 4 * pixel]);
        c.stroke(path);
      }
    });
  }

  /** Shade the counties that events name no closer; where events are many, only that of the chosen one. @param {CanvasRenderingContext2D} c @param {View} view @param {Ink} ink */
  drawCounties(c, view, ink) {
    const i = this.selected;
    const own = i !== null && this.events.countyWide[i] ? this.events.get(i, "county") : null;
    const crowded = this.layout(view).measure.ringed === 1;
    inWorld(c, view, (pixel) => {
      c.strokeStyle = ink.accent;
      for (const id of crowded ? [own] : new Set([...this.countyShades, own])) {
        const path = id === null ? undefined : this.counties.get(id);
        if (!path) continue;
        c.fillStyle = ink.shade;
        c.fill(path, "evenodd");
        if (id === own) c.fill(path, "evenodd");
        c.globalAlpha = id === own ? 1 : 0.5;
        c.lineWidth = (id === own ? 1.8 : 0.9) * pixel;
        c.setLineDash([2 * pixel, 3 * pixel]);
        c.stroke(path);
        c.globalAlpha = 1;
      }
    });
  }

  /**
   * What lies under a point of the map.
   * @param {{x: number, y: number}} point in pixels from the map's corner
   * @returns {{event?: number, site?: Site} | null}
   */
  at(point) {
    const [dx, dy] = this.layer.view.offset;
    const x = point.x + dx;
    const y = point.y + dy;
    /** @type {{event?: number, site?: Site} | null} */
    let best = null;
    let least = MARK + 5;
    for (const site of this.sites) {
      const off = Math.max(Math.abs(site.x - x), Math.abs(site.y - y));
      if (off > site.r + MARK) continue;
      if (site.stacked) {
        if (Math.hypot(site.x - x, site.y - y) <= site.r + 2) best ??= { site };
        continue;
      }
      for (const mark of site.marks) {
        const away = Math.hypot(mark.x - x, mark.y - y);
        if (away >= least) continue;
        least = away;
        best = { event: mark.i };
      }
    }
    return best ?? this.atReach(x, y);
  }

  /** The events of the stretch of border under a point. @param {number} x @param {number} y */
  atReach(x, y) {
    if (!this.sites.length) return null;
    const { view } = this.layer;
    const spot = stretchAt(this.reaches, { x, y }, view, this.base.borderLine);
    if (!spot) return null;
    return spot.size === 1 ? { event: spot.first } : { site: this.siteOf(spot.code, view) ?? undefined };
  }

  /** Where the mark of an event stands, and its radius, in pixels from the map's corner. @param {number} i */
  where(i) {
    const { view } = this.layer;
    const code = this.table.of[i];
    const site = code === NOWHERE ? null : this.siteOf(code, view);
    if (!site) return null;
    const [dx, dy] = view.offset;
    const mark = site.marks.find((m) => m.i === i) ?? site;
    return { x: mark.x - dx, y: mark.y - dy, r: site.stacked ? site.r : MARK, stacked: site.stacked };
  }
}
