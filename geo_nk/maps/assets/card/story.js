// A story: steps that an author wrote, each with a view of the map, a period and perhaps an event.

import { byId, element, setIdle, shown } from "../parts/dom.js";
import { safeLink } from "../parts/link.js";
import { say } from "../words/words.js";

/**
 * @typedef {object} Step as geo_nk/maps/page/story.py reads it
 * @property {string} title
 * @property {string} text
 * @property {string | null} event event_id
 * @property {number | null} lon
 * @property {number | null} lat
 * @property {number | null} zoom
 * @property {[number, number] | null} days first and last day
 * @property {string} url where to read on
 * @property {boolean} strip whether the strip along the border is open
 */

const ZOOM = 9; // of a step that names a place and no zoom

export class Story {
  /**
   * @param {import("../data/events.js").EventTable} events
   * @param {import("../state/store.js").Store} store
   * @param {import("../state/filters.js").Filters} filters
   * @param {{map: any, view: any, steps: Step[]}} parts
   */
  constructor(events, store, filters, { map, view, steps }) {
    this.events = events;
    this.store = store;
    this.filters = filters;
    this.map = map;
    this.view = view;
    this.steps = steps;
    this.at = 0;
    /** @type {number | null} the row that the step shows */
    this.own = null;
    this.narrow = matchMedia("(max-width: 1180px)");
    this.node = byId("story");
    this.parts = storyParts(this.node);
    if (!steps.length) return;
    const { back, next, leave } = this.parts;
    back.addEventListener("click", () => this.go(this.at - 1));
    next.addEventListener("click", () => this.go(this.at + 1));
    leave.addEventListener("click", () => this.show(this.node.classList.contains("folded")));
    this.node.hidden = false;
    this.node.addEventListener("keydown", (event) => this.press(event));
    store.on("language", () => this.draw());
    store.on("selected", ({ selected }) => {
      // Where there is no room for both, an event that the reader opened takes the story's place.
      if (selected !== null && selected !== this.own && this.narrow.matches) this.show(false);
    });
  }

  /** Begin it, or offer it where a link asked for a view of its own. @param {boolean} linked */
  begin(linked) {
    if (this.steps.length) this.show(!linked);
  }

  /** @param {boolean} open or folded, for the reader to look around */
  show(open) {
    this.node.classList.toggle("folded", !open);
    if (open) this.go(this.at);
    else this.draw();
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowRight") this.go(this.at + 1);
    else if (event.key === "ArrowLeft") this.go(this.at - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {number} k step; one that is not there changes nothing */
  go(k) {
    const step = this.steps[k];
    if (!step) return;
    this.at = k;
    this.draw();
    this.look(step);
  }

  /** @param {Step} step */
  look({ event, lon, lat, zoom, days, strip }) {
    const period = /** @type {any} */ (this.filters.all.get("period"));
    const row = event === null ? null : this.events.rowOf(event);
    period?.set(days);
    this.filters.apply();
    const placed = row !== null && this.events.placed(row);
    const [east, north] =
      lon !== null && lat !== null ? [lon, lat] : placed ? [this.events.lon[row], this.events.lat[row]] : [];
    this.own = row;
    this.store.set({ selected: row, place: null });
    // On a small screen there is no room for both.
    if (!this.narrow.matches && this.store.get("strip") !== strip) this.store.set({ strip });
    // Behind what the card begins: the step says where to look.
    queueMicrotask(() => {
      this.map.stop();
      if (east !== undefined) this.view.lookAt([north, east], zoom ?? ZOOM, 1.2);
      else this.view.fit();
    });
  }

  draw() {
    const { title, text, url } = this.steps[this.at];
    const folded = this.node.classList.contains("folded");
    document.body.classList.toggle("telling", !folded);
    const parts = this.parts;
    parts.count.textContent = say("story.step", { k: this.at + 1, n: this.steps.length });
    parts.title.textContent = shown(title);
    parts.text.textContent = shown(text);
    const href = safeLink(url);
    parts.source.hidden = !href;
    parts.source.href = href ?? "";
    parts.source.textContent = say("card.open_source");
    parts.back.textContent = say("story.back");
    parts.next.textContent = say("story.next");
    parts.leave.textContent = say(folded ? "story.resume" : "story.leave");
    setIdle(parts.back, this.at === 0);
    setIdle(parts.next, this.at === this.steps.length - 1);
  }
}

/** Put the parts of a story into its node. @param {HTMLElement} node */
function storyParts(node) {
  const button = /** @param {string} name */ (name) =>
    /** @type {HTMLButtonElement} */ (element("button", { type: "button", id: `story-${name}` }));
  const parts = {
    count: element("p", { class: "eyebrow" }),
    title: element("h2", {}),
    text: element("p", { class: "story-text" }),
    source: /** @type {HTMLAnchorElement} */ (element("a", { target: "_blank", rel: "noopener noreferrer" })),
    back: button("back"),
    next: button("next"),
    leave: button("leave"),
  };
  const { count, title, text, source, back, next, leave } = parts;
  node.append(
    element("div", { "aria-live": "polite" }, count, title, text, element("p", { class: "story-source" }, source)),
    element("p", { class: "actions" }, back, next, leave),
  );
  return parts;
}
