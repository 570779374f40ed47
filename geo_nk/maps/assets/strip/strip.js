// The strip chart: the border pulled straight, river kilometre across, time down. Linked to everything through the store.

import { countStates, spansOf } from "../data/spans.js";
import { unitsAt } from "../data/stretches.js";
import { byId, element } from "../parts/dom.js";
import { rowsOf } from "../state/filters.js";
import { say, tongue } from "../words/words.js";
import { drawFrame, frameOf, line } from "./axis.js";
import { StripBrush } from "./brush.js";
import { boxOf, dodge, drawBoxes, drawShading, hitBoxes, hitRows, isCrowded, rowsOn } from "./marks.js";
import { dayAt, kmAt, plotX } from "./scale.js";

/**
 * @typedef {import("../state/store.js").Store} Store
 * @typedef {import("../data/stretches.js").StripChart} StripChart
 * @typedef {import("./marks.js").Box} Box
 */

const PAD = 0.02; // of the time shown, above and below
const SHORTEST = 60; // days

export class Strip {
  /**
   * @param {import("../data/events.js").EventTable} events
   * @param {Store} store
   * @param {import("../state/filters.js").Filters} filters
   * @param {StripChart} chart
   */
  constructor(events, store, filters, chart) {
    this.events = events;
    this.store = store;
    this.filters = filters;
    this.chart = chart;
    this.spans = spansOf(events, chart);
    /** @type {Uint32Array} rows on the chart */
    this.rows = new Uint32Array();
    /** @type {Box[]} what is drawn, where it is not shaded */
    this.boxes = [];
    this.shaded = false;
    /** @type {Uint32Array} what the other filters let through, on the chart or not */
    this.let = new Uint32Array();
    this.parts = stripParts();
    this.frame = this.measure();
    this.brush = new StripBrush(this, this.parts.top);
    this.listen();
    this.describe();
  }

  listen() {
    const { store } = this;
    this.parts.toggle.addEventListener("click", () => store.set({ strip: !store.get("strip") }));
    this.parts.all.addEventListener("click", () => store.set({ stretch: null }));
    store.on(["visible", "period", "language", "strip"], () => this.describe());
    store.on(["hovered", "selected", "stretch"], () => this.drawTop());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
    new ResizeObserver(() => this.draw()).observe(this.parts.body);
    new ResizeObserver(() => this.drawPreview()).observe(this.parts.preview);
  }

  get open() {
    return Boolean(this.store.get("strip"));
  }

  /** Write what the language or the counts have changed, and draw anew. */
  describe() {
    this.parts.body.hidden = !this.open;
    this.parts.node.classList.toggle("open", this.open);
    this.parts.toggle.setAttribute("aria-expanded", String(this.open));
    this.parts.toggle.replaceChildren(element("span", {}, say("strip.title")));
    this.parts.all.textContent = say("strip.whole");
    const rows = rowsOf(this.filters.mask("stretch"), this.events.size);
    const [nowhere, spot, reach, far, area] = countStates(this.spans, rows);
    const left = [
      far && say("strip.far", { n: far, km: this.chart.near_m / 1000 }),
      area && say("strip.area", { n: area }),
      nowhere && say("strip.nowhere", { n: nowhere }),
    ].filter(Boolean);
    this.parts.counts.textContent = [say("strip.shown", { n: spot + reach }), ...left].join(" · ");
    this.parts.top.setAttribute("aria-label", `${say("strip.label")} ${this.parts.counts.textContent}`);
    this.let = rows;
    this.draw();
    this.drawPreview();
  }

  /** First and last day of the chart: the period that is chosen, or all that the events know. @returns {[number, number]} */
  days() {
    const period = this.store.get("period");
    if (period) return [period[0], period[1] + 1];
    const { firstDay, lastDay, size } = this.events;
    let [first, last] = [Infinity, -Infinity];
    for (let i = 0; i < size; i += 1) {
      if (firstDay[i] > lastDay[i]) continue;
      if (firstDay[i] < first) first = firstDay[i];
      if (lastDay[i] > last) last = lastDay[i];
    }
    if (first > last) return [0, 365];
    const pad = Math.max((last - first) * PAD, (SHORTEST - (last - first)) / 2, 1);
    return [first - pad, last + 1 + pad];
  }

  measure() {
    const { width, height } = this.parts.body.getBoundingClientRect();
    const undated = this.store.get("period") === null && this.events.firstDay.some((day, i) => day > this.events.lastDay[i]);
    return frameOf({ width, height }, { km: [0, this.chart.length_km], days: this.days(), undated });
  }

