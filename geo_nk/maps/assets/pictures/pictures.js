// What the map shows of the events: marks, or counts as density, hexagons, counties or bands of the border.

import { canvasLayer, themeColours } from "../basemap/canvas.js";
import { drawBorder } from "../basemap/layer.js";
import { byId, element } from "../parts/dom.js";
import { numberWords, say } from "../words/words.js";
import { BandPicture } from "./bands.js";
import { CountyPicture } from "./counties.js";
import { HeatPicture } from "./heat.js";
import { HexagonPicture } from "./hexagons.js";

/**
 * @typedef {object} Look the colours of a picture
 * @property {string[]} ramp from few to many
 * @property {string} ink
 * @property {string} halo
 * @property {string} accent
 * @property {string} empty
 *
 * @typedef {object} PictureKey what the legend says of a picture
 * @property {string} title
 * @property {string} [note]
 * @property {{from: number, to: number, colour: string}[]} [classes]
 * @property {{text: string, chosen: boolean, value: number}[]} [choices]
 * @property {number} apart events that it does not draw
 *
 * @typedef {object} Picture
 * @property {(rows: Uint32Array) => void} count
 * @property {(c: CanvasRenderingContext2D, view: import("../basemap/canvas.js").View, look: Look) => void} draw
 * @property {(c: CanvasRenderingContext2D, x: number, y: number) => {name: string, n: number, rows: () => number[], query?: string} | null} at
 * @property {(ramp: string[]) => PictureKey} legend
 */

/** The pictures, in the order of the switch. */
const PICTURE_NAMES = /** @type {const} */ (["marks", "heat", "hexagons", "counties", "bands"]);

export class Pictures {
  /**
   * @param {import("../data/events.js").EventTable} events
   * @param {import("../state/store.js").Store} store
   * @param {{map: any, chart: import("../data/stretches.js").StripChart, base: import("../basemap/basemap.js").Basemap, counted: import("../state/counted.js").Counted | null}} parts
   */
  constructor(events, store, { map, chart, base, counted }) {
    this.events = events;
    this.counted = counted;
    this.store = store;
    this.map = map;
    this.chart = chart;
    this.base = base;
    /** @type {Map<string, Picture>} made when first asked for */
    this.made = new Map();
    this.tip = byId("tip");
    this.key = element("section", { id: "picture-key", hidden: "", "aria-live": "polite" });
    byId("stage").append(this.key);
    this.switch = element("div", { class: "pictures", role: "group", "data-say-label": "tools.picture" });
    byId("tools").prepend(this.switch);
    for (const name of PICTURE_NAMES) this.switch.append(this.button(name));
    /** The same choice where there is no room for buttons. */
    this.menu = /** @type {HTMLSelectElement} */ (element("select", { "data-say-label": "tools.picture" }));
    for (const name of PICTURE_NAMES)
      this.menu.append(element("option", { value: name, "data-say": `picture.${name}` }, say(`picture.${name}`)));
    this.switch.append(this.menu);
    this.layer = canvasLayer((c, view) => this.draw(c, view), { pane: "tilePane", className: "pictures-layer" }).addTo(map);
    this.listen();
    this.show();
  }

  /** @param {typeof PICTURE_NAMES[number]} name */
  button(name) {
    const button = element("button", { type: "button", "data-picture": name, "data-say": `picture.${name}` }, say(`picture.${name}`));
    button.addEventListener("click", () => this.store.set({ picture: name }));
    return button;
  }

