// The head of the panel: what the page is called, what period it covers, how many events it shows.

import { NO_DAY, isoDay } from "./columns.js";
import { byId, element, shown } from "./dom.js";
import { counted, dayWords } from "./words.js";

export class Head {
  /**
   * @param {import("./events.js").EventTable} events
   * @param {import("./store.js").Store} store
   * @param {import("./filters.js").Filters} filters
   * @param {{title: string, counts: Record<string, number>, basemap: {attribution: string}}} data
   */
  constructor(events, store, filters, data) {
    this.events = events;
    this.filters = filters;
    byId("title").textContent = shown(data.title);
    byId("attribution").textContent = shown(data.basemap.attribution);
    byId("left-out").textContent = leftOut(data.counts);
    byId("period").textContent = periodWords(events);
    store.on("visible", ({ visible }) => this.describe(visible));
  }

  /** @param {Uint32Array} visible */
  describe(visible) {
    let placed = 0;
    for (const i of visible) placed += Number(this.events.placed(i));
    const unplaced = visible.length - placed;
    byId("counts").textContent = `${counted(placed, "event")} on the map`;
    if (unplaced) {
      const button = element(
        "button",
        { type: "button", id: "to-unplaced" },
        `${unplaced.toLocaleString("en")} not placed`,
      );
      button.addEventListener("click", openUnplaced);
      byId("counts").append(" · ", button);
    }
    const { active } = this.filters;
    if (active) byId("counts").append(` · of ${this.events.size.toLocaleString("en")} in all`);
    byId("clear").hidden = !active;
  }
}

function openUnplaced() {
  const details = /** @type {HTMLDetailsElement} */ (byId("unplaced"));
  details.open = true;
  details.scrollIntoView({ block: "start" });
  byId("unplaced-head").focus();
}

/** @param {Record<string, number>} counts */
function leftOut(counts) {
  const left = Object.entries(counts).filter(([status, n]) => n && (status === "rejected" || status === "merged"));
  return left.length ? `Not drawn: ${left.map(([status, n]) => `${n.toLocaleString("en")} ${status}`).join(", ")}.` : "";
}

/** @param {import("./events.js").EventTable} events */
function periodWords({ start, end }) {
  let first = Infinity;
  let last = -Infinity;
  for (const days of [start, end]) {
    for (const day of days) {
      if (day === NO_DAY) continue;
      if (day < first) first = day;
      if (day > last) last = day;
    }
  }
  if (first > last) return "no dates";
  const [from, to] = [dayWords(isoDay(first)), dayWords(isoDay(last))];
  return from === to ? from : `${from} – ${to}`;
}
