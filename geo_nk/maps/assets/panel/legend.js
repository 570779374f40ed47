// The legend is also the filter by category: a press hides or shows one, "only" leaves one alone.

import { byId } from "../parts/dom.js";
import { symbolElement } from "../parts/symbols.js";
import { FacetFilter } from "../state/facet_filter.js";
import { categoryWords } from "../words/words.js";
import { Facet } from "./facet.js";

export class Legend {
  /**
   * @param {import("../data/events.js").EventTable} events
   * @param {import("../state/store.js").Store} store
   * @param {import("../state/filters.js").Filters} filters
   */
  constructor(events, store, filters) {
    const order = [...events.categories.keys()];
    const look = /** @param {string | null} code */ (code) =>
      /** @type {import("../data/events.js").Category} */ (events.categories.get(code));
    new Facet(filters, {
      filter: filters.add(new FacetFilter("category", events.codes("category"))),
      node: byId("legend-keys"),
      words: (code) => categoryWords(look(code)),
      symbol: (code) => symbolElement(look(code)),
      order: (values) => values.filter((code) => look(code)).sort((a, b) => order.indexOf(a) - order.indexOf(b)),
    });
    explain(events);
  }
}

/** Explain the discs and the hollow marks where there are any. @param {import("../data/events.js").EventTable} events */
function explain(events) {
  const metres = events.numbers("uncertainty_m");
  let hollow = false;
  let disc = false;
  for (let i = 0; i < events.size && !(hollow && disc); i += 1) {
    if (!events.placed(i)) continue;
    if (events.vague(i)) hollow = true;
    else if (metres[i] > 0) disc = true;
  }
  byId("legend-hollow").hidden = !hollow;
  byId("legend-disc").hidden = !disc;
}
