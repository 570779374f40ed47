// The Leaflet map: where it looks, and what a pointer on it means.

import { canvasLayer } from "../basemap/canvas.js";
import { freeBox } from "../basemap/frame.js";
import { drawBase } from "../basemap/layer.js";
import { namesOf, townOf } from "../basemap/names.js";
import { EventLayer } from "../marks/event_layer.js";
import { NOWHERE } from "../marks/spots.js";
import { byId, element } from "../parts/dom.js";
import { say } from "../words/words.js";
import { EdgeNotes } from "./edge_notes.js";
import { homeBox, outermost } from "./extent.js";

/**
 * @typedef {import("../state/store.js").Store} Store
 * @typedef {import("../basemap/basemap.js").Basemap} Basemap
 */

const MOST_ZOOM = 12; // closer, the base has nothing to add

/**
 * An empty map of the border, before there are events.
 * @param {Basemap} base
 */
export function makeMap(base) {
  const map = L.map("map", {
    zoomControl: false,
    trackResize: false, // size.js does
    attributionControl: false,
    zoomSnap: 0.25,
    zoomDelta: 0.75,
    wheelPxPerZoomLevel: 110,
    maxZoom: MOST_ZOOM,
  });
  L.control.zoom({ position: "bottomright" }).addTo(map);
  L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 120 }).addTo(map);
  const layer = canvasLayer((c, view) => drawBase(c, view, base), { pane: "tilePane" });
  fit(map, boundsOf(base.home));
  layer.addTo(map);
  base.relief.ready.then(() => layer.redraw());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => layer.redraw());
  return map;
}

const MOST_NAMES = 8; // of places, in a tip

/** @param {number[]} box west, south, east, north */
const boundsOf = ([west, south, east, north]) => L.latLngBounds([south, west], [north, east]);

/** What a map looks at, as text. @param {any} map */
const lookOf = (map) => `${map.getCenter().lat} ${map.getCenter().lng} ${map.getZoom()}`;

const CLOSEST_FIT = 10.5; // zoom
const FIT_ROOM = [56, 30]; // pixels around what is fitted, on a wide screen and on a narrow one

/** Tell a map how large its box is now: what unfolds beside it may just have changed that. @param {any} map */
const measureBox = (map) => map.invalidateSize({ animate: false, pan: false });

/**
 * Fit bounds into what nothing covers.
 * @param {any} map @param {any} bounds
 */
function fit(map, bounds) {
  measureBox(map);
  const size = map.getSize();
  const free = freeBox(map);
  const room = size.x < 600 ? FIT_ROOM[1] : FIT_ROOM[0];
  map.fitBounds(bounds, {
    paddingTopLeft: [free.left + room, free.top + room * 0.6],
    paddingBottomRight: [size.x - free.right + room, size.y - free.bottom + room],
    maxZoom: CLOSEST_FIT,
    animate: false,
  });
}

const CARD_BELOW = 760; // pixels of a window in which the card stands below the map
const BESIDE = 430; // pixels that the card takes
const ALONE_FROM = 44; // pixels between a mark and the next that let it stand alone
const CLOSEST_LOOK = 11; // zoom beyond which the map tells no more
const DISC_SHARE = 0.3; // of the room that the disc of an event may fill
const MARK_ROOM = 34; // pixels that a mark keeps from what covers the map

export class MapView {
  /**
   * @param {L.Map} map
   * @param {import("../data/events.js").EventTable} events
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
    this.notes = new EdgeNotes(map, events);
    this.fit();
    this.limit();
    this.layer = new EventLayer(map, events, base, store);
  }

  /** West, south, east and north of what is visible, or of the border where nothing is. */
  extent() {
    return outermost(this.events, this.store.get("visible")) ?? this.base.home;
  }