  listen() {
    this.menu.addEventListener("change", () => this.store.set({ picture: /** @type {any} */ (this.menu.value) }));
    this.store.on(["picture", "visible", "language"], () => this.show());
    this.map.on("click", (/** @type {any} */ { containerPoint }) => this.click(containerPoint));
    this.map.on("mousemove", (/** @type {any} */ { containerPoint }) => this.point(containerPoint));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.show());
  }

  /** The picture that is shown; null for marks, which the layer of events draws. @returns {Picture | null} */
  get picture() {
    const name = this.store.get("picture");
    if (name === "marks" || !PICTURE_NAMES.includes(name)) return null;
    if (!this.made.has(name)) this.made.set(name, this.make(name));
    return this.made.get(name) ?? null;
  }

  /** @param {string} name @returns {Picture} */
  make(name) {
    if (name === "heat") return new HeatPicture(this.events);
    if (name === "hexagons") return new HexagonPicture(this.events, this.base.scale, this.counted);
    if (name === "counties") return new CountyPicture(this.events, this.base.scale, this.counted);
    return new BandPicture(this.events, this.chart, this.base.borderLine, this.counted);
  }

  /** Count what is visible, and draw. */
  show() {
    this.menu.value = this.store.get("picture");
    for (const node of this.switch.querySelectorAll("button"))
      node.setAttribute("aria-pressed", String(node.getAttribute("data-picture") === this.store.get("picture")));
    this.picture?.count(this.store.get("visible"));
    this.layer.redraw();
  }

  /** @param {CanvasRenderingContext2D} c @param {import("../basemap/canvas.js").View} view */
  draw(c, view) {
    const { picture } = this;
    this.context = c;
    const look = pictureLook();
    picture?.draw(c, view, look);
    // What is filled covers the line that all is about.
    if (picture instanceof CountyPicture || picture instanceof HexagonPicture) drawBorder(c, view, this.base, themeColours());
    this.key.hidden = !picture;
    if (picture) this.explain(picture, picture.legend(look.ramp));
  }

  /** @param {Picture} picture @param {PictureKey} key */
  explain(picture, { title, note, classes = [], choices = [], apart }) {
    const rows = [...classes].reverse().map(({ from, to, colour }) => {
      const swatch = element("span", { class: "swatch" });
      swatch.style.background = colour;
      return element("li", {}, swatch, from === to ? numberWords(from) : say("picture.range", { from, to }));
    });
    const buttons = choices.map(({ text, chosen, value }) => {
      const button = element("button", { type: "button", "aria-pressed": String(chosen) }, text);
      button.addEventListener("click", () => {
        if (picture instanceof BandPicture) picture.choose(value);
        this.layer.redraw();
      });
      return button;
    });
    this.key.replaceChildren(
      element("h2", {}, title),
      ...(buttons.length ? [element("div", { class: "widths" }, ...buttons)] : []),
      element("ul", { class: "classes" }, ...rows),
      ...(note ? [element("p", {}, note)] : []),
      ...(apart ? [element("p", { class: "apart" }, say("picture.apart", { n: apart }))] : []),
      ...(this.counted ? [element("p", { class: "of-what" }, this.ofWhat(picture, this.counted))] : []),
    );
  }

  /** Whether a picture shows all events, or the rows of the page. @param {Picture} picture @param {import("../state/counted.js").Counted} counted */
  ofWhat(picture, counted) {
    const sampled = picture instanceof HeatPicture;
    return sampled ? say("picture.of_sample", { n: this.events.size }) : say("picture.of_all", { n: counted.total });
  }

  /** What is under a point of the map. @param {{x: number, y: number}} at */
  hit({ x, y }) {
    const { picture, context } = this;
    if (!picture || !context) return null;
    const [dx, dy] = this.layer.view.offset;
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    const found = picture.at(context, x + dx, y + dy);
    context.restore();
    return found;
  }

  /** @param {{x: number, y: number}} at */
  click(at) {
    const hit = this.hit(at);
    if (hit?.n) this.store.set({ selected: null, place: { name: hit.name, rows: hit.rows(), query: hit.query } });
  }

  /** @param {{x: number, y: number}} at */
  point(at) {
    const hit = this.hit(at);
    if (!hit) return;
    this.map.getContainer().classList.toggle("over", hit.n > 0);
    this.tip.hidden = false;
    this.tip.replaceChildren(element("b", {}, hit.name), element("span", {}, say("count.events", { n: hit.n })));
    this.tip.style.left = `${Math.min(at.x + 14, this.map.getSize().x - this.tip.offsetWidth - 8)}px`;
    this.tip.style.top = `${at.y > 90 ? at.y - this.tip.offsetHeight - 12 : at.y + 16}px`;
  }
}

/** The colours of pictures.css. @returns {Look} */
function pictureLook() {
  const style = getComputedStyle(document.documentElement);
  const of = /** @param {string} name */ (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    ramp: [1, 2, 3, 4, 5].map((k) => of(`ramp-${k}`)),
    ink: of("ramp-ink"),
    halo: of("ramp-halo"),
    accent: of("accent"),
    empty: of("ramp-empty"),
  };
}
