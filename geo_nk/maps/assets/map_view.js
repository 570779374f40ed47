// The Leaflet map: where it looks, and what a pointer on it means.

import { canvasLayer } from "./canvas.js";
import { byId, element } from "./dom.js";
import { drawBase } from "./base_layer.js";
import { EventLayer } from "./event_layer.js";
import { namesOf } from "./map_names.js";
import { say } from "./words.js";

/**
 * @typedef {import("./store.js").Store} Store
 * @typedef {import("./geometry.js").Basemap} Basemap
 */

/**
 * An empty map of the border, before there are events.
 * @param {Basemap} base
 */
export function makeMap(base) {
  const map = L.map("map", {
    zoomControl: false,
    attributionControl: false,
    zoomSnap: 0.25,
    zoomDelta: 0.75,
    wheelPxPerZoomLevel: 110,
    maxZoom: 14,
  });
  L.control.zoom({ position: "bottomright" }).addTo(map);
  L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 120 }).addTo(map);
  const layer = canvasLayer((c, view) => drawBase(c, view, base), { pane: "tilePane" });
  fit(map, boundsOf(base.home));
  layer.addTo(map);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => layer.redraw());
  return map;
}

const MOST_NAMES = 8; // of places, in a tip

/** @param {number[]} box west, south, east, north */
const boundsOf = ([west, south, east, north]) => L.latLngBounds([south, west], [north, east]);

/** What a map looks at, as text. @param {any} map */
const lookOf = (map) => `${map.getCenter().lat} ${map.getCenter().lng} ${map.getZoom()}`;

/** @param {any} map @param {any} bounds */
function fit(map, bounds) {
  const padding = map.getSize().x < 600 ? [28, 28] : [64, 64];
  map.fitBounds(bounds, { padding, maxZoom: 10.5, animate: false });
}

const BESIDE = 430; // pixels that the card takes

export class MapView {
  /**
   * @param {L.Map} map
   * @param {import("./events.js").EventTable} events
   * @param {Basemap} base
   * @param {Store} store
   */
  constructor(map, events, base, store) {
    this.map = map;
    this.events = events;
    this.base = base;
    this.store = store;
    this.tip = byId("tip");
    this.ring = element("div", { class: "ring", hidden: "" });
    map.getContainer().append(this.ring);
    /** what the map looked at when it was last fitted */
    this.home = "";
    this.fit();
    this.limit();
    this.layer = new EventLayer(map, events, base, store);
  }

  /** West, south, east and north of what is visible, or of the border where nothing is. */
  extent() {
    const visible = this.store.get("visible");
    const all = visible.length === this.events.size;
    // All events stand at all the points that there are, of which there are far fewer.
    const { lon, lat } = all ? this.events.positions : this.events;
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (let k = 0, most = all ? lon.length : visible.length; k < most; k += 1) {
      const i = all ? k : visible[k];
      if (lon[i] < box[0]) box[0] = lon[i];
      if (lat[i] < box[1]) box[1] = lat[i];
      if (lon[i] > box[2]) box[2] = lon[i];
      if (lat[i] > box[3]) box[3] = lat[i];
    }
    return box[0] <= box[2] ? box : this.base.home;
  }

  /** Fit the view to the events, or to the border where there are none. */
  fit() {
    fit(this.map, boundsOf(this.extent()));
    this.home = lookOf(this.map);
  }

  /** Whether the reader, or a link, has moved the map since it was fitted. */
  get moved() {
    return lookOf(this.map) !== this.home;
  }

  /** Keep the reader on the basemap, unless an event lies beyond it. */
  limit() {
    const whole = boundsOf(this.base.bounds);
    this.map.setMinZoom(Math.min(this.map.getBoundsZoom(whole, true), this.map.getZoom()));
    if (whole.contains(boundsOf(this.extent()))) this.map.setMaxBounds(whole);
  }

