// The page: one state, the views that show it, and the filters that change it.

import { Card } from "./card.js";
import { byId } from "./dom.js";
import { EventTable } from "./events.js";
import { Filters } from "./filters.js";
import { TextIndex } from "./find.js";
import { unpackBasemap } from "./geometry.js";
import { Head } from "./head.js";
import { Legend } from "./legend.js";
import { EventList } from "./list.js";
import { MapView, makeMap } from "./map_view.js";
import { Search } from "./search.js";
import { Store } from "./store.js";
import { unpackEvents } from "./unpack.js";
import { Years } from "./years.js";

/** @param {any} data what stands in the page @param {import("./geometry.js").Basemap} base @param {any} map */
async function start(data, base, map) {
  const block = byId("geo-nk-events");
  const events = new EventTable(await unpackEvents(data.events, block.textContent ?? ""), data.categories);
  block.remove(); // it is unpacked, and large
  const store = new Store({
    visible: Uint32Array.from({ length: events.size }, (_, i) => i),
    selected: null,
    hovered: null,
    place: null,
    picture: "marks",
    language: "en",
    period: null,
  });
  const filters = new Filters(store, events.size);
  const view = new MapView(map, events, base, store);
  new Head(events, store, filters, data);
  new Search(new TextIndex(events.size, events.searched()), filters);
  new Years(events, store, filters);
  new Legend(events, store, filters);
  new EventList(events, store);
  new Card(events, store);
  byId("clear").addEventListener("click", () => filters.clear());
  filters.apply();
  Object.assign(window.geoNK, openState({ events, store, filters, view }), { ready: true });
}

/**
 * The page's own state, for whoever looks into it and for tests.
 * @param {{events: import("./events.js").EventTable, store: Store, filters: Filters, view: MapView}} parts
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
const base = unpackBasemap(data.basemap);
const map = makeMap(base);
// Layers that folium added look for the map at once; the events follow when they are unpacked.
window.geoNK = { map, ready: false };
start(data, base, map);
