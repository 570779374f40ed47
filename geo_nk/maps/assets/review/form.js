// The form in which a reviewer corrects an event: what, where, when, and a note.

import { element } from "../parts/dom.js";
import { categoryWords, say } from "../words/words.js";
import { PlaceBox } from "./place_box.js";

const NOT_SAID = "none"; // what the saved table has for a place or a day that the report does not say
const LONGEST_NOTE = 2000;

export class ReviewForm {
  /**
   * @param {import("../data/events.js").EventTable} events
   * @param {number} row
   * @param {{decision: import("./decisions.js").Decision | null, finder: import("./place_finder.js").PlaceFinder | null, name: string, done: (right: import("./decisions.js").Decision["right"] | null, note: string) => void}} parts
   *   Without a finder it takes a note and nothing else. `done` gets what is right where that differs from what was
   *   read; null for the note alone, or where the form was left.
   */
  constructor(events, row, { decision, finder, name, done }) {
    this.events = events;
    this.row = row;
    this.done = done;
    const right = decision?.right ?? {};
    this.note = textBox("fix-note", "review.note_hint", decision?.note ?? "");
    this.note.maxLength = LONGEST_NOTE;
    this.complaint = element("p", { class: "complaint", role: "alert", hidden: "" });
    /** @type {HTMLSelectElement | null} */
    this.category = null;
    /** @type {PlaceBox | null} */
    this.place = null;
    /** @type {Record<"date_start" | "date_end", HTMLInputElement> | null} */
    this.days = null;
    if (finder) {
      this.category = this.categoryBox(right.category ?? events.get(row, "category"));
      this.place = this.placeBox(finder, right, name);
      this.days = this.dayBoxes(right);
    }
    const words = say(finder ? "review.keep" : "review.keep_note");
    const save = element("button", { type: "button", class: "strong" }, words);
    save.addEventListener("click", () => this.send());
    const leave = element("button", { type: "button", class: "quiet" }, say("review.cancel"));
    leave.addEventListener("click", () => this.done(null, ""));
    // No form element: the frame of a notebook sends none, not even to the page itself.
    this.node = element(
      "div",
      { id: "fix", role: "form", "aria-label": say(finder ? "review.correct" : "review.note") },
      ...(this.category ? [label("review.what", this.category)] : []),
      ...(this.place ? [label("review.where", this.place.node)] : []),
      ...(this.days ? [this.period(this.days)] : []),
      label("review.note", this.note),
      this.complaint,
      element("p", { class: "form-end" }, save, leave),
    );
    this.node.addEventListener("keydown", (event) => this.press(event));
  }