  /** Answer the pointer, when there are texts to show. */
  listen() {
    const { map, store } = this;
    map.on("click", ({ containerPoint }) => this.click(containerPoint));
    map.on("mousemove", ({ containerPoint }) => this.point(containerPoint));
    map.on("mouseout movestart", () => this.point(null));
    store.on("hovered", ({ hovered }) => this.surround(hovered));
    byId("fit").addEventListener("click", () => this.fit());
    store.on("selected", ({ selected }) => {
      if (selected !== null) this.bringIntoView(selected);
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.layer.layer.redraw());
  }

  /** @param {{x: number, y: number}} at */
  click(at) {
    const hit = this.layer.at(at);
    this.tip.hidden = true;
    if (hit?.site) this.open(hit.site);
    else this.store.set({ selected: hit?.event ?? null, place: null });
  }

  /** Open a stack: closer where that takes it apart, else as a list. @param {import("./sites.js").Site} site */
  open(site) {
    const { map } = this;
    const bounds = L.latLngBounds(site.spots.map((s) => [s.lat, s.lon])).pad(0.4);
    const closer = Math.min(map.getBoundsZoom(bounds), map.getMaxZoom());
    if (site.places > 1 && closer > map.getZoom() + 0.2)
      map.flyToBounds(bounds, { duration: 0.5, maxZoom: map.getMaxZoom() });
    else this.store.set({ selected: null, place: { name: this.names(site), rows: site.members } });
  }

  /** The names of a stack's places, the first few of many. @param {import("./sites.js").Site} site */
  names(site) {
    const names = namesOf(site, this.events);
    const left = site.places - MOST_NAMES;
    return names.slice(0, MOST_NAMES).join(", ") + (names.length > MOST_NAMES ? ` +${left.toLocaleString("en")}` : "");
  }

  /** What the pointer is on. @param {{x: number, y: number} | null} at */
  point(at) {
    const hit = at && this.layer.at(at);
    this.store.set({ hovered: hit?.event ?? null });
    this.map.getContainer().classList.toggle("over", Boolean(hit));
    this.tip.hidden = !hit;
    if (!at || !hit) return;
    const { site, event = NaN } = hit; // one or the other
    const words = site
      ? [this.names(site), say("count.events", { n: site.size })]
      : [this.events.title(event), this.events.when(event)];
    this.tip.replaceChildren(element("b", {}, words[0]), element("span", {}, words[1]));
    const { tip, map } = this;
    tip.style.left = `${Math.min(at.x + 14, map.getSize().x - tip.offsetWidth - 8)}px`;
    tip.style.top = `${at.y > 90 ? at.y - tip.offsetHeight - 12 : at.y + 16}px`;
  }

  /** Put a ring around the mark of an event, or around nothing. @param {number | null} i */
  surround(i) {
    const mark = i === null || this.store.get("picture") !== "marks" ? null : this.layer.where(i);
    this.ring.hidden = !mark;
    if (!mark) return;
    const r = mark.r + 3;
    Object.assign(this.ring.style, {
      left: `${mark.x - r}px`,
      top: `${mark.y - r}px`,
      width: `${2 * r}px`,
      height: `${2 * r}px`,
    });
  }

  /** Move the map where a mark is off the screen, and tell on which side the card does not cover it. @param {number} i */
  bringIntoView(i) {
    const mark = this.events.placed(i) ? this.layer.where(i) : null;
    if (!mark) return;
    const size = this.map.getSize();
    const beside = window.innerWidth > 760 ? BESIDE : 0;
    const away = mark.x < 0 || mark.y < 0 || mark.x > size.x || mark.y > size.y;
    const wanted = away ? (size.x - beside) / 2 : Math.min(Math.max(mark.x, 40), size.x - 40);
    const left = beside > 0 && wanted > size.x - beside;
    const x = left ? Math.max(wanted, Math.min(beside, size.x - 40)) : wanted;
    const y = away ? size.y / 2 : Math.min(Math.max(mark.y, 40), size.y - 40);
    this.store.set({ side: left ? "left" : "right" });
    const animate = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (x !== mark.x || y !== mark.y) this.map.panBy([mark.x - x, mark.y - y], { animate });
  }
}
