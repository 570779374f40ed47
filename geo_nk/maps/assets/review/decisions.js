// What a reviewer decided on the events of this page: kept in the browser where it lets the page, and saved as a table.

const DECISION_KEY = "geo-nk:decision:"; // and the id of the event: the same claim has the same id on every map
const REVIEWER_KEY = "geo-nk:reviewer";
const SETTLED = "confirmed"; // the status of an event on which nobody need decide again; rejected ones are not drawn
const FORMULA = /^'*\s*[=+\-@\t\r\n＝＋－＠]/; // as geo_nk/_files/formulas.py, which takes the apostrophe away again

/** What can be corrected; a missing one is right as it was read. */
const CORRECTIONS = /** @type {const} */ (["category", "place_id", "place_name", "date_start", "date_end"]);

/** Columns of the saved table; `title` and `report_id` are for who reads it. */
const COLUMNS = ["event_id", "decision", ...CORRECTIONS, "note", "reviewer", "reviewed_at", "title", "report_id"];

/**
 * @typedef {"confirm" | "correct" | "reject" | "note"} Verdict a note leaves open what is right
 *
 * @typedef {object} Decision
 * @property {Verdict} verdict
 * @property {Partial<Record<typeof CORRECTIONS[number], string>>} right what is right; "none" for nothing
 * @property {string} note
 * @property {string} at UTC
 */

/** @type {Record<Verdict, string | null>} */
const STATUS = { confirm: "confirmed", correct: "corrected", reject: "rejected", note: null };

export class Decisions {
  /**
   * @param {import("../data/events.js").EventTable} events
   * @param {import("../state/store.js").Store} store
   * @param {boolean} offered whether this page offers review
   */
  constructor(events, store, offered) {
    this.events = events;
    this.store = store;
    /** @type {Map<number, Decision>} by row */
    this.made = new Map();
    /** @type {number[]} rows in the order of their decisions */
    this.order = [];
    /** how many events the event file leaves to decide on */
    this.candidates = offered ? openOnes(events) : 0;
    /** whether all that was decided stands in a saved table */
    this.saved = true;
    this.shelf = offered ? shelf() : null;
    this.reviewer = this.shelf?.getItem(REVIEWER_KEY) ?? "";
    if (this.shelf) this.load(this.shelf);
    if (offered) window.addEventListener("storage", (event) => this.follow(event));
  }

  /** Take what was decided before, here or on an earlier map of the same events. @param {Storage} held */
  load(held) {
    const keys = Array.from({ length: held.length }, (_, k) => held.key(k) ?? "");
    const mine = keys.filter((key) => key.startsWith(DECISION_KEY));
    if (!mine.length) return;
    const rows = new Map(Array.from({ length: this.events.size }, (_, i) => [this.events.get(i, "event_id"), i]));
    for (const key of mine) {
      const row = rows.get(key.slice(DECISION_KEY.length));
      if (row !== undefined) this.take(row, held.getItem(key));
    }
    this.saved = this.made.size === 0;
  }

  /** @param {number} row @param {string | null} text as it was kept; anything may stand there */
  take(row, text) {
    const decision = readDecision(text);
    const standing = this.events.get(row, "reviewed_at") ?? "";
    // What the event file has already is no news.
    if (decision && decision.at > standing) this.made.set(row, decision);
    else this.made.delete(row);
  }

  /** Another window decided. @param {StorageEvent} event */
  follow(event) {
    if (!event.key?.startsWith(DECISION_KEY)) return;
    const row = this.events.rowOf(event.key.slice(DECISION_KEY.length));
    if (row === null) return;
    this.take(row, event.newValue);
    this.tell();
  }

  /** @param {number} row */
  get(row) {
    return this.made.get(row) ?? null;
  }

  /** What this page's reader made of an event: confirmed, corrected, rejected, or null. @param {number} row */
  status(row) {
    const decision = this.made.get(row);
    return decision ? STATUS[decision.verdict] : null;
  }

  /** Whether nobody decided on an event yet, here or in the event file. @param {number} row */
  open(row) {
    return !this.status(row) && this.events.get(row, "status") !== SETTLED;
  }

