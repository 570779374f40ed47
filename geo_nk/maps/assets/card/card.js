// The card of one event: what is claimed, where that stands in the report, and how sure each step is.

import { dayWords } from "../data/dates.js";
import { measureWords } from "../data/sanctions.js";
import { byId, element, setIdle } from "../parts/dom.js";
import { copyText, safeLink } from "../parts/link.js";
import { symbolElement } from "../parts/symbols.js";
import { categoryWords, numberWords, say, sayCode, sureWords } from "../words/words.js";
import { citation } from "./citation.js";
import { placeRows } from "./facts.js";
import { quoteElement } from "./quote.js";
import { differences, otherReports } from "./told.js";

/** Groups of categories in which something or somebody crosses the border. */
const MOVING = new Set(["smuggling", "movement"]);

const MOST_AT_ONCE = 300; // events in the list of one place
const ISO_DAY = /^\d{4}-\d\d-\d\d(T|$)/;

export class Card {
  /**
   * @param {import("../data/events.js").EventTable} events
   * @param {import("../state/store.js").Store} store
   * @param {{list: import("../panel/list.js").EventList, names: import("../data/place_names.js").PlaceNames, toast: import("../parts/toast.js").Toast, decisions: import("../review/decisions.js").Decisions}} parts
   */
  constructor(events, store, { list, names, toast, decisions }) {
    this.events = events;
    this.store = store;
    this.list = list;
    this.names = names;
    this.toast = toast;
    this.decisions = decisions;
    this.node = byId("card");
    /** whether the reader unfolded how events were read */
    this.unfolded = false;
    this.body = byId("card-body");
    byId("card-close").addEventListener("click", () => this.close());
    byId("card-previous").addEventListener("click", () => this.turn(-1));
    byId("card-next").addEventListener("click", () => this.turn(1));
    document.addEventListener("keydown", (event) => this.press(event));
    store.on(["selected", "place", "language", "visible", "decided"], () => this.draw());
    store.on("side", ({ side }) => this.node.classList.toggle("left", side === "left"));
  }

  draw() {
    const { selected, place } = this.store.state;
    const open = selected !== null || place !== null;
    const held = this.node.contains(document.activeElement);
    this.node.hidden = !open;
    if (!open && held) this.list.box.focus({ preventScroll: true }); // the keyboard goes on in the list
    document.body.classList.toggle("card-open", open);
    if (selected !== null) this.show(selected);
    else if (place) this.showPlace(place);
  }

