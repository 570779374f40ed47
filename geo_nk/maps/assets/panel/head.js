// The head of the panel: what the page is called, what time it covers, how many events it shows.

import { NO_DAY } from "../data/columns.js";
import { dayNumberWords } from "../data/dates.js";
import { byId, element, shown } from "../parts/dom.js";
import { say } from "../words/words.js";

export class Head {
  /**
   * @param {import("../data/events.js").EventTable} events
   * @param {import("../state/store.js").Store} store
   * @param {import("../state/filters.js").Filters} filters
   * @param {{title: string, counts: Record<string, number>, basemap: {attribution: string}}} data
   * @param {import("./list.js").EventList} list
   */
  constructor(events, store, filters, data, list) {
    this.events = events;
    this.store = store;
    this.filters = filters;
    this.list = list;
    this.counts = data.counts;
    this.title = data.title;
    byId("attribution").textContent = shown(data.basemap.attribution);
    store.on(["visible", "language"], () => this.describe());
  }

  describe() {
    const visible = this.store.get("visible");
    let placed = 0;
    for (const i of visible) placed += Number(this.events.placed(i));
    const unplaced = visible.length - placed;
    const { active } = this.filters;
    const counts = byId("counts");
    counts.textContent = active
      ? say("count.shown_of", { n: visible.length, all: this.events.size })
      : say("count.on_map", { n: placed });
    if (unplaced) counts.append(" · ", this.unplacedButton(unplaced));
    const title = byId("title");
    title.textContent = title.title = shown(titleWords(this.title)); // a long one is cut off on the page
    byId("period").textContent = periodWords(this.events);
    byId("left-out").textContent = leftOut(this.counts);
  }

  /** @param {number} n */
  unplacedButton(n) {
    const words = say("count.not_placed", { n });
    const button = element("button", { type: "button", id: "to-unplaced", class: "quiet" }, words);
    button.addEventListener("click", () => this.list.showUnplaced());
    return button;
  }
}

/** A title that nobody chose is in the language of the page. @param {string} title */
export const titleWords = (title) => (title ? title : say("page.title"));

/** @param {Record<string, number>} counts */
function leftOut(counts) {
  const left = ["rejected", "merged", "withdrawn"].filter((status) => counts[status]);
  const what = left.map((status) => say(`count.${status}`, { n: counts[status] })).join(", ");
  return what && say("count.left_out", { what });
}

/** @param {import("../data/events.js").EventTable} events */
export function periodWords({ start, end }) {
  let first = Infinity;
  let last = -Infinity;
  for (const days of [start, end]) {
    for (const day of days) {
      if (day === NO_DAY) continue;
      if (day < first) first = day;
      if (day > last) last = day;
    }
  }
  if (first > last) return say("date.none");
  const [from, to] = [dayNumberWords(first), dayNumberWords(last)];
  return from === to ? from : say("date.range", { from, to });
}