  /** How many were decided, and how many there are to decide on. */
  count() {
    const made = { confirmed: 0, corrected: 0, rejected: 0 };
    let all = this.candidates;
    for (const row of this.made.keys()) {
      const status = /** @type {keyof typeof made | null} */ (this.status(row));
      if (!status) continue;
      made[status] += 1;
      all += Number(this.events.get(row, "status") === SETTLED); // decided on once more
    }
    const done = made.confirmed + made.corrected + made.rejected;
    return { ...made, done, left: all - done, all };
  }

  /** @param {number} row @param {Verdict} verdict @param {Decision["right"]} [right] @param {string} [note] */
  decide(row, verdict, right = {}, note = this.get(row)?.note ?? "") {
    const at = new Date().toISOString().replace(/\.\d+Z$/, "Z");
    this.made.set(row, { verdict, right, note, at });
    this.order = this.order.filter((other) => other !== row).concat(row);
    this.keep(row);
    this.saved = false;
    this.tell();
  }

  /** Take back the decision on an event, or else the last one; which it was, or null. @param {number | null} row */
  undo(row) {
    const which = row !== null && this.made.has(row) ? row : (this.order.at(-1) ?? null);
    if (which === null || !this.made.delete(which)) return null;
    this.order = this.order.filter((other) => other !== which);
    this.keep(which);
    this.saved = this.made.size === 0;
    this.tell();
    return which;
  }

  /** Forget all that was decided on these events, here and in the browser. */
  forget() {
    const rows = [...this.made.keys()];
    this.made.clear();
    this.order = [];
    for (const row of rows) this.keep(row);
    this.saved = true;
    this.tell();
  }

  /** @param {string} name */
  setReviewer(name) {
    this.reviewer = name.trim();
    this.write(REVIEWER_KEY, this.reviewer || null);
  }

  tell() {
    this.store.set({ decided: this.store.get("decided") + 1 });
  }

  /** @param {number} row */
  keep(row) {
    const decision = this.made.get(row);
    this.write(DECISION_KEY + this.events.get(row, "event_id"), decision ? JSON.stringify(decision) : null);
  }

  /** @param {string} key @param {string | null} value */
  write(key, value) {
    try {
      if (value === null) this.shelf?.removeItem(key);
      else this.shelf?.setItem(key, value);
    } catch {
      this.shelf = null; // it is full, or closed by now: the page says so, and asks before it is left
    }
  }

  /** The table of all decisions on events of this page, as a spreadsheet and `geo-nk review` read it. */
  csv() {
    const rows = [...this.made.keys()].sort((a, b) => a - b).map((row) => this.line(row));
    return `\ufeff${[COLUMNS, ...rows].map((cells) => cells.map(csvCell).join(",")).join("\r\n")}\r\n`;
  }

  /** @param {number} row @returns {string[]} */
  line(row) {
    const { verdict, right, note, at } = /** @type {Decision} */ (this.made.get(row));
    const get = /** @param {string} name */ (name) => this.events.get(row, name) ?? "";
    const corrections = CORRECTIONS.map((name) => right[name] ?? "");
    return [get("event_id"), verdict, ...corrections, note, this.reviewer, at, get("title"), get("report_id")];
  }
}

/** @param {import("../data/events.js").EventTable} events */
function openOnes(events) {
  const { values, codes } = events.codes("status");
  let n = 0;
  for (let i = 0; i < codes.length; i += 1) n += Number(values[codes[i]] !== SETTLED);
  return n;
}

/** Where this browser lets the page keep something, or null. @returns {Storage | null} */
function shelf() {
  try {
    const held = window.localStorage;
    held.setItem(`${REVIEWER_KEY}?`, "");
    held.removeItem(`${REVIEWER_KEY}?`);
    return held;
  } catch {
    return null; // a frame of a notebook, or a browser that keeps nothing
  }
}

/** What was kept, where it has the form of a decision: other pages opened from disk may write there, too. @param {string | null} text @returns {Decision | null} */
export function readDecision(text) {
  try {
    const { verdict, right, note, at } = JSON.parse(text ?? "");
    const known = Object.hasOwn(STATUS, verdict) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(at);
    if (!known || typeof note !== "string") return null;
    const pairs = CORRECTIONS.map((name) => [name, right?.[name]]).filter(([, value]) => typeof value === "string");
    return { verdict, right: Object.fromEntries(pairs), note, at };
  } catch {
    return null;
  }
}

/** @param {string} text */
export function csvCell(text) {
  const guarded = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
