// The page's address holds what the reader sees: filters, event, view, picture, language. A link opens the same.

import LANGUAGES from "../words/languages.json" with { type: "json" };
import { say } from "../words/words.js";
import { readFragment, readView, writeFragment, writeView } from "./fragment.js";

const PAUSE_MS = 300; // browsers refuse to rewrite an address too often
const SHOWN_PICTURES = ["marks", "heat", "hexagons", "counties", "bands"];

export class Address {
  /**
   * @param {import("../data/events.js").EventTable} events
   * @param {import("./store.js").Store} store
   * @param {import("./filters.js").Filters} filters
   * @param {{map: any, view: import("../map/view.js").MapView, toast: import("../parts/toast.js").Toast}} parts
   */
  constructor(events, store, filters, { map, view, toast }) {
    this.events = events;
    this.store = store;
    this.filters = filters;
    this.map = map;
    this.toast = toast;
    this.view = view;
    /** @type {number | undefined} */
    this.timer = undefined;
    /** what a page shows whose address does not say */
    this.picture = store.get("picture");
    this.read(window.location.hash);
    map.on("moveend", () => this.later());
    store.on(["visible", "selected", "picture", "language", "strip"], () => this.later());
    window.addEventListener("hashchange", () => {
      if (window.location.hash.slice(1) !== this.text()) this.read(window.location.hash);
    });
  }

  /**
   * What the page shows, as it stands behind "#". Where an untouched map looks depends on the screen, and is left out.
   * @param {boolean} [whole] even then
   */
  text(whole = false) {
    const { selected, picture, language, strip } = this.store.state;
    /** @type {[string, string][]} */
    const pairs = [];
    for (const filter of this.filters.all.values()) {
      const text = filter.write();
      if (text !== null) pairs.push([filter.key, text]);
    }
    if (selected !== null) pairs.push(["event", this.events.get(selected, "event_id")]);
    if (whole || this.view.moved) {
      const { lat, lng } = this.map.getCenter();
      pairs.push(["at", writeView({ lat, lon: lng, zoom: this.map.getZoom() })]);
    }
    if (strip) pairs.push(["strip", "open"]);
    if (picture !== this.picture) pairs.push(["picture", picture]);
    if (language !== "en") pairs.push(["lang", language]);
    return writeFragment(pairs);
  }

  later() {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.write(), PAUSE_MS);
  }

  /** @param {boolean} [whole] */
  write(whole = false) {
    const text = this.text(whole);
    try {
      window.history.replaceState(null, "", text ? `#${text}` : window.location.pathname + window.location.search);
    } catch {
      // A notebook's frame has no address of its own.
    }
  }

  /** @param {string} fragment */
  read(fragment) {
    const said = readFragment(fragment);
    for (const filter of this.filters.all.values()) {
      const text = said.get(filter.key);
      if (text === undefined) filter.clear();
      else filter.read(text);
    }
    const picture = said.get("picture") ?? this.picture;
    const language = said.get("lang") ?? "en";
    this.store.set({
      strip: said.get("strip") === "open",
      ...(SHOWN_PICTURES.includes(picture) ? { picture: /** @type {any} */ (picture) } : {}),
      ...(Object.hasOwn(LANGUAGES, language) ? { language } : {}),
    });
    this.filters.apply();
    this.open(said.get("event"));
    const view = readView(said.get("at"));
    // It counts for more than the look at what is opened, which is taken a moment later, too.
    if (view) queueMicrotask(() => this.map.setView([view.lat, view.lon], view.zoom, { animate: false }));
  }

  /** @param {string | undefined} id */
  open(id) {
    if (id === undefined) return;
    const row = this.events.rowOf(id);
    if (row === null) this.toast.say(say("link.unknown_event", { id: id.slice(0, 80) }), { stays: true });
    else {
      if (!this.store.get("visible").includes(row)) this.toast.say(say("link.hidden_event"), { stays: true });
      this.store.set({ selected: row, place: null });
    }
  }
}
