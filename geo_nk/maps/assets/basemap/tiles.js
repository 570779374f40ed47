// Pictures of the ground under the events, for who asked for them: from a named server, or out of this file.

import { element, shown } from "../parts/dom.js";
import { say } from "../words/words.js";
import { canvasLayer, themeColours } from "./canvas.js";
import { drawBorder } from "./layer.js";

/**
 * @typedef {object} Tiles
 * @property {string} [template] the address of a picture, with {z}, {x} and {y}
 * @property {Record<string, string>} [pictures] `data:` addresses by zoom/x/y
 * @property {string} attribution
 * @property {number} min_zoom
 * @property {number} max_zoom
 * @property {number} size of a picture in pixels
 * @property {number} offset levels between the map's zoom and the server's
 * @property {string[]} hosts whom the page asks; none where the pictures stand in it
 */

/** A picture of nothing, where a file has none. */
const NOTHING = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

/** Lay tiles over the map's own basemap, and the border over them. */
export class TileBackground {
  /**
   * @param {L.Map} map
   * @param {import("./basemap.js").Basemap} base
   * @param {Tiles} tiles
   * @param {import("../state/store.js").Store} store
   */
  constructor(map, base, tiles, store) {
    this.map = map;
    this.tiles = tiles;
    // Between the map's own basemap and the layers of the events.
    map.createPane("pictures").style.zIndex = "250";
    map.createPane("border").style.zIndex = "260";
    this.layer = tileLayer(tiles);
    this.border = canvasLayer((c, view) => drawBorder(c, view, base, themeColours()), { pane: "border" });
    this.words = element("p", {});
    this.button = element("button", { type: "button" });
    this.button.addEventListener("click", () => this.show(!this.on));
    this.note = element("aside", { id: "tiles-note" }, this.words, tiles.hosts.length ? this.button : null);
    map.getContainer().after(this.note);
    this.on = false;
    this.show(true);
    store.on("language", () => this.tell());
  }

  /** @param {boolean} on */
  show(on) {
    this.on = on;
    this.tell(); // first the words, then the request
    for (const layer of [this.layer, this.border]) {
      if (on) layer.addTo(this.map);
      else layer.remove();
    }
  }

  tell() {
    const { hosts, attribution } = this.tiles;
    const names = hosts.map((host) => host.replace(/^https?:\/\//, "")).join(", ");
    const asks = hosts.length && this.on ? say("tiles.asks", { hosts: names }) : null;
    this.words.replaceChildren(shown([attribution, asks].filter(Boolean).join(" · ")));
    this.button.textContent = this.on ? say("tiles.off") : say("tiles.on", { hosts: names });
  }
}

/** @param {Tiles} tiles @returns {L.TileLayer} */
function tileLayer({ template, pictures, min_zoom, max_zoom, size, offset }) {
  const options = {
    pane: "pictures",
    tileSize: size,
    zoomOffset: offset,
    minNativeZoom: min_zoom,
    maxNativeZoom: max_zoom,
    minZoom: pictures ? 0 : min_zoom,
  };
  const layer = L.tileLayer(template ?? "", options);
  if (pictures) layer.getTileUrl = ({ z, x, y }) => pictures[`${z}/${x}/${y}`] ?? NOTHING;
  return layer;
}
