// The events: how far each may lie from its mark, the marks, and the names around them.

import { canvasLayer, inWorld, themeColours } from "./canvas.js";
import { kilometreStep } from "./geometry.js";
import { LabelBoard } from "./labels.js";
import { MARK, ringRadius, siteMembers, siteName, sitesOf, spotsOf } from "./sites.js";
import { drawSymbol } from "./symbols.js";

/**
 * @typedef {import("./sites.js").Site} Site
 * @typedef {import("./sites.js").Spot} Spot
 */

const SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans KR", sans-serif';

const SERIF = 'Georgia, "Noto Serif", "Times New Roman", serif';

export class EventLayer {
  /**
   * @param {any} map
   * @param {import("./events.js").EventTable} events
   * @param {import("./geometry.js").Basemap} base
   * @param {import("./store.js").Store} store
   */
  constructor(map, events, base, store) {
    this.map = map;
    this.store = store;
    this.events = events;
    this.base = base;
    this.provinces = new Map(base.provinces.map((p) => [p.id, p]));
    /** @type {Set<string>} ids of the provinces that events name no closer */
    this.shaded = new Set();
    /** @type {Spot[]} */
    this.spots = [];
    /** @type {Site[]} */
    this.sites = [];
    this.layer = canvasLayer((c, view) => this.draw(c, view), { className: "events" }).addTo(map);
    this.show(store.get("visible"));
    store.on(["visible", "selected", "language"], (state, changed) => {
      if (changed.has("visible")) this.show(state.visible);
      else this.layer.redraw();
    });
  }

  get selected() {
    return this.store.get("selected");
  }

  /** @param {Uint32Array} visible */
  show(visible) {
    this.spots = spotsOf(this.events, visible, this.provinces);
    this.shaded = new Set(this.spots.filter((s) => s.area).map((s) => this.events.get(s.members[0], "place_id")));
    this.layer.redraw();
  }

  /** @param {CanvasRenderingContext2D} c @param {any} view */
  draw(c, view) {
    this.sites = sitesOf(this.spots, view);
    const ink = themeColours();
    this.drawProvinces(c, view, ink);
    this.drawDiscs(c, view, ink);
    this.drawLabels(c, view, ink);
    for (const site of this.sites) this.drawSite(c, site, ink);
  }

  /** Shade the provinces that events name no closer. @param {CanvasRenderingContext2D} c @param {any} view @param {Record<string, string>} ink */
  drawProvinces(c, view, ink) {
    const chosen =
      this.selected !== null && this.isProvince(this.selected) ? this.events.get(this.selected, "place_id") : null;
    inWorld(c, view, (pixel) => {
      for (const id of this.shaded) {
        const { path } = this.provinces.get(id);
        c.fillStyle = ink.shade;
        c.fill(path, "evenodd");
        if (id === chosen) c.fill(path, "evenodd");
        c.strokeStyle = ink.accent;
        c.lineWidth = (id === chosen ? 2 : 1.2) * pixel;
        c.setLineDash([5 * pixel, 4 * pixel]);
        c.stroke(path);
      }
    });
  }

  /** @param {Site} site @param {number | null} i */
  isIn(site, i) {
    return i !== null && site.spots.some((spot) => spot.members.includes(i));
  }

  /** @param {number} i */
  isProvince(i) {
    return this.events.ofProvince(i) && this.provinces.has(this.events.get(i, "place_id"));
  }

  /** Draw how far from its mark each event may have happened. @param {CanvasRenderingContext2D} c @param {any} view @param {Record<string, string>} ink */
  drawDiscs(c, view, ink) {
    for (const { spots } of this.sites) {
      if (spots.length > 1) continue;
      // One disc for each distance: many laid over each other would look like a surer place.
      for (const metres of spots[0].discs) this.drawDisc(c, view, ink, spots[0], metres, false);
    }
    const i = this.selected;
    const chosen = i === null || this.isProvince(i) ? null : this.spots.find((spot) => spot.members.includes(i));
    const metres = i === null ? null : this.events.get(i, "uncertainty_m");
    if (chosen && metres) this.drawDisc(c, view, ink, chosen, metres, true);
  }

  /** @param {CanvasRenderingContext2D} c @param {any} view @param {Record<string, string>} ink @param {Spot} spot @param {number} metres @param {boolean} chosen */
  drawDisc(c, view, ink, spot, metres, chosen) {
    const [x, y] = view.toPixel(spot.lon, spot.lat);
    const r = view.length(metres, spot.lat);
    if (r < MARK) return;
    c.save();
    c.beginPath();
    c.arc(x, y, r, 0, 7);
    c.fillStyle = ink.disc;
    c.fill();
    c.setLineDash(chosen ? [5, 4] : []);
    c.lineWidth = chosen ? 1.8 : 0.8;
    c.strokeStyle = ink.accent;
    c.globalAlpha = chosen ? 1 : 0.45;
    c.stroke();
    c.restore();
  }

  /** Write names, the most telling first: what is written later gives way. @param {CanvasRenderingContext2D} c @param {any} view @param {Record<string, string>} ink */
  drawLabels(c, view, ink) {
    const board = new LabelBoard(c, view);
    for (const site of this.sites) {
      board.take([site.x - site.r - 1, site.y - site.r - 1, site.x + site.r + 1, site.y + site.r + 1]);
    }
    const named = this.nameSites(ink, board);
    this.nameLands(view, ink, board);
    this.nameProvinces(view, ink, board);
    this.drawTowns(c, view, ink, board, named);
    this.nameKilometres(view, ink, board);
  }

