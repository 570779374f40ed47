// The page on paper: map, legend, what is filtered, the list as a table, who is to be named.

import { ordered } from "./data/order.js";
import { allFilterWords } from "./panel/chips.js";
import { periodWords, titleWords } from "./panel/head.js";
import { headsOf } from "./panel/table.js";
import { byId, element } from "./parts/dom.js";
import { say } from "./words/words.js";

const MOST_PRINTED = 500; // events; more would be a book
const ON_PAPER = ["table.date", "table.event", "table.source", "table.published", "table.confidence", "table.status"];

/**
 * What lays the map out for the sheet, with all that is seen on the screen, and afterwards puts it back.
 * @param {any} map
 */
function turner(map) {
  /** @type {() => void} */
  let back = () => {};
  return /** @param {boolean} on */ (on) => {
    if (on === document.documentElement.classList.contains("on-paper")) return;
    const [bounds, centre, zoom] = [map.getBounds(), map.getCenter(), map.getZoom()];
    document.documentElement.classList.toggle("on-paper", on);
    map.invalidateSize({ animate: false, pan: false });
    if (on) map.fitBounds(bounds, { animate: false });
    else back();
    back = () => map.setView(centre, zoom, { animate: false });
  };
}

/**
 * @param {import("./data/events.js").EventTable} events
 * @param {import("./state/store.js").Store} store
 * @param {import("./state/filters.js").Filters} filters
 * @param {{map: any, names: import("./data/place_names.js").PlaceNames, title: string, attribution: string}} parts
 */
export function addPrint(events, store, filters, { map, names, title, attribution }) {
  const node = byId("paper");
  const heads = headsOf(events, names).filter(({ key }) => ON_PAPER.includes(key));
  const turn = turner(map);
  window.addEventListener("beforeprint", () => {
    const rows = ordered(events, store.get("visible"), "oldest").subarray(0, MOST_PRINTED);
    const what = allFilterWords(filters) || say("print.everything");
    const all = store.get("visible").length;
    byId("paper-head").replaceChildren(
      element("h1", {}, titleWords(title)),
      element("p", {}, say("print.span", { span: periodWords(events) })),
      element("p", {}, say("print.filters", { what })),
    );
    const row = /** @param {number} i */ (i) =>
      element("tr", {}, ...heads.map(({ key, cell }) => element("td", { "data-head": key }, cell(i))));
    node.replaceChildren(
      all > rows.length ? element("p", {}, say("print.first", { n: rows.length, all })) : "",
      element(
        "table",
        {},
        element("thead", {}, element("tr", {}, ...heads.map(({ key }) => element("th", { scope: "col" }, say(key))))),
        element("tbody", {}, ...Array.from(rows, row)),
      ),
      element("p", { class: "paper-attribution" }, attribution),
    );
    turn(true);
  });
  window.addEventListener("afterprint", () => {
    turn(false);
    node.replaceChildren();
  });
}
