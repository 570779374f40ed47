// The visible events as a real table: for reading, for screen readers, for a spreadsheet.

import { intervalWords } from "../data/dates.js";
import { ordered } from "../data/order.js";
import { byId, element } from "../parts/dom.js";
import { copyText, plainCell } from "../parts/link.js";
import { categoryWords, say, sayCode } from "../words/words.js";

/**
 * @typedef {object} Head one column
 * @property {string} key of words.csv
 * @property {(i: number) => string} cell
 * @property {import("../data/order.js").Order} [by] the order that a press on its head gives
 * @property {import("../data/order.js").Order} [back] the other way round, on the next press
 * @property {boolean} [hidden] only in the copy
 */

const PAGE_ROWS = 50;

export class TableView {
  /**
   * @param {import("../data/events.js").EventTable} events
   * @param {import("../state/store.js").Store} store
   * @param {import("../data/place_names.js").PlaceNames} names
   * @param {import("../parts/toast.js").Toast} toast
   */
  constructor(events, store, names, toast) {
    this.events = events;
    this.store = store;
    this.toast = toast;
    this.heads = headsOf(events, names);
    /** @type {import("../data/order.js").Order} */
    this.by = "newest";
    this.page = 0;
    this.node = byId("table");
    this.opener = byId("table-open");
    this.opener.addEventListener("click", () => this.toggle());
    this.node.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.toggle(false);
    });
    store.on(["visible", "language"], () => {
      this.page = 0;
      this.draw();
    });
  }

  /** @param {boolean} [open] */
  toggle(open = this.node.hidden) {
    this.node.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
    document.body.classList.toggle("table-open", open);
    if (open) this.store.set({ selected: null, place: null });
    this.draw();
    if (open) byId("table-title").focus();
    else this.opener.focus();
  }

  draw() {
    if (this.node.hidden) return;
    const rows = ordered(this.events, this.store.get("visible"), this.by);
    const from = this.page * PAGE_ROWS;
    const part = rows.subarray(from, from + PAGE_ROWS);
    this.node.replaceChildren(
      element(
        "header",
        {},
        element("h2", { id: "table-title", tabindex: "-1" }, say("table.title")),
        this.button("table.copy", () => this.copy(rows)),
        this.button("table.close", () => this.toggle(false)),
      ),
      element("div", { class: "table-scroll" }, this.table(part)),
      this.pager(from, part.length, rows.length),
    );
  }

  /** @param {Uint32Array} rows */
  table(rows) {
    const heads = this.heads.filter((head) => !head.hidden);
    return element(
      "table",
      {},
      element("caption", { class: "unseen" }, say("table.title")),
      element("thead", {}, element("tr", {}, ...heads.map((head) => this.head(head)))),
      element("tbody", {}, ...Array.from(rows, (i) => this.row(i, heads))),
    );
  }

  /** @param {Head} head */
  head({ key, by, back }) {
    if (!by) return element("th", { scope: "col" }, say(key));
    const down = this.by === by;
    const up = back !== undefined && this.by === back;
    const sort = down
      ? by === "newest" || by === "confidence"
        ? "descending"
        : "ascending"
      : up
        ? "ascending"
        : "none";
    const button = element("button", { type: "button" }, say(key));
    button.addEventListener("click", () => {
      this.by = down && back ? back : by;
      this.page = 0;
      this.draw();
      /** @type {HTMLElement | null} */ (this.node.querySelector(`[data-head="${key}"] button`))?.focus();
    });
    return element("th", { scope: "col", "aria-sort": sort, "data-head": key }, button);
  }

  /** @param {number} i @param {Head[]} heads */
  row(i, heads) {
    const cells = heads.map(({ key, cell }) => {
      if (key !== "table.event") return element("td", { "data-head": key }, cell(i));
      const button = element("button", { type: "button", class: "quiet" }, cell(i));
      button.addEventListener("click", () => {
        this.toggle(false);
        this.store.set({ selected: i, place: null });
      });
      return element("th", { scope: "row" }, button);
    });
    return element("tr", { "data-event": this.events.get(i, "event_id") }, ...cells);
  }

  /** @param {number} from @param {number} n on this page @param {number} all */
  pager(from, n, all) {
    const turn = /** @param {number} by */ (by) => () => {
      this.page += by;
      this.draw();
      byId("table-title").focus();
    };
    const back = this.button("table.previous", turn(-1));
    const next = this.button("table.next", turn(1));
    back.disabled = this.page === 0;
    next.disabled = from + n >= all;
    const words = all ? say("table.page", { from: from + 1, to: from + n, n: all }) : say("search.none");
    return element("footer", {}, back, element("span", { role: "status" }, words), next);
  }

  /** @param {string} key @param {() => void} act */
  button(key, act) {
    const button = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: "quiet" }, say(key)));
    button.addEventListener("click", act);
    return button;
  }

  /** @param {Uint32Array} rows */
  async copy(rows) {
    const lines = [
      this.heads.map(({ key }) => say(key)),
      ...Array.from(rows, (i) => this.heads.map(({ cell }) => plainCell(cell(i)))),
    ];
    const copied = await copyText(lines.map((cells) => cells.join("\t")).join("\n"));
    this.toast.say(copied ? say("table.copied", { n: rows.length }) : say("card.not_copied"));
  }
}

/** @param {import("../data/events.js").EventTable} events @param {import("../data/place_names.js").PlaceNames} names @returns {Head[]} */
export function headsOf(events, names) {
  const get = /** @param {string} name */ (name) => /** @param {number} i */ (i) => String(events.get(i, name) ?? "");
  const fixed = /** @param {number} x @param {number} digits */ (x, digits) =>
    Number.isNaN(x) ? "" : x.toFixed(digits);
  const when = /** @param {number} i */ (i) =>
    intervalWords(events.get(i, "date_start"), events.get(i, "date_end"), { short: true });
  return [
    { key: "table.date", cell: when, by: "newest", back: "oldest" },
    { key: "table.event", cell: (i) => names.title(i), by: "category" },
    { key: "table.category", cell: (i) => categoryWords(events.category(i)), hidden: true },
    { key: "table.place", cell: (i) => names.name(i), by: "place" },
    { key: "table.source", cell: get("publisher") },
    { key: "table.published", cell: get("published") },
    { key: "table.confidence", cell: (i) => fixed(events.confidence[i], 2), by: "confidence" },
    { key: "table.status", cell: (i) => sayCode("status", events.get(i, "status")) },
    { key: "table.border_km", cell: (i) => fixed(events.km[i], 0), by: "border" },
    { key: "table.quote", cell: get("quote"), hidden: true },
    { key: "table.url", cell: get("url"), hidden: true },
    { key: "table.lon", cell: (i) => fixed(events.lon[i], 5), hidden: true },
    { key: "table.lat", cell: (i) => fixed(events.lat[i], 5), hidden: true },
  ];
}
