// What a place is called: in the language of the page, and in other spellings.

import { categoryWords, say, tongue } from "../words/words.js";
import { fold } from "./find.js";

export class PlaceNames {
  /** @param {import("./events.js").EventTable} events */
  constructor(events) {
    this.events = events;
  }

  /** @param {number} i */
  of(i) {
    return this.events.places.get(this.events.get(i, "place_id") ?? "");
  }

  /** The place of an event in the language of the page. @param {number} i @returns {string} */
  name(i) {
    const k = tongue();
    // In English it stands as the table has it, which somebody may have written.
    return (k > 0 && this.of(i)?.names[k]) || this.events.placeName(i);
  }

  /**
   * The title; one that is only category and place is said in the language of the page.
   * @param {number} i
   * @returns {string}
   */
  title(i) {
    const { events } = this;
    const title = events.get(i, "title");
    const category = events.category(i);
    const place = events.placeName(i);
    if (title && title !== `${category.label}, ${place}`) return title;
    const what = categoryWords(category);
    return place ? say("title.of", { what, where: this.name(i) }) : what;
  }

  /** The other names of its place that fit a search. @param {number} i @param {string[]} words folded @returns {string | null} */
  found(i, words) {
    const place = this.of(i);
    const names = place ? [...place.names, ...place.other] : [];
    const fit = names.filter((name) => name && words.some((word) => fold(name).includes(word)));
    return fit.length ? say("search.also", { names: fit.slice(0, 3).join(", ") }) : null;
  }
}
