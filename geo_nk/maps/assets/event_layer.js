// The events: how far each may lie from its mark, the marks, and the names around them.

const SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans KR", sans-serif';

class EventLayer {
  /**
   * @param {any} map
   * @param {EventTable} events
   * @param {ReturnType<typeof unpackBasemap>} base
   */
  constructor(map, events, base) {
    this.map = map;
    this.events = events;
    this.base = base;
    this.provinces = new Map(base.provinces.map((p) => [p.id, p]));
    /** @type {number[]} */
    this.visible = [];
    /** @type {Spot[]} */
    this.spots = [];
    /** @type {Site[]} */
    this.sites = [];
    /** @type {number | null} */
    this.selected = null;
    this.layer = new CanvasLayer((c, view) => this.draw(c, view), { className: "events" }).addTo(map);
  }

  /** @param {number[]} visible */
  show(visible) {
    this.visible = visible;
    this.spots = spotsOf(this.events, visible, this.provinces);
    this.layer.redraw();
  }

  /** @param {number | null} i */
  select(i) {
    this.selected = i;
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
    const chosen = this.selected === null ? null : this.events.get(this.selected, "place_id");
    const named = new Set(this.visible.filter((i) => this.events.get(i, "geo_precision") === "province").map((i) => this.events.get(i, "place_id")));
    inWorld(c, view, (pixel) => {
      for (const id of named) {
        const province = this.provinces.get(id);
        if (!province) continue;
        c.fillStyle = ink.shade;
        c.fill(province.path, "evenodd");
        if (id === chosen) c.fill(province.path, "evenodd");
        c.strokeStyle = ink.accent;
        c.lineWidth = (id === chosen ? 2 : 1.2) * pixel;
        c.setLineDash([5 * pixel, 4 * pixel]);
        c.stroke(province.path);
      }
    });
  }

  /** Draw how far from its mark each event may have happened. @param {CanvasRenderingContext2D} c @param {any} view @param {Record<string, string>} ink */
  drawDiscs(c, view, ink) {
    const drawn = new Set();
    for (const spot of this.spots) {
      for (const i of spot.members) {
        const metres = this.events.get(i, "uncertainty_m");
        const chosen = i === this.selected;
        const key = `${spot.lon} ${spot.lat} ${metres}`;
        // One disc for each distance: many laid over each other would look like a surer place.
        if (!metres || spot.area || (!chosen && (drawn.has(key) || this.events.vague(i)))) continue;
        drawn.add(key);
        const [x, y] = view.toPixel(spot.lon, spot.lat);
        const r = view.length(metres, spot.lat);
        if (r < MARK) continue;
        c.beginPath();
        c.arc(x, y, r, 0, 7);
        c.fillStyle = ink.disc;
        c.fill();
        c.setLineDash(chosen ? [5, 4] : []);
        c.lineWidth = chosen ? 1.8 : 0.8;
        c.strokeStyle = ink.accent;
        c.globalAlpha = chosen ? 1 : 0.45;
        c.stroke();
        c.globalAlpha = 1;
      }
    }
    c.setLineDash([]);
  }

  /** @param {CanvasRenderingContext2D} c @param {any} view @param {Record<string, string>} ink */
  drawLabels(c, view, ink) {
    const board = new LabelBoard(c, view);
    for (const site of this.sites) {
      const half = site.stacked ? stackRadius(site.members.length) : ringRadius(site.members.length) + MARK + 1;
      board.take([site.x - half, site.y - half, site.x + half, site.y + half]);
    }
    const named = new Set();
    for (const site of this.sites) {
      if (site.spots[0].area) continue;
      const name = siteName(site);
      const gap = (site.stacked ? stackRadius(site.members.length) : ringRadius(site.members.length) + MARK) + 4;
      for (const spot of site.spots) named.add(spot.name);
      board.write(name, { x: site.x, y: site.y, gap, font: `600 12.5px ${SANS}`, colour: ink.ink, halo: ink.halo });
    }
    for (const province of this.base.provinces) {
      if (view.zoom >= 10) break;
      const [x, y] = view.toPixel(province.label[0], province.label[1]);
      const below = this.sites.some((s) => s.spots[0].area && Math.hypot(s.x - x, s.y - y) < 20) ? 26 : 0;
      board.write(province.name.toUpperCase(), { x, y: y + below, gap: 0, font: `500 10.5px ${SANS}`, colour: ink["ink-soft"], halo: ink.halo, centred: true, spacing: "1.4px" });
    }
    this.drawTowns(c, view, ink, board, named);
  }

  /** @param {CanvasRenderingContext2D} c @param {any} view @param {Record<string, string>} ink @param {LabelBoard} board @param {Set<string>} named */
  drawTowns(c, view, ink, board, named) {
    const most = view.zoom < 6.5 ? 1 : view.zoom < 7.5 ? 2 : view.zoom < 9 ? 3 : 9;
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
    const chosen = this.selected !== null && site.members.includes(this.selected);
    if (site.stacked) {
      this.drawStack(c, site, ink, chosen);
      return;
    }
    if (site.members.length > 1) {
      c.beginPath();
      c.arc(site.x, site.y, ringRadius(site.members.length), 0, 7);
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

  /** A count in a ring whose colours are the shares of the categories. @param {CanvasRenderingContext2D} c @param {Site} site @param {Record<string, string>} ink @param {boolean} chosen */
  drawStack(c, site, ink, chosen) {
    const { x, y, members } = site;
    const r = stackRadius(members.length);
    if (chosen) drawFocus(c, x, y, r + 3.5, ink);
    c.beginPath();
    c.arc(x, y, r, 0, 7);
    c.fillStyle = "#ffffff";
    c.fill();
    const order = [...this.events.categories.keys()];
    const codes = members.map((i) => this.events.get(i, "category")).sort((a, b) => order.indexOf(a) - order.indexOf(b));
    const step = (2 * Math.PI) / codes.length;
    c.lineWidth = 4.5;
    for (let from = 0; from < codes.length; ) {
      let to = from;
      while (to < codes.length && codes[to] === codes[from]) to += 1;
      c.beginPath();
      c.arc(x, y, r - 3.25, from * step - Math.PI / 2, to * step - Math.PI / 2);
      c.strokeStyle = this.events.categories.get(codes[from]).colour;
      c.stroke();
      from = to;
    }
    c.font = `600 ${members.length > 999 ? 10.5 : 12}px ${SANS}`;
    if ("letterSpacing" in c) c.letterSpacing = "0px";
    c.textAlign = "center";
    c.textBaseline = "middle";
    c.fillStyle = "#1d2327";
    c.fillText(members.length.toLocaleString("en"), x, y + 0.5);
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
        if (Math.hypot(site.x - x, site.y - y) <= stackRadius(site.members.length) + 2) best ??= { site };
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
    const site = this.sites.find((s) => s.members.includes(i));
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