  draw() {
    if (!this.open) return;
    this.frame = this.measure();
    if (this.frame.width < 50) return;
    const { events, spans, frame } = this;
    const ink = stripColours(this.parts.node);
    const c = cleared(this.parts.base, frame);
    drawFrame(c, frame, this.chart, ink, tongue());
    this.rows = rowsOn(events, spans, this.let, frame.plot);
    this.shaded = isCrowded(events, spans, this.rows, frame);
    this.boxes = this.shaded ? [] : Array.from(this.rows, (i) => boxOf(events, spans, i, frame));
    dodge(this.boxes, frame.plot);
    c.save();
    c.beginPath();
    c.rect(frame.plot.left, frame.plot.top - 7, frame.plot.right - frame.plot.left, frame.gutter[1] - frame.plot.top + 7);
    c.clip();
    if (this.shaded) drawShading(c, events, spans, this.rows, frame, ink);
    else drawBoxes(c, events, this.boxes, frame, ink);
    c.restore();
    this.readOut(null);
    this.drawTop();
  }

  /** What the pointer, the card and the brush mark: on a canvas of its own, so that the chart need not be drawn anew. */
  drawTop() {
    const { stretch, hovered, selected } = this.store.state;
    this.parts.all.hidden = !stretch;
    if (!this.open || this.frame.width < 50) return;
    const { frame } = this;
    const c = cleared(this.parts.top, frame);
    const ink = stripColours(this.parts.node);
    if (stretch) this.drawStretch(c, stretch, ink);
    for (const i of new Set([selected, hovered])) if (i !== null) this.drawFocus(c, i, ink, i === selected);
  }

  /** @param {CanvasRenderingContext2D} c @param {[number, number]} stretch @param {Record<string, string>} ink */
  drawStretch(c, [from, to], ink) {
    const { plot, gutter, ribbon } = this.frame;
    const [a, b] = [plotX(plot, from), plotX(plot, to)];
    c.fillStyle = ink.veil;
    c.fillRect(plot.left, ribbon, a - plot.left, gutter[1] - ribbon);
    c.fillRect(b, ribbon, plot.right - b, gutter[1] - ribbon);
    c.strokeStyle = ink.accent;
    c.lineWidth = 1.5;
    for (const x of [a, b]) line(c, x, ribbon, x, gutter[1]);
  }

  /** @param {CanvasRenderingContext2D} c @param {number} i @param {Record<string, string>} ink @param {boolean} chosen */
  drawFocus(c, i, ink, chosen) {
    if (!(this.spans.from[i] <= this.spans.to[i])) return;
    const { plot, gutter } = this.frame;
    const box = this.boxes.find((each) => each.i === i) ?? boxOf(this.events, this.spans, i, this.frame);
    c.strokeStyle = ink.text;
    c.globalAlpha = 0.45;
    c.lineWidth = 1;
    c.setLineDash([2, 3]);
    line(c, box.x, plot.top, box.x, gutter[1]);
    if (box.dated) line(c, plot.left, box.y, plot.right, box.y);
    c.setLineDash([]);
    c.globalAlpha = 1;
    c.lineWidth = 1.5;
    c.strokeRect(box.across[0], box.down[0] - 2, box.across[1] - box.across[0], box.down[1] - box.down[0] + 4);
    drawBoxes(c, this.events, [box], this.frame, ink, 5);
    c.strokeStyle = ink.text;
    c.lineWidth = chosen ? 2.4 : 1.6;
    c.beginPath();
    c.arc(box.x, box.y, 9, 0, 7);
    c.stroke();
  }

  /** How many events there are along the border, for the bar of the folded chart. */
  drawPreview() {
    const { width, height } = this.parts.preview.getBoundingClientRect();
    if (this.open || width < 20) return;
    const c = cleared(this.parts.preview, { width, height });
    const bars = new Float64Array(Math.floor(width / 4));
    const per = bars.length / this.chart.length_km;
    for (const i of this.let) {
      if (!(this.spans.from[i] <= this.spans.to[i])) continue;
      const [a, b] = [Math.floor(this.spans.from[i] * per), Math.floor(this.spans.to[i] * per)];
      for (let k = a; k <= b && k < bars.length; k += 1) bars[k] += 1 / (b - a + 1);
    }
    const most = bars.reduce((a, b) => Math.max(a, b), 1e-9);
    c.fillStyle = stripColours(this.parts.node).shading;
    bars.forEach((n, k) => {
      const h = n ? Math.max(Math.sqrt(n / most) * (height - 3), 1.5) : 0;
      c.fillRect(k * 4, height - 2 - h, 3, h);
    });
    c.globalAlpha = 0.4;
    c.fillRect(0, height - 1, width, 1);
  }

  /** The rows under a point of the chart, the most likely meant first. @param {number} x @param {number} y @returns {number[]} */
  at(x, y) {
    const { plot, gutter } = this.frame;
    if (x < plot.left || x > plot.right || y < plot.top - 6 || y > gutter[1]) return [];
    if (!this.shaded) return hitBoxes(this.boxes, x, y);
    /** @type {[number, number]} */
    const km = [kmAt(plot, x - 3), kmAt(plot, x + 3)];
    /** @type {[number, number] | null} */
    const days = y < plot.bottom ? [dayAt(plot, y - 3), dayAt(plot, y + 3)] : null;
    return hitRows(this.events, this.spans, this.rows, { km, days });
  }

