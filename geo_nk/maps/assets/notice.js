// What the page says of itself: for whom it was made, and what was withheld for that.

import { element } from "./parts/dom.js";
import { say } from "./words/words.js";

/**
 * @typedef {object} Release
 * @property {string} level
 * @property {boolean} chosen whether the file has only columns that somebody chose
 * @property {Record<string, number>} held_back rows that are not in the file, by why
 * @property {Record<string, number>} coarser rows that are shown coarser, by what
 * @property {string[]} without columns of the event table that are withheld, for some rows or all
 * @property {number} others how many other columns are
 * @property {boolean} [made_up] whether nothing of it happened
 * @property {boolean} [loosened] whether layers were added for which the page allows more
 */

export class Notice {
  /** @param {Release} release @param {import("./state/store.js").Store} store */
  constructor(release, store) {
    this.release = release;
    this.node = element("p", { id: "release", "data-level": release.level });
    document.querySelector("#panel header")?.append(this.node);
    store.on("language", () => this.tell());
    this.tell();
  }

  tell() {
    const { level, chosen, held_back, coarser, without, others, loosened, made_up } = this.release;
    /** @param {string} key @param {number} n */
    const part = (key, n) => (n ? [say(`release.${key.replaceAll(" ", "_")}`, { n })] : []);
    const parts = [...Object.entries(coarser), ...Object.entries(held_back)].flatMap(([key, n]) => part(key, n));
    parts.push(...part("without", without.length + others));
    this.node.replaceChildren(
      element("b", {}, say(made_up ? "release.made_up" : chosen && level === "internal" ? "release.chosen" : `release.${level}`)),
      parts.length ? ` ${say("release.done", { what: parts.join(", ") })}` : "",
      loosened ? ` ${say("release.loosened")}` : "",
    );
    this.node.title = without.join(", ");
  }
}
