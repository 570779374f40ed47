// The card of one event: what is claimed, where that stands in the report, and how sure each step is.

import { byId, element, shown } from "./dom.js";
import { symbolElement } from "./symbols.js";
import {
  DATE_WORDS,
  METHOD_WORDS,
  PRECISION_WORDS,
  SOURCE_WORDS,
  counted,
  dayWords,
  distanceWords,
  plainWords,
  safeLink,
  sureWords,
} from "./words.js";

export class Card {
  /**
   * @param {import("./events.js").EventTable} events
   * @param {import("./store.js").Store} store
   */
  constructor(events, store) {
    this.events = events;
    this.store = store;
    this.node = byId("card");
    this.body = byId("card-body");
    const close = () => store.set({ selected: null, place: null });
    byId("card-close").addEventListener("click", close);
    document.addEventListener("keydown", ({ key }) => {
      if (key === "Escape" && !this.node.hidden) close();
    });
    store.on(["selected", "place"], ({ selected, place }) => {
      if (selected !== null) this.show(selected);
      else if (place) this.showPlace(place.name, place.rows);
      else this.hide();
    });
  }

  hide() {
    this.node.hidden = true;
  }

  /** @param {...(Node | null)} parts */
  open(...parts) {
    this.body.replaceChildren(...parts.filter((p) => p !== null));
    this.node.hidden = false;
    this.node.scrollTop = 0;
  }

  /** @param {number} i */
  show(i) {
    const { events } = this;
    const get = /** @param {string} name */ (name) => events.get(i, name);
    const category = events.category(i);
    this.open(
      element(
        "p",
        { class: "eyebrow" },
        symbolElement(category, { hollow: events.vague(i), size: 18 }),
        category.label,
        statusChip(get("status")),
      ),
      element("h2", { id: "card-title" }, events.title(i)),
      element("p", { class: "when" }, events.when(i)),
      this.quote(get("quote"), get("name_as_written")),
      this.source(get),
      facts("Where", this.place(i, get)),
      facts("What", this.what(get)),
      facts("How sure", this.sure(get)),
    );
  }

  /** The events of one place, where they are too many for a ring. @param {string} name @param {number[]} members */
  showPlace(name, members) {
    const newest = [...members].sort((a, b) => this.events.firstDay[b] - this.events.firstDay[a] || a - b);
    const dated = newest.filter((i) => this.events.dated(i)).concat(newest.filter((i) => !this.events.dated(i)));
    const items = dated.slice(0, MOST_AT_ONCE).map((i) => {
      const button = element(
        "button",
        { type: "button", class: "item" },
        symbolElement(this.events.category(i), { hollow: this.events.vague(i), size: 18 }),
        element("span", { class: "item-title" }, this.events.title(i)),
        element("span", { class: "item-meta" }, this.events.when(i)),
      );
      button.addEventListener("click", () => this.store.set({ selected: i, place: null }));
      return element("li", {}, button);
    });
    const more = members.length - MOST_AT_ONCE;
    this.open(
      element("p", { class: "eyebrow" }, counted(members.length, "event")),
      element("h2", { id: "card-title" }, name),
      element("ul", { class: "items" }, ...items),
      more > 0 ? element("p", {}, `${counted(more, "more event")}: search, or choose fewer years.`) : null,
    );
  }

  /** The quote with the name of the place marked. @param {string | null} quote @param {string | null} name */
  quote(quote, name) {
    if (!quote) return null;
    const node = element("blockquote");
    const exact = name ? quote.indexOf(name) : -1;
    const from = exact >= 0 || !name ? exact : quote.toLowerCase().indexOf(name.toLowerCase());
    if (from < 0 || !name) node.append(shown(quote));
    else
      node.append(
        shown(quote.slice(0, from)),
        element("mark", {}, quote.slice(from, from + name.length)),
        shown(quote.slice(from + name.length)),
      );
    return node;
  }

