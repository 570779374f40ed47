// Review: the reader of a complete map decides on its events, by keyboard or pointer, and takes the decisions along.

import { intervalWords } from "../data/dates.js";
import { inflatedJson } from "../data/unpack.js";
import { byId, element } from "../parts/dom.js";
import { categoryWords, say } from "../words/words.js";
import { ReviewForm } from "./form.js";
import { PlaceFinder } from "./place_finder.js";

const FILE = "decisions.csv";

/** Keys by the letter that they write, and by where they lie: a Korean or Chinese keyboard writes others. */
const KEYS = /** @type {const} */ ({ v: "KeyV", c: "KeyC", r: "KeyR", e: "KeyE", n: "KeyN", u: "KeyU", s: "KeyS" });

/** @typedef {keyof typeof KEYS} Key */

export class Review {
  /**
   * @param {import("../data/events.js").EventTable} events
   * @param {import("../state/store.js").Store} store
   * @param {{list: import("../panel/list.js").EventList, names: import("../data/place_names.js").PlaceNames, toast: import("../parts/toast.js").Toast, decisions: import("./decisions.js").Decisions}} parts
   */
  constructor(events, store, { list, names, toast, decisions }) {
    this.events = events;
    this.store = store;
    this.list = list;
    this.names = names;
    this.toast = toast;
    this.decisions = decisions;
    this.panel = byId("review");
    this.bar = byId("decide");
    /** @type {ReviewForm | null} */
    this.form = null;
    /** whether the reader is asked for a name before the first decision */
    this.asking = false;
    /** whether a press on Forget was not yet confirmed by another */
    this.forgetting = false;
    const block = byId("geo-nk-places");
    this.packed = block.textContent ?? "";
    block.remove();
    /** @type {Promise<PlaceFinder> | null} */
    this.finder = null;
    store.on("selected", () => this.leaveForm());
    store.on(["selected", "reviewing", "decided", "language"], () => this.draw());
    document.addEventListener("keydown", (event) => this.press(event));
    window.addEventListener("beforeunload", (event) => {
      if (!decisions.shelf && !decisions.saved) event.preventDefault(); // else they would be lost
    });
    this.panel.hidden = false;
    this.draw();
  }

  draw() {
    this.drawPanel();
    this.drawBar();
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
    if (/** @type {HTMLElement} */ (event.target).closest("input, textarea, select, #story")) return;
    const key = keyOf(event);
    if (key === null || !this.act(key)) return;
    event.preventDefault();
  }

  /** Do what a key is for; whether there was anything to do. @param {Key} key */
  act(key) {
    if (key === "v") this.toggle();
    else if (!this.store.get("reviewing")) return false;
    else if (key === "s") this.save();
    else if (key === "u") this.undo();
    else if (this.store.get("selected") === null || this.asking) return false;
    else if (key === "c") this.decide("confirm");
    else if (key === "r") this.decide("reject");
    else this.openForm(key === "e");
    return true;
  }

  toggle() {
    const reviewing = !this.store.get("reviewing");
    this.asking = reviewing && !this.decisions.reviewer;
    this.store.set({ reviewing });
    if (!reviewing) return;
    const { selected } = this.store.state;
    if (selected === null || !this.decisions.open(selected)) this.next(selected);
    if (this.asking) /** @type {HTMLElement | null} */ (this.bar.querySelector("input"))?.focus();
  }

  /** Go on to the next event that nobody decided on, as the list runs. @param {number | null} from */
  next(from) {
    const { rows } = this.list;
    const at = from === null ? 0 : rows.indexOf(from) + 1;
    const isNext = /** @param {number} row */ (row) => row >= 0 && this.decisions.open(row);
    const row = rows.subarray(at).find(isNext) ?? rows.subarray(0, at).find(isNext);
    if (row === undefined && from !== null) return;
    this.store.set({ selected: row ?? rows.find((other) => other >= 0) ?? null, place: null });
    this.follow();
  }

  /** Let the list's keyboard stand on the event of the card. */
  follow() {
    const { list } = this;
    list.active = list.rows.indexOf(this.store.get("selected") ?? -2);
    if (document.activeElement === list.box) list.stand();
    else list.mark();
  }

  /** @param {"confirm" | "correct" | "reject"} verdict @param {import("./decisions.js").Decision["right"]} [right] @param {string} [note] */
  decide(verdict, right, note) {
    const row = /** @type {number} */ (this.store.get("selected"));
    const corrected = this.decisions.get(row)?.verdict === "correct";
    // To confirm what was corrected is to let the correction stand; Undo takes it back.
    if (verdict !== "confirm" || right || !corrected) this.decisions.decide(row, verdict, right, note);
    this.next(row);
  }

  undo() {
    const row = this.decisions.undo(this.store.get("selected"));
    if (row === null) return;
    this.store.set({ selected: row, place: null });
    this.follow();
  }

