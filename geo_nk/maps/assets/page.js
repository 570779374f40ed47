// The page: one state, the views that show it, and the filters that change it.
// Its modules stand in rooms, each of which imports only from those before it: words, data, parts, state; then panel,
// card, timeline, strip and review; for the map basemap, pictures, marks, map.

import { unpackBasemap } from "./basemap/basemap.js";
import { TileBackground } from "./basemap/tiles.js";
import { Card } from "./card/card.js";
import { Story } from "./card/story.js";
import { EventTable } from "./data/events.js";
import { TextIndex } from "./data/find.js";
import { PlaceNames } from "./data/place_names.js";
import { Unpacker } from "./data/unpack.js";
import { HoverRing } from "./map/hover_ring.js";
import { followSize } from "./map/size.js";
import { MapView, makeMap } from "./map/view.js";
import { Notice } from "./notice.js";
import { addChips } from "./panel/chips.js";
import { addFilterPanel } from "./panel/filter_panel.js";
import { Head } from "./panel/head.js";
import { Legend } from "./panel/legend.js";
import { EventList } from "./panel/list.js";
import { Search } from "./panel/search.js";
import { Sheet } from "./panel/sheet.js";
import { TableView } from "./panel/table.js";
import { byId } from "./parts/dom.js";
import { Toast } from "./parts/toast.js";
import { loadType } from "./parts/type.js";
import { Pictures } from "./pictures/pictures.js";
import { addPrint } from "./print.js";
import { Decisions } from "./review/decisions.js";
import { Review } from "./review/review.js";
import { Address } from "./state/address.js";
import { Counted } from "./state/counted.js";
import { Filters, rowsOf } from "./state/filters.js";
import { Store } from "./state/store.js";
import { Strip } from "./strip/strip.js";
import { Timeline } from "./timeline/timeline.js";
import { Tools, listenToLanguage } from "./tools.js";
import { translate } from "./words/translate.js";
import { teach } from "./words/words.js";

/** @param {any} data what stands in the page @param {import("./basemap/basemap.js").Basemap} base @param {any} map */
async function start(data, base, map) {
  const unpacker = new Unpacker(data.events);
  const typeface = loadType(data.type);
  const events = new EventTable(await unpacker.first(taken("geo-nk-events")), data.categories);
  await typeface; // names keep the room that they take, which is measured
  const store = new Store({
    visible: rowsOf(null, events.size),
    selected: null,
    hovered: null,
    place: null,
    picture: data.counted ? "counties" : "marks",
    language: "en",
    period: null,
    stretch: null,
    side: "right",
    strip: false,
    reviewing: false,
    decided: 0,
  });
  const filters = new Filters(store, events.size);
  listenToLanguage(store); // first, so that every view draws itself in the new one
  // The map is drawn while the browser still reads the texts; but not as a link does not want it.
  const early = window.location.hash.length < 2 ? new MapView(map, events, base, store) : null;
  window.geoNK.drawn = early !== null;
  await whole();
  events.add(await unpacker.rest(taken("geo-nk-texts")));
  const view = early ?? new MapView(map, events, base, store);
  view.listen();
  if (data.tiles) new TileBackground(map, base, data.tiles, store);
  followSize(map, view);
  new HoverRing(store, { map, where: (i) => view.layer.where(i) });
  const counted = data.counted
    ? new Counted(await new Unpacker(data.counted).counts(taken("geo-nk-counts")), filters)
    : null;
  addPanel({ data, map, events, store, filters, view, counted });
  byId("app").classList.remove("loading"); // what the dock needs room for stands there now
  Object.assign(window.geoNK, openState({ events, store, filters, view }), { drawn: true, ready: true });
}

/** The text of a block of data, which is taken out of the page: it is large. @param {string} id */
function taken(id) {
  const block = byId(id);
  const text = block.textContent ?? "";
  block.remove();
  return text;
}

/** Wait until the browser has read the page to its end. @returns {Promise<void>} */
function whole() {
  if (document.readyState !== "loading") return Promise.resolve();
  return new Promise((resolve) => document.addEventListener("DOMContentLoaded", () => resolve(), { once: true }));
}

/**
 * All that stands around the map.
 * @param {{data: any, map: any, events: EventTable, store: Store, filters: Filters, view: MapView, counted: Counted | null}} page
 */
function addPanel({ data, map, events, store, filters, view, counted }) {
  const names = new PlaceNames(events);
  const toast = new Toast();
  new Search(new TextIndex(events.size, () => events.searched()), filters);
  new Legend(events, store, filters);
  addFilterPanel(events, store, filters, data.strip);
  new Timeline(events, store, filters, counted);
  new Strip(events, store, filters, data.strip);
  addChips(store, filters);
  const decisions = new Decisions(events, store, data.review);
  const list = new EventList(events, store, filters, { names, decisions });
  new Head(events, store, filters, data, list);
  new Notice(data.release, store);
  new Card(events, store, { list, names, toast, decisions });
  if (data.review) new Review(events, store, { list, names, toast, decisions });
  new TableView(events, store, names, toast);
  new Sheet(store);
  const address = new Address(events, store, filters, { map, view, toast });
  new Tools(store, { address, toast });
  new Pictures(events, store, { map, chart: data.strip, base, counted });
  const story = new Story(events, store, filters, { map, view, steps: data.story ?? [] });
  translate(document);
  addPrint(events, store, filters, { map, names, title: data.title, attribution: data.basemap.attribution });
  story.begin(window.location.hash.length > 1);
}

/**
 * The page's own state, for whoever looks into it and for tests.
 * @param {{events: import("./data/events.js").EventTable, store: Store, filters: Filters, view: MapView}} parts
 */
function openState({ events, store, filters, view }) {
  const idOf = /** @param {number | null} i */ (i) => (i === null ? null : events.get(i, "event_id"));
  const state = {
    events,
    store,
    filters,
    /** Open the card of an event, or close it. @param {string | null} id */
    select: (id) => store.set({ selected: id === null ? null : events.rowOf(id), place: null }),
    /** The pixel at which an event's mark stands. @param {string} id */
    where: (id) => view.layer.where(/** @type {number} */ (events.rowOf(id))),
  };
  Object.defineProperty(window.geoNK, "visible", { get: () => Array.from(store.get("visible"), idOf) });
  Object.defineProperty(window.geoNK, "selected", { get: () => idOf(store.get("selected")) });
  return state;
}

const data = JSON.parse(/** @type {string} */ (byId("geo-nk-data").textContent));
teach(data.words);
translate(document);
const base = unpackBasemap(data.basemap, data.strip);
const map = makeMap(base);
// Layers that folium added look for the map at once; the events follow when they are unpacked.
window.geoNK = { map, drawn: false, ready: false };
start(data, base, map);