  /** Show what is under the pointer, here and wherever the store is listened to. @param {{x: number, y: number} | null} at */
  point(at) {
    const rows = at ? this.at(at.x, at.y) : [];
    this.store.set({ hovered: rows.length && !(this.shaded && rows.length > 1) ? rows[0] : null });
    this.parts.top.classList.toggle("over", rows.length > 0);
    this.parts.tip.hidden = !rows.length;
    this.readOut(at && this.where(kmAt(this.frame.plot, at.x)));
    if (!at || !rows.length) return;
    const [i] = rows;
    const many = this.shaded && rows.length > 1;
    const head = many ? say("count.events", { n: rows.length }) : this.events.title(i);
    const more = !many && rows.length > 1 ? ` · ${say("strip.more", { n: rows.length - 1 })}` : "";
    const foot = many ? say("strip.press") : this.events.when(i) + more;
    this.parts.tip.replaceChildren(element("b", {}, head), element("span", {}, foot));
    const { width, height } = this.frame;
    this.parts.tip.style.left = `${Math.max(Math.min(at.x + 14, width - this.parts.tip.offsetWidth - 6), 4)}px`;
    this.parts.tip.style.top = `${at.y > height / 2 ? at.y - this.parts.tip.offsetHeight - 10 : at.y + 16}px`;
  }

  /** Say where the pointer is; without one, how the chart is read. @param {string | null} words */
  readOut(words) {
    this.parts.read.textContent = words ?? (this.open ? say(this.shaded ? "strip.how_shaded" : "strip.how") : "");
    this.parts.read.classList.toggle("how", words === null);
  }

  /** A kilometre in words. @param {number} km */
  where(km) {
    const units = unitsAt(this.chart, km, tongue()).join(", ");
    return say("strip.at", { km: Math.round(km), units });
  }

  /** Open what is under a point: one event, or a list of several. @param {{x: number, y: number}} at */
  press(at) {
    const rows = this.at(at.x, at.y);
    if (this.shaded && rows.length > 1)
      this.store.set({ selected: null, place: { name: this.where(kmAt(this.frame.plot, at.x)), rows } });
    else this.store.set({ selected: rows[0] ?? null, place: null });
  }

  /** Go to the next event along the border. @param {number} step 1 or -1 */
  walk(step) {
    const { km } = this.events;
    const order = Array.from(this.rows).sort((a, b) => (km[a] || this.spans.from[a]) - (km[b] || this.spans.from[b]));
    const now = this.store.get("hovered") ?? this.store.get("selected");
    const at = now === null ? (step > 0 ? -1 : order.length) : order.indexOf(now);
    const next = order[Math.min(Math.max(at + step, 0), order.length - 1)];
    if (next !== undefined) this.store.set({ hovered: next });
  }
}

/** The elements of the chart, in the dock. */
function stripParts() {
  const toggle = element("button", { type: "button", id: "strip-toggle", "aria-controls": "strip-body" });
  const counts = element("p", { id: "strip-counts" });
  const read = element("p", { id: "strip-read" });
  const all = element("button", { type: "button", id: "strip-all", hidden: "" });
  const canvases = ["preview", "base", "top"].map((name) => element("canvas", { id: `strip-${name}` }));
  const [preview, base, top] = /** @type {HTMLCanvasElement[]} */ (canvases);
  top.tabIndex = 0;
  top.setAttribute("role", "application");
  const tip = element("div", { id: "strip-tip", hidden: "" });
  const body = element("div", { id: "strip-body", hidden: "" }, base, top, tip);
  const bar = element("div", { class: "strip-bar" }, toggle, preview, counts, read, all);
  const node = element("section", { id: "strip" }, bar, body);
  byId("dock").append(node);
  return { node, toggle, counts, read, all, preview, base, top, tip, body };
}

/** @param {HTMLCanvasElement} canvas @param {{width: number, height: number}} size @returns {CanvasRenderingContext2D} */
function cleared(canvas, { width, height }) {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const c = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  c.scale(ratio, ratio);
  return c;
}

/** The colours of strip.css. @param {HTMLElement} node @returns {Record<string, string>} */
function stripColours(node) {
  const style = getComputedStyle(node);
  const own = ["water", "earth", "land", "ribbon-text", "rule", "guide", "gutter", "crossing", "shading", "veil"];
  const names = [...own.map((name) => [camel(name), `--strip-${name}`])];
  names.push(["text", "--text"], ["soft", "--text-soft"], ["paper", "--paper"], ["accent", "--accent"]);
  return Object.fromEntries(names.map(([key, name]) => [key, style.getPropertyValue(name).trim()]));
}

/** @param {string} name */
const camel = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
