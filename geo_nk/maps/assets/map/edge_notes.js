// Notes at the edges of the map on the events that lie far beyond it: how many, and where.

import { freeBox } from "../basemap/frame.js";
import { byId, element } from "../parts/dom.js";
import { say } from "../words/words.js";

const NOTE_IN = 12; // pixels from the edge
const NOTE_FOOT = 40; // pixels at the lower edge that the scale and the sources need
const NOTE_ARROWS = { left: "←", right: "→", top: "↑", bottom: "↓" };

/** @typedef {"left" | "right" | "top" | "bottom"} Side */

export class EdgeNotes {
  /** @param {any} map @param {import("../data/events.js").EventTable} events */
  constructor(map, events) {
    this.map = map;
    this.events = events;
    /** @type {number[]} rows */
    this.rows = [];
    this.node = element("div", { id: "edge-notes" });
    byId("stage").append(this.node);
    map.on("moveend resize", () => this.place());
  }

  /** Tell of these events. @param {number[]} rows */
  tell(rows) {
    if (!rows.length && !this.rows.length) return;
    this.rows = rows;
    this.place();
  }

  /** Put the notes where a line to their events leaves the map. */
  place() {
    const free = freeBox(this.map);
    /** @type {Map<Side, {rows: number[], at: number}>} */
    const sides = new Map();
    /** @type {Map<string, {side: Side, at: number} | null>} */
    const known = new Map();
    for (const i of this.rows) {
      const key = `${this.events.lon[i]} ${this.events.lat[i]}`;
      if (!known.has(key)) known.set(key, this.exit(i, free));
      const exit = known.get(key);
      if (!exit) continue; // on the screen
      const side = sides.get(exit.side);
      if (side) side.rows.push(i);
      else sides.set(exit.side, { rows: [i], at: exit.at });
    }
    this.node.replaceChildren(...Array.from(sides, ([side, { rows, at }]) => this.note(side, rows, at, free)));
  }

  /**
   * Where the line from the middle of the map to an event leaves it; null where it does not.
   * @param {number} i
   * @param {import("../basemap/frame.js").Box} free
   * @returns {{side: Side, at: number} | null} `at` in pixels along the side
   */
  exit(i, free) {
    const point = this.map.latLngToContainerPoint([this.events.lat[i], this.events.lon[i]]);
    if (point.x >= free.left && point.x <= free.right && point.y >= free.top && point.y <= free.bottom) return null;
    const [x, y] = [(free.left + free.right) / 2, (free.top + free.bottom) / 2];
    const [dx, dy] = [point.x - x, point.y - y];
    const [across, down] = [Math.abs(dx) / (free.right - free.left), Math.abs(dy) / (free.bottom - free.top)];
    if (across >= down) return { side: dx < 0 ? "left" : "right", at: y + dy / (2 * across) };
    return { side: dy < 0 ? "top" : "bottom", at: x + dx / (2 * down) };
  }

  /** @param {Side} side @param {number[]} rows @param {number} at @param {import("../basemap/frame.js").Box} free */
  note(side, rows, at, free) {
    const names = [...new Set(rows.map((i) => this.events.placeName(i)).filter(Boolean))];
    const words = say(names.length > 1 ? "map.beyond_more" : names.length ? "map.beyond" : "count.events", {
      n: rows.length,
      where: names[0] ?? "",
    });
    const before = side === "left";
    const arrow = element("span", { "aria-hidden": "true" }, NOTE_ARROWS[side]);
    const button = element("button", { type: "button", class: `edge-note ${side}` }, ...(before ? [arrow, words] : [words, arrow]));
    button.addEventListener("click", () => this.show(rows));
    const { style } = button;
    const upright = side === "left" || side === "right";
    const { y: height, x: width } = this.map.getSize();
    if (upright) style.top = `${Math.min(Math.max(at, free.top + 24), free.bottom - NOTE_FOOT - 24)}px`;
    else style.left = `${Math.min(Math.max(at, free.left + 110), free.right - 110)}px`;
    if (side === "left") style.left = `${free.left + NOTE_IN}px`;
    if (side === "right") style.right = `${width - free.right + NOTE_IN}px`;
    if (side === "top") style.top = `${free.top + NOTE_IN}px`;
    if (side === "bottom") style.bottom = `${height - free.bottom + NOTE_FOOT}px`;
    return button;
  }

  /** Look at these events. @param {number[]} rows */
  show(rows) {
    const { lat, lon } = this.events;
    this.map.fitBounds(L.latLngBounds(rows.map((i) => [lat[i], lon[i]])), { padding: [90, 90], maxZoom: 8 });
  }
}