  /** @param {boolean} whole all of the form, or the note alone */
  async openForm(whole) {
    const row = /** @type {number} */ (this.store.get("selected"));
    const finder = whole ? await this.placeFinder() : null;
    if (this.store.get("selected") !== row) return;
    const decision = this.decisions.get(row);
    const done = this.formDone.bind(this, row);
    this.form = new ReviewForm(this.events, row, { decision, finder, name: this.names.name(row), done });
    this.drawBar();
    this.form.focus();
  }

  /** The places of the gazetteer, which are unpacked when they are first needed. @returns {Promise<PlaceFinder>} */
  placeFinder() {
    this.finder ??= inflatedJson(this.packed).then((data) => new PlaceFinder(data));
    return this.finder;
  }

  /** @param {number} row @param {import("./decisions.js").Decision["right"] | null} right @param {string} note */
  formDone(row, right, note) {
    const noteAlone = this.form?.category === null;
    const left = right === null && !(noteAlone && note);
    this.leaveForm();
    if (left) this.drawBar();
    else if (right) this.decide(Object.keys(right).length ? "correct" : "confirm", right, note);
    else {
      const { verdict, right: before } = this.decisions.get(row) ?? { verdict: "note", right: {} };
      this.decisions.decide(row, /** @type {import("./decisions.js").Verdict} */ (verdict), before, note);
    }
  }

  /** Put the form away; the keyboard goes on in the list. */
  leaveForm() {
    if (!this.form) return;
    const held = this.bar.contains(document.activeElement);
    this.form = null;
    if (held) this.list.box.focus({ preventScroll: true });
  }

  save() {
    const n = this.decisions.made.size;
    if (!n) {
      this.toast.say(say("review.nothing"));
      return;
    }
    // A blob is made here and read here: nothing is asked of anybody.
    const address = URL.createObjectURL(new Blob([this.decisions.csv()], { type: "text/csv;charset=utf-8" }));
    element("a", { href: address, download: FILE }).click();
    window.setTimeout(() => URL.revokeObjectURL(address), 60000);
    this.decisions.saved = true;
    this.toast.say(say("review.saved", { n, file: FILE }));
    this.drawPanel();
  }

  /** @param {string} key @param {() => void} act @param {Record<string, string | null>} [attributes] @param {Key} [letter] */
  button(key, act, attributes = {}, letter) {
    const hint = letter ? element("kbd", { "aria-hidden": "true" }, letter.toUpperCase()) : null;
    const shortcut = { type: "button", "aria-keyshortcuts": letter ?? null };
    const button = element("button", { ...shortcut, ...attributes }, say(key), hint);
    button.addEventListener("click", act);
    return button;
  }

  drawPanel() {
    const { decisions, panel } = this;
    const count = decisions.count();
    const reviewing = this.store.get("reviewing");
    panel.classList.toggle("open", reviewing);
    if (!reviewing) {
      const words = count.done ? "review.go_on" : "review.begin";
      const begin = this.button(words, () => this.toggle(), { id: "review-begin", class: "begin" }, "v");
      panel.replaceChildren(begin, element("span", { class: "hint" }, progressWords(count)));
      return;
    }
    if (panel.contains(document.activeElement)) this.refill(count);
    else panel.replaceChildren(...this.panelParts(count));
  }

  /** Draw what counts anew, and leave what the keyboard is in. @param {Count} count */
  refill(count) {
    const id = document.activeElement?.id ?? "";
    this.panel.replaceChildren(...this.panelParts(count));
    document.getElementById(id)?.focus({ preventScroll: true });
  }

  /** @param {Count} count @returns {HTMLElement[]} */
  panelParts(count) {
    const { decisions } = this;
    const told = ["confirmed", "corrected", "rejected"]
      .map((status) => ({ status, n: count[/** @type {"confirmed"} */ (status)] }))
      .filter(({ n }) => n)
      .map(({ status, n }) => say(`review.n_${status}`, { n }));
    const name = /** @type {HTMLInputElement} */ (
      element("input", { type: "text", id: "reviewer", maxlength: "200", autocomplete: "off" })
    );
    name.value = decisions.reviewer;
    name.addEventListener("change", () => decisions.setReviewer(name.value));
    const forget = this.button(this.forgetting ? "review.forget_sure" : "review.forget", () => this.forget(), {
      class: "quiet",
      id: "forget-decisions",
    });
    return [
      progressBar(count),
      element("p", { class: "told" }, progressWords(count), told.length ? element("small", {}, told.join(" · ")) : null),
      element("label", { class: "who" }, element("span", {}, say("review.reviewer")), name),
      element(
        "p",
        { class: "review-end" },
        this.button("review.save", () => this.save(), { class: "strong", id: "panel-save" }, "s"),
        this.button("review.end", () => this.toggle(), { class: "quiet", id: "review-end" }, "v"),
      ),
      element(
        "p",
        { class: "hint" },
        say(decisions.shelf ? "review.kept" : "review.not_kept"),
        " ",
        decisions.made.size ? forget : null,
      ),
    ];
  }

  forget() {
    if (this.forgetting) this.decisions.forget();
    this.forgetting = !this.forgetting;
    this.drawPanel();
  }