  /** Fit the view to the border and most of the events; what is left out is told at the edges. */
  fit() {
    const { box, beyond } = homeBox(this.events, this.store.get("visible"), this.base.home);
    fit(this.map, boundsOf(box));
    this.home = lookOf(this.map);
    this.notes.tell(beyond);
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
    const { map, store, events, base } = this;
    map.on("click", ({ containerPoint }) => this.click(containerPoint));
    map.on("mousemove", ({ containerPoint }) => this.point(containerPoint));
    map.on("mouseout movestart", () => this.point(null));
    store.on("hovered", ({ hovered }) => this.surround(hovered));
    store.on("visible", ({ visible }) => this.notes.tell(homeBox(events, visible, base.home).beyond));
    store.on("language", () => this.notes.place());
    byId("fit").addEventListener("click", () => this.fit());
    store.on("selected", ({ selected }) => {
      // When all have heard of it: the card stands by then, and tells what it covers.
      if (selected !== null) queueMicrotask(() => this.bringIntoView(selected));
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

  /** Open a stack: closer where that takes it apart, else as a list. @param {import("../marks/sites.js").Site} site */
  open(site) {
    const { map } = this;
    const bounds = L.latLngBounds(site.spots.map((s) => [s.lat, s.lon])).pad(0.4);
    const closer = Math.min(map.getBoundsZoom(bounds), map.getMaxZoom());
    if (site.places > 1 && closer > map.getZoom() + 0.2)
      map.flyToBounds(bounds, { duration: 0.5, maxZoom: map.getMaxZoom() });
    else this.store.set({ selected: null, place: { name: this.names(site), rows: site.members } });
  }

  /** The names of a stack's places, the first few of many. @param {import("../marks/sites.js").Site} site */
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
      ? [townOf(site, this.events), say("count.events", { n: site.size })]
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

  /**
   * Move the map so that a mark stands alone, and beside the card, above the sheet and below the toolbar. A map on
   * which it does so already stays.
   * @param {number} i
   */
  bringIntoView(i) {
    if (this.store.get("selected") !== i || !this.events.placed(i)) return;
    const { map } = this;
    const mark = this.layer.where(i);
    const closer = this.zoomAlone(i);
    if (!mark) return;
    this.chooseSide(mark, closer > map.getZoom());
    const free = freeBox(map);
    const inside =
      mark.x >= free.left + MARK_ROOM &&
      mark.x <= free.right - MARK_ROOM &&
      mark.y >= free.top + MARK_ROOM &&
      mark.y <= free.bottom - MARK_ROOM;
    if (closer <= map.getZoom() && inside) return;
    const code = this.layer.table.of[i];
    this.lookAt([this.layer.table.lat[code], this.layer.table.lon[code]], Math.max(closer, map.getZoom()));
  }

  /** Put the card on the side where it does not cover the mark. @param {{x: number}} mark @param {boolean} moves whether the map will move anyway */
  chooseSide(mark, moves) {
    if (window.innerWidth <= CARD_BELOW) return;
    const { x: width } = this.map.getSize();
    const covered = mark.x > width - BESIDE - MARK_ROOM && mark.x > BESIDE + MARK_ROOM;
    this.store.set({ side: covered && !moves ? "left" : "right" });
  }

  /** The zoom from which the mark of an event stands alone; the lowest of all for one that stands for an area. @param {number} i */
  zoomAlone(i) {
    const { table, spots } = this.layer;
    const code = table.of[i];
    if (code === NOWHERE || table.isArea(code)) return -Infinity;
    let least = Infinity;
    for (const other of spots.order) {
      const away = Math.hypot(table.x[other] - table.x[code], table.y[other] - table.y[code]);
      if (other !== code && away < least && !table.isArea(other)) least = away;
    }
    if (least === Infinity) return -Infinity;
    // No closer than its disc lets it be seen: a closer look would claim more than is known.
    const free = freeBox(this.map);
    const room = DISC_SHARE * Math.min(free.right - free.left, free.bottom - free.top);
    const metres = Math.max(this.events.metres[i] || 0, 1);
    const world = (metres * 256) / (40075016.686 * Math.cos((table.lat[code] * Math.PI) / 180));
    return Math.min(Math.log2(ALONE_FROM / least), Math.max(Math.log2(room / world), CLOSEST_FIT - 2), CLOSEST_LOOK);
  }

  /**
   * Look at a point, so that it stands in the middle of what nothing covers.
   * @param {[number, number]} point lat, lon
   * @param {number} zoom
   * @param {number} [duration] seconds
   */
  lookAt(point, zoom, duration = 0.7) {
    const { map } = this;
    measureBox(map);
    const size = map.getSize();
    const free = freeBox(map);
    const shift = L.point((free.left + free.right - size.x) / 2, (free.top + free.bottom - size.y) / 2);
    const closest = Math.min(zoom, map.getMaxZoom());
    const centre = map.unproject(map.project(point, closest).subtract(shift), closest);
    const animate = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    map.stop();
    if (animate) map.flyTo(centre, closest, { duration });
    else map.setView(centre, closest, { animate: false });
  }
}
