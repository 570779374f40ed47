// A canvas that lies on the map: it moves and grows with it, and is drawn anew when the map comes to rest.

import { ORIGIN, mercatorX, mercatorY } from "./geometry.js";

/**
 * @typedef {object} View the map as a canvas sees it
 * @property {number} zoom
 * @property {number} scale pixels to the world unit of geometry.js
 * @property {number} width
 * @property {number} height
 * @property {{x: number, y: number}} origin of the canvas, in pixels of the whole world at this zoom
 * @property {number[]} offset of the canvas from the corner of the map, in pixels
 * @property {(lon: number, lat: number) => [number, number]} toPixel
 * @property {(metres: number, lat: number) => number} length a distance on the ground in pixels
 */

/** @type {Record<string, any> & ThisType<any>} */
const members = {
  options: { padding: 0.25, pane: "overlayPane", className: "" },

  onAdd() {
    this.canvas = L.DomUtil.create(
      "canvas",
      `canvas-layer leaflet-zoom-animated ${this.options.className}`,
      this.getPane(),
    );
    this.redraw();
  },

  onRemove() {
    this.canvas.remove();
  },

  getEvents() {
    return { moveend: this.redraw, viewreset: this.redraw, resize: this.redraw, zoomanim: this.follow };
  },

  /** Grow or shrink with the map while it zooms. @param {{center: any, zoom: number}} to */
  follow({ center, zoom }) {
    const map = this._map;
    const scale = map.getZoomScale(zoom, this.at.zoom);
    const origin = map
      .project(center, zoom)
      .subtract(map.getSize().divideBy(2))
      .add(L.DomUtil.getPosition(map.getPanes().mapPane));
    const corner = map.project(this.at.corner, zoom).subtract(origin).round();
    L.DomUtil.setTransform(this.canvas, corner, scale);
  },

  /** Look where the map looks, and draw that: once, however many events tell of one change, and before it is seen. */
  redraw() {
    if (!this._map) return;
    this.look();
    if (this.waiting) return;
    this.waiting = true;
    queueMicrotask(() => {
      this.waiting = false;
      if (this._map) this.paint();
    });
  },

  /** Take the view from the map. */
  look() {
    const map = this._map;
    const size = map.getSize();
    const pad = size.multiplyBy(this.options.padding).round();
    const width = size.x + 2 * pad.x;
    const height = size.y + 2 * pad.y;
    const corner = map.containerPointToLayerPoint([-pad.x, -pad.y]);
    const zoom = map.getZoom();
    this.at = { zoom, corner: map.layerPointToLatLng(corner) };
    L.DomUtil.setPosition(this.canvas, corner);
    const origin = map.getPixelOrigin().add(corner);
    const scale = 2 ** zoom;
    /** @type {View} */
    this.view = {
      zoom,
      scale,
      width,
      height,
      origin,
      offset: [pad.x, pad.y],
      toPixel: (lon, lat) => [mercatorX(lon) * scale - origin.x, mercatorY(lat) * scale - origin.y],
      length: (metres, lat) => (metres * scale * 256) / (40075016.686 * Math.cos((lat * Math.PI) / 180)),
    };
  },

  paint() {
    const { canvas, view } = this;
    const ratio = window.devicePixelRatio || 1;
    canvas.width = Math.round(view.width * ratio);
    canvas.height = Math.round(view.height * ratio);
    canvas.style.width = `${view.width}px`;
    canvas.style.height = `${view.height}px`;
    const c = canvas.getContext("2d");
    c.scale(ratio, ratio);
    this.draw(c, view);
  },
};

/**
 * A layer for a Leaflet map.
 * @param {(c: CanvasRenderingContext2D, view: View) => void} draw
 * @param {{pane?: string, className?: string, padding?: number}} [options]
 */
export function canvasLayer(draw, options = {}) {
  const layer = new (L.Layer.extend(members))();
  L.setOptions(layer, options);
  return Object.assign(layer, { draw });
}

/**
 * Run drawing commands in the world units of geometry.js.
 * @param {CanvasRenderingContext2D} c
 * @param {any} view
 * @param {(pixel: number) => void} commands `pixel` is the length of one pixel in those units
 */
export function inWorld(c, view, commands) {
  c.save();
  c.translate(ORIGIN.x * view.scale - view.origin.x, ORIGIN.y * view.scale - view.origin.y);
  c.scale(view.scale, view.scale);
  commands(1 / view.scale);
  c.restore();
}

/** The colours of the style sheet, for canvases. @returns {Record<string, string>} */
export function themeColours() {
  const style = getComputedStyle(document.documentElement);
  const names = [
    "sea",
    "land",
    "home-land",
    "coast",
    "relief",
    "river",
    "boundary",
    "province",
    "border",
    "border-halo",
    "ink",
    "ink-soft",
    "halo",
    "shade",
    "disc",
    "accent",
    "paper",
    "water",
    "count-1",
    "count-2",
    "count-3",
    "count-4",
    "count-5",
    "count-dark",
    "count-light",
  ];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}