  drawBar() {
    const { selected, reviewing } = this.store.state;
    const shown = reviewing && selected !== null;
    this.bar.hidden = !shown;
    byId("card").classList.toggle("deciding", shown);
    if (!shown) return;
    if (this.asking) this.bar.replaceChildren(this.nameForm());
    else if (this.form) {
      if (!this.form.node.isConnected) this.bar.replaceChildren(this.form.node);
    } else {
      const id = this.bar.contains(document.activeElement) ? (document.activeElement?.id ?? "") : "";
      this.bar.replaceChildren(...this.barParts(/** @type {number} */ (selected)));
      if (id) document.getElementById(id)?.focus({ preventScroll: true });
    }
  }

  /** @param {number} row @returns {Node[]} */
  barParts(row) {
    const { decisions } = this;
    const decision = decisions.get(row);
    const verdict = decision?.verdict ?? null;
    const count = decisions.count();
    const choice = /** @param {string} key @param {Key} letter @param {string} of */ (key, letter, of) =>
      this.button(key, () => this.act(letter), { id: `decide-${of}`, "aria-pressed": String(verdict === of) }, letter);
    const undo = this.button("review.undo", () => this.undo(), { class: "quiet", id: "decide-undo" }, "u");
    const look = count.left ? "quiet" : "strong";
    const save = this.button("review.save", () => this.save(), { class: look, id: "bar-save" });
    const parts = [
      progressBar(count),
      element(
        "p",
        { class: "told", role: "status" },
        element("span", {}, progressWords(count)),
        decision || decisions.order.length ? undo : null,
        decisions.made.size ? save : null,
      ),
      decision ? this.decided(row, decision) : null,
      element(
        "div",
        { class: "choices-row" },
        choice("review.confirm", "c", "confirm"),
        choice("review.reject", "r", "reject"),
        choice("review.correct", "e", "correct"),
        choice("review.note", "n", "note"),
      ),
    ];
    return parts.filter((part) => part !== null);
  }

  /** What was corrected and noted, in words. @param {number} row @param {import("./decisions.js").Decision} decision */
  decided(row, { right, note }) {
    const { events } = this;
    const lines = [];
    if (right.category) lines.push(categoryWords(events.categories.get(right.category) ?? events.category(row)));
    if (right.place_id) lines.push(right.place_id === "none" ? say("review.no_place") : (right.place_name ?? right.place_id));
    if (right.date_start || right.date_end) {
      const [start, end] = [right.date_start, right.date_end].map((day) => (!day || day === "none" ? null : day));
      lines.push(intervalWords(start, end, { short: true }));
    }
    if (!lines.length && !note) return null;
    const now = lines.length ? element("span", {}, lines.join(" · ")) : null;
    return element("p", { class: "decided" }, now, note ? element("em", {}, note) : null);
  }

  /** Who decides is asked once; whoever will not say may leave it empty. */
  nameForm() {
    const box = /** @type {HTMLInputElement} */ (
      element("input", { type: "text", id: "who", maxlength: "200", autocomplete: "off" })
    );
    box.value = this.decisions.reviewer;
    const begin = () => {
      this.decisions.setReviewer(box.value);
      this.asking = false;
      this.draw();
      this.list.box.focus({ preventScroll: true });
    };
    box.addEventListener("keydown", (event) => {
      if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === "Enter") begin();
      else {
        this.toggle();
        this.list.box.focus({ preventScroll: true });
      }
    });
    return element(
      "div",
      { class: "ask", role: "form", "aria-label": say("review.who") },
      element("label", {}, element("span", {}, say("review.who")), box),
      this.button("review.start", begin, { class: "strong" }),
      element("p", { class: "hint" }, say("review.who_why")),
    );
  }
}

/** @typedef {ReturnType<import("./decisions.js").Decisions["count"]>} Count */

/** @param {Count} count */
const progressWords = ({ done, all }) =>
  done ? say("review.progress", { done, n: all }) : say("review.to_review", { n: all });

/** @param {Count} count */
function progressBar({ confirmed, corrected, rejected, all }) {
  const bar = element("div", { class: "progress", "aria-hidden": "true" });
  for (const [status, n] of Object.entries({ confirmed, corrected, rejected })) {
    const part = element("span", { class: status });
    part.style.flexGrow = String(n);
    bar.append(part);
  }
  const rest = element("span", {});
  rest.style.flexGrow = String(Math.max(all - confirmed - corrected - rejected, 0));
  bar.append(rest);
  return bar;
}

/** @param {KeyboardEvent} event @returns {Key | null} */
function keyOf({ key, code }) {
  const letter = key.toLowerCase();
  if (Object.hasOwn(KEYS, letter)) return /** @type {Key} */ (letter);
  const foreign = key.length === 1 && key.charCodeAt(0) > 127;
  const found = foreign || key === "Process" ? Object.entries(KEYS).find(([, where]) => where === code) : undefined;
  return found ? /** @type {Key} */ (found[0]) : null;
}
