// The event table as it stands in the page: columns, read by row.

/** Precisions that name an area or a line, not a spot: drawn hollow. */
const VAGUE = new Set(["province", "linear", "region"]);

class EventTable {
  /** @param {any} columns @param {any[]} categories */
  constructor(columns, categories) {
    this.columns = columns;
    /** @type {number} */
    this.size = columns.size;
    this.categories = new Map(categories.map((c) => [c.code, c]));
    /** @type {Map<string, number>} */
    this.rows = new Map(Array.from({ length: this.size }, (_, i) => [this.get(i, "event_id"), i]));
    /** @type {string[] | null} */
    this.searchable = null;
  }

  /** @param {number} i @param {string} name @returns {any} */
  get(i, name) {
    const column = this.columns[name];
    if (!column) return null;
    return column.codes ? column.values[column.codes[i]] : column[i];
  }

  /** @param {number} i */
  category(i) {
    return this.categories.get(this.get(i, "category"));
  }

  /** @param {number} i */
  placed(i) {
    return this.columns.lon[i] !== null;
  }

  /** Whether an event is known to a province, or to a part of one, and no closer. @param {number} i */
  ofProvince(i) {
    const precision = this.get(i, "geo_precision");
    return precision === "province" || (precision === "region" && this.get(i, "place_kind") === "province");
  }

  /** @param {number} i */
  vague(i) {
    return VAGUE.has(this.get(i, "geo_precision"));
  }

  /** @param {number} i @returns {string} */
  title(i) {
    return this.get(i, "title") || this.category(i).label;
  }

  /** @param {number} i @returns {string} */
  placeName(i) {
    return this.get(i, "place_name") || this.get(i, "name_as_written") || "";
  }

  /** @param {number} i */
  when(i) {
    return intervalWords(this.get(i, "date_start"), this.get(i, "date_end"));
  }

  /** The day by which to sort, or null. @param {number} i @returns {string | null} */
  day(i) {
    return this.get(i, "date_start") || this.get(i, "date_end");
  }

  /** Whether every word of a query occurs in the row. @param {number} i @param {string[]} words folded */
  matches(i, words) {
    this.searchable ??= Array.from({ length: this.size }, (_, row) =>
      fold(
        [
          "title",
          "place_name",
          "name_as_written",
          "quote",
          "publisher",
          "actors",
          "goods",
          "quantity",
          "penalty",
          "report_id",
          "date_start",
          "date_end",
          "published",
        ]
          .map((name) => this.get(row, name))
          .flat()
          .concat(this.category(row).label)
          .filter(Boolean)
          .join("\n"),
      ),
    );
    const text = this.searchable[i];
    return words.every((word) => text.includes(word));
  }
}

/** Lower case without accents, so that Hyesan finds Hyesan however it is typed. @param {string} text */
const fold = (text) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .normalize("NFC");