  /** @param {(name: string) => any} get */
  source(get) {
    const words = [
      get("publisher"),
      get("published") ? dayWords(get("published")) : null,
      SOURCE_WORDS[get("source_kind")] ?? null,
    ]
      .filter(Boolean)
      .join(", ");
    const href = safeLink(get("url"));
    const link = href ? element("a", { href, target: "_blank", rel: "noopener noreferrer" }, "Open the source") : null;
    // An address that may not be followed is still part of the record.
    const refused =
      get("url") && !href ? element("span", { class: "refused" }, `Address not followed: ${get("url")}`) : null;
    if (!words && !link && !refused) return null;
    return element("p", { class: "source" }, words ? `${words} ` : "", link, refused);
  }

  /** @param {number} i @param {(name: string) => any} get @returns {[string, any][]} */
  place(i, get) {
    const written = get("name_as_written");
    const name = get("place_name");
    const kind = get("place_kind");
    const elsewhere = get("quote") && !get("quote").includes(written);
    return [
      ["Place", name ? `${name}${kind ? ` (${plainWords(kind)})` : ""}` : null],
      ["As written", written ? `“${written}”${elsewhere ? ", elsewhere in the report" : ""}` : null],
      ["Resolved by", get("match_method") ? methodWords(get("match_method"), get("match_score")) : null],
      ["Placed", this.events.placed(i) ? (PRECISION_WORDS[get("geo_precision")] ?? null) : null],
      [
        "Within",
        this.events.placed(i) && get("uncertainty_m")
          ? `about ${distanceWords(get("uncertainty_m"))} of the mark`
          : null,
      ],
      ["Border", borderWords(get("border_km"), get("border_distance_m"), get("uncertainty_m"))],
      ["Not placed", this.events.placed(i) ? null : get("unplaced_reason") || "no reason given"],
    ];
  }

  /** @param {(name: string) => any} get @returns {[string, any][]} */
  what(get) {
    const list = /** @param {string} name */ (name) => get(name)?.join("; ") ?? null;
    const direction = get("direction");
    return [
      ["Actors", list("actors")],
      ["Goods", list("goods")],
      ["Quantity", list("quantity")],
      ["Penalty", list("penalty")],
      ["Direction", direction && direction !== "unknown" ? direction : null],
    ];
  }

  /** @param {(name: string) => any} get @returns {[string, any][]} */
  sure(get) {
    const confidence = get("confidence");
    const others = get("also_reported_by");
    return [
      ["Read rightly", confidence === null ? null : `${sureWords(confidence)} confidence (${confidence.toFixed(2)})`],
      ["Dated", DATE_WORDS[get("date_precision")] ?? null],
      ["Also reported", others ? others.join(", ") : null],
      ["Report", get("report_id")],
    ];
  }
}

const FAR_FROM_BORDER = 100000; // metres from which its kilometres say nothing
const MOST_AT_ONCE = 300; // events in the list of one place

/**
 * Where an event lies by the border, no surer than its place is.
 * @param {number | null} km
 * @param {number | null} away metres
 * @param {number | null} unsure metres
 */
function borderWords(km, away, unsure) {
  if (km === null || away === null || away > FAR_FROM_BORDER) return null;
  if (!unsure) return `kilometre ${Math.round(km)}, ${distanceWords(away)} from the line`;
  const where = `kilometre ${Math.round(km)} ± ${Math.max(1, Math.round(unsure / 1000))}`;
  return away <= unsure
    ? `${where}, within ${distanceWords(unsure)} of the line`
    : `${where}, ${distanceWords(away)} ± ${distanceWords(unsure)} from the line`;
}

/** @param {string} method @param {number | null} score */
const methodWords = (method, score) =>
  `${METHOD_WORDS[method] ?? plainWords(method)}${score === null ? "" : ` (${score.toFixed(2)})`}`;

/** @param {string | null} status */
const statusChip = (status) =>
  status
    ? element(
        "span",
        { class: `status ${status === "confirmed" ? "confirmed" : "candidate"}` },
        status === "candidate" ? "candidate, not reviewed" : status,
      )
    : null;

/** @param {string} heading @param {[string, string | null][]} rows */
function facts(heading, rows) {
  const kept = rows.filter(([, value]) => value);
  if (!kept.length) return null;
  return element(
    "section",
    {},
    element("h3", {}, heading),
    element(
      "dl",
      {},
      ...kept.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, /** @type {string} */ (value))]),
    ),
  );
}
