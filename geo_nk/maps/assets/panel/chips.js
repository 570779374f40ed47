// What is filtered, each filter as a chip that takes it away.

import { spanWords } from "../data/dates.js";
import { byId, element } from "../parts/dom.js";
import { say } from "../words/words.js";

/**
 * @param {import("../state/store.js").Store} store
 * @param {import("../state/filters.js").Filters} filters
 */
export function addChips(store, filters) {
  const node = byId("chips");
  byId("clear").addEventListener("click", () => {
    filters.clear();
    byId("search").focus();
  });
  store.on(["visible", "language"], () => {
    const active = [...filters.all.values()].filter((filter) => filter.active);
    byId("filtered").hidden = !active.length;
    const held = node.contains(document.activeElement);
    node.replaceChildren(...active.map((filter) => chip(filters, filter)));
    // A chip that was pressed is gone; the keyboard goes on at the next one.
    if (held) /** @type {HTMLElement} */ (node.querySelector("button") ?? byId("search")).focus();
  });
}

/** @param {import("../state/filters.js").Filters} filters @param {import("../state/filters.js").Filter} filter */
function chip(filters, filter) {
  const what = filterWords(filter);
  const label = say("filter.remove", { what });
  const button = element(
    "button",
    { type: "button", class: "chip", "aria-label": label, "data-filter": filter.key },
    what,
  );
  button.append(element("span", { "aria-hidden": "true" }, "×"));
  button.addEventListener("click", () => {
    filter.clear();
    filters.apply();
  });
  return element("li", {}, button);
}

/** @param {import("../state/filters.js").Filter & {span?: [number, number] | null}} filter */
function filterWords(filter) {
  if (filter.words) return filter.words();
  return filter.span ? spanWords(...filter.span) : filter.key;
}

/** All that is filtered, in one line. @param {import("../state/filters.js").Filters} filters */
export const allFilterWords = (filters) =>
  [...filters.all.values()]
    .filter((filter) => filter.active)
    .map(filterWords)
    .join("; ");