  /** @param {Record<string, string>} ink @param {LabelBoard} board @returns {Set<string>} the places that are named */
  nameSites(ink, board) {
    const named = new Set();
    for (const site of this.sites) {
      if (site.spots[0].area) continue;
      for (const spot of site.spots) named.add(spot.name);
      board.write(siteName(site), {
        x: site.x,
        y: site.y,
        gap: site.r + (this.isIn(site, this.selected) ? 8 : 4),
        font: `600 12.5px ${SANS}`,
        colour: ink.ink,
        halo: ink.halo,
      });
    }
    return named;
  }

  /** Name countries and waters. @param {any} view @param {Record<string, string>} ink @param {LabelBoard} board */
  nameLands(view, ink, board) {
    for (const label of this.base.labels) {
      if (view.zoom < label.from || view.zoom >= label.to) continue;
      const [x, y] = view.toPixel(label.lon, label.lat);
      const water = label.kind !== "country";
      const font = water ? `italic 400 ${label.kind === "sea" ? 13 : 11.5}px ${SERIF}` : `500 12.5px ${SANS}`;
      board.write(label.text, {
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

  /** @param {any} view @param {Record<string, string>} ink @param {LabelBoard} board */
  nameProvinces(view, ink, board) {
    if (view.zoom >= 10) return;
    for (const province of this.base.provinces) {
      const [x, y] = view.toPixel(province.label[0], province.label[1]);
      const below = this.sites.some((s) => s.spots[0].area && Math.hypot(s.x - x, s.y - y) < 20) ? 26 : 0;
      board.write(province.name.toUpperCase(), {
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

  /** @param {any} view @param {Record<string, string>} ink @param {LabelBoard} board */
  nameKilometres(view, ink, board) {
    const step = kilometreStep(view.zoom);
    for (const { km, lon, lat, across } of this.base.kilometres) {
      if (!step || km % step) continue;
      const [x, y] = view.toPixel(lon, lat);
      // On the northern side, where fewer names stand.
      board.write(`km ${km}`, {
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

  /** @param {CanvasRenderingContext2D} c @param {any} view @param {Record<string, string>} ink @param {LabelBoard} board @param {Set<string>} named */
  drawTowns(c, view, ink, board, named) {
    const most = view.zoom < 6.75 ? 1 : view.zoom < 8.5 ? 2 : 9;
    for (const town of this.base.towns) {
      if (town.rank > most || named.has(town.name)) continue;
      const [x, y] = view.toPixel(town.lon, town.lat);
      const size = town.rank <= 1 ? 12 : 11;
      const box = [x - 2, y - 2, x + 2, y + 2];
      if (!board.free(box)) continue;
      const font = `${town.rank === 0 ? 600 : 400} ${size}px ${SANS}`;
      if (!board.write(town.name, { x, y, gap: 5, font, colour: ink["ink-soft"], halo: ink.halo })) continue;
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

  /** @param {CanvasRenderingContext2D} c @param {Site} site @param {Record<string, string>} ink */
  drawSite(c, site, ink) {
    if (site.stacked) {
      this.drawStack(c, site, ink);
      return;
    }
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
    for (const mark of site.marks) {
      if (mark.i === this.selected) drawFocus(c, mark.x, mark.y, MARK + 4.5, ink);
      drawSymbol(c, this.events.category(mark.i), { x: mark.x, y: mark.y, r: MARK, hollow: this.events.vague(mark.i) });
    }
  }

  /** A count in a ring whose colours are the shares of the categories. @param {CanvasRenderingContext2D} c @param {Site} site @param {Record<string, string>} ink */
  drawStack(c, site, ink) {
    const { x, y, r } = site;
    if (this.isIn(site, this.selected)) drawFocus(c, x, y, r + 3.5, ink);
    c.beginPath();
    c.arc(x, y, r, 0, 7);
    c.fillStyle = "#ffffff";
    c.fill();
    /** @type {Map<string, number>} */
    const counts = new Map([...this.events.categories.keys()].map((code) => [code, 0]));
    for (const i of siteMembers(site)) {
      const code = this.events.get(i, "category");
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    let from = -Math.PI / 2;
    c.lineWidth = 4.5;
    for (const [code, count] of counts) {
      if (!count) continue;
      const to = from + (2 * Math.PI * count) / site.size;
      c.beginPath();
      c.arc(x, y, r - 3.25, from, to);
      c.strokeStyle = this.events.categories.get(code).colour;
      c.stroke();
      from = to;
    }
    c.font = `600 ${site.size > 999 ? 10.5 : 12}px ${SANS}`;
    if ("letterSpacing" in c) c.letterSpacing = "0px";
    c.textAlign = "center";
    c.textBaseline = "middle";
    c.fillStyle = "#1d2327";
    c.fillText(site.size.toLocaleString("en"), x, y + 0.5);
    c.textAlign = "start";
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
    let best = null;
    let least = MARK + 5;
    for (const site of this.sites) {
      if (site.stacked) {
        if (Math.hypot(site.x - x, site.y - y) <= site.r + 2) best ??= { site };
        continue;
      }
      for (const mark of site.marks) {
        const away = Math.hypot(mark.x - x, mark.y - y);
        if (away < least) {
          least = away;
          best = { event: mark.i };
        }
      }
    }
    return best;
  }

  /** Where the mark of an event stands, in pixels from the map's corner. @param {number} i */
  where(i) {
    const site = this.sites.find((s) => this.isIn(s, i));
    if (!site) return null;
    const [dx, dy] = this.layer.view.offset;
    const mark = site.marks.find((m) => m.i === i) ?? site;
    return { x: mark.x - dx, y: mark.y - dy, stacked: site.stacked };
  }
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