  close() {
    this.store.set({ selected: null, place: null });
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (this.node.hidden || event.altKey || event.ctrlKey || event.metaKey) return;
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.key === "Escape") this.close();
    else if (target.closest("input, select, textarea, [role=slider], #map, #table, #story")) return;
    else if (event.key === "ArrowLeft") this.turn(-1);
    else if (event.key === "ArrowRight") this.turn(1);
  }

  /** The event before or after this one, as the list runs. @param {number} by */
  turn(by) {
    const rows = this.list.rows.filter((i) => i >= 0);
    const at = rows.indexOf(this.store.get("selected") ?? -2);
    const next = rows[at + by];
    if (at >= 0 && next !== undefined) this.store.set({ selected: next, place: null });
  }

  /** @param {...(Node | string | null)} parts */
  open(...parts) {
    this.body.replaceChildren(...parts.filter((part) => part !== null));
    this.node.scrollTop = 0;
  }

  /** @param {number} i */
  show(i) {
    const { events } = this;
    const category = events.category(i);
    const rows = this.list.rows.filter((row) => row >= 0);
    const k = rows.indexOf(i);
    byId("card-turn").hidden = k < 0 || rows.length < 2;
    byId("card-position").textContent = say("card.position", { k: k + 1, n: rows.length });
    setIdle(byId("card-previous"), k <= 0);
    setIdle(byId("card-next"), k === rows.length - 1);
    this.open(
      element(
        "p",
        { class: "eyebrow" },
        symbolElement(category, { hollow: events.vague(i), size: 18 }),
        categoryWords(category),
        statusChip(this.decisions.status(i) ?? events.get(i, "status")),
        changeChip(events.get(i, "change")),
      ),
      element("h2", { id: "card-title" }, this.names.title(i)),
      quoteElement(events, i),
      this.source(i),
      element("p", { class: "when" }, events.dated(i) ? events.when(i) : undatedWords(events, i)),
      facts(say("card.differs"), differences(events.get(i, "told_differently") ?? [], events)),
      facts(say("card.review"), this.review(i)),
      this.audit(i),
      this.actions(i),
    );
  }

  /** How the event was read, folded: whoever asks for it once sees it on every card. @param {number} i */
  audit(i) {
    const node = /** @type {HTMLDetailsElement} */ (
      element(
        "details",
        { class: "audit" },
        element("summary", {}, say("card.audit")),
        facts(say("card.where"), placeRows(this.events, i, this.names)),
        facts(say("card.what"), this.what(i)),
        facts(say("card.sure"), this.sure(i)),
      )
    );
    // What has no place says why without being asked.
    node.open = this.unfolded || !this.events.placed(i);
    node.querySelector("summary")?.addEventListener("click", () => {
      this.unfolded = !node.open;
    });
    return node;
  }

  /** The events of one place, where they are too many for a ring. @param {NonNullable<import("../state/store.js").State["place"]>} place */
  showPlace({ name, rows: members, query }) {
    const { events } = this;
    byId("card-turn").hidden = true;
    const newest = [...members].sort((a, b) => events.firstDay[b] - events.firstDay[a] || a - b);
    const dated = newest.filter((i) => events.dated(i)).concat(newest.filter((i) => !events.dated(i)));
    const items = dated.slice(0, MOST_AT_ONCE).map((i) => this.choice(i));
    const more = members.length - MOST_AT_ONCE;
    this.open(
      element("p", { class: "eyebrow" }, say(query ? "card.sampled_here" : "card.here", { n: members.length })),
      element("h2", { id: "card-title" }, name),
      query ? element("p", {}, say("card.all_rows"), " ", element("code", {}, query)) : null,
      element("ul", { class: "choices" }, ...items),
      more > 0 ? element("p", {}, say("count.more_events", { n: more })) : null,
    );
  }

  /** A line that opens an event. @param {number} i */
  choice(i) {
    const { events } = this;
    const button = element(
      "button",
      { type: "button", class: "choice", "data-event": events.get(i, "event_id") },
      symbolElement(events.category(i), { hollow: events.vague(i), size: 18 }),
      element("span", { class: "item-title" }, this.names.title(i)),
      element("span", { class: "item-meta" }, events.when(i)),
    );
    button.addEventListener("click", () => this.store.set({ selected: i, place: null }));
    return element("li", {}, button);
  }

  /** @param {number} i */
  source(i) {
    const get = /** @param {string} name */ (name) => this.events.get(i, name);
    const published = get("published") ? dayWords(get("published")) : null;
    const words = [
      get("publisher") ? element("b", {}, get("publisher")) : null,
      published,
      sayCode("source", get("source_kind")),
    ]
      .filter(Boolean)
      .flatMap((word, k) => (k ? [", ", word] : [word]));
    const href = safeLink(get("url"));
    const link = href
      ? element("a", { href, target: "_blank", rel: "noopener noreferrer" }, say("card.open_source"))
      : null;
    // An address that may not be followed is still part of the record.
    const refused =
      get("url") && !href ? element("span", { class: "refused" }, say("card.refused", { url: get("url") })) : null;
    if (!words.length && !link && !refused) return null;
    return element("p", { class: "source" }, ...words, words.length ? " " : null, link, refused);
  }

  /** @param {number} i @returns {[string, any][]} */
  what(i) {
    const list = /** @param {string} name */ (name) => this.events.get(i, name)?.join("; ") ?? null;
    const moves = MOVING.has(this.events.category(i).group) || this.events.get(i, "goods");
    const direction = moves ? this.events.get(i, "direction") : null;
    return [
      [say("card.actors"), list("actors")],
      [say("card.goods"), list("goods")],
      [say("card.quantity"), list("quantity")],
      [say("card.penalty"), list("penalty")],
      [say("card.direction"), direction && direction !== "unknown" ? sayCode("direction", direction) : null],
      [say("card.hs_chapters"), list("hs_chapters")],
      [say("card.sanctions"), this.lines(this.events.get(i, "sanctions")?.map(measureWords))],
    ];
  }

  /** @param {number} i @returns {[string, any][]} */
  sure(i) {
    const get = /** @param {string} name */ (name) => this.events.get(i, name);
    const confidence = get("confidence");
    const value =
      confidence === null ? "" : numberWords(confidence, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    const written = get("date_as_written");
    return [
      [
        say("card.read_rightly"),
        confidence === null ? null : say("card.confidence_words", { level: sureWords(confidence), value }),
      ],
      [say("card.dated"), get("date_precision") ? sayCode("dated", get("date_precision")) : null],
      [say("card.date_written"), written ? say("card.as_written_here", { name: written }) : null],
      [say("card.also"), this.others(i)],
      [say("card.sources"), get("source_count") === null ? null : say("card.sources_words", { n: get("source_count") })],
      [say("card.report"), get("report_id")],
      [say("card.changed_fields"), this.lines(get("changed_fields"))],
      [say("card.reader"), get("reader")],
    ];
  }

  /** What a reviewer decided, as the event table has it. @param {number} i @returns {[string, any][]} */
  review(i) {
    const get = /** @param {string} name */ (name) => this.events.get(i, name);
    const at = get("reviewed_at");
    const day = at && ISO_DAY.test(at) ? dayWords(at.slice(0, 10)) : at;
    return [
      [say("card.reviewed_by"), [get("reviewed_by"), day].filter(Boolean).join(", ")],
      [say("card.corrected"), this.readAs(get("corrected") ?? [])],
      [say("card.note"), get("review_note")],
    ];
  }

  /** Texts, each on a line of its own. @param {string[] | null} texts */
  lines(texts) {
    return (texts ?? []).flatMap((text, k) => (k ? [element("br", {}), text] : [text]));
  }

  /** What was read before a reviewer corrected it, in words. @param {string[]} corrected */
  readAs(corrected) {
    const read = new Map(corrected.map((item) => [item.split(": ", 1)[0], item.slice(item.indexOf(": ") + 2)]));
    const category = this.events.categories.get(read.get("category") ?? "");
    const days = ["date_start", "date_end"].filter((name) => read.has(name));
    const named = read.get("place_name") ?? read.get("place_id");
    const parts = [category ? categoryWords(category) : read.get("category"), named, ...days.map((day) => read.get(day))];
    return [...new Set(parts.filter(Boolean))].join(" · ");
  }

  /** The other reports: by their publishers, or by ids, of which those opens that is on the page. @param {number} i */
  others(i) {
    const told = otherReports(this.events.get(i, "told_by") ?? [], this.events.get(i, "report_id"));
    if (told.length) return this.lines(told);
    const reports = /** @type {string[] | null} */ (this.events.get(i, "also_reported_by"));
    if (!reports?.length) return null;
    const { values, codes } = this.events.codes("report_id");
    return reports.flatMap((report, k) => {
      const code = values.indexOf(report);
      const row = code < 0 ? -1 : Array.prototype.indexOf.call(codes, code);
      const button = row < 0 ? report : element("button", { type: "button", class: "quiet" }, report);
      if (typeof button !== "string")
        button.addEventListener("click", () => this.store.set({ selected: row, place: null }));
      return k ? [", ", button] : [button];
    });
  }

  /** @param {number} i */
  actions(i) {
    const cite = element("button", { type: "button", class: "quiet", id: "card-cite" }, say("card.cite"));
    cite.addEventListener("click", async () => {
      const copied = await copyText(citation(this.events, i, this.names));
      this.toast.say(say(copied ? "card.copied" : "card.not_copied"));
    });
    return element("p", { class: "actions" }, cite);
  }
}

/** Why an event has no date, and what to do about it. @param {import("../data/events.js").EventTable} events @param {number} i */
function undatedWords(events, i) {
  if (events.get(i, "published")) return say("date.unsaid");
  const report = events.get(i, "report_id");
  return report ? say("date.unpublished_help", { report }) : say("date.unpublished");
}

/** @param {string | null} status */
const statusChip = (status) =>
  status
    ? element(
        "span",
        { class: `status ${status}` },
        sayCode("status", status),
      )
    : null;

/** What it is against an earlier date or another file. @param {string | null} change */
const changeChip = (change) =>
  change ? element("span", { class: "status candidate" }, sayCode("change", change)) : null;

/** @param {string} heading @param {[string, any][]} rows of a name and what is said: text, nodes, or nothing */
function facts(heading, rows) {
  const kept = rows.filter(([, value]) => (Array.isArray(value) ? value.length : value));
  if (!kept.length) return null;
  const lines = kept.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, ...[value].flat())]);
  return element("section", {}, element("h3", {}, heading), element("dl", {}, ...lines));
}