  focus() {
    (this.category ?? this.note).focus();
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") this.done(null, "");
    else if (event.key === "Enter" && !(event.target instanceof HTMLButtonElement)) this.send();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {string} now */
  categoryBox(now) {
    const box = /** @type {HTMLSelectElement} */ (element("select", { id: "fix-category" }));
    for (const [code, category] of this.events.categories)
      if (code) box.append(element("option", { value: code }, categoryWords(category)));
    box.value = now;
    return box;
  }

  /** @param {import("./place_finder.js").PlaceFinder} finder @param {import("./decisions.js").Decision["right"]} right @param {string} name */
  placeBox(finder, right, name) {
    const get = /** @param {string} column */ (column) => this.events.get(this.row, column);
    const read = { id: get("place_id"), name };
    const chosen = right.place_id === NOT_SAID ? { id: null, name: "" } : (finder.get(right.place_id ?? "") ?? null);
    const now = chosen ? { id: chosen.id, name: "names" in chosen ? finder.name(chosen) : "" } : read;
    const near = finder.near(get("name_as_written"), get("quote"));
    return new PlaceBox(finder, { ...now, near, label: say("review.where") });
  }

  /** @param {import("./decisions.js").Decision["right"]} right */
  dayBoxes(right) {
    const day = /** @param {"date_start" | "date_end"} name */ (name) => {
      const now = right[name] ?? this.events.get(this.row, name) ?? "";
      return textBox(`fix-${name}`, "review.day_hint", now === NOT_SAID ? "" : now);
    };
    const boxes = { date_start: day("date_start"), date_end: day("date_end") };
    for (const box of Object.values(boxes)) box.inputMode = "numeric";
    const { date_start: start, date_end: end } = boxes;
    // What happened on one day goes on doing so while nobody says otherwise.
    let together = start.value === end.value;
    end.addEventListener("input", () => {
      together = false;
    });
    start.addEventListener("input", () => {
      if (together) end.value = start.value;
    });
    return boxes;
  }

  /** @param {Record<"date_start" | "date_end", HTMLInputElement>} days */
  period({ date_start: start, date_end: end }) {
    return element("div", { class: "period" }, label("review.from", start), label("review.until", end));
  }

  send() {
    const right = this.category ? this.right() : null;
    if (typeof right === "string") {
      this.complaint.textContent = right;
      this.complaint.hidden = false;
      return;
    }
    this.done(right, this.note.value.trim());
  }

  /** What differs from what was read, or what is wrong with it. @returns {import("./decisions.js").Decision["right"] | string} */
  right() {
    /** @type {import("./decisions.js").Decision["right"]} */
    const right = {};
    const category = /** @type {HTMLSelectElement} */ (this.category).value;
    if (category !== this.events.get(this.row, "category")) right.category = category;
    const { input, chosen } = /** @type {PlaceBox} */ (this.place);
    const before = this.events.get(this.row, "place_id");
    const unlisted = !chosen.id && input.value.trim();
    if (unlisted && (before || unlisted !== this.events.placeName(this.row))) {
      input.focus();
      return say("review.unknown_place", { name: unlisted });
    }
    if (chosen.id && chosen.id !== before) Object.assign(right, { place_id: chosen.id, place_name: chosen.name });
    else if (!chosen.id && !unlisted && this.events.placeName(this.row)) right.place_id = NOT_SAID;
    return this.dates(right);
  }

  /** @param {import("./decisions.js").Decision["right"]} right */
  dates(right) {
    const boxes = /** @type {Record<"date_start" | "date_end", HTMLInputElement>} */ (this.days);
    const [first, last] = [spanOf(boxes.date_start.value), spanOf(boxes.date_end.value)];
    for (const [span, box] of /** @type {const} */ ([
      [first, boxes.date_start],
      [last, boxes.date_end],
    ])) {
      if (span) continue;
      box.focus();
      return say("review.no_day", { text: box.value.trim() });
    }
    const [start, end] = [/** @type {string[]} */ (first)[0], /** @type {string[]} */ (last)[1]];
    if (start && end && end < start) {
      boxes.date_end.focus();
      return say("review.before");
    }
    const read = ["date_start", "date_end"].map((name) => this.events.get(this.row, name) ?? "");
    if (start !== read[0] || end !== read[1])
      Object.assign(right, { date_start: start || NOT_SAID, date_end: end || NOT_SAID });
    return right;
  }
}

/**
 * First and last day that a typed day, month or year means; two empty texts for none, null for what is no date.
 * @param {string} text
 * @returns {[string, string] | null}
 */
export function spanOf(text) {
  const typed = text.trim().replaceAll(/[./]/g, "-");
  if (!typed) return ["", ""];
  const found = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(typed);
  if (!found) return null;
  const [year, month, day] = found.slice(1).map((part) => (part === undefined ? 0 : Number(part)));
  const first = isoOf(year, month || 1, day || 1);
  const last = day ? first : month ? isoOf(year, month + 1, 0) : isoOf(year, 12, 31);
  const real = year > 0 && (found[2] === undefined || (month >= 1 && month <= 12));
  return real && (!day ? found[3] === undefined : Number(first.slice(8)) === day) ? [first, last] : null;
}

/** @param {number} year @param {number} month @param {number} day 0 is the last of the month before */
function isoOf(year, month, day) {
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return date.toISOString().slice(0, 10);
}

/** @param {string} id @param {string} hint @param {string} value */
function textBox(id, hint, value) {
  const box = /** @type {HTMLInputElement} */ (
    element("input", { type: "text", id, placeholder: say(hint), autocomplete: "off" })
  );
  box.value = value;
  return box;
}

/** @param {string} key @param {Node} box */
const label = (key, box) => element("label", {}, element("span", {}, say(key)), box);
